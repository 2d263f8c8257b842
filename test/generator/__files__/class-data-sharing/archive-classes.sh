#!/bin/bash
# Generated from examples/class-data-sharing/matrix.jsonc, examples/class-data-sharing/lock.json and templates/archive-classes.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# Makes the archive of Spark's classes while the image is built: /opt/class-data in the folder that it is given.
#
#   archive-classes.sh FOLDER
#
# Runs Spark for a moment, without a network, and has the JVM list the classes that it loads: a driver and an executor
# with jobs of SQL, a driver that Python starts, and one that looks for a Kubernetes where there is none. From the list the
# JVM makes the archive, with the jars and the JVM of the image.
set -euo pipefail
export LC_ALL=C

data=$1/opt/class-data
work=$(mktemp -d)
export HOME=$work SPARK_LOCAL_HOSTNAME=localhost SPARK_LOCAL_IP=127.0.0.1
cd "$work"
mkdir -p "$data"

fail() {
  echo "archive-classes: $1" >&2
  tail -n 20 "$work/output" >&2
  exit 1
}

# lists NAME COMMAND...: runs a command of Spark whose JVM lists the classes that it loads in NAME.classes.
lists() {
  local name=$1
  shift
  SPARK_SUBMIT_OPTS="$quick -XX:DumpLoadedClassList=$work/$name.classes" timeout 300 "$@" >"$work/output" 2>&1 </dev/null
}

quick='-XX:+UseSerialGC -XX:TieredStopAtLevel=1'
sql="create temporary view numbers as select id, id % 10 as digit, cast(id as string) as name from range(0, 1000, 1, 2);
insert overwrite directory '$work/numbers' using parquet select * from numbers;
select a.digit, count(*), sum(a.id), max(b.name) from parquet.\`$work/numbers\` a join numbers b on a.id = b.id
group by a.digit order by a.digit;"
no_hive=(--conf spark.sql.catalogImplementation=in-memory)

SPARK_PRINT_LAUNCH_COMMAND=yes lists driver spark-sql --master 'local-cluster[1,2,1024]' "${no_hive[@]}" --conf spark.sql.shuffle.partitions=2 \
  --conf "spark.executor.extraJavaOptions=$quick -XX:DumpLoadedClassList=$work/executor.classes" -e "$sql" ||
  fail 'the jobs of SQL failed'
# Jars that have to come first stand between the settings and all others.
first=$(sed -n 's/^Spark Command: .* -cp \([^ ]*\) .*/\1/p' "$work/output")
case $first in
/opt/spark/conf/:*'/opt/spark/jars/*') first=${first#/opt/spark/conf/} first=${first%:*} ;;
*) fail "expected a class path from /opt/spark/conf/ to /opt/spark/jars/*, got: $first" ;;
esac
lists python env _PYSPARK_DRIVER_CONN_INFO_PATH="$work/connection" spark-submit pyspark-shell ||
  fail 'the driver for Python did not start'
# It stops when it has found no Kubernetes.
KUBERNETES_REQUEST_RETRY_BACKOFFLIMIT=0 lists kubernetes spark-sql --master k8s://http://127.0.0.1:1 "${no_hive[@]}" \
  --conf spark.kubernetes.container.image=none --conf spark.driver.host=127.0.0.1 -e 'select 1' || true
for name in driver executor python kubernetes; do
  if ! grep -q '^org/apache/spark/' "$work/$name.classes"; then fail "no classes of Spark were listed: $name"; fi
done
grep -h -v '^#' "$work"/*.classes | sort -u >"$work/classes"

# What the archive's class path begins with: an archive of one stored file, whose manifest leads to Spark's settings. The
# JVM takes the URL for the name of a file that is not there, and asks nothing of it; class loaders follow it.
printf 'Manifest-Version: 1.0\nClass-Path: file:/opt/spark/conf/\n\n' >"$work/manifest"
number() { printf '%b' "$(printf '\\x%02x\\x%02x\\x%02x\\x%02x' $(($1 & 255)) $(($1 >> 8 & 255)) 0 0)"; }
size=$(stat -c %s "$work/manifest")
# Version, flags, method, time and date (1980-01-02); gzip ends with the checksum that a ZIP archive wants, and the size.
{
  printf '\x0a\0\0\0\0\0\0\0\x22\0'
  gzip -c "$work/manifest" | tail -c 8 | head -c 4
  number "$size"
  number "$size"
  printf '\x14\0\0\0'
} >"$work/fields"
name=META-INF/MANIFEST.MF
{
  printf 'PK\3\4'
  cat "$work/fields"
  printf '%s' "$name"
  cat "$work/manifest"
} >"$data/conf.jar"
start=$(stat -c %s "$data/conf.jar")
{
  printf 'PK\1\2\x0a\0'
  cat "$work/fields"
  printf '\0\0\0\0\0\0\0\0\0\0\0\0\0\0%s' "$name"
} >"$work/directory"
{
  cat "$work/directory"
  printf 'PK\5\6\0\0\0\0\1\0\1\0'
  number "$(stat -c %s "$work/directory")"
  number "$start"
  printf '\0\0'
} >>"$data/conf.jar"
touch --date=@315619200 "$data/conf.jar"

{
  tr : '\n' <<<"$first" | sed '/^$/d'
  printf '%s\n' /opt/spark/jars/*.jar
} | awk '!seen[$0]++' >"$data/jars"
classpath=/opt/class-data/conf.jar
while read -r jar; do classpath+=:$jar; done <"$data/jars"
# The path is part of the archive: what is in FOLDER has to stand where the image has it.
ln -s "$data" /opt/class-data
java -XX:+UseG1GC -XX:TieredStopAtLevel=1 -Xshare:dump -XX:SharedClassListFile="$work/classes" \
  -XX:SharedArchiveFile="$data/spark.jsa" -cp "$classpath" -Xlog:disable -Xlog:all=error:stderr \
  >"$work/output" 2>&1 || fail 'the JVM made no archive'
java -Xshare:on -XX:SharedArchiveFile="$data/spark.jsa" -cp "$classpath" -version >"$work/output" 2>&1 ||
  fail 'the JVM does not take its archive'
rm /opt/class-data
echo "archive-classes: $(wc -l <"$work/classes") lines of classes, $(stat -c %s "$data/spark.jsa") bytes"
