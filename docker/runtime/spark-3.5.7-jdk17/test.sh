#!/usr/bin/env bash
# Generated from matrix.json, lock.json and templates/runtime.test.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# What the image spark-3.5.7-jdk17 promises.
#
#   test.sh [IMAGE]          default: spark-k8s-spark-3.5.7-jdk17:latest
#
# Runs with bash 3.2 and a container engine alone, without network. Prints one line of TAP for each claim; for a claim
# that does not hold, what was expected and what came; exits 1 if there is one. Settings: CONTAINER_ENGINE (docker),
# CHECK_TIMEOUT (seconds for each check, 180), CHECK_USERS (whom the checks run as: 185:0 and a uid without a name).

# The scripts of claims are expanded in the container.
# shellcheck disable=SC2016
set -u

default='spark-k8s-spark-3.5.7-jdk17:latest'
image=${1:-$default}
engine=${CONTAINER_ENGINE:-docker}
limit=${CHECK_TIMEOUT:-180}
work=$(mktemp -d "${TMPDIR:-/tmp}/test-image.XXXXXX") || exit 2
count=0 failures=0 skips=0 container='' user='' who='' network=none runs=''

finish() {
  if [ -n "$container" ]; then "$engine" rm --force "$container" >/dev/null 2>&1; fi
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Runs a command with a time limit, its input from $work/in: its output in $work/out and $work/err, its status in
# $status.
within() {
  local pid waited=0
  "$@" <"$work/in" >"$work/out" 2>"$work/err" &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.1
    waited=$((waited + 1))
    if [ "$waited" -ge $((limit * 10)) ]; then
      if [ -n "$container" ]; then "$engine" kill "$container" >/dev/null 2>&1; fi
      kill -9 "$pid" 2>/dev/null
      wait "$pid" 2>/dev/null
      status="none: stopped after $limit s"
      return
    fi
  done
  wait "$pid"
  status=$?
}

# The way every check runs: as an unprivileged user with a read-only root and no network. An engine that is asked for
# an image that is not there says so, and does not look for it elsewhere.
run() {
  answer
  container="test-image-$$-$RANDOM"
  within "$engine" run --rm --interactive --pull never --log-driver none --name "$container" --user "$user" \
    --read-only --cap-drop ALL --security-opt no-new-privileges --network "$network" \
    --tmpfs /tmp:rw,exec,mode=1777 "$@"
  container=''
}

report() {
  local verdict=$1 claim=$2
  answer
  count=$((count + 1))
  if [ "$verdict" = ok ]; then
    echo "ok $count - $claim$who"
    return
  fi
  failures=$((failures + 1))
  echo "not ok $count - $claim$who"
  printf '%s\n' "$3" | sed 's/^/#   /'
}

details() {
  echo "expected: $1"
  echo "actual:   $(head -c 2000 "$work/out")"
  echo "status:   $status"
  if [ -s "$work/err" ]; then
    echo "stderr:"
    tail -n 12 "$work/err" | cut -c 1-300
  fi
}

# equals CLAIM EXPECTED SCRIPT: the script prints exactly this and ends with 0.
equals() { ask equals "$@"; }

# matches CLAIM EXPRESSION SCRIPT: a line of the output matches the extended regular expression, the script ends with 0.
matches() { ask matches "$@"; }

# Claims wait until something else is asked, and are then checked in one container: starting one takes longer than most
# checks. Each script has a shell, a /tmp with nothing of the others and a time limit of its own.
ask() {
  local way="$user $network $image ${options[*]-}"
  if [ "$way" != "$asked_way" ]; then answer; fi
  asked_way=$way asked_image=$image asked_options=(${options[@]+"${options[@]}"})
  asked[${#asked[@]}]=$1
  asked[${#asked[@]}]=$2
  asked[${#asked[@]}]=$3
  asked[${#asked[@]}]=$4
}

# What the container of waiting claims runs: what each script prints, line by line, and the status it ends with.
asking='check() {
  local line
  { timeout -k 5 "$2" bash -c "$3" 2>&3 </dev/null; echo "$?" >&4; } 3>"$errors" 4>"$status" |
    while IFS= read -r line || [ -n "$line" ]; do printf "%s out %s\n" "$1" "$line"; done
  while IFS= read -r line || [ -n "$line" ]; do printf "%s err %s\n" "$1" "$line"; done <"$errors"
  printf "%s end %s\n" "$1" "$(cat "$status")"
  find /tmp -mindepth 1 -maxdepth 1 "${kept[@]}" -exec rm -rf {} +
}
errors=/dev/shm/errors status=/dev/shm/status kept=()
# What is there from the start is of the entrypoint: the home of a uid without a name.
for entry in /tmp/*; do if [ -e "$entry" ]; then kept+=(! -path "$entry"); fi; done'

# Checks the claims that wait, and reports them in their order.
answer() {
  local waiting=(${asked[@]+"${asked[@]}"}) options=(${asked_options[@]+"${asked_options[@]}"}) image=$asked_image
  local number ended check_limit=$limit limit=$((limit * (${#asked[@]} / 4 + 1)))
  if [ ${#waiting[@]} -eq 0 ]; then return; fi
  asked=()
  {
    echo "$asking"
    for ((number = 0; number < ${#waiting[@]}; number += 4)); do
      printf 'check %s %s %q\n' "$number" "$check_limit" "${waiting[number + 3]}"
    done
  } >"$work/in"
  run ${options[@]+"${options[@]}"} "$image" bash -s
  : >"$work/in"
  ended=$status
  mv "$work/out" "$work/answers"
  mv "$work/err" "$work/complaints"
  for ((number = 0; number < ${#waiting[@]}; number += 4)); do
    sed -n "s/^$number out //p" "$work/answers" >"$work/out"
    sed -n "s/^$number err //p" "$work/answers" >"$work/err"
    status=$(sed -n "s/^$number end //p" "$work/answers")
    case $status in
    '')
      status="none: the container ended first, with $ended"
      cat "$work/complaints" >>"$work/err"
      ;;
    124 | 137) status="none: stopped after $check_limit s" ;;
    esac
    if "holds_${waiting[number]}" "${waiting[number + 2]}"; then
      report ok "${waiting[number + 1]}"
    else
      report 'not ok' "${waiting[number + 1]}" "$(details "$("means_${waiting[number]}" "${waiting[number + 2]}")")"
    fi
  done
}

holds_equals() { [ "$status" = 0 ] && [ "$(cat "$work/out")" = "$1" ]; }
means_equals() { printf '%s\n' "$1"; }
holds_matches() { [ "$status" = 0 ] && cat "$work/out" "$work/err" | grep -E -q -- "$1"; }
means_matches() { printf '%s\n' "a line that matches $1"; }

# session NAME SCRIPT: one container for many claims, since a JVM or Python takes its time to start. The script reads
# what the caller gives on standard input; what it prints is kept for `said`. It has to come to its end.
session() {
  answer
  cat >"$work/in"
  run ${options[@]+"${options[@]}"} "$image" bash -c "$2"'
[ $? = 0 ] && echo "the end of the session"'
  : >"$work/in"
  mv "$work/out" "$work/session.out"
  mv "$work/err" "$work/session.err"
  session_status=$status
  said "$1 runs to its end" 'the end of the session'
}

# heard LINE: whether the session printed exactly this line.
heard() { grep -F -x -q -- "$1" "$work/session.out"; }

# said CLAIM LINE: the session printed exactly this line. Where it did not, its lines with the same first word are shown.
said() {
  if heard "$2"; then
    report ok "$1"
    return
  fi
  status=$session_status
  grep -F -- "${2%% *} " "$work/session.out" >"$work/out"
  cp "$work/session.err" "$work/err"
  report 'not ok' "$1" "$(details "$2")"
}

# skip CLAIM REASON: what cannot be checked on this machine. An image in which nothing runs has no such reason.
skip() {
  answer
  if [ -z "$runs" ]; then
    report 'not ok' "$1" "$(details 'an image in which a command runs')"
    return
  fi
  count=$((count + 1))
  skips=$((skips + 1))
  echo "ok $count - $1$who # SKIP $2"
}

# What the engine says of the image: inspected CLAIM EXPECTED FORMAT.
inspected() {
  within "$engine" image inspect --format "$3" "$image"
  if [ "$status" = 0 ] && [ "$(cat "$work/out")" = "$2" ]; then
    report ok "$1"
  else
    report 'not ok' "$1" "$(details "$2")"
  fi
}

# Whether the engine has an image.
has_image() {
  within "$engine" image inspect --format '{{.Id}}' "$1"
  [ "$status" = 0 ] && [ -s "$work/out" ]
}

# smaller CLAIM MEGABYTES: the image's size, 1 MB being 1,000,000 bytes.
smaller() {
  local size
  within "$engine" image inspect --format '{{.Size}}' "$image"
  size=$(cat "$work/out")
  case "$status:$size" in
  0:[1-9]*)
    if [ $((size / 1000000)) -lt "$2" ]; then report ok "$1"; else report 'not ok' "$1" "$(details "less than $2 MB")"; fi
    ;;
  *) report 'not ok' "$1" "$(details "less than $2 MB")" ;;
  esac
}

# Calls functions once as the image's own user and once as a uid that has no passwd entry, both with group 0.
as_both_users() {
  local check token
  for user in ${CHECK_USERS:-185:0 $((RANDOM + 100000)):0}; do
    who=" (uid ${user%%:*})"
    token=$RANDOM$RANDOM runs=''
    equals 'a command runs in the image' "$token" "echo $token"
    answer
    if [ "$status" = 0 ] && [ "$(cat "$work/out")" = "$token" ]; then runs=yes; fi
    for check in "$@"; do "$check"; done
    answer
  done
  who=''
}

conclude() {
  answer
  echo "1..$count"
  echo "# $((count - failures - skips)) passed, $failures failed, $skips skipped: $image"
  [ "$failures" -eq 0 ]
}

: >"$work/in"
options=() asked=() asked_way='' asked_image='' asked_options=()

# Calls functions as the last of the users alone: for claims that take long and come out the same for each.
as_last_user() {
  local check
  who=" (uid ${user%%:*})"
  for check in "$@"; do "$check"; done
  answer
  who=''
}

# left_out WORD CLAIM: whether LEAVE_OUT, words for claims that take long, has this one.
left_out() {
  case " ${LEAVE_OUT:-} " in
  *" $1 "*) skip "$2" "LEAVE_OUT has $1" ;;
  *) return 1 ;;
  esac
}

# Claims that need a server are checked when there is one: TEST_NETWORK (the engine's network that it is in),
# POSTGRESQL_URL (jdbc:postgresql://... with user and password), S3_ENDPOINT (http://...), S3_BUCKET (one that exists),
# AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (test).

# The host's name has to resolve without a network. The executors of local-cluster work in /opt/spark/work. Jobs as
# short as these are done sooner without the optimizing compiler and with the simplest collector.
base_options=(--hostname localhost --tmpfs '/opt/spark/work:rw,mode=1777' -e 'JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC')
options=("${base_options[@]}")
# Three JVMs start on a machine that may be busy.
limit=${CHECK_TIMEOUT:-600}

cluster='--master local-cluster[2,1,1024] --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=2'
cluster="$cluster --conf spark.sql.extensions=org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions"
cluster="$cluster --conf spark.sql.catalog.test=org.apache.iceberg.spark.SparkCatalog"
cluster="$cluster --conf spark.sql.catalog.test.type=hadoop --conf spark.sql.catalog.test.warehouse=/tmp/warehouse"

spark_claims() {
  session 'a job of PySpark in a local cluster' "cat >/tmp/job.py && spark-submit $cluster /tmp/job.py" <<'PYTHON'
import sys

import pyspark
from pyspark.sql import SparkSession

def claim(check):
    """Prints the check's name and what it answers; an error is an answer too, and the next check runs all the same."""
    try:
        answer = check()
    except Exception as error:
        answer = " ".join(f"{type(error).__name__}: {error}".split("\n")[:2])
    print(check.__name__ + ":", answer, flush=True)


spark = SparkSession.builder.getOrCreate()


@claim
def session():
    return f"PySpark {pyspark.__version__} on Spark {spark.version} counts {spark.range(100).repartition(4).count()}"


@claim
def arrow():
    import pandas
    from pyspark.sql.functions import pandas_udf

    @pandas_udf("long")
    def double(values: pandas.Series) -> pandas.Series:
        return values * 2

    return spark.range(10).repartition(2).select(double("id").alias("doubled")).groupBy().sum().first()[0]


@claim
def python():
    minor = lambda _: "{}.{}".format(*sys.version_info)
    executors = spark.sparkContext.range(2, numSlices=2).map(minor).distinct().collect()
    return f"{minor(None)} on the driver, {' and '.join(executors)} on the executors"


@claim
def driver():
    driver = spark._jvm.java.sql.DriverManager.getDriver("jdbc:postgresql://db.example.com:5432/app")
    return f"{driver.getClass().getName()} accepts its URL"


@claim
def driver():
    driver = spark._jvm.java.sql.DriverManager.getDriver("jdbc:mysql://db.example.com:3306/app")
    return f"{driver.getClass().getName()} accepts its URL"


@claim
def driver():
    driver = spark._jvm.java.sql.DriverManager.getDriver("jdbc:oracle:thin:@//db.example.com:1521/app")
    return f"{driver.getClass().getName()} accepts its URL"


@claim
def driver():
    driver = spark._jvm.java.sql.DriverManager.getDriver("jdbc:sqlserver://db.example.com:1433;databaseName=app")
    return f"{driver.getClass().getName()} accepts its URL"


@claim
def driver():
    driver = spark._jvm.java.sql.DriverManager.getDriver("jdbc:vertica://db.example.com:5433/app")
    return f"{driver.getClass().getName()} accepts its URL"


@claim
def s3_client():
    io = spark._jvm.org.apache.iceberg.aws.s3.S3FileIO()
    io.initialize({"client.region": "eu-west-1"})
    return io.client().getClass().getName()


STATEMENTS = """
CREATE TABLE test.claims.numbers (id bigint, name string) USING iceberg;
INSERT INTO test.claims.numbers VALUES (1, 'one'), (2, 'two');
SELECT concat('iceberg_read: ', array_join(array_sort(collect_list(name)), ' ')) FROM test.claims.numbers;
ALTER TABLE test.claims.numbers CREATE TAG before;
MERGE INTO test.claims.numbers old USING (SELECT * FROM VALUES (2, 'TWO'), (3, 'three') AS (id, name)) new
  ON old.id = new.id WHEN MATCHED THEN UPDATE SET name = new.name WHEN NOT MATCHED THEN INSERT *;
SELECT concat('iceberg_merge: ', array_join(array_sort(collect_list(name)), ' ')) FROM test.claims.numbers;
SELECT concat('iceberg_time_travel: ', array_join(array_sort(collect_list(name)), ' '))
  FROM test.claims.numbers VERSION AS OF 'before';
SELECT concat(process, ': ', found, if(driver IS NULL, ' refuses its URL', ' accepts its URL')) FROM (SELECT
  substring_index(reflect('java.lang.System', 'getProperty', 'sun.java.command'), ' ', 1) AS process,
  reflect('java.lang.Class', 'forName', 'org.postgresql.Driver') AS found,
  reflect('java.sql.DriverManager', 'getDriver', 'jdbc:postgresql://db.example.com:5432/app') AS driver FROM range(0, 2, 1, 2));
SELECT concat(process, ': ', found, if(driver IS NULL, ' refuses its URL', ' accepts its URL')) FROM (SELECT
  substring_index(reflect('java.lang.System', 'getProperty', 'sun.java.command'), ' ', 1) AS process,
  reflect('java.lang.Class', 'forName', 'com.mysql.cj.jdbc.Driver') AS found,
  reflect('java.sql.DriverManager', 'getDriver', 'jdbc:mysql://db.example.com:3306/app') AS driver FROM range(0, 2, 1, 2));
SELECT concat(process, ': ', found, if(driver IS NULL, ' refuses its URL', ' accepts its URL')) FROM (SELECT
  substring_index(reflect('java.lang.System', 'getProperty', 'sun.java.command'), ' ', 1) AS process,
  reflect('java.lang.Class', 'forName', 'oracle.jdbc.OracleDriver') AS found,
  reflect('java.sql.DriverManager', 'getDriver', 'jdbc:oracle:thin:@//db.example.com:1521/app') AS driver FROM range(0, 2, 1, 2));
SELECT concat(process, ': ', found, if(driver IS NULL, ' refuses its URL', ' accepts its URL')) FROM (SELECT
  substring_index(reflect('java.lang.System', 'getProperty', 'sun.java.command'), ' ', 1) AS process,
  reflect('java.lang.Class', 'forName', 'com.microsoft.sqlserver.jdbc.SQLServerDriver') AS found,
  reflect('java.sql.DriverManager', 'getDriver', 'jdbc:sqlserver://db.example.com:1433;databaseName=app') AS driver FROM range(0, 2, 1, 2));
SELECT concat(process, ': ', found, if(driver IS NULL, ' refuses its URL', ' accepts its URL')) FROM (SELECT
  substring_index(reflect('java.lang.System', 'getProperty', 'sun.java.command'), ' ', 1) AS process,
  reflect('java.lang.Class', 'forName', 'com.vertica.jdbc.Driver') AS found,
  reflect('java.sql.DriverManager', 'getDriver', 'jdbc:vertica://db.example.com:5433/app') AS driver FROM range(0, 2, 1, 2));
"""

for statement in filter(str.strip, STATEMENTS.split(";\n")):
    try:
        for row in spark.sql(statement).collect():
            print(*row, flush=True)
    except Exception as error:
        print(*statement.split()[:3], f"{type(error).__name__}: {error}".splitlines()[0], flush=True)

spark.stop()
PYTHON
  said 'PySpark and Spark are 3.5.7; executors count' 'session: PySpark 3.5.7 on Spark 3.5.7 counts 100'
  said 'a pandas UDF runs through Arrow on the executors' 'arrow: 90'
  said 'the driver and the executors have Python 3.10' 'python: 3.10 on the driver, 3.10 on the executors'
  said 'an Iceberg table is made, filled and read' 'iceberg_read: one two'
  said 'MERGE updates and inserts' 'iceberg_merge: TWO one three'
  said 'an earlier state of the table is read' 'iceberg_time_travel: one two'
  said 'S3FileIO makes its client' 's3_client: software.amazon.awssdk.services.s3.DefaultS3Client'
  said "PostgreSQL: Spark's driver finds org.postgresql.Driver" 'driver: org.postgresql.Driver accepts its URL'
  said 'PostgreSQL: an executor finds org.postgresql.Driver' \
    'org.apache.spark.executor.CoarseGrainedExecutorBackend: class org.postgresql.Driver accepts its URL'
  said "MySQL: Spark's driver finds com.mysql.cj.jdbc.Driver" 'driver: com.mysql.cj.jdbc.Driver accepts its URL'
  said 'MySQL: an executor finds com.mysql.cj.jdbc.Driver' \
    'org.apache.spark.executor.CoarseGrainedExecutorBackend: class com.mysql.cj.jdbc.Driver accepts its URL'
  said "Oracle Database: Spark's driver finds oracle.jdbc.OracleDriver" 'driver: oracle.jdbc.OracleDriver accepts its URL'
  said 'Oracle Database: an executor finds oracle.jdbc.OracleDriver' \
    'org.apache.spark.executor.CoarseGrainedExecutorBackend: class oracle.jdbc.OracleDriver accepts its URL'
  said "Microsoft SQL Server: Spark's driver finds com.microsoft.sqlserver.jdbc.SQLServerDriver" 'driver: com.microsoft.sqlserver.jdbc.SQLServerDriver accepts its URL'
  said 'Microsoft SQL Server: an executor finds com.microsoft.sqlserver.jdbc.SQLServerDriver' \
    'org.apache.spark.executor.CoarseGrainedExecutorBackend: class com.microsoft.sqlserver.jdbc.SQLServerDriver accepts its URL'
  said "Vertica: Spark's driver finds com.vertica.jdbc.Driver" 'driver: com.vertica.jdbc.Driver accepts its URL'
  said 'Vertica: an executor finds com.vertica.jdbc.Driver' \
    'org.apache.spark.executor.CoarseGrainedExecutorBackend: class com.vertica.jdbc.Driver accepts its URL'
}

package_claims() {
  session 'a session of the Python packages' "python3 - certifi==2026.10.18 charset-normalizer==3.5.2 cloudpickle==3.1.2 googleapis-common-protos==1.76.0 greenlet==3.5.6 grpcio==1.85.1 grpcio-status==1.85.1 idna==3.20 joblib==1.6.0 numpy==1.26.4 pandas==2.3.3 protobuf==7.36.2 psycopg2-binary==2.9.13 pyarrow==25.0.1 python-dateutil==2.9.0.post0 pytz==2026.6 requests==2.34.2 scikit-learn==1.7.2 scipy==1.15.3 six==1.17.0 sqlalchemy==2.0.58 threadpoolctl==3.8.0 typing-extensions==4.16.0 tzdata==2026.6 urllib3==2.8.0 zstandard==0.25.0 aiobotocore==3.10.0 aiohappyeyeballs==2.7.1 aiohttp==3.14.5 aioitertools==0.13.0 aiosignal==1.4.0 annotated-types==0.8.0 async-timeout==5.0.1 attrs==26.1.0 botocore==1.43.117 cachetools==7.3.2 certifi==2026.10.18 charset-normalizer==3.5.2 click==8.5.1 frozenlist==1.8.0 fsspec==2026.9.0 idna==3.20 jmespath==1.1.0 markdown-it-py==4.3.0 mdurl==0.1.2 mmh3==5.3.1 multidict==7.1.0 propcache==0.5.4 pydantic==2.14.3 pydantic-core==2.50.4 pygments==2.21.0 pyiceberg==0.12.0 pyparsing==3.3.3 pyroaring==1.2.0 python-dateutil==2.9.0.post0 requests==2.34.2 rich==15.0.0 s3fs==2026.9.0 six==1.17.0 strictyaml==1.7.3 tenacity==9.2.1 typing-extensions==4.16.0 typing-inspection==0.4.5 urllib3==2.8.0 wrapt==2.5.2 yarl==1.25.1 zstandard==0.25.0" <<'PYTHON'
import importlib.metadata, sys

def claim(check):
    """Prints the check's name and what it answers; an error is an answer too, and the next check runs all the same."""
    try:
        answer = check()
    except Exception as error:
        answer = " ".join(f"{type(error).__name__}: {error}".split("\n")[:2])
    print(check.__name__ + ":", answer, flush=True)


@claim
def packages():
    normal = lambda name: name.lower().replace("_", "-").replace(".", "-")
    found = {
        f"{normal(distribution.metadata['Name'])}=={distribution.version}"
        for distribution in importlib.metadata.distributions()
        if str(distribution.locate_file("")).startswith("/opt/python/")
    }
    return " ".join(sorted(found ^ set(sys.argv[1:]))) or "as in the lock"


@claim
def pip_check():
    import subprocess

    command = [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"]
    return subprocess.run(command, capture_output=True, text=True).stdout.strip().splitlines()
PYTHON
  said 'the Python packages are those of the lock' 'packages: as in the lock'
  said 'pip check is clean' "pip_check: ['No broken requirements found.']"
}

server_claims() {
  local run=$RANDOM name
  options+=(-e "RUN=$run" -e AWS_REGION=us-east-1)
  options+=(-e "AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-test}" -e "AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-test}")
  for name in POSTGRESQL_URL S3_ENDPOINT S3_BUCKET; do
    if [ -n "${!name:-}" ]; then options+=(-e "$name=${!name}"); fi
  done
  if [ -n "${POSTGRESQL_URL:-}${S3_ENDPOINT:-}" ]; then
    network=${TEST_NETWORK:-bridge}
    session 'a job with servers' "cat >/tmp/job.py && spark-submit --master local[1] --conf spark.ui.enabled=false \
      --conf spark.sql.catalog.servers=org.apache.iceberg.spark.SparkCatalog --conf spark.sql.catalog.servers.type=jdbc \
      --conf \"spark.sql.catalog.servers.uri=\$POSTGRESQL_URL\" \
      --conf spark.sql.catalog.servers.io-impl=org.apache.iceberg.aws.s3.S3FileIO \
      --conf \"spark.sql.catalog.servers.warehouse=s3://\$S3_BUCKET/warehouse\" \
      --conf \"spark.sql.catalog.servers.s3.endpoint=\$S3_ENDPOINT\" \
      --conf spark.sql.catalog.servers.s3.path-style-access=true /tmp/job.py" <<'PYTHON'
import os

from pyspark.sql import SparkSession

def claim(check):
    """Prints the check's name and what it answers; an error is an answer too, and the next check runs all the same."""
    try:
        answer = check()
    except Exception as error:
        answer = " ".join(f"{type(error).__name__}: {error}".split("\n")[:2])
    print(check.__name__ + ":", answer, flush=True)


spark = SparkSession.builder.getOrCreate()
run = f"claims_{os.getuid()}_{os.environ['RUN']}"
numbers = spark.range(3).selectExpr("id", "concat('number ', id) AS name")


def rows(frame):
    return " ".join(f"{row.id}={row.name}" for row in frame.orderBy("id").collect())


if "POSTGRESQL_URL" in os.environ:

    @claim
    def postgresql():
        options = {"url": os.environ["POSTGRESQL_URL"], "dbtable": run}
        numbers.write.format("jdbc").options(**options).save()
        return rows(spark.read.format("jdbc").options(**options).load())


if "S3_ENDPOINT" in os.environ:

    @claim
    def s3_file_io():
        io = spark._jvm.org.apache.iceberg.aws.s3.S3FileIO()
        io.initialize({"s3.endpoint": os.environ["S3_ENDPOINT"], "s3.path-style-access": "true"})
        path = f"s3://{os.environ['S3_BUCKET']}/{run}/file"
        written = io.newOutputFile(path).create()
        written.write(b"text")
        written.close()
        return io.newInputFile(path).newStream().readAllBytes().decode()


if "S3_ENDPOINT" in os.environ and "POSTGRESQL_URL" in os.environ:

    @claim
    def s3_iceberg():
        spark.sql(f"CREATE NAMESPACE servers.{run}")
        numbers.writeTo(f"servers.{run}.numbers").using("iceberg").create()
        return rows(spark.table(f"servers.{run}.numbers"))


if "S3_ENDPOINT" in os.environ:

    @claim
    def s3fs():
        from s3fs import S3FileSystem

        files = S3FileSystem(endpoint_url=os.environ["S3_ENDPOINT"])
        path = f"{os.environ['S3_BUCKET']}/{run}/text"
        files.pipe(path, b"text")
        return files.cat(path).decode()

    @claim
    def s3_files():
        from s3fs import S3FileSystem

        table = S3FileSystem(endpoint_url=os.environ["S3_ENDPOINT"]).find(f"{os.environ['S3_BUCKET']}/warehouse/{run}")
        return " ".join(sorted({path.rsplit(".", 1)[1] for path in table}))


spark.stop()
PYTHON
    network=none
  fi
  needs_server POSTGRESQL_URL 'Spark writes and reads a table of PostgreSQL' 'postgresql: 0=number 0 1=number 1 2=number 2'
  needs_server S3_ENDPOINT 'S3FileIO writes and reads a file' 's3_file_io: text'
  needs_server S3_ENDPOINT 's3fs writes and reads a file' 's3fs: text'
  if [ -n "${POSTGRESQL_URL:-}" ]; then
    needs_server S3_ENDPOINT 'an Iceberg table, catalogued in PostgreSQL, is written and read through S3FileIO' \
      's3_iceberg: 0=number 0 1=number 1 2=number 2'
    needs_server S3_ENDPOINT 's3fs finds the files of the table' 's3_files: avro json parquet'
  else
    skip 'an Iceberg table, catalogued in PostgreSQL, is written and read through S3FileIO' 'POSTGRESQL_URL names no server'
  fi
  options=("${base_options[@]}")
}

needs_server() {
  if [ -n "${!1:-}" ]; then said "$2" "$3"; else skip "$2" "$1 names no server"; fi
}

# A driver, and an executor that finds no driver: each lists its classes, with where they come from.
archive_job='from() {
    local archived read
    archived=$(grep -c "\] org\.apache\.spark\..* source: shared objects file" "/tmp/$1.log")
    read=$(grep -c "\] org\.apache\.spark\..* source: file:" "/tmp/$1.log")
    if [ "$archived" -gt $((read * 9)) ]; then echo "$1: the archive"; else echo "$1: $archived of the archive, $read of jars"; fi
  }
  if SPARK_SUBMIT_OPTS=-Xlog:class+load:file=/tmp/driver.log spark-sql --master "local[1]" \
    --conf spark.ui.enabled=false --conf spark.sql.catalogImplementation=in-memory -e "select 1" 2>/tmp/driver.err; then
    from driver
  fi
  if grep -q "^of conf: " /tmp/driver.err; then echo "settings: of conf"; fi
  SPARK_DRIVER_URL=spark://CoarseGrainedScheduler@127.0.0.1:9 SPARK_EXECUTOR_ID=1 SPARK_EXECUTOR_CORES=1 \
    SPARK_EXECUTOR_MEMORY=512m SPARK_APPLICATION_ID=job SPARK_EXECUTOR_POD_IP=127.0.0.1 SPARK_RESOURCE_PROFILE_ID=0 \
    SPARK_EXECUTOR_POD_NAME=executor SPARK_JAVA_OPT_0=-Xlog:class+load:file=/tmp/executor.log \
    /opt/entrypoint.sh executor >/tmp/executor.err 2>&1
  if grep -q "127\.0\.0\.1:9" /tmp/executor.err; then from executor; fi
  tail -n 5 /tmp/driver.err /tmp/executor.err >&2'

# Jars of the runtime come behind those of the archive.
archive_claims() {
  if left_out archive 'drivers and executors take their classes from the archive'; then return; fi
  session 'a session with the archive of classes' "$archive_job" </dev/null
  said 'the driver takes its classes from the archive' 'driver: the archive'
  said 'an executor takes its classes from the archive' 'executor: the archive'
}

layout_claims() {
  equals 'there is one Spark' '/opt/spark/jars/spark-core_2.12-3.5.7.jar' \
    'find / -xdev -name "spark-core_*.jar" 2>/dev/null | sort'
  equals 'there is one PySpark, that of Spark' /opt/spark/python/pyspark \
    'find / -xdev -type d -name pyspark -exec test -f {}/__init__.py \; -print 2>/dev/null | sort'
  equals 'there is one Py4J for Python' '/opt/spark/python/lib/py4j-0.10.9.7-src.zip' \
    'find / -xdev \( -name "py4j-*.zip" -o -name py4j -type d \) 2>/dev/null | sort'
  # Spark itself brings transaction-api-1.1.jar as jta-1.1.jar too.
  equals 'no jar is there twice under another name' none \
    'find / -xdev -type f -name "*.jar" -not -name jta-1.1.jar -printf "%s %p\n" 2>/dev/null |
     awk "{ jars[\$1] = jars[\$1] \" \" \$2; if (count[\$1]++) same[\$1] } END { for (size in same) print jars[size] }" |
     xargs -r sha256sum | sort | uniq -w 64 -D | grep . || echo none'
  equals 'PostgreSQL: its jar is on the class path once' '/opt/jdbc/postgresql-42.7.1.jar' \
    'readlink -qe /opt/spark/jars/* | grep -x /opt/jdbc/postgresql-42.7.1.jar'
  equals 'MySQL: its jar is on the class path once' '/opt/jdbc/mysql-connector-j-8.2.0.jar' \
    'readlink -qe /opt/spark/jars/* | grep -x /opt/jdbc/mysql-connector-j-8.2.0.jar'
  equals 'Oracle Database: its jar is on the class path once' '/opt/jdbc/ojdbc11-21.11.0.0.jar' \
    'readlink -qe /opt/spark/jars/* | grep -x /opt/jdbc/ojdbc11-21.11.0.0.jar'
  equals 'Microsoft SQL Server: its jar is on the class path once' '/opt/jdbc/mssql-jdbc-12.4.2.jre11.jar' \
    'readlink -qe /opt/spark/jars/* | grep -x /opt/jdbc/mssql-jdbc-12.4.2.jre11.jar'
  equals 'Vertica: its jar is on the class path once' '/opt/jdbc/vertica-jdbc-12.0.4-0.jar' \
    'readlink -qe /opt/spark/jars/* | grep -x /opt/jdbc/vertica-jdbc-12.0.4-0.jar'
  equals 'the work-dir can be written by group 0' 'drwxrwxr-x 0' 'stat -c "%A %g" /opt/spark/work-dir'
  equals 'every command runs under tini' 'tini -s' 'tr "\0" " " </proc/1/cmdline | sed -E "s|^\S*/(tini) (-s) .*|\1 \2|"'
  equals 'every command has a user name and a home that can be written' 'spark written' \
    'touch ~/file && echo "$(id -un) written"'
}

claims() {
  layout_claims
  if ! left_out jobs 'jobs of Spark'; then spark_claims; fi
  package_claims
  server_claims
}

inspected 'the user is 185:0' 185:0 '{{.Config.User}}'
inspected 'the labels say what it is, whose licences it is under and where its source is' \
  'Apache Spark 3.5.7 runtime on JDK 17 | Apache-2.0 AND (Apache-2.0 OR BSD-3-Clause) AND BSD-2-Clause AND BSD-3-Clause AND GPL-2.0-only WITH Universal-FOSS-exception-1.0 AND LGPL-3.0-or-later AND LicenseRef-Oracle-FUTC AND LicenseRef-Vertica-Client-License-Agreement AND MIT AND MPL-2.0 AND PSF-2.0 | https://git.example.com/data-platform/spark-k8s-images' \
  '{{$label := .Config.Labels}}{{index $label "org.opencontainers.image.title"}} | {{index $label "org.opencontainers.image.licenses"}} | {{index $label "org.opencontainers.image.source"}}'
inspected 'the entrypoint is /opt/entrypoint.sh' '[/opt/entrypoint.sh]' '{{.Config.Entrypoint}}'
inspected 'the label names the version' 3.5.7 '{{index .Config.Labels "org.opencontainers.image.version"}}'
inspected 'a label names the Python' 3.10 '{{index .Config.Labels "spark-k8s.python-version"}}'
as_both_users claims
as_last_user archive_claims
conclude
