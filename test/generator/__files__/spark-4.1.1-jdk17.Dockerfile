# Generated from matrix.json, lock.json and templates/runtime.Dockerfile.hbs by `npx projen`: do not edit, a change here is lost.
#
# Apache Spark 4.1.1 on JDK 17 with CPython 3.10 and its packages (base, iceberg), JDBC drivers, Apache Iceberg.
ARG BASE_IMAGE=spark-k8s-spark-4.1.1-core:latest
ARG PYTHON_IMAGE=spark-k8s-python-3.10:latest
ARG PYTHON_DEPS_IMAGE=spark-k8s-python-deps:latest-iceberg
ARG JDBC_DRIVERS_IMAGE=spark-k8s-jdbc-drivers:latest
ARG JARS_ICEBERG_IMAGE=spark-k8s-jars-iceberg:latest

FROM ${PYTHON_IMAGE} AS python
FROM ${PYTHON_DEPS_IMAGE} AS python-deps
FROM ${JDBC_DRIVERS_IMAGE} AS jdbc-drivers
FROM ${JARS_ICEBERG_IMAGE} AS jars-iceberg

FROM ${BASE_IMAGE}
# A copy of all but what is not wanted keeps the times of the folders above: the layers are those of the images that
# they are copied from, digest for digest.
COPY --link --from=python \
  --exclude=bin \
  --exclude=games \
  --exclude=include \
  --exclude=lib* \
  --exclude=sbin \
  --exclude=share \
  --exclude=src \
  --exclude=local/etc \
  --exclude=local/games \
  --exclude=local/include \
  --exclude=local/man \
  --exclude=local/sbin \
  --exclude=local/share \
  --exclude=local/src \
  /usr/ /usr/
COPY --link --from=python-deps --exclude=python/gpu --exclude=python/iceberg --exclude=pyspark /opt/ /opt/
COPY --link --from=python-deps --exclude=python/base --exclude=python/gpu --exclude=pyspark /opt/ /opt/
COPY --link --from=jdbc-drivers /opt/ /opt/
COPY --link --from=jars-iceberg /opt/ /opt/

ENV PYSPARK_PYTHON=/usr/local/bin/python3.10
ENV PYSPARK_DRIVER_PYTHON=/usr/local/bin/python3.10
ENV JDBC_DRIVERS=/opt/jdbc

LABEL org.opencontainers.image.title="Apache Spark 4.1.1 runtime on JDK 17" \
      org.opencontainers.image.description="Apache Spark 4.1.1 on JDK 17 with CPython 3.10 and its packages (base, iceberg), JDBC drivers, Apache Iceberg" \
      org.opencontainers.image.version="4.1.1" \
      org.opencontainers.image.source="https://git.example.com/images" \
      org.opencontainers.image.licenses="Apache-2.0 AND MIT AND PSF-2.0" \
      org.opencontainers.image.base.name="spark-k8s-spark-4.1.1-core:latest"
LABEL spark-k8s.python-version="3.10"
