# What the benchmark compares with: a Spark as the official images of Apache Spark lay it down, the packages in one RUN,
# the whole distribution in another. The JDK below it is the one of the project's images.
ARG BASE_IMAGE
FROM ${BASE_IMAGE}
USER 0:0
RUN set -eux; \
    apt-get update; \
    apt-get install -y --no-install-recommends wget; \
    rm -rf /var/lib/apt/lists/*
ARG SPARK_URL
RUN set -eux; \
    mkdir -p /opt/spark /tmp/spark; \
    cd /tmp/spark; \
    wget -nv -O spark.tgz "$SPARK_URL"; \
    tar -xf spark.tgz --strip-components=1; \
    rm spark.tgz; \
    mv ./* /opt/spark/; \
    mkdir -p /opt/spark/work-dir; \
    chmod 0775 /opt/spark/work-dir; \
    chown -R 185:0 /opt/spark; \
    rm -rf /tmp/spark
COPY entrypoint.sh decom.sh /opt/
ENV SPARK_HOME=/opt/spark
WORKDIR /opt/spark/work-dir
USER 185:0
ENTRYPOINT ["/opt/entrypoint.sh"]
