#!/usr/bin/env bash
# Generated from matrix.json, lock.json and templates/spark-core.test.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# What the image spark-3.5.7-core promises.
#
#   test.sh [IMAGE]          default: spark-k8s-spark-3.5.7-core:latest
#
# Runs with bash 3.2 and a container engine alone, without network. Prints one line of TAP for each claim; for a claim
# that does not hold, what was expected and what came; exits 1 if there is one. Settings: CONTAINER_ENGINE (docker),
# CHECK_TIMEOUT (seconds for each check, 180), CHECK_USERS (whom the checks run as: 185:0 and a uid without a name).

# The scripts of claims are expanded in the container.
# shellcheck disable=SC2016
set -u

default='spark-k8s-spark-3.5.7-core:latest'
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

# Without a network the host has no name that resolves; the work-dir is a documented writable mount. Jobs as short as
# these are done sooner without the optimizing compiler and with the simplest collector.
job_options=(--hostname localhost --tmpfs '/opt/spark/work-dir:rw,mode=1777' -e 'JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC')

version_claims() {
  session 'spark-submit --version' 'spark-submit --version 2>&1 | sed -E "s/^Using Scala version ([0-9]+\.[0-9]+)\..*/scala: \1/; s/^.* version ([0-9.]+)$/version: \1/"' </dev/null
  said 'spark-submit says 3.5.7' 'version: 3.5.7'
  said 'spark-submit says Scala 2.12' 'scala: 2.12'
}

job_claims() {
  session 'a session of spark-shell' 'spark-shell --master "local[1]" --conf spark.ui.enabled=false' <<'SCALA'
println("\nsum: " + spark.range(100).selectExpr("sum(id)").first.getLong(0))
def roundTrip(codec: String): String = {
  spark.range(10).write.option("compression", codec).parquet("/tmp/numbers-" + codec)
  codec + " " + spark.read.parquet("/tmp/numbers-" + codec).count
}
println("\nparquet: " + Seq("snappy", "zstd", "lz4").map(roundTrip).mkString(", "))
SCALA
  said 'spark-shell evaluates an expression' 'sum: 4950'
  said 'a job writes and reads parquet with snappy, zstd and lz4' 'parquet: snappy 10, zstd 10, lz4 10'
}

# SparkPi where the distribution has the jar of examples, else a job of the same kind.
pi_claims() {
  session 'a job of Java' 'base64 -d >/tmp/Pi.class
    shopt -s nullglob
    examples=(/opt/spark/examples/jars/spark-examples_*.jar)
    job=(--class Pi --conf spark.driver.extraClassPath=/tmp spark-internal)
    if [ ${#examples[@]} -gt 0 ]; then job=(--class org.apache.spark.examples.SparkPi "${examples[0]}" 10); fi
    set -o pipefail
    spark-submit --master "local[2]" --conf spark.ui.enabled=false "${job[@]}" | sed -E "s/^Pi is (roughly 3\.1)[345].*/pi: \1/"' \
    <<<"$pi"
  said 'a job of Java comes to pi' 'pi: roughly 3.1'
}

jar_claims() {
  session 'a session with the list of jars' 'grep -v "^#" | sort >/tmp/locked
    cd /opt/spark/jars && find . ! -type d -printf "%P\n" | xargs -d "\n" sha256sum | sort >/tmp/found
    diff /tmp/locked /tmp/found | sed -n "s/^</jars: in the lock only:/p; s/^>/jars: in the image only:/p"
    if cmp -s /tmp/locked /tmp/found; then echo "jars: as in the lock"; fi' <"$list"
  said 'the jars are those of the lock, byte for byte' 'jars: as in the lock'
}

archive_claims() {
  options=("${job_options[@]}")
  if left_out archive 'drivers and executors take their classes from the archive'; then return; fi
  # A mount over a folder of the image has that folder's mode, whatever is asked for.
  local owned=rw,uid=${user%%:*}
  options+=(--tmpfs "/opt/spark/conf:$owned")
  session 'a session with the archive of classes' 'printf "%s\n" "rootLogger.level = info" \
      "rootLogger.appenderRef.stderr.ref = console" "appender.console.type = Console" "appender.console.name = console" \
      "appender.console.target = SYSTEM_ERR" "appender.console.layout.type = PatternLayout" \
      "appender.console.layout.pattern = of conf: %m%n%ex" >/opt/spark/conf/log4j2.properties
    '"$archive_job" </dev/null
  said 'the driver takes its classes from the archive' 'driver: the archive'
  said 'an executor takes its classes from the archive' 'executor: the archive'
  said 'settings are found before what jars have' 'settings: of conf'
  options=("${job_options[@]}")

  # The jars again, laid down in an order that is not the archive's, on a file system that lists them in another one.
  run "$image" bash -c 'cd /opt/spark && find jars -type f | shuf | tar -c --no-recursion -T -'
  mv "$work/out" "$work/jars.tar"
  options+=(--tmpfs "/opt/spark/jars:$owned")
  session 'a session with the jars in another order' 'tar -x -C /opt/spark -f - --no-overwrite-dir
    if [ "$(printf "/opt/spark/jars/%s\n" $(ls -U /opt/spark/jars | grep "\.jar$"))" != "$(cat /opt/class-data/jars)" ]; then
      echo "order: another"
    fi
    '"$archive_job" <"$work/jars.tar"
  rm "$work/jars.tar"
  said 'the jars are listed in another order than the archive has them' 'order: another'
  said 'whatever that order, the driver takes its classes from the archive' 'driver: the archive'
  said 'whatever that order, an executor takes its classes from the archive' 'executor: the archive'
  options=("${job_options[@]}")
}

layout_claims() {
  equals 'PYTHONPATH names files that are there' '/opt/spark/python /opt/spark/python/lib/py4j-0.10.9.7-src.zip' \
    'IFS=: read -r -a parts <<<"$PYTHONPATH"; ls -d "${parts[@]}" | tr "\n" " " | sed "s/ $//"'
  equals 'there is one Py4J for Python' 'py4j-0.10.9.7-src.zip' \
    'find / -xdev \( -name "py4j-*.zip" -o -name py4j -type d \) 2>/dev/null | sed "s|.*/||"'
  equals 'the directory conf is empty' 0 'find /opt/spark/conf -mindepth 1 | wc -l'
  equals 'the jars of Spark core are there once' 1 'find /opt/spark/jars -name "spark-core_2.12-3.5.7.jar" | wc -l'
  equals 'the Kubernetes backend is there' 1 'find /opt/spark/jars -name "spark-kubernetes_2.12-3.5.7.jar" | wc -l'
  equals 'the working directory is /opt/spark/work-dir' /opt/spark/work-dir pwd
}

entrypoint_claims() {
  equals 'every command has a passwd entry' spark '/opt/entrypoint.sh id -un'
  equals 'every command has a home that can be written' written \
    '/opt/entrypoint.sh bash -c "touch ~/file && echo written"'
  equals 'Java has a user name and a home that can be written' 'spark written' \
    '/opt/entrypoint.sh bash -c '"'"'
       show() { java -XshowSettings:properties -version 2>&1 | sed -n "s/^ *$1 = //p"; }
       home=$(show user.home); touch "$home/file" && echo "$(show user.name) written"'"'"
  equals 'an executor without its variables is refused' 64 \
    '/opt/entrypoint.sh executor 2>/dev/null; echo $?'
  equals 'a driver is handed to spark-submit in client mode' \
    '--conf spark.driver.bindAddress=10.0.0.1 --conf spark.executorEnv.SPARK_DRIVER_POD_IP=10.0.0.1 --deploy-mode client --class App a\ b' \
    'mkdir -p /tmp/spark/bin && printf "#!/bin/bash\nprintf \"%%q \" \"\$@\"" >/tmp/spark/bin/spark-submit &&
     chmod +x /tmp/spark/bin/spark-submit &&
     SPARK_HOME=/tmp/spark SPARK_DRIVER_BIND_ADDRESS=10.0.0.1 /opt/entrypoint.sh driver --class App "a b" | sed "s/ $//"'
}

claims() {
  options=("${job_options[@]}")
  version_claims
  if ! left_out jobs 'jobs of Scala and Java'; then
    job_claims
    pi_claims
  fi
  jar_claims
  layout_claims
  entrypoint_claims
  # Without a mount over it.
  options=()
  equals 'the work-dir can be written by group 0' 'drwxrwxr-x 0' 'stat -c "%A %g" /opt/spark/work-dir'
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
# A job that Java compiled: templates/java/Pi.java.
pi=yv66vgAAAD0AzwoAAgADBwAEDAAFAAYBABBqYXZhL2xhbmcvT2JqZWN0AQAGPGluaXQ+AQADKClWBwAIAQACUGkLAAoACwcADAwADQAOAQAaamF2YS91dGlsL3N0cmVhbS9JbnRTdHJlYW0BAAVyYW5nZQEAIChJSSlMamF2YS91dGlsL3N0cmVhbS9JbnRTdHJlYW07CwAKABAMABEAEgEABWJveGVkAQAbKClMamF2YS91dGlsL3N0cmVhbS9TdHJlYW07CgAUABUHABYMABcAGAEAG2phdmEvdXRpbC9zdHJlYW0vQ29sbGVjdG9ycwEABnRvTGlzdAEAHigpTGphdmEvdXRpbC9zdHJlYW0vQ29sbGVjdG9yOwsAGgAbBwAcDAAdAB4BABdqYXZhL3V0aWwvc3RyZWFtL1N0cmVhbQEAB2NvbGxlY3QBADAoTGphdmEvdXRpbC9zdHJlYW0vQ29sbGVjdG9yOylMamF2YS9sYW5nL09iamVjdDsHACABAA5qYXZhL3V0aWwvTGlzdAcAIgEAKm9yZy9hcGFjaGUvc3BhcmsvYXBpL2phdmEvSmF2YVNwYXJrQ29udGV4dAcAJAEAGm9yZy9hcGFjaGUvc3BhcmsvU3BhcmtDb25mCgAjAAMKACEAJwwABQAoAQAfKExvcmcvYXBhY2hlL3NwYXJrL1NwYXJrQ29uZjspVgoAIQAqDAArACwBAAtwYXJhbGxlbGl6ZQEANihMamF2YS91dGlsL0xpc3Q7SSlMb3JnL2FwYWNoZS9zcGFyay9hcGkvamF2YS9KYXZhUkREOxIAAAAuDAAvADABAARjYWxsAQAvKClMb3JnL2FwYWNoZS9zcGFyay9hcGkvamF2YS9mdW5jdGlvbi9GdW5jdGlvbjsKADIAMwcANAwANQA2AQAhb3JnL2FwYWNoZS9zcGFyay9hcGkvamF2YS9KYXZhUkREAQADbWFwAQBSKExvcmcvYXBhY2hlL3NwYXJrL2FwaS9qYXZhL2Z1bmN0aW9uL0Z1bmN0aW9uOylMb3JnL2FwYWNoZS9zcGFyay9hcGkvamF2YS9KYXZhUkREOxIAAQA4DAAvADkBADAoKUxvcmcvYXBhY2hlL3NwYXJrL2FwaS9qYXZhL2Z1bmN0aW9uL0Z1bmN0aW9uMjsKADIAOwwAPAA9AQAGcmVkdWNlAQBCKExvcmcvYXBhY2hlL3NwYXJrL2FwaS9qYXZhL2Z1bmN0aW9uL0Z1bmN0aW9uMjspTGphdmEvbGFuZy9PYmplY3Q7BwA/AQAQamF2YS9sYW5nL0RvdWJsZQoAPgBBDABCAEMBAAtkb3VibGVWYWx1ZQEAAygpRAkARQBGBwBHDABIAEkBABBqYXZhL2xhbmcvU3lzdGVtAQADb3V0AQAVTGphdmEvaW8vUHJpbnRTdHJlYW07EgACAEsMAEwATQEAF21ha2VDb25jYXRXaXRoQ29uc3RhbnRzAQAVKEQpTGphdmEvbGFuZy9TdHJpbmc7CgBPAFAHAFEMAFIAUwEAE2phdmEvaW8vUHJpbnRTdHJlYW0BAAdwcmludGxuAQAVKExqYXZhL2xhbmcvU3RyaW5nOylWCgAhAFUMAFYABgEABWNsb3NlBwBYAQATamF2YS9sYW5nL1Rocm93YWJsZQoAVwBaDABbAFwBAA1hZGRTdXBwcmVzc2VkAQAYKExqYXZhL2xhbmcvVGhyb3dhYmxlOylWBj/gAAAAAAAABkDDiAAAAAAABkAQAAAAAAAACgBkAGUHAGYMAGcAaAEAIWphdmEvbGFuZy9pbnZva2UvU2VyaWFsaXplZExhbWJkYQEAEWdldEltcGxNZXRob2ROYW1lAQAUKClMamF2YS9sYW5nL1N0cmluZzsKAGoAawcAbAwAbQBuAQAQamF2YS9sYW5nL1N0cmluZwEACGhhc2hDb2RlAQADKClJCABwAQAEYXJlYQoAagByDABzAHQBAAZlcXVhbHMBABUoTGphdmEvbGFuZy9PYmplY3Q7KVoIAHYBAANzdW0KAGQAeAwAeQBuAQARZ2V0SW1wbE1ldGhvZEtpbmQKAGQAewwAfABoAQAbZ2V0RnVuY3Rpb25hbEludGVyZmFjZUNsYXNzCAB+AQArb3JnL2FwYWNoZS9zcGFyay9hcGkvamF2YS9mdW5jdGlvbi9GdW5jdGlvbgoAAgByCgBkAIEMAIIAaAEAIGdldEZ1bmN0aW9uYWxJbnRlcmZhY2VNZXRob2ROYW1lCAAvCgBkAIUMAIYAaAEAJWdldEZ1bmN0aW9uYWxJbnRlcmZhY2VNZXRob2RTaWduYXR1cmUIAIgBACYoTGphdmEvbGFuZy9PYmplY3Q7KUxqYXZhL2xhbmcvT2JqZWN0OwoAZACKDACLAGgBAAxnZXRJbXBsQ2xhc3MIAAgKAGQAjgwAjwBoAQAWZ2V0SW1wbE1ldGhvZFNpZ25hdHVyZQgAkQEABChJKUQIAJMBACxvcmcvYXBhY2hlL3NwYXJrL2FwaS9qYXZhL2Z1bmN0aW9uL0Z1bmN0aW9uMggAlQEAOChMamF2YS9sYW5nL09iamVjdDtMamF2YS9sYW5nL09iamVjdDspTGphdmEvbGFuZy9PYmplY3Q7CAA/CACYAQAFKEREKUQHAJoBACJqYXZhL2xhbmcvSWxsZWdhbEFyZ3VtZW50RXhjZXB0aW9uCACcAQAeSW52YWxpZCBsYW1iZGEgZGVzZXJpYWxpemF0aW9uCgCZAJ4MAAUAUwEABVNURVBTAQABSQEADUNvbnN0YW50VmFsdWUDAAAnEAEABENvZGUBAARtYWluAQAWKFtMamF2YS9sYW5nL1N0cmluZzspVgEADVN0YWNrTWFwVGFibGUHAKgBABNbTGphdmEvbGFuZy9TdHJpbmc7AQATJGRlc2VyaWFsaXplTGFtYmRhJAEANyhMamF2YS9sYW5nL2ludm9rZS9TZXJpYWxpemVkTGFtYmRhOylMamF2YS9sYW5nL09iamVjdDsBABBCb290c3RyYXBNZXRob2RzDwYArQoArgCvBwCwDACxALIBACJqYXZhL2xhbmcvaW52b2tlL0xhbWJkYU1ldGFmYWN0b3J5AQAOYWx0TWV0YWZhY3RvcnkBAIYoTGphdmEvbGFuZy9pbnZva2UvTWV0aG9kSGFuZGxlcyRMb29rdXA7TGphdmEvbGFuZy9TdHJpbmc7TGphdmEvbGFuZy9pbnZva2UvTWV0aG9kVHlwZTtbTGphdmEvbGFuZy9PYmplY3Q7KUxqYXZhL2xhbmcvaW52b2tlL0NhbGxTaXRlOxAAiA8GALUKAAcAtgwAcACREAC4AQAnKExqYXZhL2xhbmcvSW50ZWdlcjspTGphdmEvbGFuZy9Eb3VibGU7AwAAAAUDAAAAABAAlQ8GAL0KAD4AvgwAdgCYEADAAQA4KExqYXZhL2xhbmcvRG91YmxlO0xqYXZhL2xhbmcvRG91YmxlOylMamF2YS9sYW5nL0RvdWJsZTsPBgDCCgDDAMQHAMUMAEwAxgEAJGphdmEvbGFuZy9pbnZva2UvU3RyaW5nQ29uY2F0RmFjdG9yeQEAmChMamF2YS9sYW5nL2ludm9rZS9NZXRob2RIYW5kbGVzJExvb2t1cDtMamF2YS9sYW5nL1N0cmluZztMamF2YS9sYW5nL2ludm9rZS9NZXRob2RUeXBlO0xqYXZhL2xhbmcvU3RyaW5nO1tMamF2YS9sYW5nL09iamVjdDspTGphdmEvbGFuZy9pbnZva2UvQ2FsbFNpdGU7CADIAQAPUGkgaXMgcm91Z2hseSABAQAMSW5uZXJDbGFzc2VzBwDLAQAlamF2YS9sYW5nL2ludm9rZS9NZXRob2RIYW5kbGVzJExvb2t1cAcAzQEAHmphdmEvbGFuZy9pbnZva2UvTWV0aG9kSGFuZGxlcwEABkxvb2t1cAAhAAcAAgAAAAEAGgCfAKAAAQChAAAAAgCiAAQAAQAFAAYAAQCjAAAAEQABAAEAAAAFKrcAAbEAAAAAAAkApAClAAEAowAAALsABAAFAAAAagMRJxC4AAm5AA8BALgAE7kAGQIAwAAfTLsAIVm7ACNZtwAltwAmTSwrBbYAKboALQAAtgAxugA3AAC2ADrAAD62AEBKsgBEKboASgAAtgBOLLYAVKcAFU4stgBUpwALOgQtGQS2AFktv7EAAgAnAFAAVwBXAFgAXABfAFcAAQCmAAAALwAE/wBXAAMHAKcHAB8HACEAAQcAV/8ABwAEBwCnBwAfBwAhBwBXAAEHAFcH+QABAAoAcACRAAEAowAAACUACAADAAAAGRqHFABdYxQAX29IFABhDycna2NvFABfb68AAAAAEAoAqQCqAAEAowAAARwAAwADAAAA+Cq2AGNMAj0rtgBpqwAAADIAAAACAAG+SwAAACcALdCNAAAAGSsSb7YAcZkAEwM9pwAOKxJ1tgBxmQAFBD0cqwAAAACwAAAAAgAAAAAAAAAaAAAAAQAAAGUqtgB3EAagAJAqtgB6En22AH+ZAIQqtgCAEoO2AH+ZAHgqtgCEEoe2AH+ZAGwqtgCJEoy2AH+ZAGAqtgCNEpC2AH+ZAFS6AC0AALAqtgB3EAagAEUqtgB6EpK2AH+ZADkqtgCAEoO2AH+ZAC0qtgCEEpS2AH+ZACEqtgCJEpa2AH+ZABUqtgCNEpe2AH+ZAAm6ADcAALC7AJlZEpu3AJ2/AAAAAQCmAAAAEgAG/QAkBwBqAQ0KGvsASvkASgACAKsAAAAkAAMArAAFALMAtAC3ALkAugCsAAUAuwC8AL8AuQC6AMEAAQDHAMkAAAAKAAEAygDMAM4AGQ==
list=$(dirname "$0")/jars.sha256

inspected 'the user is 185:0' 185:0 '{{.Config.User}}'
inspected 'the labels say what it is, whose licences it is under and where its source is' \
  'Apache Spark 3.5.7 on JDK 17 | Apache-2.0 | https://git.example.com/data-platform/spark-k8s-images' \
  '{{$label := .Config.Labels}}{{index $label "org.opencontainers.image.title"}} | {{index $label "org.opencontainers.image.licenses"}} | {{index $label "org.opencontainers.image.source"}}'
inspected 'the entrypoint is /opt/entrypoint.sh' '[/opt/entrypoint.sh]' '{{.Config.Entrypoint}}'
inspected 'the label names the version' 3.5.7 '{{index .Config.Labels "org.opencontainers.image.version"}}'
smaller 'it is below 1.2 GB' 1200
as_both_users claims
as_last_user archive_claims
conclude
