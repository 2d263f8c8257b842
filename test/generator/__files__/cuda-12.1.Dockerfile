# Generated from matrix.json, lock.json and templates/cuda.Dockerfile.hbs by `npx projen`: do not edit, a change here is lost.
#
# The JDK image with NVIDIA's CUDA 12.1 runtime libraries at /usr/local/cuda-12.1.
ARG CUDA_IMAGE=nvidia/cuda:12.1.1-runtime-ubuntu22.04
ARG BASE_IMAGE=spark-k8s-jdk-17:latest
FROM ${CUDA_IMAGE} AS cuda

# The folders above the tree are of the layer too: with one time, like all that is in them.
FROM ${BASE_IMAGE} AS tree
# Only this stage copies; the image itself runs as the user of its base.
# hadolint ignore=DL3002
USER 0:0
RUN --mount=type=bind,from=cuda,source=/usr/local/cuda-12.1,target=/tmp/cuda \
    <<EOT
set -eu
mkdir -p /out/usr/local
cp -a /tmp/cuda /out/usr/local/cuda-12.1
chown -R 0:0 /out
# Equal content gives equal layers: no build times, one owner, modes that do not depend on the umask.
chmod -R u=rwX,go=rX /out
find /out -exec touch --no-dereference --date=@315619200 {} +
EOT

FROM ${BASE_IMAGE}
COPY --link --from=tree /out/ /

# NVIDIA's container runtime reads NVIDIA_*: all devices, to compute and to be asked about.
ENV CUDA_HOME=/usr/local/cuda-12.1 \
    LD_LIBRARY_PATH=/usr/local/cuda-12.1/lib64 \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility \
    NVIDIA_VISIBLE_DEVICES=all

LABEL org.opencontainers.image.title="CUDA 12.1 and OpenJDK 17 on Debian 12" \
      org.opencontainers.image.description="The JDK image with NVIDIA's CUDA 12.1 runtime libraries at /usr/local/cuda-12.1" \
      org.opencontainers.image.version="12.1" \
      org.opencontainers.image.source="https://git.example.com/images" \
      org.opencontainers.image.licenses="LicenseRef-NVIDIA-CUDA-EULA" \
      org.opencontainers.image.base.name="spark-k8s-jdk-17:latest"
