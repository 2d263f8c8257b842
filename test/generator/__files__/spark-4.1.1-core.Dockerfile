# Generated from matrix.json, lock.json and templates/spark-core.Dockerfile.hbs by `npx projen`: do not edit, a change here is lost.
#
# Apache Spark 4.1.1 on Scala 2.13 and JDK 17, with the entrypoint for Kubernetes.
ARG DEBIAN_IMAGE=debian:bookworm-slim
ARG BASE_IMAGE=spark-k8s-jdk-17:latest

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
ARG SPARK_SHA512=55555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555
WORKDIR /tmp/spark
RUN --mount=type=cache,id=spark-k8s-artifacts,target=/var/cache/artifacts \
    --mount=type=secret,id=ca,required=false \
    <<EOT
set -eu
fetch spark-4.1.1-bin-hadoop3.tgz "sha512:${SPARK_SHA512}" /tmp/spark.tgz \
  "${APACHE_URL}/spark/spark-4.1.1/spark-4.1.1-bin-hadoop3.tgz?action=download" \
  "${APACHE_ARCHIVE_URL}/spark/spark-4.1.1/spark-4.1.1-bin-hadoop3.tgz"
tar -xzf /tmp/spark.tgz -C /tmp/spark --strip-components=1 --no-same-owner
rm /tmp/spark.tgz
if [ ! -f python/lib/py4j-0.10.9.9-src.zip ]; then
  echo "spark-4.1.1-bin-hadoop3.tgz: expected python/lib/py4j-0.10.9.9-src.zip, which PYTHONPATH names; got: $(ls python/lib)" >&2
  exit 1
fi
# Commands of Spark use the archive of classes: docs/start-up.md.
sed -i -e 's,^set +o posix$,&\n. /opt/share-classes.sh\nlean_launcher,' -e 's,^exec .*CMD.*$,share_classes\nlean_jvm\n&,' bin/spark-class
if [ "$(grep -c -x -e lean_launcher -e share_classes -e lean_jvm bin/spark-class)" != 3 ]; then
  echo "spark-4.1.1-bin-hadoop3.tgz: expected in bin/spark-class one line 'set +o posix' and one that begins with exec and names CMD" >&2
  exit 1
fi
mkdir conf work-dir

# Layers by how often their files change: what two patches have in common is one layer, stored and pulled once.
mkdir -p /out/spark /out/python /out/rest
lay() {
  layer=/out/$1/opt/spark
  shift
  for path; do
    if [ ! -e "$path" ]; then continue; fi
    mkdir -p "$(dirname "$layer/$path")"
    mv "$path" "$layer/$path"
  done
}
find jars ! -type d >/tmp/left
while read -r path; do lay spark "$path"; done </tmp/left
lay spark examples LICENSE NOTICE RELEASE
lay python python
lay rest bin sbin data licenses conf work-dir
rm -rf /tmp/spark/*
# Equal content gives equal layers: no build times, one owner, modes that do not depend on the umask.
chmod -R u=rwX,go=rX /out
find /out -exec touch --no-dereference --date=@315619200 {} +
# The directory that jobs start in, writable for any uid with group 0.
chmod 0775 /out/rest/opt/spark/work-dir
EOT

# A stage of its own: a change of the scripts does not unpack Spark again.
FROM ${DEBIAN_IMAGE} AS scripts
RUN --mount=type=bind,source=.,target=/context <<EOT
set -eu
install -D -m 0755 -t /out/opt /context/entrypoint.sh /context/decom.sh /context/share-classes.sh
# Equal content gives equal layers: no build times, one owner, modes that do not depend on the umask.
chmod -R u=rwX,go=rX /out
find /out -exec touch --no-dereference --date=@315619200 {} +
EOT

FROM ${BASE_IMAGE} AS spark
COPY --link --from=fetch /out/spark/ /
COPY --link --from=fetch /out/python/ /
COPY --link --from=fetch /out/rest/ /
COPY --link --from=scripts /out/ /

ENV SPARK_HOME=/opt/spark
ENV PATH=${SPARK_HOME}/bin:${PATH} \
    PYTHONPATH=${SPARK_HOME}/python:${SPARK_HOME}/python/lib/py4j-0.10.9.9-src.zip

# The archive of classes is a layer of its own, the same in each build: docs/start-up.md.
FROM spark AS archive
# hadolint ignore=DL3002
USER 0:0
RUN --network=none \
    --mount=type=bind,source=archive-classes.sh,target=/tmp/archive-classes.sh \
    --mount=type=bind,source=classes.txt,target=/tmp/classes.txt \
    --mount=type=bind,source=forget-addresses.pl,target=/tmp/forget-addresses.pl \
    <<EOT
set -eu
bash /tmp/archive-classes.sh /tmp/classes.txt /tmp/forget-addresses.pl /out
# Equal content gives equal layers: no build times, one owner, modes that do not depend on the umask.
chmod -R u=rwX,go=rX /out
find /out -exec touch --no-dereference --date=@315619200 {} +
EOT

FROM spark
COPY --link --from=archive /out/ /

LABEL org.opencontainers.image.title="Apache Spark 4.1.1 on JDK 17" \
      org.opencontainers.image.description="Apache Spark 4.1.1 on Scala 2.13 and JDK 17, with the entrypoint for Kubernetes" \
      org.opencontainers.image.version="4.1.1" \
      org.opencontainers.image.source="https://git.example.com/images" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="spark-k8s-jdk-17:latest"
WORKDIR /opt/spark/work-dir
USER 185:0
ENTRYPOINT ["/opt/entrypoint.sh"]
