# Generated from matrix.json, lock.json and templates/docker-bake.hcl.hbs by `npx projen`: do not edit, a change here is lost.
#
# The build of every image: `docker buildx bake` builds all of them, `docker buildx bake TARGET...` some with what they
# are made of, in the right order. A variable is set in the environment: `TAG=1.2 docker buildx bake`; see docs/bake.md.

variable "REGISTRY" {
  default     = ""
  description = "Registry and path before each image's name; empty: local names"
}

variable "TAG" {
  default     = "latest"
  description = "Tag of each image; a variant's name is put after it"
}

variable "PLATFORMS" {
  default     = ""
  description = "Of linux/amd64, separated by commas; empty: the builder's own, as with docker build"
  validation {
    condition     = PLATFORMS == "" || length(setsubtract(split(",", PLATFORMS), ["linux/amd64"])) == 0
    error_message = "PLATFORMS: found ${PLATFORMS}; allowed: linux/amd64, separated by commas."
  }
}

variable "REVISION" {
  default     = ""
  description = "Commit that the images are built from: the label org.opencontainers.image.revision; empty: none"
}

variable "LABELS" {
  default     = ""
  description = "Further labels of each image, NAME=VALUE, separated by commas"
  validation {
    condition     = length([for label in compact(split(",", LABELS)) : label if length(split("=", label)) < 2]) == 0
    error_message = "LABELS: found ${LABELS}; allowed: NAME=VALUE, separated by commas."
  }
}

variable "CA_FILE" {
  default     = ""
  description = "Certificate authority of a proxy, which downloads trust; it gets into no layer. Outside this folder, with --allow fs.read=FILE"
}

# Where builds take from what this project does not make. Checksums stay.

variable "MIRROR" {
  default     = ""
  description = "Base URL of what npx projen mirror has filled, in place of every source below; empty: none"
}

variable "DEBIAN_IMAGE" {
  default     = null
  description = "Image that every base image starts from; unset: what the matrix says"
}

variable "CUDA_IMAGE" {
  default     = null
  description = "Image whose CUDA tree is copied; unset: what the matrix says"
}

variable "APACHE_URL" {
  default     = MIRROR == "" ? null : ""
  description = "Apache's mirror redirector, asked first for Spark; unset: what the matrix says"
}

variable "APACHE_ARCHIVE_URL" {
  default     = MIRROR == "" ? null : "${trimsuffix(MIRROR, "/")}/apache"
  description = "Apache's archive, which keeps superseded releases; unset: what the matrix says"
}

variable "MAVEN_URL" {
  default     = MIRROR == "" ? null : "${trimsuffix(MIRROR, "/")}/maven2"
  description = "Maven repository; unset: what the matrix says"
}

variable "NVIDIA_MAVEN_URL" {
  default     = MIRROR == "" ? null : ""
  description = "NVIDIA's Maven repository, asked first for the RAPIDS Accelerator; unset: what the matrix says"
}

variable "POSTGRESQL_URL" {
  default     = MIRROR == "" ? null : ""
  description = "The PostgreSQL project's own downloads, asked first for its JDBC driver; unset: what the matrix says"
}

variable "PYTHON_BUILD_STANDALONE_URL" {
  default     = MIRROR == "" ? null : "${trimsuffix(MIRROR, "/")}/python-build-standalone"
  description = "Releases of python-build-standalone; unset: what the matrix says"
}

variable "PIP_INDEX_URL" {
  default     = MIRROR == "" ? null : "${trimsuffix(MIRROR, "/")}/simple"
  description = "Index that pip downloads wheels from; unset: what the matrix says"
}

# What becomes of the images. But for the caches, these need a builder other than the engine's own, or its containerd store.

variable "CACHE_FROM" {
  default     = ""
  description = "Repositories of build caches, separated by commas; each target's cache is a tag of its name"
}

variable "CACHE_TO" {
  default     = ""
  description = "Repository that build caches are written to"
}

variable "CACHE_MODE" {
  default     = "max"
  description = "max: the layers of all stages; min: those of the images alone"
  validation {
    condition     = contains(["max", "min"], CACHE_MODE)
    error_message = "CACHE_MODE: found ${CACHE_MODE}; allowed: max, min."
  }
}

variable "COMPRESSION" {
  default     = ""
  description = "Of layers: gzip, zstd or estargz; empty: the builder's own"
  validation {
    condition     = contains(["", "gzip", "zstd", "estargz"], COMPRESSION)
    error_message = "COMPRESSION: found ${COMPRESSION}; allowed: gzip, zstd, estargz or nothing."
  }
}

variable "REWRITE_TIMESTAMP" {
  default     = false
  description = "Whether no file in a layer is newer than SOURCE_DATE_EPOCH, a variable that buildx knows"
}

variable "PROVENANCE" {
  default     = ""
  description = "Attestation of how an image was built: min, max, or false for none; empty: the builder's own"
  validation {
    condition     = contains(["", "false", "min", "max"], PROVENANCE)
    error_message = "PROVENANCE: found ${PROVENANCE}; allowed: min, max, false or nothing."
  }
}

variable "SBOM" {
  default     = ""
  description = "Attestation of what is in an image: true, or the image of a scanner; empty: none"
}

function "reference" {
  params = [name, suffix]
  result = "${REGISTRY == "" ? "" : "${REGISTRY}/"}${name}:${TAG}${suffix}"
}

function "cache_from" {
  params = [target]
  result = [for repository in compact(split(",", CACHE_FROM)) : "type=registry,ref=${repository}:${target}"]
}

function "cache_to" {
  params = [target]
  result = CACHE_TO == "" ? [] : [join(",", compact([
    "type=registry,ref=${CACHE_TO}:${target},mode=${CACHE_MODE}",
    COMPRESSION == "" ? "" : "compression=${COMPRESSION},force-compression=true", # the blobs of the images
  ]))]
}

group "default" {
  targets = ["all"]
}

group "all" {
  targets = ["bases", "intermediate", "runtimes"]
}

group "bases" {
  description = "What every other image is built on"
  targets = [
    "jdk-17",
    "python-3_10",
    "cuda-12_1",
  ]
}

group "intermediate" {
  description = "Spark cores, and layers that runtime images take"
  targets = [
    "spark-3_5_7-core",
    "spark-3_5_8-core",
    "spark-4_1_0-core",
    "spark-4_1_1-core",
    "python-deps",
    "python-deps-gpu",
    "python-deps-iceberg",
    "python-deps-gpu-iceberg",
    "jdbc-drivers",
    "jars-rapids",
    "jars-iceberg",
    "jars-iceberg-spark-3_5",
    "jars-hadoop-aws",
    "jars-hadoop-aws-hadoop-3_3_4",
  ]
}

group "runtimes" {
  description = "The images that jobs run"
  targets = [
    "spark-3_5_7-jdk17",
    "spark-3_5_8-jdk17",
    "spark-4_1_0-jdk17",
    "spark-4_1_1-jdk17",
    "spark-4_1_1-jdk17-gpu",
    "spark-3_5_8-jdk17-s3a",
    "spark-4_1_1-jdk17-s3a",
  ]
}

group "cpu" {
  description = "Every image that holds nothing for GPUs"
  targets = [
    "jdk-17",
    "python-3_10",
    "spark-3_5_7-core",
    "spark-3_5_8-core",
    "spark-4_1_0-core",
    "spark-4_1_1-core",
    "python-deps",
    "python-deps-iceberg",
    "jdbc-drivers",
    "jars-iceberg",
    "jars-iceberg-spark-3_5",
    "jars-hadoop-aws",
    "jars-hadoop-aws-hadoop-3_3_4",
    "spark-3_5_7-jdk17",
    "spark-3_5_8-jdk17",
    "spark-4_1_0-jdk17",
    "spark-4_1_1-jdk17",
    "spark-3_5_8-jdk17-s3a",
    "spark-4_1_1-jdk17-s3a",
  ]
}

group "gpu" {
  description = "Every image that holds what is for GPUs"
  targets = [
    "cuda-12_1",
    "python-deps-gpu",
    "python-deps-gpu-iceberg",
    "jars-rapids",
    "spark-4_1_1-jdk17-gpu",
  ]
}

# What all images have in common.
target "_image" {
  platforms = PLATFORMS == "" ? null : split(",", PLATFORMS)
  secret    = CA_FILE == "" ? [] : ["id=ca,src=${CA_FILE}"]
  labels = merge(
    REVISION == "" ? {} : { "org.opencontainers.image.revision" = REVISION },
    { for label in compact(split(",", LABELS)) : split("=", label)[0] => regex_replace(label, "^[^=]*=", "") },
  )
  attest = concat(
    PROVENANCE == "" ? [] : [PROVENANCE == "false" ? "type=provenance,disabled=true" : "type=provenance,mode=${PROVENANCE}"],
    SBOM == "" ? [] : [SBOM == "true" ? "type=sbom" : "type=sbom,generator=${SBOM}"],
  )
  output = COMPRESSION == "" && !REWRITE_TIMESTAMP ? [] : [join(",", compact([
    "type=image",
    COMPRESSION == "" ? "" : "compression=${COMPRESSION},force-compression=true,oci-mediatypes=true",
    REWRITE_TIMESTAMP ? "rewrite-timestamp=true" : "",
  ]))]
}

target "jdk-17" {
  inherits    = ["_image"]
  description = "OpenJDK 17 on Debian 12"
  context     = "docker/docker-base/jdk-17"
  args = {
    DEBIAN_IMAGE = DEBIAN_IMAGE
  }
  tags       = [reference("spark-k8s-jdk-17", "")]
  cache-from = cache_from("jdk-17")
  cache-to   = cache_to("jdk-17")
}

target "python-3_10" {
  inherits    = ["_image"]
  description = "CPython 3.10 on Debian 12"
  context     = "docker/docker-base/python-3.10"
  args = {
    DEBIAN_IMAGE                = DEBIAN_IMAGE
    PYTHON_BUILD_STANDALONE_URL = PYTHON_BUILD_STANDALONE_URL
  }
  tags       = [reference("spark-k8s-python-3.10", "")]
  cache-from = cache_from("python-3_10")
  cache-to   = cache_to("python-3_10")
}

target "cuda-12_1" {
  inherits    = ["_image"]
  description = "CUDA 12.1 and OpenJDK 17 on Debian 12"
  context     = "docker/docker-base/cuda-12.1"
  contexts = {
    "spark-k8s-jdk-17" = "target:jdk-17"
  }
  args = {
    CUDA_IMAGE = CUDA_IMAGE
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-jdk-17", "")
  }
  tags       = [reference("spark-k8s-cuda-12.1", "")]
  cache-from = cache_from("cuda-12_1")
  cache-to   = cache_to("cuda-12_1")
}

target "spark-3_5_7-core" {
  inherits    = ["_image"]
  description = "Apache Spark 3.5.7 on JDK 17"
  context     = "docker/docker-intermediate/spark-3.5.7-core"
  contexts = {
    "spark-k8s-jdk-17" = "target:jdk-17"
  }
  args = {
    DEBIAN_IMAGE       = DEBIAN_IMAGE
    APACHE_URL         = APACHE_URL
    APACHE_ARCHIVE_URL = APACHE_ARCHIVE_URL
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-jdk-17", "")
  }
  tags       = [reference("spark-k8s-spark-3.5.7-core", "")]
  cache-from = cache_from("spark-3_5_7-core")
  cache-to   = cache_to("spark-3_5_7-core")
}

target "spark-3_5_8-core" {
  inherits    = ["_image"]
  description = "Apache Spark 3.5.8 on JDK 17"
  context     = "docker/docker-intermediate/spark-3.5.8-core"
  contexts = {
    "spark-k8s-jdk-17" = "target:jdk-17"
  }
  args = {
    DEBIAN_IMAGE       = DEBIAN_IMAGE
    APACHE_URL         = APACHE_URL
    APACHE_ARCHIVE_URL = APACHE_ARCHIVE_URL
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-jdk-17", "")
  }
  tags       = [reference("spark-k8s-spark-3.5.8-core", "")]
  cache-from = cache_from("spark-3_5_8-core")
  cache-to   = cache_to("spark-3_5_8-core")
}

target "spark-4_1_0-core" {
  inherits    = ["_image"]
  description = "Apache Spark 4.1.0 on JDK 17"
  context     = "docker/docker-intermediate/spark-4.1.0-core"
  contexts = {
    "spark-k8s-jdk-17" = "target:jdk-17"
  }
  args = {
    DEBIAN_IMAGE       = DEBIAN_IMAGE
    APACHE_URL         = APACHE_URL
    APACHE_ARCHIVE_URL = APACHE_ARCHIVE_URL
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-jdk-17", "")
  }
  tags       = [reference("spark-k8s-spark-4.1.0-core", "")]
  cache-from = cache_from("spark-4_1_0-core")
  cache-to   = cache_to("spark-4_1_0-core")
}

target "spark-4_1_1-core" {
  inherits    = ["_image"]
  description = "Apache Spark 4.1.1 on JDK 17"
  context     = "docker/docker-intermediate/spark-4.1.1-core"
  contexts = {
    "spark-k8s-jdk-17" = "target:jdk-17"
  }
  args = {
    DEBIAN_IMAGE       = DEBIAN_IMAGE
    APACHE_URL         = APACHE_URL
    APACHE_ARCHIVE_URL = APACHE_ARCHIVE_URL
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-jdk-17", "")
  }
  tags       = [reference("spark-k8s-spark-4.1.1-core", "")]
  cache-from = cache_from("spark-4_1_1-core")
  cache-to   = cache_to("spark-4_1_1-core")
}

target "python-deps" {
  inherits    = ["_image"]
  description = "Python packages for Spark on CPython 3.10"
  context     = "docker/docker-intermediate/python-deps"
  contexts = {
    "spark-k8s-python-3.10" = "target:python-3_10"
  }
  args = {
    DEBIAN_IMAGE       = DEBIAN_IMAGE
    APACHE_URL         = APACHE_URL
    APACHE_ARCHIVE_URL = APACHE_ARCHIVE_URL
    PIP_INDEX_URL      = PIP_INDEX_URL
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-python-3.10", "")
    "org.opencontainers.image.version"   = TAG
  }
  tags       = [reference("spark-k8s-python-deps", "")]
  cache-from = cache_from("python-deps")
  cache-to   = cache_to("python-deps")
}

target "python-deps-gpu" {
  inherits    = ["_image"]
  description = "Python packages for Spark on CPython 3.10: gpu"
  context     = "docker/docker-intermediate/python-deps"
  contexts = {
    "spark-k8s-python-3.10" = "target:python-3_10"
  }
  args = {
    DEBIAN_IMAGE       = DEBIAN_IMAGE
    APACHE_URL         = APACHE_URL
    APACHE_ARCHIVE_URL = APACHE_ARCHIVE_URL
    PIP_INDEX_URL      = PIP_INDEX_URL
    BUILD_GPU_DEPS     = "true"
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-python-3.10", "")
    "org.opencontainers.image.version"   = TAG
  }
  tags       = [reference("spark-k8s-python-deps", "-gpu")]
  cache-from = cache_from("python-deps-gpu")
  cache-to   = cache_to("python-deps-gpu")
}

target "python-deps-iceberg" {
  inherits    = ["_image"]
  description = "Python packages for Spark on CPython 3.10: iceberg"
  context     = "docker/docker-intermediate/python-deps"
  contexts = {
    "spark-k8s-python-3.10" = "target:python-3_10"
  }
  args = {
    DEBIAN_IMAGE       = DEBIAN_IMAGE
    APACHE_URL         = APACHE_URL
    APACHE_ARCHIVE_URL = APACHE_ARCHIVE_URL
    PIP_INDEX_URL      = PIP_INDEX_URL
    BUILD_ICEBERG_DEPS = "true"
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-python-3.10", "")
    "org.opencontainers.image.version"   = TAG
  }
  tags       = [reference("spark-k8s-python-deps", "-iceberg")]
  cache-from = cache_from("python-deps-iceberg")
  cache-to   = cache_to("python-deps-iceberg")
}

target "python-deps-gpu-iceberg" {
  inherits    = ["_image"]
  description = "Python packages for Spark on CPython 3.10: gpu-iceberg"
  context     = "docker/docker-intermediate/python-deps"
  contexts = {
    "spark-k8s-python-3.10" = "target:python-3_10"
  }
  args = {
    DEBIAN_IMAGE       = DEBIAN_IMAGE
    APACHE_URL         = APACHE_URL
    APACHE_ARCHIVE_URL = APACHE_ARCHIVE_URL
    PIP_INDEX_URL      = PIP_INDEX_URL
    BUILD_GPU_DEPS     = "true"
    BUILD_ICEBERG_DEPS = "true"
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-python-3.10", "")
    "org.opencontainers.image.version"   = TAG
  }
  tags       = [reference("spark-k8s-python-deps", "-gpu-iceberg")]
  cache-from = cache_from("python-deps-gpu-iceberg")
  cache-to   = cache_to("python-deps-gpu-iceberg")
}

target "jdbc-drivers" {
  inherits    = ["_image"]
  description = "JDBC drivers for Spark"
  context     = "docker/docker-intermediate/jdbc-drivers"
  contexts = {
    "spark-k8s-jdk-17" = "target:jdk-17"
  }
  args = {
    DEBIAN_IMAGE   = DEBIAN_IMAGE
    MAVEN_URL      = MAVEN_URL
    POSTGRESQL_URL = POSTGRESQL_URL
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-jdk-17", "")
    "org.opencontainers.image.version"   = TAG
  }
  tags       = [reference("spark-k8s-jdbc-drivers", "")]
  cache-from = cache_from("jdbc-drivers")
  cache-to   = cache_to("jdbc-drivers")
}

target "jars-rapids" {
  inherits    = ["_image"]
  description = "RAPIDS Accelerator 26.08.1 for Spark"
  context     = "docker/docker-intermediate/jars-rapids"
  contexts = {
    "spark-k8s-jdk-17" = "target:jdk-17"
  }
  args = {
    DEBIAN_IMAGE     = DEBIAN_IMAGE
    MAVEN_URL        = MAVEN_URL
    NVIDIA_MAVEN_URL = NVIDIA_MAVEN_URL
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-jdk-17", "")
  }
  tags       = [reference("spark-k8s-jars-rapids", "")]
  cache-from = cache_from("jars-rapids")
  cache-to   = cache_to("jars-rapids")
}

target "jars-iceberg" {
  inherits    = ["_image"]
  description = "Apache Iceberg 1.12.0 for Spark"
  context     = "docker/docker-intermediate/jars-iceberg"
  contexts = {
    "spark-k8s-jdk-17" = "target:jdk-17"
  }
  args = {
    DEBIAN_IMAGE = DEBIAN_IMAGE
    MAVEN_URL    = MAVEN_URL
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-jdk-17", "")
  }
  tags       = [reference("spark-k8s-jars-iceberg", "")]
  cache-from = cache_from("jars-iceberg")
  cache-to   = cache_to("jars-iceberg")
}

target "jars-iceberg-spark-3_5" {
  inherits    = ["_image"]
  description = "Apache Iceberg 1.12.0 for Spark: spark-3.5"
  context     = "docker/docker-intermediate/jars-iceberg"
  contexts = {
    "spark-k8s-jdk-17" = "target:jdk-17"
  }
  args = {
    DEBIAN_IMAGE  = DEBIAN_IMAGE
    MAVEN_URL     = MAVEN_URL
    SPARK_VERSION = "3.5.8"
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-jdk-17", "")
  }
  tags       = [reference("spark-k8s-jars-iceberg", "-spark-3.5")]
  cache-from = cache_from("jars-iceberg-spark-3_5")
  cache-to   = cache_to("jars-iceberg-spark-3_5")
}

target "jars-hadoop-aws" {
  inherits    = ["_image"]
  description = "hadoop-aws for Spark"
  context     = "docker/docker-intermediate/jars-hadoop-aws"
  contexts = {
    "spark-k8s-jdk-17" = "target:jdk-17"
  }
  args = {
    DEBIAN_IMAGE = DEBIAN_IMAGE
    MAVEN_URL    = MAVEN_URL
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-jdk-17", "")
    "org.opencontainers.image.version"   = TAG
  }
  tags       = [reference("spark-k8s-jars-hadoop-aws", "")]
  cache-from = cache_from("jars-hadoop-aws")
  cache-to   = cache_to("jars-hadoop-aws")
}

target "jars-hadoop-aws-hadoop-3_3_4" {
  inherits    = ["_image"]
  description = "hadoop-aws for Spark: hadoop-3.3.4"
  context     = "docker/docker-intermediate/jars-hadoop-aws"
  contexts = {
    "spark-k8s-jdk-17" = "target:jdk-17"
  }
  args = {
    DEBIAN_IMAGE  = DEBIAN_IMAGE
    MAVEN_URL     = MAVEN_URL
    SPARK_VERSION = "3.5.8"
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-jdk-17", "")
    "org.opencontainers.image.version"   = TAG
  }
  tags       = [reference("spark-k8s-jars-hadoop-aws", "-hadoop-3.3.4")]
  cache-from = cache_from("jars-hadoop-aws-hadoop-3_3_4")
  cache-to   = cache_to("jars-hadoop-aws-hadoop-3_3_4")
}

target "spark-3_5_7-jdk17" {
  inherits    = ["_image"]
  description = "Apache Spark 3.5.7 runtime on JDK 17"
  context     = "docker/runtime/spark-3.5.7-jdk17"
  contexts = {
    "spark-k8s-spark-3.5.7-core"              = "target:spark-3_5_7-core"
    "spark-k8s-python-3.10"                   = "target:python-3_10"
    "spark-k8s-python-deps:latest-iceberg"    = "target:python-deps-iceberg"
    "spark-k8s-jdbc-drivers"                  = "target:jdbc-drivers"
    "spark-k8s-jars-iceberg:latest-spark-3.5" = "target:jars-iceberg-spark-3_5"
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-spark-3.5.7-core", "")
  }
  tags       = [reference("spark-k8s-spark-3.5.7-jdk17", "")]
  cache-from = cache_from("spark-3_5_7-jdk17")
  cache-to   = cache_to("spark-3_5_7-jdk17")
}

target "spark-3_5_8-jdk17" {
  inherits    = ["_image"]
  description = "Apache Spark 3.5.8 runtime on JDK 17"
  context     = "docker/runtime/spark-3.5.8-jdk17"
  contexts = {
    "spark-k8s-spark-3.5.8-core"              = "target:spark-3_5_8-core"
    "spark-k8s-python-3.10"                   = "target:python-3_10"
    "spark-k8s-python-deps:latest-iceberg"    = "target:python-deps-iceberg"
    "spark-k8s-jdbc-drivers"                  = "target:jdbc-drivers"
    "spark-k8s-jars-iceberg:latest-spark-3.5" = "target:jars-iceberg-spark-3_5"
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-spark-3.5.8-core", "")
  }
  tags       = [reference("spark-k8s-spark-3.5.8-jdk17", "")]
  cache-from = cache_from("spark-3_5_8-jdk17")
  cache-to   = cache_to("spark-3_5_8-jdk17")
}

target "spark-4_1_0-jdk17" {
  inherits    = ["_image"]
  description = "Apache Spark 4.1.0 runtime on JDK 17"
  context     = "docker/runtime/spark-4.1.0-jdk17"
  contexts = {
    "spark-k8s-spark-4.1.0-core"           = "target:spark-4_1_0-core"
    "spark-k8s-python-3.10"                = "target:python-3_10"
    "spark-k8s-python-deps:latest-iceberg" = "target:python-deps-iceberg"
    "spark-k8s-jdbc-drivers"               = "target:jdbc-drivers"
    "spark-k8s-jars-iceberg"               = "target:jars-iceberg"
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-spark-4.1.0-core", "")
  }
  tags       = [reference("spark-k8s-spark-4.1.0-jdk17", "")]
  cache-from = cache_from("spark-4_1_0-jdk17")
  cache-to   = cache_to("spark-4_1_0-jdk17")
}

target "spark-4_1_1-jdk17" {
  inherits    = ["_image"]
  description = "Apache Spark 4.1.1 runtime on JDK 17"
  context     = "docker/runtime/spark-4.1.1-jdk17"
  contexts = {
    "spark-k8s-spark-4.1.1-core"           = "target:spark-4_1_1-core"
    "spark-k8s-python-3.10"                = "target:python-3_10"
    "spark-k8s-python-deps:latest-iceberg" = "target:python-deps-iceberg"
    "spark-k8s-jdbc-drivers"               = "target:jdbc-drivers"
    "spark-k8s-jars-iceberg"               = "target:jars-iceberg"
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-spark-4.1.1-core", "")
  }
  tags       = [reference("spark-k8s-spark-4.1.1-jdk17", "")]
  cache-from = cache_from("spark-4_1_1-jdk17")
  cache-to   = cache_to("spark-4_1_1-jdk17")
}

target "spark-4_1_1-jdk17-gpu" {
  inherits    = ["_image"]
  description = "Apache Spark 4.1.1 runtime on JDK 17 (gpu)"
  context     = "docker/runtime/spark-4.1.1-jdk17-gpu"
  contexts = {
    "spark-k8s-spark-4.1.1-core"               = "target:spark-4_1_1-core"
    "spark-k8s-python-3.10"                    = "target:python-3_10"
    "spark-k8s-python-deps:latest-gpu-iceberg" = "target:python-deps-gpu-iceberg"
    "spark-k8s-jdbc-drivers"                   = "target:jdbc-drivers"
    "spark-k8s-jars-iceberg"                   = "target:jars-iceberg"
    "spark-k8s-jars-rapids"                    = "target:jars-rapids"
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-spark-4.1.1-core", "")
  }
  tags       = [reference("spark-k8s-spark-4.1.1-jdk17-gpu", "")]
  cache-from = cache_from("spark-4_1_1-jdk17-gpu")
  cache-to   = cache_to("spark-4_1_1-jdk17-gpu")
}

target "spark-3_5_8-jdk17-s3a" {
  inherits    = ["_image"]
  description = "Apache Spark 3.5.8 runtime on JDK 17 (s3a)"
  context     = "docker/runtime/spark-3.5.8-jdk17-s3a"
  contexts = {
    "spark-k8s-spark-3.5.8-core"                    = "target:spark-3_5_8-core"
    "spark-k8s-jars-hadoop-aws:latest-hadoop-3.3.4" = "target:jars-hadoop-aws-hadoop-3_3_4"
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-spark-3.5.8-core", "")
  }
  tags       = [reference("spark-k8s-spark-3.5.8-jdk17-s3a", "")]
  cache-from = cache_from("spark-3_5_8-jdk17-s3a")
  cache-to   = cache_to("spark-3_5_8-jdk17-s3a")
}

target "spark-4_1_1-jdk17-s3a" {
  inherits    = ["_image"]
  description = "Apache Spark 4.1.1 runtime on JDK 17 (s3a)"
  context     = "docker/runtime/spark-4.1.1-jdk17-s3a"
  contexts = {
    "spark-k8s-spark-4.1.1-core" = "target:spark-4_1_1-core"
    "spark-k8s-jars-hadoop-aws"  = "target:jars-hadoop-aws"
  }
  labels = {
    "org.opencontainers.image.base.name" = reference("spark-k8s-spark-4.1.1-core", "")
  }
  tags       = [reference("spark-k8s-spark-4.1.1-jdk17-s3a", "")]
  cache-from = cache_from("spark-4_1_1-jdk17-s3a")
  cache-to   = cache_to("spark-4_1_1-jdk17-s3a")
}
