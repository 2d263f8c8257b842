#!/bin/bash
# Generated from matrix.json, lock.json and templates/getGpusResources.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# Tells Spark which GPUs this executor has: spark.executor.resource.gpu.discoveryScript. Prints one line of JSON, such
# as {"name": "gpu", "addresses": ["0", "1"]}; fails when NVIDIA's driver does not answer.
set -euo pipefail

indexes=$(nvidia-smi --query-gpu=index --format=csv,noheader)
addresses=$(printf '%s\n' "$indexes" | sed 's/.*/"&"/' | paste -sd , -)
printf '{"name": "gpu", "addresses": [%s]}\n' "${addresses//,/, }"
