# What a runtime image is compared with: Python, its packages and all jars in one RUN on a Spark that is laid down as
# core.Dockerfile does it, as the official images add Python to theirs.
ARG BASE_IMAGE
FROM ${BASE_IMAGE}
USER 0:0
ARG PYTHON_URL=
ARG PIP_INDEX_URL=
ARG REQUIREMENTS=
ARG JAR_URLS=
RUN --mount=type=bind,source=.,target=/context set -eux; \
    if [ -n "$PYTHON_URL" ]; then \
      wget -nv -O /tmp/python.tgz "$PYTHON_URL"; \
      tar -xf /tmp/python.tgz -C /usr/local --strip-components=1 --no-same-owner; \
      rm /tmp/python.tgz; \
      for file in $REQUIREMENTS; do \
        sed '/^# PySpark/,$d' "/context/$file" >/tmp/requirements.txt; \
        python3 -m pip install --no-cache-dir --require-hashes --no-deps --only-binary :all: -r /tmp/requirements.txt; \
      done; \
      rm /tmp/requirements.txt; \
    fi; \
    for url in $JAR_URLS; do wget -nv -P /opt/spark/jars "$url"; done
USER 185:0
