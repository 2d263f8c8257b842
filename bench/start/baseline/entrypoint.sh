#!/bin/bash
# What start-up is compared with: does what the entrypoint of Apache Spark's official images does, step by step, in words
# of its own. A uid without a name gets an entry, options of Java are collected from the environment, and a driver or an
# executor is started on the jars that the JVM finds in the folder.
set -e

uid=$(id -u)
gid=$(id -g)
set +e
entry=$(getent passwd "$uid")
set -e
if [ -z "$entry" ] && [ -w /etc/passwd ]; then
  echo "$uid:x:$uid:$gid:anonymous:$SPARK_HOME:/bin/false" >>/etc/passwd
fi

if [ -z "$JAVA_HOME" ]; then
  JAVA_HOME=$(java -XshowSettings:properties -version 2>&1 | grep java.home | awk '{print $3}')
fi

SPARK_CLASSPATH="$SPARK_CLASSPATH:$SPARK_HOME/jars/*"
options=()
while read -r option; do options+=("$option"); done < <(env | grep SPARK_JAVA_OPT_ | sort -t _ -k 4 -n | sed 's/[^=]*=\(.*\)/\1/g')
if [ -n "$SPARK_EXTRA_CLASSPATH" ]; then SPARK_CLASSPATH="$SPARK_CLASSPATH:$SPARK_EXTRA_CLASSPATH"; fi
if [ -n "$HADOOP_HOME" ] && [ -z "$SPARK_DIST_CLASSPATH" ]; then
  SPARK_DIST_CLASSPATH=$("$HADOOP_HOME/bin/hadoop" classpath)
  export SPARK_DIST_CLASSPATH
fi
if [ -n "$HADOOP_CONF_DIR" ]; then SPARK_CLASSPATH="$HADOOP_CONF_DIR:$SPARK_CLASSPATH"; fi
if [ -n "$SPARK_CONF_DIR" ]; then
  SPARK_CLASSPATH="$SPARK_CONF_DIR:$SPARK_CLASSPATH"
elif [ -n "$SPARK_HOME" ]; then
  SPARK_CLASSPATH="$SPARK_HOME/conf:$SPARK_CLASSPATH"
fi
SPARK_CLASSPATH="$SPARK_CLASSPATH:$PWD"

case "$1" in
driver)
  shift 1
  command=(
    "$SPARK_HOME/bin/spark-submit"
    --conf "spark.driver.bindAddress=$SPARK_DRIVER_BIND_ADDRESS"
    --conf "spark.executorEnv.SPARK_DRIVER_POD_IP=$SPARK_DRIVER_BIND_ADDRESS"
    --deploy-mode client
    "$@"
  )
  ;;
executor)
  shift 1
  command=(
    "$JAVA_HOME/bin/java"
    "${options[@]}"
    "-Xms$SPARK_EXECUTOR_MEMORY"
    "-Xmx$SPARK_EXECUTOR_MEMORY"
    -cp "$SPARK_CLASSPATH:$SPARK_DIST_CLASSPATH"
    org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend
    --driver-url "$SPARK_DRIVER_URL"
    --executor-id "$SPARK_EXECUTOR_ID"
    --cores "$SPARK_EXECUTOR_CORES"
    --app-id "$SPARK_APPLICATION_ID"
    --hostname "$SPARK_EXECUTOR_POD_IP"
    --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID"
    --podName "$SPARK_EXECUTOR_POD_NAME"
  )
  ;;
*)
  exec "$@"
  ;;
esac
exec /usr/bin/tini -s -- "${command[@]}"
