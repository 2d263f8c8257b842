#!/bin/bash
# Generated from matrix.json, lock.json and templates/install-wheels.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# Installs one group of wheels, pinned by hash, under /out/GROUP/opt/python/GROUP.
#
#   install-wheels GROUP REQUIREMENTS [GROUP-BEFORE...]
#
# What a group before it has already brought is not installed again. pip asks its index several times with growing
# pauses, keeps what it downloaded in its cache, a cache mount, and names expected and actual hash when they differ.
set -euo pipefail

group=$1 requirements=$2
shift 2
prefix=/out/$group/opt/python/$group

path=
for before in "$@"; do
  path=${path:+$path:}/out/$before/opt/python/$before/lib/python3.10/site-packages
done

# The system's certificate authorities and, if the build was given one as the secret `ca`, the one of a company.
authorities() {
  if [ -s /run/secrets/ca ]; then
    cat /etc/ssl/certs/ca-certificates.crt /run/secrets/ca >/tmp/authorities.crt
    export PIP_CERT=/tmp/authorities.crt
  fi
}

pip_install() {
  PYTHONPATH=$path python3.10 -m pip install --require-hashes --no-deps --only-binary :all: --no-compile \
    --cache-dir /var/cache/pip --retries 5 --timeout 30 --disable-pip-version-check --root-user-action ignore \
    --no-warn-script-location --prefix "$prefix" --requirement "$requirements"
}

# Removes from pip's cache the bytes that pip has just refused. It keeps what came over https before it looks at the
# hash, and would refuse the same bytes in every later build. Fails when pip named none.
forget_refused() {
  local refused hash file
  refused=$(sed -n 's/^ *Got  *\([0-9a-f]\{64\}\)$/\1/p' /tmp/pip.log)
  [ -n "$refused" ] || return 1
  find /var/cache/pip -type f -exec sha256sum {} + | while read -r hash file; do
    case $refused in *"$hash"*) rm "$file" ;; esac
  done
}

# A second time only after wrong bytes, which may have come from the cache.
install_wheels() {
  for _ in 1 2; do
    if pip_install 2>&1 | tee /tmp/pip.log; then return; fi
    forget_refused || break
  done
  return 1
}

# CuPy asks the system's loader for CUDA's libraries by name, and NVIDIA's wheels have each in a folder of its own: links
# in one folder, which LD_LIBRARY_PATH names.
link_cuda_libraries() {
  local library
  for library in "$prefix"/lib/python3.10/site-packages/nvidia/*/lib/lib*.so.*; do
    [ -e "$library" ] || continue
    ln -s "${library#"$prefix/lib/"}" "$prefix/lib/"
  done
}

authorities
install_wheels
python3.10 -I -B /opt/install/leave-out.py "$prefix" /opt/install/left-out.txt
link_cuda_libraries
env -i PYTHONHASHSEED=0 /usr/local/bin/python3.10 -s -S -B /opt/install/compile-modules.py "/out/$group" "$prefix"
chmod -R u=rwX,go=rX "/out/$group"
find "/out/$group" -exec touch --no-dereference --date=@315619200 {} +
