# Generated from matrix.json, lock.json and templates/python-deps.Dockerfile.hbs by `npx projen`: do not edit, a change here is lost.
#
# Pinned wheels for PySpark jobs, each group in a directory of its own, and PySpark 4.1.1 without its jars.
ARG DEBIAN_IMAGE=debian:bookworm-slim
ARG BASE_IMAGE=spark-k8s-python-3.10:latest

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
ARG APACHE_URL=https://www.apache.org/dyn/closer.lua
ARG APACHE_ARCHIVE_URL=https://archive.apache.org/dist
ARG PYSPARK_SHA256=8888888888888888888888888888888888888888888888888888888888888888
# PySpark is published as a source package only, with all of Spark's jars in it: take the Python.
RUN --mount=type=cache,id=spark-k8s-artifacts,target=/var/cache/artifacts \
    --mount=type=secret,id=ca,required=false \
    <<EOT
set -eu
fetch pyspark-4.1.1.tar.gz "sha256:${PYSPARK_SHA256}" /tmp/pyspark.tar.gz \
  "${APACHE_URL}/spark/spark-4.1.1/pyspark-4.1.1.tar.gz?action=download" \
  "${APACHE_ARCHIVE_URL}/spark/spark-4.1.1/pyspark-4.1.1.tar.gz"
tar -xzf /tmp/pyspark.tar.gz -C /tmp --no-same-owner pyspark-4.1.1/pyspark pyspark-4.1.1/PKG-INFO
rm /tmp/pyspark.tar.gz
mkdir -p /out/opt/pyspark/pyspark-4.1.1.dist-info
mv /tmp/pyspark-4.1.1/pyspark /out/opt/pyspark/pyspark
mv /tmp/pyspark-4.1.1/PKG-INFO /out/opt/pyspark/pyspark-4.1.1.dist-info/METADATA
# Equal content gives equal layers: no build times, one owner, modes that do not depend on the umask.
chmod -R u=rwX,go=rX /out
find /out -exec touch --no-dereference --date=@315619200 {} +
EOT

FROM ${BASE_IMAGE} AS wheels
# Only this stage installs; the image itself runs as the user of its base.
# hadolint ignore=DL3002
USER 0:0
COPY --chmod=0755 install-wheels.sh /usr/local/bin/install-wheels
COPY compile-modules.py leave-out.py left-out.txt /opt/install/
ARG PIP_INDEX_URL=

# Py4J stands beside PySpark, out of the base group: a runtime has both from its Spark core.
RUN --mount=type=cache,id=spark-k8s-pip,target=/var/cache/pip,sharing=locked \
    --mount=type=secret,id=ca,required=false \
    --mount=type=bind,source=requirements-base.txt,target=/tmp/requirements-base.txt \
    <<EOT
set -eu
sed '/^# PySpark/,$d' /tmp/requirements-base.txt >/tmp/base.txt
sed -n '/^py4j==/,/^ *#/p' /tmp/requirements-base.txt >/tmp/py4j.txt
install-wheels base /tmp/base.txt
install-wheels py4j /tmp/py4j.txt
mkdir -p /out/pyspark/opt/pyspark
mv /out/py4j/opt/python/py4j/lib/python3.10/site-packages/* /out/pyspark/opt/pyspark/
rm -rf /out/py4j
EOT

ARG BUILD_GPU_DEPS=false
RUN --mount=type=cache,id=spark-k8s-pip,target=/var/cache/pip,sharing=locked \
    --mount=type=secret,id=ca,required=false \
    --mount=type=bind,source=requirements-gpu.txt,target=/tmp/requirements-gpu.txt \
    <<EOT
set -eu
mkdir -p /out/gpu
case "${BUILD_GPU_DEPS}" in
true) install-wheels gpu /tmp/requirements-gpu.txt base ;;
false) ;;
*)
  echo "BUILD_GPU_DEPS can be true or false, not '${BUILD_GPU_DEPS}'." >&2
  exit 1
  ;;
esac
EOT

ARG BUILD_ICEBERG_DEPS=false
RUN --mount=type=cache,id=spark-k8s-pip,target=/var/cache/pip,sharing=locked \
    --mount=type=secret,id=ca,required=false \
    --mount=type=bind,source=requirements-iceberg.txt,target=/tmp/requirements-iceberg.txt \
    <<EOT
set -eu
mkdir -p /out/iceberg
case "${BUILD_ICEBERG_DEPS}" in
true) install-wheels iceberg /tmp/requirements-iceberg.txt base gpu ;;
false) ;;
*)
  echo "BUILD_ICEBERG_DEPS can be true or false, not '${BUILD_ICEBERG_DEPS}'." >&2
  exit 1
  ;;
esac
EOT

# PySpark and Py4J in one tree, with their bytecode.
FROM wheels AS pyspark
COPY --from=fetch /out/opt/pyspark/ /out/pyspark/opt/pyspark/
RUN <<EOT
set -eu
env -i PYTHONHASHSEED=0 /usr/local/bin/python3.10 -s -S -B /opt/install/compile-modules.py /out/pyspark /out/pyspark
chmod -R u=rwX,go=rX /out/pyspark
find /out/pyspark -exec touch --no-dereference --date=@315619200 {} +
EOT

FROM ${BASE_IMAGE}
COPY --link --from=wheels /out/base/ /
COPY --link --from=wheels /out/gpu/ /
COPY --link --from=wheels /out/iceberg/ /
COPY --link --from=pyspark /out/pyspark/ /

# CUDA's libraries, of the GPU group.
ENV LD_LIBRARY_PATH=/opt/python/gpu/lib

LABEL org.opencontainers.image.title="Python packages for Spark on CPython 3.10" \
      org.opencontainers.image.description="Pinned wheels for PySpark jobs, each group in a directory of its own, and PySpark 4.1.1 without its jars" \
      org.opencontainers.image.version="latest" \
      org.opencontainers.image.source="https://git.example.com/images" \
      org.opencontainers.image.licenses="Apache-2.0 AND MIT" \
      org.opencontainers.image.base.name="spark-k8s-python-3.10:latest"
ARG BUILD_GPU_DEPS=false
LABEL spark-k8s.gpu-packages="${BUILD_GPU_DEPS}"
ARG BUILD_ICEBERG_DEPS=false
LABEL spark-k8s.iceberg-packages="${BUILD_ICEBERG_DEPS}"
