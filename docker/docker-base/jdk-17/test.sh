#!/usr/bin/env bash
# Generated from matrix.json, lock.json and templates/jdk.test.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# What the image jdk-17 promises.
#
#   test.sh [IMAGE]          default: spark-k8s-jdk-17:latest
#
# Runs with bash 3.2 and a container engine alone, without network. Prints one line of TAP for each claim; for a claim
# that does not hold, what was expected and what came; exits 1 if there is one. Settings: CONTAINER_ENGINE (docker),
# CHECK_TIMEOUT (seconds for each check, 180), CHECK_USERS (whom the checks run as: 185:0 and a uid without a name).

# The scripts of claims are expanded in the container.
# shellcheck disable=SC2016
set -u

default='spark-k8s-jdk-17:latest'
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

java_claims() {
  matches 'java is 17' '^openjdk version "17[."]' 'java -version'
  equals 'java runs a class compiled for 17' 'compiled for 17' \
    "printf %s '$class_file' | base64 -d >/tmp/ForJava.class && java -cp /tmp ForJava"
  equals 'JAVA_HOME is the Java on PATH' same \
    '[ "$(readlink -f "$JAVA_HOME/bin/java")" = "$(readlink -f "$(command -v java)")" ] && echo same'
  equals "Java's list of authorities does not say when the image was built" 'Jan 2, 1980' \
    'LC_ALL=C keytool -J-Duser.timezone=UTC -J-Duser.language=en -list -cacerts -storepass changeit 2>/dev/null |
     sed -n "s/^[^,]*, \(.*\), trustedCertEntry.*/\1/p" | sort -u'
  matches 'Java trusts the authorities of the CA bundle' '^[1-9][0-9]+ trusted' \
    'echo "$(keytool -list -cacerts -storepass changeit 2>/dev/null | grep -c trustedCertEntry) trusted"'
}

claims() {
  java_claims
  equals 'tini is the first process' tini 'cat /proc/1/comm'
  matches 'the CA bundle holds certificates' '^[1-9][0-9]+$' 'grep -c BEGIN /etc/ssl/certs/ca-certificates.crt'
  equals 'spark is uid 185, gid 0, with a home that its group can write' 'spark:185:0:/home/spark:775' \
    'IFS=: read -r name _ uid gid _ home _ < <(grep ^spark: /etc/passwd); echo "$name:$uid:$gid:$home:$(stat -c %a "$home")"'
  equals 'there is no compiler' none 'command -v javac gcc cc g++ make || echo none'
  equals 'a list says which Debian packages are there, in which versions' as-installed \
    'diff <(dpkg-query --show --showformat "\${Package} \${Version} \${Architecture}\n") /usr/share/spark-k8s/debian-packages.txt &&
     echo as-installed'
  equals 'no backups, caches and machine names are left that differ in each build' none \
    'find /var/cache/debconf/*-old /var/cache/ldconfig/aux-cache /var/lib/dpkg/status-old /etc/machine-id /var/lib/dbus/machine-id \
       -size +0 2>/dev/null | grep . || echo none'
  equals 'no package lists, package archives or logs are left' none \
    'find /var/lib/apt/lists /var/cache/apt /var/log -type f ! -name lock -size +0 2>/dev/null | grep . || echo none'
  matches 'libnss_wrapper can be loaded' '^\S*libnss_wrapper.so' 'ls /usr/lib/*/libnss_wrapper.so'
}

# A Java class that prints the Java it is for: templates/java/ForJava.java, compiled, as a class file of Java 17.
class_file=yv66vgAAAD0ATgoAAgADBwAEDAAFAAYBABBqYXZhL2xhbmcvT2JqZWN0AQAGPGluaXQ+AQADKClWBwAIAQAXamF2YS9pby9EYXRhSW5wdXRTdHJlYW0HAAoBAAdGb3JKYXZhCAAMAQANRm9ySmF2YS5jbGFzcwoADgAPBwAQDAARABIBAA9qYXZhL2xhbmcvQ2xhc3MBABNnZXRSZXNvdXJjZUFzU3RyZWFtAQApKExqYXZhL2xhbmcvU3RyaW5nOylMamF2YS9pby9JbnB1dFN0cmVhbTsKAAcAFAwABQAVAQAYKExqYXZhL2lvL0lucHV0U3RyZWFtOylWCgAHABcMABgAGQEAB3JlYWRJbnQBAAMoKUkKAAcAGwwAHAAZAQARcmVhZFVuc2lnbmVkU2hvcnQJAB4AHwcAIAwAIQAiAQAQamF2YS9sYW5nL1N5c3RlbQEAA291dAEAFUxqYXZhL2lvL1ByaW50U3RyZWFtOxIAAAAkDAAlACYBABdtYWtlQ29uY2F0V2l0aENvbnN0YW50cwEAFShJKUxqYXZhL2xhbmcvU3RyaW5nOwoAKAApBwAqDAArACwBABNqYXZhL2lvL1ByaW50U3RyZWFtAQAHcHJpbnRsbgEAFShMamF2YS9sYW5nL1N0cmluZzspVgoABwAuDAAvAAYBAAVjbG9zZQcAMQEAE2phdmEvbGFuZy9UaHJvd2FibGUKADAAMwwANAA1AQANYWRkU3VwcHJlc3NlZAEAGChMamF2YS9sYW5nL1Rocm93YWJsZTspVgEABENvZGUBAARtYWluAQAWKFtMamF2YS9sYW5nL1N0cmluZzspVgEADVN0YWNrTWFwVGFibGUHADsBABNbTGphdmEvbGFuZy9TdHJpbmc7AQAKRXhjZXB0aW9ucwcAPgEAE2phdmEvbGFuZy9FeGNlcHRpb24BABBCb290c3RyYXBNZXRob2RzDwYAQQoAQgBDBwBEDAAlAEUBACRqYXZhL2xhbmcvaW52b2tlL1N0cmluZ0NvbmNhdEZhY3RvcnkBAJgoTGphdmEvbGFuZy9pbnZva2UvTWV0aG9kSGFuZGxlcyRMb29rdXA7TGphdmEvbGFuZy9TdHJpbmc7TGphdmEvbGFuZy9pbnZva2UvTWV0aG9kVHlwZTtMamF2YS9sYW5nL1N0cmluZztbTGphdmEvbGFuZy9PYmplY3Q7KUxqYXZhL2xhbmcvaW52b2tlL0NhbGxTaXRlOwgARwEADmNvbXBpbGVkIGZvciABAQAMSW5uZXJDbGFzc2VzBwBKAQAlamF2YS9sYW5nL2ludm9rZS9NZXRob2RIYW5kbGVzJExvb2t1cAcATAEAHmphdmEvbGFuZy9pbnZva2UvTWV0aG9kSGFuZGxlcwEABkxvb2t1cAAhAAkAAgAAAAAAAgABAAUABgABADYAAAARAAEAAQAAAAUqtwABsQAAAAAACQA3ADgAAgA2AAAAjgAEAAQAAABDuwAHWRIJEgu2AA23ABNMK7YAFlcrtgAaV7IAHSu2ABoQLGS6ACMAALYAJyu2AC2nABNNK7YALacACU4sLbYAMiy/sQACAA8AKwAyADAAMwA3ADoAMAABADkAAAApAAT/ADIAAgcAOgcABwABBwAw/wAHAAMHADoHAAcHADAAAQcAMAX5AAEAPAAAAAQAAQA9AAIAPwAAAAgAAQBAAAEARgBIAAAACgABAEkASwBNABk=

inspected 'the user is 185:0' 185:0 '{{.Config.User}}'
inspected 'the labels say what it is, whose licences it is under and where its source is' \
  'OpenJDK 17 on Debian 12 | GPL-2.0-only WITH Classpath-exception-2.0 | https://git.example.com/data-platform/spark-k8s-images' \
  '{{$label := .Config.Labels}}{{index $label "org.opencontainers.image.title"}} | {{index $label "org.opencontainers.image.licenses"}} | {{index $label "org.opencontainers.image.source"}}'
inspected 'the label names the version' 17 '{{index .Config.Labels "org.opencontainers.image.version"}}'
smaller 'it is below 400 MB' 400
as_both_users claims
conclude
