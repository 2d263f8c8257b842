#!/usr/bin/env bash
# Generated from matrix.json, lock.json and templates/jdbc-drivers.test.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# What the image jdbc-drivers promises.
#
#   test.sh [IMAGE]          default: spark-k8s-jdbc-drivers:latest
#
# Runs with bash 3.2 and a container engine alone, without network. Prints one line of TAP for each claim; for a claim
# that does not hold, what was expected and what came; exits 1 if there is one. Settings: CONTAINER_ENGINE (docker),
# CHECK_TIMEOUT (seconds for each check, 180), CHECK_USERS (whom the checks run as: 185:0 and a uid without a name).

# The scripts of claims are expanded in the container.
# shellcheck disable=SC2016
set -u

default='spark-k8s-jdbc-drivers:latest'
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

claims() {
  equals 'PostgreSQL: postgresql-42.7.1.jar has the bytes of the lock' 49bba9c3200d4f64ae73903d56ce1bd09c74517dfe31acb44745506b4fcede53 \
    'sha256sum /opt/jdbc/postgresql-42.7.1.jar | cut -d " " -f 1'
  equals 'PostgreSQL: DriverManager finds org.postgresql.Driver through CLASSPATH; it accepts its own URL only' \
    'org.postgresql.Driver accepts its own URL only, from /opt/jdbc/postgresql-42.7.1.jar' \
    "printf %s '$drivers_class' | base64 -d >/tmp/JdbcDrivers.class && CLASSPATH=/tmp:\$CLASSPATH java JdbcDrivers $urls | grep '^org.postgresql.Driver '"
  equals 'PostgreSQL: Spark has the driver on its class path, once' '/opt/jdbc/postgresql-42.7.1.jar' \
    'for jar in /opt/spark/jars/*; do if [ -s "$jar" ]; then readlink -f "$jar"; fi; done | grep -x /opt/jdbc/postgresql-42.7.1.jar'
  matches 'PostgreSQL: the notice of licences names the driver' 'postgresql-42.7.1.jar' 'cat /opt/jdbc/licenses/LICENSES.md'
  equals 'MySQL: mysql-connector-j-8.2.0.jar has the bytes of the lock' 06f14fbd664d0e382347489e66495ca27ab7e6c2e1d9969a496931736197465f \
    'sha256sum /opt/jdbc/mysql-connector-j-8.2.0.jar | cut -d " " -f 1'
  equals 'MySQL: DriverManager finds com.mysql.cj.jdbc.Driver through CLASSPATH; it accepts its own URL only' \
    'com.mysql.cj.jdbc.Driver accepts its own URL only, from /opt/jdbc/mysql-connector-j-8.2.0.jar' \
    "printf %s '$drivers_class' | base64 -d >/tmp/JdbcDrivers.class && CLASSPATH=/tmp:\$CLASSPATH java JdbcDrivers $urls | grep '^com.mysql.cj.jdbc.Driver '"
  equals 'MySQL: Spark has the driver on its class path, once' '/opt/jdbc/mysql-connector-j-8.2.0.jar' \
    'for jar in /opt/spark/jars/*; do if [ -s "$jar" ]; then readlink -f "$jar"; fi; done | grep -x /opt/jdbc/mysql-connector-j-8.2.0.jar'
  matches 'MySQL: the notice of licences names the driver' 'mysql-connector-j-8.2.0.jar' 'cat /opt/jdbc/licenses/LICENSES.md'
  equals 'Oracle Database: ojdbc11-21.11.0.0.jar has the bytes of the lock' 1a9055b71d60388e66e66fd761291143146d0b5b63337b63c8b853d6031bad9c \
    'sha256sum /opt/jdbc/ojdbc11-21.11.0.0.jar | cut -d " " -f 1'
  equals 'Oracle Database: DriverManager finds oracle.jdbc.OracleDriver through CLASSPATH; it accepts its own URL only' \
    'oracle.jdbc.OracleDriver accepts its own URL only, from /opt/jdbc/ojdbc11-21.11.0.0.jar' \
    "printf %s '$drivers_class' | base64 -d >/tmp/JdbcDrivers.class && CLASSPATH=/tmp:\$CLASSPATH java JdbcDrivers $urls | grep '^oracle.jdbc.OracleDriver '"
  equals 'Oracle Database: Spark has the driver on its class path, once' '/opt/jdbc/ojdbc11-21.11.0.0.jar' \
    'for jar in /opt/spark/jars/*; do if [ -s "$jar" ]; then readlink -f "$jar"; fi; done | grep -x /opt/jdbc/ojdbc11-21.11.0.0.jar'
  matches 'Oracle Database: the notice of licences names the driver' 'ojdbc11-21.11.0.0.jar' 'cat /opt/jdbc/licenses/LICENSES.md'
  equals 'Microsoft SQL Server: mssql-jdbc-12.4.2.jre11.jar has the bytes of the lock' e14bc6afacadef91085f2aaf2a9c275fe54ee93f4f7a499fb4d5a2e288043f01 \
    'sha256sum /opt/jdbc/mssql-jdbc-12.4.2.jre11.jar | cut -d " " -f 1'
  equals 'Microsoft SQL Server: DriverManager finds com.microsoft.sqlserver.jdbc.SQLServerDriver through CLASSPATH; it accepts its own URL only' \
    'com.microsoft.sqlserver.jdbc.SQLServerDriver accepts its own URL only, from /opt/jdbc/mssql-jdbc-12.4.2.jre11.jar' \
    "printf %s '$drivers_class' | base64 -d >/tmp/JdbcDrivers.class && CLASSPATH=/tmp:\$CLASSPATH java JdbcDrivers $urls | grep '^com.microsoft.sqlserver.jdbc.SQLServerDriver '"
  equals 'Microsoft SQL Server: Spark has the driver on its class path, once' '/opt/jdbc/mssql-jdbc-12.4.2.jre11.jar' \
    'for jar in /opt/spark/jars/*; do if [ -s "$jar" ]; then readlink -f "$jar"; fi; done | grep -x /opt/jdbc/mssql-jdbc-12.4.2.jre11.jar'
  matches 'Microsoft SQL Server: the notice of licences names the driver' 'mssql-jdbc-12.4.2.jre11.jar' 'cat /opt/jdbc/licenses/LICENSES.md'
  equals 'Vertica: vertica-jdbc-12.0.4-0.jar has the bytes of the lock' 5360780769c3d082755315f6e2461ff185ad60fb32446bffecf167f6717ec77a \
    'sha256sum /opt/jdbc/vertica-jdbc-12.0.4-0.jar | cut -d " " -f 1'
  equals 'Vertica: DriverManager finds com.vertica.jdbc.Driver through CLASSPATH; it accepts its own URL only' \
    'com.vertica.jdbc.Driver accepts its own URL only, from /opt/jdbc/vertica-jdbc-12.0.4-0.jar' \
    "printf %s '$drivers_class' | base64 -d >/tmp/JdbcDrivers.class && CLASSPATH=/tmp:\$CLASSPATH java JdbcDrivers $urls | grep '^com.vertica.jdbc.Driver '"
  equals 'Vertica: Spark has the driver on its class path, once' '/opt/jdbc/vertica-jdbc-12.0.4-0.jar' \
    'for jar in /opt/spark/jars/*; do if [ -s "$jar" ]; then readlink -f "$jar"; fi; done | grep -x /opt/jdbc/vertica-jdbc-12.0.4-0.jar'
  matches 'Vertica: the notice of licences names the driver' 'vertica-jdbc-12.0.4-0.jar' 'cat /opt/jdbc/licenses/LICENSES.md'
  equals 'there is no other jar' '5 5' \
    'echo "$(find /opt/jdbc -name "*.jar" | wc -l) $(find /opt/spark/jars -mindepth 1 | wc -l)"'
  equals 'JDBC_DRIVERS names the folder' /opt/jdbc 'echo "$JDBC_DRIVERS"'
}

# A Java class that asks java.sql.DriverManager: templates/java/JdbcDrivers.java, compiled.
drivers_class=yv66vgAAAD0AyQoAAgADBwAEDAAFAAYBABBqYXZhL2xhbmcvT2JqZWN0AQAGPGluaXQ+AQADKClWCgAIAAkHAAoMAAsADAEAFmphdmEvc3FsL0RyaXZlck1hbmFnZXIBAAdkcml2ZXJzAQAbKClMamF2YS91dGlsL3N0cmVhbS9TdHJlYW07CgAOAA8HABAMABEAEgEAG2phdmEvdXRpbC9zdHJlYW0vQ29sbGVjdG9ycwEABnRvTGlzdAEAHigpTGphdmEvdXRpbC9zdHJlYW0vQ29sbGVjdG9yOwsAFAAVBwAWDAAXABgBABdqYXZhL3V0aWwvc3RyZWFtL1N0cmVhbQEAB2NvbGxlY3QBADAoTGphdmEvdXRpbC9zdHJlYW0vQ29sbGVjdG9yOylMamF2YS9sYW5nL09iamVjdDsHABoBAA5qYXZhL3V0aWwvTGlzdAoAHAAdBwAeDAAfACABABBqYXZhL2xhbmcvU3RyaW5nAQAHaW5kZXhPZgEABChJKUkKABwAIgwAIwAkAQAJc3Vic3RyaW5nAQAWKElJKUxqYXZhL2xhbmcvU3RyaW5nOwoAHAAmDAAnACgBAAZsZW5ndGgBAAMoKUkKABwAKgwAIwArAQAVKEkpTGphdmEvbGFuZy9TdHJpbmc7CQAtAC4HAC8MADAAMQEAEGphdmEvbGFuZy9TeXN0ZW0BAANvdXQBABVMamF2YS9pby9QcmludFN0cmVhbTsKADMANAcANQwANgA3AQALSmRiY0RyaXZlcnMBAAd2ZXJkaWN0AQBbKExqYXZhL3V0aWwvTGlzdDtMamF2YS9sYW5nL1N0cmluZztMamF2YS9sYW5nL1N0cmluZztbTGphdmEvbGFuZy9TdHJpbmc7KUxqYXZhL2xhbmcvU3RyaW5nOxIAAAA5DAA6ADsBABdtYWtlQ29uY2F0V2l0aENvbnN0YW50cwEAOChMamF2YS9sYW5nL1N0cmluZztMamF2YS9sYW5nL1N0cmluZzspTGphdmEvbGFuZy9TdHJpbmc7CgA9AD4HAD8MAEAAQQEAE2phdmEvaW8vUHJpbnRTdHJlYW0BAAdwcmludGxuAQAVKExqYXZhL2xhbmcvU3RyaW5nOylWCwAZAEMMAEQARQEACGl0ZXJhdG9yAQAWKClMamF2YS91dGlsL0l0ZXJhdG9yOwsARwBIBwBJDABKAEsBABJqYXZhL3V0aWwvSXRlcmF0b3IBAAdoYXNOZXh0AQADKClaCwBHAE0MAE4ATwEABG5leHQBABQoKUxqYXZhL2xhbmcvT2JqZWN0OwcAUQEAD2phdmEvc3FsL0RyaXZlcgoAAgBTDABUAFUBAAhnZXRDbGFzcwEAEygpTGphdmEvbGFuZy9DbGFzczsKAFcAWAcAWQwAWgBbAQAPamF2YS9sYW5nL0NsYXNzAQAHZ2V0TmFtZQEAFCgpTGphdmEvbGFuZy9TdHJpbmc7CgAcAF0MAF4AXwEABmVxdWFscwEAFShMamF2YS9sYW5nL09iamVjdDspWgsAUABhDABiAGMBAAphY2NlcHRzVVJMAQAVKExqYXZhL2xhbmcvU3RyaW5nOylaEgABAGUMADoAZgEAJihMamF2YS9sYW5nL1N0cmluZzspTGphdmEvbGFuZy9TdHJpbmc7CgAzAGgMAGkAagEAB2FjY2VwdHMBACYoTGphdmEvc3FsL0RyaXZlcjtMamF2YS9sYW5nL1N0cmluZzspWhIAAgBlCgBXAG0MAG4AbwEAE2dldFByb3RlY3Rpb25Eb21haW4BACIoKUxqYXZhL3NlY3VyaXR5L1Byb3RlY3Rpb25Eb21haW47CgBxAHIHAHMMAHQAdQEAHmphdmEvc2VjdXJpdHkvUHJvdGVjdGlvbkRvbWFpbgEADWdldENvZGVTb3VyY2UBABwoKUxqYXZhL3NlY3VyaXR5L0NvZGVTb3VyY2U7CgB3AHgHAHkMAHoAewEAGGphdmEvc2VjdXJpdHkvQ29kZVNvdXJjZQEAC2dldExvY2F0aW9uAQAQKClMamF2YS9uZXQvVVJMOwoAfQB+BwB/DACAAFsBAAxqYXZhL25ldC9VUkwBAAdnZXRQYXRoEgADAGULABkAgwwAhAAMAQAGc3RyZWFtEgAEAIYMAIcAiAEABWFwcGx5AQAfKClMamF2YS91dGlsL2Z1bmN0aW9uL0Z1bmN0aW9uOwsAFACKDACLAIwBAANtYXABADgoTGphdmEvdXRpbC9mdW5jdGlvbi9GdW5jdGlvbjspTGphdmEvdXRpbC9zdHJlYW0vU3RyZWFtOwsAFACODACPAJABAAd0b0FycmF5AQAVKClbTGphdmEvbGFuZy9PYmplY3Q7CgCSAJMHAJQMAJUAlgEAEGphdmEvdXRpbC9BcnJheXMBAAh0b1N0cmluZwEAJyhbTGphdmEvbGFuZy9PYmplY3Q7KUxqYXZhL2xhbmcvU3RyaW5nOxIABQBlBwCZAQATamF2YS9sYW5nL0V4Y2VwdGlvbgEABENvZGUBAARtYWluAQAWKFtMamF2YS9sYW5nL1N0cmluZzspVgEADVN0YWNrTWFwVGFibGUHAJ8BABNbTGphdmEvbGFuZy9TdHJpbmc7AQAKRXhjZXB0aW9ucwEACVNpZ25hdHVyZQEAbihMamF2YS91dGlsL0xpc3Q8TGphdmEvc3FsL0RyaXZlcjs+O0xqYXZhL2xhbmcvU3RyaW5nO0xqYXZhL2xhbmcvU3RyaW5nO1tMamF2YS9sYW5nL1N0cmluZzspTGphdmEvbGFuZy9TdHJpbmc7AQAQbGFtYmRhJHZlcmRpY3QkMAEAJShMamF2YS9zcWwvRHJpdmVyOylMamF2YS9sYW5nL1N0cmluZzsBABBCb290c3RyYXBNZXRob2RzDwYApwoAqACpBwCqDAA6AKsBACRqYXZhL2xhbmcvaW52b2tlL1N0cmluZ0NvbmNhdEZhY3RvcnkBAJgoTGphdmEvbGFuZy9pbnZva2UvTWV0aG9kSGFuZGxlcyRMb29rdXA7TGphdmEvbGFuZy9TdHJpbmc7TGphdmEvbGFuZy9pbnZva2UvTWV0aG9kVHlwZTtMamF2YS9sYW5nL1N0cmluZztbTGphdmEvbGFuZy9PYmplY3Q7KUxqYXZhL2xhbmcvaW52b2tlL0NhbGxTaXRlOwgArQEAAwEgAQgArwEACXJlZnVzZXMgAQgAsQEACWFjY2VwdHMgAQgAswEAIGFjY2VwdHMgaXRzIG93biBVUkwgb25seSwgZnJvbSABDwYAtQoAtgC3BwC4DAC5ALoBACJqYXZhL2xhbmcvaW52b2tlL0xhbWJkYU1ldGFmYWN0b3J5AQALbWV0YWZhY3RvcnkBAMwoTGphdmEvbGFuZy9pbnZva2UvTWV0aG9kSGFuZGxlcyRMb29rdXA7TGphdmEvbGFuZy9TdHJpbmc7TGphdmEvbGFuZy9pbnZva2UvTWV0aG9kVHlwZTtMamF2YS9sYW5nL2ludm9rZS9NZXRob2RUeXBlO0xqYXZhL2xhbmcvaW52b2tlL01ldGhvZEhhbmRsZTtMamF2YS9sYW5nL2ludm9rZS9NZXRob2RUeXBlOylMamF2YS9sYW5nL2ludm9rZS9DYWxsU2l0ZTsQALwBACYoTGphdmEvbGFuZy9PYmplY3Q7KUxqYXZhL2xhbmcvT2JqZWN0Ow8GAL4KADMAvwwAowCkEACkCADCAQAgaXMgbm90IHJlZ2lzdGVyZWQ7IHJlZ2lzdGVyZWQ6IAEBAAxJbm5lckNsYXNzZXMHAMUBACVqYXZhL2xhbmcvaW52b2tlL01ldGhvZEhhbmRsZXMkTG9va3VwBwDHAQAeamF2YS9sYW5nL2ludm9rZS9NZXRob2RIYW5kbGVzAQAGTG9va3VwACEAMwACAAAAAAAFAAEABQAGAAEAmgAAABEAAQABAAAABSq3AAGxAAAAAAAJAJsAnAACAJoAAACGAAYACAAAAF24AAe4AA25ABMCAMAAGUwqTSy+PgM2BBUEHaIAQiwVBDI6BRkFAxkFED22ABu2ACE6BhkFGQa2ACUEYLYAKToHsgAsGQYrGQYZByq4ADK6ADgAALYAPIQEAaf/vrEAAAABAJ0AAAAXAAL/ABcABQcAngcAGQcAngEBAAD4AEQAoAAAAAQAAQCYAAoANgA3AAMAmgAAAPEAAwALAAAAwSq5AEIBADoEGQS5AEYBAJkAlBkEuQBMAQDAAFA6BRkFtgBStgBWK7YAXJoABqf/2xkFLLkAYAIAmgAKLLoAZAAAsC06BhkGvjYHAzYIFQgVB6IAOxkGFQgyOgkZCRkJED22ABsEYLYAKToKGQostgBcmgAVGQUZCrgAZ5kACxkKugBrAACwhAgBp//EGQW2AFK2AGy2AHC2AHa2AHy6AIEAALAquQCCAQC6AIUAALkAiQIAuQCNAQC4AJG6AJcAALAAAAABAJ0AAAAeAAf8AAgHAEf8ACcHAFAR/gAKBwCeAQE4+AAF+QAWAKAAAAAEAAEAmAChAAAAAgCiAAoAaQBqAAEAmgAAACsAAgADAAAACyoruQBgAgCsTQOsAAEAAAAHAAgAmAABAJ0AAAAGAAFIBwCYEAoAowCkAAEAmgAAABQAAQABAAAACCq2AFK2AFawAAAAAAACAKUAAAAqAAYApgABAKwApgABAK4ApgABALAApgABALIAtAADALsAvQDAAKYAAQDBAMMAAAAKAAEAxADGAMgAGQ==
urls="'org.postgresql.Driver=jdbc:postgresql://db.example.com:5432/app' 'com.mysql.cj.jdbc.Driver=jdbc:mysql://db.example.com:3306/app' 'oracle.jdbc.OracleDriver=jdbc:oracle:thin:@//db.example.com:1521/app' 'com.microsoft.sqlserver.jdbc.SQLServerDriver=jdbc:sqlserver://db.example.com:1433;databaseName=app' 'com.vertica.jdbc.Driver=jdbc:vertica://db.example.com:5433/app' "

inspected 'the user is 185:0' 185:0 '{{.Config.User}}'
inspected 'the labels say what it is, whose licences it is under and where its source is' \
  'JDBC drivers for Spark | BSD-2-Clause AND GPL-2.0-only WITH Universal-FOSS-exception-1.0 AND LicenseRef-Oracle-FUTC AND LicenseRef-Vertica-Client-License-Agreement AND MIT | https://git.example.com/data-platform/spark-k8s-images' \
  '{{$label := .Config.Labels}}{{index $label "org.opencontainers.image.title"}} | {{index $label "org.opencontainers.image.licenses"}} | {{index $label "org.opencontainers.image.source"}}'
inspected 'the label names the version' latest '{{index .Config.Labels "org.opencontainers.image.version"}}'
as_both_users claims
conclude
