#!/usr/bin/env bash
# Generated from matrix.json, lock.json and templates/runtime.test.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# What the image spark-4.1.1-jdk17-s3a promises.
#
#   test.sh [IMAGE]          default: spark-k8s-spark-4.1.1-jdk17-s3a:latest
#
# Runs with bash 3.2 and a container engine alone, without network. Prints one line of TAP for each claim; for a claim
# that does not hold, what was expected and what came; exits 1 if there is one. Settings: CONTAINER_ENGINE (docker),
# CHECK_TIMEOUT (seconds for each check, 180), CHECK_USERS (whom the checks run as: 185:0 and a uid without a name).

# The scripts of claims are expanded in the container.
# shellcheck disable=SC2016
set -u

default='spark-k8s-spark-4.1.1-jdk17-s3a:latest'
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

# A claim that needs a server is checked when there is one: TEST_NETWORK (the engine's network that it is in),
# S3_ENDPOINT (http://...), S3_BUCKET (one that exists), AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (test).

# The host's name has to resolve without a network. The executors of local-cluster work in /opt/spark/work. Jobs as
# short as these are done sooner without the optimizing compiler and with the simplest collector.
base_options=(--hostname localhost --tmpfs '/opt/spark/work:rw,mode=1777' -e 'JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC')
options=("${base_options[@]}")
# Three JVMs start on a machine that may be busy.
limit=${CHECK_TIMEOUT:-600}

cluster='--master local-cluster[2,1,1024] --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=2'

spark_claims() {
  session 'a job of SQL in a local cluster' "spark-sql $cluster --conf spark.sql.catalogImplementation=in-memory -f /dev/stdin" <<'SQL'
SELECT concat('s3a_classes: ', array_join(array_agg(DISTINCT found), ', ')) FROM (SELECT concat(
  reflect('java.lang.Class', 'forName', 'org.apache.hadoop.fs.s3a.S3AFileSystem'), ', ',
  reflect('java.lang.Class', 'forName', 'software.amazon.awssdk.services.s3.S3Client')) AS found FROM range(0, 2, 1, 2));
SQL
  said 'an executor finds the file system of s3a:// and the client of S3' \
    's3a_classes: class org.apache.hadoop.fs.s3a.S3AFileSystem, interface software.amazon.awssdk.services.s3.S3Client'
}

s3a_claims() {
  local written='parquet is written to s3a:// and read, by signed requests'
  if [ -z "${S3_ENDPOINT:-}" ]; then
    skip "$written" 'S3_ENDPOINT names no server'
    return
  fi
  network=${TEST_NETWORK:-bridge}
  options+=(-e "RUN=s3a_${user%%:*}_$RANDOM" -e "S3_BUCKET=${S3_BUCKET:-}")
  options+=(-e "AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-test}" -e "AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-test}")
  # Markers of folders are kept, the default from Hadoop 3.4 on: a server that stores objects as files may not be able to
  # remove one with objects under it, which Hadoop then tries for minutes.
  session 'a job with s3a://' "spark-sql --master 'local[2]' --conf spark.ui.enabled=false \
    --conf spark.sql.catalogImplementation=in-memory --conf spark.hadoop.fs.s3a.endpoint=$S3_ENDPOINT \
    --conf spark.hadoop.fs.s3a.endpoint.region=us-east-1 --conf spark.hadoop.fs.s3a.path.style.access=true \
    --conf spark.hadoop.fs.s3a.directory.marker.retention=keep -f /dev/stdin" <<'SQL'
INSERT OVERWRITE DIRECTORY 's3a://${env:S3_BUCKET}/${env:RUN}' USING parquet
  SELECT id, concat('number ', id) AS name FROM range(0, 3, 1, 2);
SELECT concat('s3a: ', array_join(array_sort(collect_list(concat(id, '=', name))), ' '))
  FROM parquet.`s3a://${env:S3_BUCKET}/${env:RUN}`;
SQL
  network=none
  options=("${base_options[@]}")
  said "$written" 's3a: 0=number 0 1=number 1 2=number 2'
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
  equals 'there is one Spark' '/opt/spark/jars/spark-core_2.13-4.1.1.jar' \
    'find / -xdev -name "spark-core_*.jar" 2>/dev/null | sort'
  equals 'there is one PySpark, that of Spark' /opt/spark/python/pyspark \
    'find / -xdev -type d -name pyspark -exec test -f {}/__init__.py \; -print 2>/dev/null | sort'
  equals 'there is one Py4J for Python' '/opt/spark/python/lib/py4j-0.10.9.9-src.zip' \
    'find / -xdev \( -name "py4j-*.zip" -o -name py4j -type d \) 2>/dev/null | sort'
  # Spark itself brings transaction-api-1.1.jar as jta-1.1.jar too.
  equals 'no jar is there twice under another name' none \
    'find / -xdev -type f -name "*.jar" -not -name jta-1.1.jar -printf "%s %p\n" 2>/dev/null |
     awk "{ jars[\$1] = jars[\$1] \" \" \$2; if (count[\$1]++) same[\$1] } END { for (size in same) print jars[size] }" |
     xargs -r sha256sum | sort | uniq -w 64 -D | grep . || echo none'
  equals 'the jars of s3a:// are those for Hadoop 3.4.2' 'analyticsaccelerator-s3-1.2.1.jar bundle-2.29.52.jar hadoop-aws-3.4.2.jar' \
    'cd /opt/spark/jars && printf "%s\n" * | grep -E "^(hadoop-aws|aws-java-sdk|bundle|analyticsaccelerator)-" | tr "\n" " " | sed "s/ $//"'
  equals 'the work-dir can be written by group 0' 'drwxrwxr-x 0' 'stat -c "%A %g" /opt/spark/work-dir'
  equals 'every command runs under tini' 'tini -s' 'tr "\0" " " </proc/1/cmdline | sed -E "s|^\S*/(tini) (-s) .*|\1 \2|"'
  equals 'every command has a user name and a home that can be written' 'spark written' \
    'touch ~/file && echo "$(id -un) written"'
}

claims() {
  layout_claims
  if ! left_out jobs 'jobs of Spark'; then spark_claims; fi
  s3a_claims
}

inspected 'the user is 185:0' 185:0 '{{.Config.User}}'
inspected 'the labels say what it is, whose licences it is under and where its source is' \
  'Apache Spark 4.1.1 runtime on JDK 17 (s3a) | Apache-2.0 | https://git.example.com/data-platform/spark-k8s-images' \
  '{{$label := .Config.Labels}}{{index $label "org.opencontainers.image.title"}} | {{index $label "org.opencontainers.image.licenses"}} | {{index $label "org.opencontainers.image.source"}}'
inspected 'the entrypoint is /opt/entrypoint.sh' '[/opt/entrypoint.sh]' '{{.Config.Entrypoint}}'
inspected 'the label names the version' 4.1.1 '{{index .Config.Labels "org.opencontainers.image.version"}}'
as_both_users claims
as_last_user archive_claims
conclude
