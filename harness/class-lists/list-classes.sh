#!/bin/bash
#
# Prints the classes that drivers and executors of Spark load, one `package/Name` a line, each once and in order.
#
#   docker run --rm -i --network none --read-only --tmpfs /tmp:exec --entrypoint bash IMAGE <list-classes.sh
#
# Runs Spark for a moment, without a network, and has the JVM list the classes that it loads: a driver and an executor
# with jobs of SQL, a driver that Python starts, and one that looks for a Kubernetes where there is none.
set -euo pipefail
export LC_ALL=C

work=$(mktemp -d)
export HOME=$work SPARK_LOCAL_HOSTNAME=localhost SPARK_LOCAL_IP=127.0.0.1
cd "$work"

fail() {
  echo "list-classes: $1" >&2
  sed '/^\tat /d' "$work/output" | tail -n 20 >&2
  exit 1
}

# Workers of Spark write into its home, which is read-only here: this one is the same with room beside.
export SPARK_HOME=$work/spark
mkdir "$SPARK_HOME"
ln -s /opt/spark/* "$SPARK_HOME"

# What is said of sharing here keeps an archive that the image has from being used: the lists are the same without it.
quick='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto'
no_hive=(--conf spark.sql.catalogImplementation=in-memory)

# lists FILE COMMAND...: runs a command of Spark whose JVM lists the classes that it loads.
lists() {
  local file=$1
  shift
  SPARK_SUBMIT_OPTS="$quick -XX:DumpLoadedClassList=$file" timeout 300 "$@" >"$work/output" 2>&1 </dev/null
}

# listed FOLDER NAME...: stops where a list has no class of Spark.
listed() {
  local folder=$1 name
  shift
  for name; do
    grep -q -s '^org/apache/spark/' "$folder/$name" || fail "no classes of Spark were listed: $name"
  done
}

# train FOLDER: makes the lists of all runs there.
train() {
  local folder=$1 sql
  sql="create temporary view numbers as select id, id % 10 as digit, cast(id as string) as name from range(0, 1000, 1, 2);
insert overwrite directory '$folder/numbers' using parquet select * from numbers;
select a.digit, count(*), sum(a.id), max(b.name) from parquet.\`$folder/numbers\` a join numbers b on a.id = b.id
group by a.digit order by a.digit;"
  mkdir "$folder"
  # What follows a heartbeat is listed too: jobs as short as these have none by default, those of users do.
  lists "$folder/driver" spark-sql --master 'local-cluster[1,2,1024]' "${no_hive[@]}" \
    --conf spark.sql.shuffle.partitions=2 --conf spark.executor.heartbeatInterval=500ms \
    --conf "spark.executor.extraJavaOptions=$quick -XX:DumpLoadedClassList=$folder/executor" -e "$sql" ||
    fail 'the jobs of SQL failed'
  listed "$folder" driver executor
  lists "$folder/python" env _PYSPARK_DRIVER_CONN_INFO_PATH="$folder/connection" spark-submit pyspark-shell ||
    fail 'the driver for Python did not start'
  listed "$folder" python
  # It stops when it has found no Kubernetes.
  KUBERNETES_REQUEST_RETRY_BACKOFFLIMIT=0 lists "$folder/kubernetes" spark-sql --master k8s://http://127.0.0.1:1 \
    "${no_hive[@]}" --conf spark.kubernetes.container.image=none --conf spark.driver.host=127.0.0.1 -e 'select 1' || true
  listed "$folder" kubernetes
}

# Twice: which thread is first decides whether it loads some classes at all.
train "$work/first"
train "$work/second"

# Left out are comments, what the JVM says of lambdas (it saves no time), and classes that it makes itself and gives names
# of one run: of lambdas, of proxies and of the recorder of flights.
cat "$work"/{first,second}/{driver,executor,python,kubernetes} |
  grep -v -E '^[#@]|[$]{2}Lambda|/0x|[$]Proxy[0-9]|EventHandler[0-9]' | sort -u
