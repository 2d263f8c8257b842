# Generated from matrix.json, lock.json and templates/python.Dockerfile.hbs by `npx projen`: do not edit, a change here is lost.
#
# Debian 12 with CPython 3.10 of python-build-standalone at /usr/local.
ARG DEBIAN_IMAGE=debian:bookworm-slim
ARG PYTHON_VERSION=3.10.21

FROM ${DEBIAN_IMAGE} AS fetch
RUN --mount=type=cache,id=spark-k8s-apt-archives,target=/var/cache/apt-archives,sharing=locked \
    --mount=type=cache,id=spark-k8s-apt-lists,target=/var/lib/apt/lists,sharing=locked \
    --mount=type=tmpfs,target=/var/log \
    <<EOT
set -eu
# What installs packages takes this for today, so that it is written nowhere when the image was built.
export DEBIAN_FRONTEND=noninteractive SOURCE_DATE_EPOCH=315619200
mkdir -p /var/cache/apt-archives/partial
set -- -o Dir::Cache::archives=/var/cache/apt-archives -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=
apt-get "$@" update -qq
apt-get "$@" install -y -qq --no-install-recommends \
  ca-certificates \
  curl \
  unzip
EOT

COPY --chmod=0755 fetch.sh /usr/local/bin/fetch
ARG PYTHON_BUILD_STANDALONE_URL=https://github.com/astral-sh/python-build-standalone/releases/download
ARG PYTHON_VERSION
ARG PYTHON_RELEASE=20260814
ARG PYTHON_AMD64_SHA256=6666666666666666666666666666666666666666666666666666666666666666
ARG PYTHON_ARM64_SHA256=7777777777777777777777777777777777777777777777777777777777777777
ARG TARGETARCH
RUN --mount=type=cache,id=spark-k8s-artifacts,target=/var/cache/artifacts \
    --mount=type=secret,id=ca,required=false \
    --mount=type=bind,source=spark-k8s.pth,target=/tmp/spark-k8s.pth \
    --mount=type=bind,source=compile-modules.py,target=/tmp/compile-modules.py \
    --mount=type=bind,source=leave-out.py,target=/tmp/leave-out.py \
    --mount=type=bind,source=left-out.txt,target=/tmp/left-out.txt \
    <<EOT
set -eu
case "${TARGETARCH}" in
amd64) machine=x86_64 sha256=${PYTHON_AMD64_SHA256} ;;
arm64) machine=aarch64 sha256=${PYTHON_ARM64_SHA256} ;;
*)
  echo "CPython: expected the platform linux/amd64 or linux/arm64, got linux/${TARGETARCH}" >&2
  exit 1
  ;;
esac
build=$machine-unknown-linux-gnu-install_only_stripped.tar.gz
fetch "cpython-${PYTHON_VERSION}+${PYTHON_RELEASE}-$build" "sha256:$sha256" /tmp/python.tar.gz \
  "${PYTHON_BUILD_STANDALONE_URL}/${PYTHON_RELEASE}/cpython-${PYTHON_VERSION}%2B${PYTHON_RELEASE}-$build"
mkdir -p /out/usr/local
tar -xzf /tmp/python.tar.gz -C /out/usr/local --strip-components=1 --no-same-owner
rm /tmp/python.tar.gz
find /out -name __pycache__ -prune -exec rm -rf {} +
/out/usr/local/bin/python3.10 -I -B /tmp/leave-out.py /out/usr/local /tmp/left-out.txt
ln -sfn python3.10 /out/usr/local/bin/python3
ln -sfn python3 /out/usr/local/bin/python
install -m 0644 /tmp/spark-k8s.pth /out/usr/local/lib/python3.10/site-packages/spark-k8s.pth
env -i PYTHONHASHSEED=0 /out/usr/local/bin/python3.10 -s -S -B /tmp/compile-modules.py /out /out/usr/local/lib
# Equal content gives equal layers: no build times, one owner, modes that do not depend on the umask.
chmod -R u=rwX,go=rX /out
find /out -exec touch --no-dereference --date=@315619200 {} +
EOT

FROM ${DEBIAN_IMAGE}
RUN --mount=type=cache,id=spark-k8s-apt-archives,target=/var/cache/apt-archives,sharing=locked \
    --mount=type=cache,id=spark-k8s-apt-lists,target=/var/lib/apt/lists,sharing=locked \
    --mount=type=tmpfs,target=/var/log \
    <<EOT
set -eu
# What installs packages takes this for today, so that it is written nowhere when the image was built.
export DEBIAN_FRONTEND=noninteractive SOURCE_DATE_EPOCH=315619200
# To tell what this step writes from what the image below has.
touch /var/log/begun
find /etc /var/cache /var/lib -xdev -type f >/var/log/before
mkdir -p /var/cache/apt-archives/partial
set -- -o Dir::Cache::archives=/var/cache/apt-archives -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=
apt-get "$@" update -qq
apt-get "$@" install -y -qq --no-install-recommends \
  ca-certificates \
  libgomp1 \
  libstdc++6 \
  tini
useradd --uid 185 --gid 0 --no-log-init --create-home --home-dir /home/spark --shell /bin/bash spark
chmod 0775 /home/spark
mkdir -p /usr/share/spark-k8s
dpkg-query --show --showformat '${Package} ${Version} ${Architecture}\n' >/usr/share/spark-k8s/debian-packages.txt
# Equal packages give equal layers: no backups, no caches, no name of a machine, and no build times. To take away what
# the image below has would write the time too, so that it is emptied.
for file in /etc/*- /etc/machine-id /var/cache/debconf/*-old /var/cache/ldconfig/aux-cache /var/lib/dbus/machine-id \
  /var/lib/dpkg/*-old; do
  if [ ! -e "$file" ]; then continue; fi
  if ! grep -q -x -F "$file" /var/log/before; then
    rm "$file"
  elif [ -n "$(find "$file" -cnewer /var/log/begun)" ]; then
    : >"$file"
  fi
done
find / -xdev \( -path /dev -o -path /proc -o -path /sys -o -path /etc/hosts -o -path /etc/resolv.conf \) -prune \
  -o -newer /var/log/begun -exec touch --no-dereference --date=@315619200 {} +
# In these the builder makes the folders that it mounts, and takes them away again.
touch --date=@315619200 /etc /tmp /var /var/cache /var/lib /var/lib/apt
EOT

COPY --link --from=fetch /out/ /

ENV LANG=C.UTF-8

ARG PYTHON_VERSION
LABEL org.opencontainers.image.title="CPython 3.10 on Debian 12" \
      org.opencontainers.image.description="Debian 12 with CPython 3.10 of python-build-standalone at /usr/local" \
      org.opencontainers.image.version="${PYTHON_VERSION}" \
      org.opencontainers.image.source="https://git.example.com/images" \
      org.opencontainers.image.licenses="PSF-2.0" \
      org.opencontainers.image.base.name="debian:bookworm-slim"
WORKDIR /home/spark
USER 185:0
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["python3"]
