#!/bin/bash
# Generated from matrix.json, lock.json and templates/entrypoint.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# Entrypoint of the Spark images: `driver` and `executor` as Spark's Kubernetes backend calls them, any other command
# as it is given. All run under tini, and all have a passwd entry and a home that can be written, whatever the uid.
set -euo pipefail

complain() { printf 'entrypoint: %s\n' "$*" >&2; }

# True when the uid has a passwd entry whose home can be written.
has_usable_home() {
  local uid home
  while IFS=: read -r _ _ uid _ _ home _; do
    [ "$uid" = "$EUID" ] && [ -w "$home" ] && return 0
  done </etc/passwd
  return 1
}

# The first directory that can be written: an unknown uid and a read-only root leave few.
writable_directory() {
  local directory
  for directory in "${TMPDIR:-/tmp}" /tmp /opt/spark/work-dir /dev/shm; do
    if [ -d "$directory" ] && [ -w "$directory" ] && mktemp -d "$directory/spark-home.XXXXXX" 2>/dev/null; then
      return 0
    fi
  done
  return 1
}

# Java asks the system for the user's name and home, and Hadoop and Ivy stop without them. nss_wrapper answers from a
# passwd file of our own, since /etc/passwd cannot be written.
provide_home() {
  local home library
  if has_usable_home; then return; fi
  if ! home=$(writable_directory); then
    complain "no passwd entry or home for uid $EUID, and no directory to make one in: mount an emptyDir at /tmp"
    return
  fi
  for library in /usr/lib/*/libnss_wrapper.so; do
    printf 'root:x:0:0:root:/root:/bin/bash\nspark:x:%s:%s:Spark:%s:/bin/bash\n' "$EUID" "${GROUPS[0]}" "$home" >"$home/passwd"
    export NSS_WRAPPER_PASSWD=$home/passwd NSS_WRAPPER_GROUP=/etc/group
    export LD_PRELOAD=$library${LD_PRELOAD:+:$LD_PRELOAD}
  done
  export HOME=$home
}

# Values of SPARK_JAVA_OPT_0, SPARK_JAVA_OPT_1 ... in the order of their numbers.
java_options() {
  local name
  options=()
  while IFS= read -r name; do
    [ -n "$name" ] && options+=("${!name}")
  done < <(compgen -v SPARK_JAVA_OPT_ | sort -t _ -k 4 -n)
}

# Spark's own order: configuration, Hadoop's configuration, Spark's jars, what was added, the working directory.
class_path() {
  local hadoop=${HADOOP_CONF_DIR:-} added=${SPARK_EXTRA_CLASSPATH:-}
  if [ -n "${HADOOP_HOME:-}" ] && [ -z "${SPARK_DIST_CLASSPATH:-}" ]; then
    SPARK_DIST_CLASSPATH=$("$HADOOP_HOME/bin/hadoop" classpath)
    export SPARK_DIST_CLASSPATH
  fi
  path=${SPARK_CONF_DIR:-$SPARK_HOME/conf}${hadoop:+:$hadoop}${SPARK_CLASSPATH:+:$SPARK_CLASSPATH}
  path="$path:$SPARK_HOME/jars/*${added:+:$added}:$PWD${SPARK_DIST_CLASSPATH:+:$SPARK_DIST_CLASSPATH}"
}

require() {
  local name missing=()
  for name in "$@"; do
    [ -n "${!name:-}" ] || missing+=("$name")
  done
  if [ "${#missing[@]}" -gt 0 ]; then
    complain "executor needs the variables that Spark's Kubernetes backend sets; not set: ${missing[*]}"
    exit 64
  fi
}

SPARK_HOME=${SPARK_HOME:-/opt/spark}
case "${1:-}" in
driver)
  shift
  address=${SPARK_DRIVER_BIND_ADDRESS:-}
  set -- "$SPARK_HOME/bin/spark-submit" \
    ${address:+--conf "spark.driver.bindAddress=$address"} \
    ${address:+--conf "spark.executorEnv.SPARK_DRIVER_POD_IP=$address"} \
    --deploy-mode client "$@"
  ;;
executor)
  require SPARK_DRIVER_URL SPARK_EXECUTOR_ID SPARK_EXECUTOR_CORES SPARK_EXECUTOR_MEMORY SPARK_APPLICATION_ID \
    SPARK_EXECUTOR_POD_IP SPARK_RESOURCE_PROFILE_ID SPARK_EXECUTOR_POD_NAME
  java_options
  class_path
  set -- "$JAVA_HOME/bin/java" ${options[@]+"${options[@]}"} \
    "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" -cp "$path" \
    org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
    --driver-url "$SPARK_DRIVER_URL" \
    --executor-id "$SPARK_EXECUTOR_ID" \
    --cores "$SPARK_EXECUTOR_CORES" \
    --app-id "$SPARK_APPLICATION_ID" \
    --hostname "$SPARK_EXECUTOR_POD_IP" \
    --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" \
    --podName "$SPARK_EXECUTOR_POD_NAME"
  CMD=("$@")
  # shellcheck source=/dev/null
  . /opt/share-classes.sh
  share_classes
  lean_jvm
  set -- "${CMD[@]}"
  ;;
'')
  set -- bash
  ;;
esac

provide_home
exec /usr/bin/tini -s -- "$@"
