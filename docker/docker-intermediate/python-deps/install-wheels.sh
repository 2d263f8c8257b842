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
for before in "$@"; do
  PYTHONPATH=${PYTHONPATH:+$PYTHONPATH:}/out/$before/opt/python/$before/lib/python3.10/site-packages
done
export PYTHONPATH=${PYTHONPATH:-}
if [ -s /run/secrets/ca ]; then
  cat /etc/ssl/certs/ca-certificates.crt /run/secrets/ca >/tmp/authorities.crt
  export PIP_CERT=/tmp/authorities.crt
fi
prefix=/out/$group/opt/python/$group
python3.10 -m pip install --require-hashes --no-deps --only-binary :all: --no-compile \
  --cache-dir /var/cache/pip --retries 5 --timeout 60 --disable-pip-version-check --root-user-action ignore \
  --no-warn-script-location --prefix "$prefix" --requirement "$requirements"
# Bytecode for every module, bound to the source's hash: valid whatever the file times, and on a read-only root.
python3.10 -I -m compileall -q --invalidation-mode unchecked-hash -s "/out/$group" "$prefix" || [ $? -eq 1 ]
chmod -R u=rwX,go=rX "/out/$group"
find "/out/$group" -exec touch --no-dereference --date=@315619200 {} +
