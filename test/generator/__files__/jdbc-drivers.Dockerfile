# Generated from matrix.json, lock.json and templates/jdbc-drivers.Dockerfile.hbs by `npx projen`: do not edit, a change here is lost.
#
# JDBC drivers in /opt/jdbc: PostgreSQL 42.7.1.
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
ARG MAVEN_URL=https://maven-central.storage-download.googleapis.com/maven2
ARG POSTGRESQL_URL=https://jdbc.postgresql.org/download
ARG POSTGRESQL_SHA256=1111111111111111111111111111111111111111111111111111111111111111
RUN --mount=type=cache,id=spark-k8s-artifacts,target=/var/cache/artifacts \
    --mount=type=secret,id=ca,required=false \
    --mount=type=bind,source=LICENSES.md,target=/tmp/LICENSES.md \
    <<EOT
set -eu
fetch postgresql-42.7.1.jar "sha256:${POSTGRESQL_SHA256}" /out/opt/jdbc/postgresql-42.7.1.jar \
  "${POSTGRESQL_URL}/postgresql-42.7.1.jar" \
  "${MAVEN_URL}/org/postgresql/postgresql/42.7.1/postgresql-42.7.1.jar"
# The licence texts that the jars hold, and what to know of each licence.
for jar in /out/opt/jdbc/*.jar; do
  unzip -Z1 "$jar" >/tmp/names
  grep -iE '^(META-INF/)?(LICEN[CS]E|NOTICE|COPYING)[^/]*$' /tmp/names >/tmp/texts || [ $? -eq 1 ]
  while read -r text; do
    mkdir -p "/out/opt/jdbc/licenses/$(basename "$jar" .jar)"
    unzip -p "$jar" "$text" >"/out/opt/jdbc/licenses/$(basename "$jar" .jar)/$(basename "$text")"
  done </tmp/texts
done
install -D -m 0644 /tmp/LICENSES.md /out/opt/jdbc/licenses/LICENSES.md
# In an image with Spark, each driver is on the class path of drivers and executors, once.
mkdir -p /out/opt/spark/jars
for jar in /out/opt/jdbc/*.jar; do
  ln -s "../../jdbc/$(basename "$jar")" /out/opt/spark/jars/
done
# Equal content gives equal layers: no build times, one owner, modes that do not depend on the umask.
chmod -R u=rwX,go=rX /out
find /out -exec touch --no-dereference --date=@315619200 {} +
EOT

FROM ${BASE_IMAGE}
COPY --link --from=fetch /out/ /

# CLASSPATH is for plain java; spark-submit does not read it, and finds the drivers in $SPARK_HOME/jars.
ENV JDBC_DRIVERS=/opt/jdbc \
    CLASSPATH=/opt/jdbc/*

LABEL org.opencontainers.image.title="JDBC drivers for Spark" \
      org.opencontainers.image.description="JDBC drivers in /opt/jdbc: PostgreSQL 42.7.1" \
      org.opencontainers.image.version="latest" \
      org.opencontainers.image.source="https://git.example.com/images" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="spark-k8s-jdk-17:latest"
