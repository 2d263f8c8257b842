#!/bin/bash
# Generated from matrix.json, lock.json and templates/decom.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# Called by Kubernetes before it stops an executor's pod, where spark.decommission.enabled is true: asks the executor to
# hand its blocks to others, and waits until it has gone. The pod's grace period is the limit.
set -euo pipefail

for process in /proc/[0-9]*; do
  if tr '\0' ' ' 2>/dev/null <"$process/cmdline" | grep -q '^[^ ]*/java .*ExecutorBackend '; then
    pid=${process#/proc/}
    echo "decommissioning the executor, process $pid"
    kill -s PWR "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 1; done
  fi
done
