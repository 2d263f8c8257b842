# Generated from matrix.json, lock.json and templates/jars-rapids.Dockerfile.hbs by `npx projen`: do not edit, a change here is lost.
#
# RAPIDS Accelerator 26.08.1 for Apache Spark, for CUDA 12 on amd64, in /opt/spark/jars.
ARG DEBIAN_IMAGE=debian:bookworm-slim
ARG BASE_IMAGE=spark-k8s-jdk-17:latest
# Which Spark the jar is for: 4.1.1.
ARG SPARK_VERSION=4.1.1

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
ARG NVIDIA_MAVEN_URL=https://edge.urm.nvidia.com/artifactory/sw-spark-maven-local
ARG MAVEN_URL=https://maven-central.storage-download.googleapis.com/maven2
ARG SPARK_VERSION
ARG RAPIDS_4_SPARK_2_13_SHA256=5555555555555555555555555555555555555555555555555555555555555555
ARG TARGETARCH
RUN --mount=type=cache,id=spark-k8s-artifacts,target=/var/cache/artifacts \
    --mount=type=secret,id=ca,required=false \
    --mount=type=bind,source=getGpusResources.sh,target=/tmp/getGpusResources.sh \
    <<EOT
set -eu
if [ "${TARGETARCH}" != amd64 ]; then
  echo "RAPIDS 26.08.1 is pinned for linux/amd64 only, not for linux/${TARGETARCH}: build with --platform linux/amd64." >&2
  exit 1
fi
case "${SPARK_VERSION}" in
4.1.1)
  fetch rapids-4-spark_2.13-26.08.1.jar "sha256:${RAPIDS_4_SPARK_2_13_SHA256}" /out/opt/spark/jars/rapids-4-spark_2.13-26.08.1.jar \
    "${NVIDIA_MAVEN_URL}/com/nvidia/rapids-4-spark_2.13/26.08.1/rapids-4-spark_2.13-26.08.1.jar" \
    "${MAVEN_URL}/com/nvidia/rapids-4-spark_2.13/26.08.1/rapids-4-spark_2.13-26.08.1.jar"
  ;;
3.5.8)
  echo "RAPIDS 26.08.1 cannot be built for Spark 3.5.8 (com.nvidia:rapids-4-spark_2.12:26.08.1 is not in lock.json, so its checksum is not known): SPARK_VERSION can be 4.1.1." >&2
  exit 1
  ;;
*)
  echo "RAPIDS 26.08.1 is not pinned for Spark ${SPARK_VERSION}: SPARK_VERSION can be 4.1.1." >&2
  exit 1
  ;;
esac
install -D -m 0755 /tmp/getGpusResources.sh /out/opt/sparkRapidsPlugin/getGpusResources.sh
# Equal content gives equal layers: no build times, one owner, modes that do not depend on the umask.
chmod -R u=rwX,go=rX /out
find /out -exec touch --no-dereference --date=@315619200 {} +
EOT

FROM ${BASE_IMAGE}
COPY --link --from=fetch /out/ /

ENV SPARK_HOME=/opt/spark \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility \
    NVIDIA_VISIBLE_DEVICES=all

ARG SPARK_VERSION
LABEL org.opencontainers.image.title="RAPIDS Accelerator 26.08.1 for Spark" \
      org.opencontainers.image.description="RAPIDS Accelerator 26.08.1 for Apache Spark, for CUDA 12 on amd64, in /opt/spark/jars" \
      org.opencontainers.image.version="26.08.1" \
      org.opencontainers.image.source="https://git.example.com/images" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="spark-k8s-jdk-17:latest"
LABEL spark-k8s.spark-version="${SPARK_VERSION}"
