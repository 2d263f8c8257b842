# Generated from matrix.json, lock.json and templates/jars-iceberg.Dockerfile.hbs by `npx projen`: do not edit, a change here is lost.
#
# Apache Iceberg 1.12.0: the Spark runtime for the chosen Spark line and the AWS bundle, in /opt/spark/jars.
ARG DEBIAN_IMAGE=debian:bookworm-slim
ARG BASE_IMAGE=spark-k8s-jdk-17:latest
# Which Spark the jars are for: 3.5.x or 4.1.x.
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
ARG MAVEN_URL=https://maven-central.storage-download.googleapis.com/maven2
ARG SPARK_VERSION
ARG ICEBERG_SPARK_RUNTIME_3_5_2_12_SHA256=2222222222222222222222222222222222222222222222222222222222222222
ARG ICEBERG_SPARK_RUNTIME_4_1_2_13_SHA256=3333333333333333333333333333333333333333333333333333333333333333
ARG ICEBERG_AWS_BUNDLE_SHA256=4444444444444444444444444444444444444444444444444444444444444444
RUN --mount=type=cache,id=spark-k8s-artifacts,target=/var/cache/artifacts \
    --mount=type=secret,id=ca,required=false \
    <<EOT
set -eu
case "${SPARK_VERSION}" in
3.5.*)
  fetch iceberg-spark-runtime-3.5_2.12-1.12.0.jar "sha256:${ICEBERG_SPARK_RUNTIME_3_5_2_12_SHA256}" /out/opt/spark/jars/iceberg-spark-runtime-3.5_2.12-1.12.0.jar \
    "${MAVEN_URL}/org/apache/iceberg/iceberg-spark-runtime-3.5_2.12/1.12.0/iceberg-spark-runtime-3.5_2.12-1.12.0.jar"
  ;;
4.1.*)
  fetch iceberg-spark-runtime-4.1_2.13-1.12.0.jar "sha256:${ICEBERG_SPARK_RUNTIME_4_1_2_13_SHA256}" /out/opt/spark/jars/iceberg-spark-runtime-4.1_2.13-1.12.0.jar \
    "${MAVEN_URL}/org/apache/iceberg/iceberg-spark-runtime-4.1_2.13/1.12.0/iceberg-spark-runtime-4.1_2.13-1.12.0.jar"
  ;;
*)
  echo "Iceberg 1.12.0 has no pinned runtime for Spark ${SPARK_VERSION}: SPARK_VERSION can be 3.5.x or 4.1.x." >&2
  exit 1
  ;;
esac
fetch iceberg-aws-bundle-1.12.0.jar "sha256:${ICEBERG_AWS_BUNDLE_SHA256}" /out/opt/spark/jars/iceberg-aws-bundle-1.12.0.jar \
  "${MAVEN_URL}/org/apache/iceberg/iceberg-aws-bundle/1.12.0/iceberg-aws-bundle-1.12.0.jar"
# Equal content gives equal layers: no build times, one owner, modes that do not depend on the umask.
chmod -R u=rwX,go=rX /out
find /out -exec touch --no-dereference --date=@315619200 {} +
EOT

FROM ${BASE_IMAGE}
COPY --link --from=fetch /out/ /

ENV SPARK_HOME=/opt/spark

ARG SPARK_VERSION
LABEL org.opencontainers.image.title="Apache Iceberg 1.12.0 for Spark" \
      org.opencontainers.image.description="Apache Iceberg 1.12.0: the Spark runtime for the chosen Spark line and the AWS bundle, in /opt/spark/jars" \
      org.opencontainers.image.version="1.12.0" \
      org.opencontainers.image.source="https://git.example.com/images" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="spark-k8s-jdk-17:latest"
LABEL spark-k8s.spark-version="${SPARK_VERSION}"
