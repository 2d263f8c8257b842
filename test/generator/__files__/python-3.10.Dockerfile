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
export DEBIAN_FRONTEND=noninteractive
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
# What nothing runs: headers for a compiler, manual pages, a database of terminals that Debian has as well.
rm -rf /out/usr/local/include /out/usr/local/share
ln -sfn python3.10 /out/usr/local/bin/python3
ln -sfn python3 /out/usr/local/bin/python
install -m 0644 /tmp/spark-k8s.pth /out/usr/local/lib/python3.10/site-packages/spark-k8s.pth
# Bytecode for every module, bound to the source's hash: valid whatever the file times, and on a read-only root.
find /out -name __pycache__ -prune -exec rm -rf {} +
/out/usr/local/bin/python3.10 -I -m compileall -q --invalidation-mode unchecked-hash \
  -s /out -x '/(lib2to3/tests|test)/' /out/usr/local/lib/python3.10
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
export DEBIAN_FRONTEND=noninteractive
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
rm -rf /var/cache/ldconfig/aux-cache /var/cache/debconf/*-old /var/lib/dpkg/*-old
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
