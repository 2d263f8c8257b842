#!/usr/bin/env bash
# Generated from matrix.json, lock.json and templates/jars-rapids.test.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# What the image jars-rapids promises.
#
#   test.sh [IMAGE]          default: spark-k8s-jars-rapids:latest
#
# Runs with bash 3.2 and a container engine alone, without network. Prints one line of TAP for each claim; for a claim
# that does not hold, what was expected and what came; exits 1 if there is one. Settings: CONTAINER_ENGINE (docker),
# CHECK_TIMEOUT (seconds for each check, 180), CHECK_USERS (whom the checks run as: 185:0 and a uid without a name).

# The scripts of claims are expanded in the container.
# shellcheck disable=SC2016
set -u

default='spark-k8s-jars-rapids:latest'
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

# Asks a Java class about the jars of a folder, many questions in one JVM: templates/java/JarQuestions.java, compiled.
jar_session() {
  session 'a session of questions about jars' \
    'base64 -d >/tmp/JarQuestions.class && java -cp /tmp JarQuestions /opt/spark/jars '"$*" <<<'yv66vgAAAD0BVAoAAgADBwAEDAAFAAYBABBqYXZhL2xhbmcvT2JqZWN0AQAGPGluaXQ+AQADKClWCQAIAAkHAAoMAAsADAEADEphclF1ZXN0aW9ucwEABGphcnMBABBMamF2YS91dGlsL0xpc3Q7BwAOAQAQamF2YS9sYW5nL1N0cmluZwsAEAARBwASDAATABQBABJqYXZhL25pby9maWxlL1BhdGgBAAJvZgEAOyhMamF2YS9sYW5nL1N0cmluZztbTGphdmEvbGFuZy9TdHJpbmc7KUxqYXZhL25pby9maWxlL1BhdGg7CgAWABcHABgMABkAGgEAE2phdmEvbmlvL2ZpbGUvRmlsZXMBAARsaXN0AQAvKExqYXZhL25pby9maWxlL1BhdGg7KUxqYXZhL3V0aWwvc3RyZWFtL1N0cmVhbTsSAAAAHAwAHQAeAQAEdGVzdAEAICgpTGphdmEvdXRpbC9mdW5jdGlvbi9QcmVkaWNhdGU7CwAgACEHACIMACMAJAEAF2phdmEvdXRpbC9zdHJlYW0vU3RyZWFtAQAGZmlsdGVyAQA5KExqYXZhL3V0aWwvZnVuY3Rpb24vUHJlZGljYXRlOylMamF2YS91dGlsL3N0cmVhbS9TdHJlYW07CwAgACYMACcAKAEABnNvcnRlZAEAGygpTGphdmEvdXRpbC9zdHJlYW0vU3RyZWFtOwoAKgArBwAsDAAtAC4BABtqYXZhL3V0aWwvc3RyZWFtL0NvbGxlY3RvcnMBAAZ0b0xpc3QBAB4oKUxqYXZhL3V0aWwvc3RyZWFtL0NvbGxlY3RvcjsLACAAMAwAMQAyAQAHY29sbGVjdAEAMChMamF2YS91dGlsL3N0cmVhbS9Db2xsZWN0b3I7KUxqYXZhL2xhbmcvT2JqZWN0OwcANAEADmphdmEvdXRpbC9MaXN0CgAIADYMAAUANwEAEyhMamF2YS91dGlsL0xpc3Q7KVYLACAAOQwAOgAGAQAFY2xvc2UHADwBABNqYXZhL2xhbmcvVGhyb3dhYmxlCgA7AD4MAD8AQAEADWFkZFN1cHByZXNzZWQBABgoTGphdmEvbGFuZy9UaHJvd2FibGU7KVYJAEIAQwcARAwARQBGAQAQamF2YS9sYW5nL1N5c3RlbQEAA291dAEAFUxqYXZhL2lvL1ByaW50U3RyZWFtOwgASAEAAToKAA0ASgwASwBMAQAFc3BsaXQBACcoTGphdmEvbGFuZy9TdHJpbmc7KVtMamF2YS9sYW5nL1N0cmluZzsKAAgATgwATwBQAQAGYW5zd2VyAQAnKFtMamF2YS9sYW5nL1N0cmluZzspTGphdmEvbGFuZy9TdHJpbmc7EgABAFIMAFMAVAEAF21ha2VDb25jYXRXaXRoQ29uc3RhbnRzAQA4KExqYXZhL2xhbmcvU3RyaW5nO0xqYXZhL2xhbmcvU3RyaW5nOylMamF2YS9sYW5nL1N0cmluZzsKAFYAVwcAWAwAWQBaAQATamF2YS9pby9QcmludFN0cmVhbQEAB3ByaW50bG4BABUoTGphdmEvbGFuZy9TdHJpbmc7KVYKAA0AXAwAXQBeAQAIaGFzaENvZGUBAAMoKUkIAGABAAVlbnRyeQoADQBiDABjAGQBAAZlcXVhbHMBABUoTGphdmEvbGFuZy9PYmplY3Q7KVoIAGYBAAhwcm9wZXJ0eQgAaAEABWNsYXNzCABqAQAEb25jZQoACABsDABgAG0BACYoTGphdmEvbGFuZy9TdHJpbmc7KUxqYXZhL2xhbmcvU3RyaW5nOwoACABvDABmAFQKAAgAcQwAcgBtAQAGbG9hZGVkCgAIAHQMAGoAbQgAdgEADmlzIG5vIHF1ZXN0aW9uBwB4AQATamF2YS9sYW5nL0V4Y2VwdGlvbgcAegEAFmphdmEvbGFuZy9MaW5rYWdlRXJyb3IKADsAfAwAfQB+AQAIdG9TdHJpbmcBABQoKUxqYXZhL2xhbmcvU3RyaW5nOwcAgAEAE2phdmEvdXRpbC9BcnJheUxpc3QKAH8AAwsAMwCDDACEAIUBAAhpdGVyYXRvcgEAFigpTGphdmEvdXRpbC9JdGVyYXRvcjsLAIcAiAcAiQwAigCLAQASamF2YS91dGlsL0l0ZXJhdG9yAQAHaGFzTmV4dAEAAygpWgsAhwCNDACOAI8BAARuZXh0AQAUKClMamF2YS9sYW5nL09iamVjdDsHAJEBABVqYXZhL3V0aWwvamFyL0phckZpbGULABAAkwwAlACVAQAGdG9GaWxlAQAQKClMamF2YS9pby9GaWxlOwoAkACXDAAFAJgBABEoTGphdmEvaW8vRmlsZTspVgoAkACaDACbAJwBAAhnZXRFbnRyeQEALChMamF2YS9sYW5nL1N0cmluZzspTGphdmEvdXRpbC96aXAvWmlwRW50cnk7CwAQAJ4MAJ8AoAEAC2dldEZpbGVOYW1lAQAWKClMamF2YS9uaW8vZmlsZS9QYXRoOwsAEAB8CwAzAKMMAKQAZAEAA2FkZAoAkAA5CgANAKcMAKgAqQEAB3ZhbHVlT2YBACYoTGphdmEvbGFuZy9PYmplY3Q7KUxqYXZhL2xhbmcvU3RyaW5nOxIAAgCrDABTAG0HAK0BABRqYXZhL3V0aWwvUHJvcGVydGllcwoArAADCgCQALAMALEAsgEADmdldElucHV0U3RyZWFtAQAvKExqYXZhL3V0aWwvemlwL1ppcEVudHJ5OylMamF2YS9pby9JbnB1dFN0cmVhbTsKAKwAtAwAtQC2AQAEbG9hZAEAGChMamF2YS9pby9JbnB1dFN0cmVhbTspVgoArAC4DAC5AG0BAAtnZXRQcm9wZXJ0eRIAAwCrCwAzALwMAL0AXgEABHNpemUHAL8BAAxqYXZhL25ldC9VUkwLADMAwQwAwgDDAQADZ2V0AQAVKEkpTGphdmEvbGFuZy9PYmplY3Q7CwAQAMUMAMYAxwEABXRvVXJpAQAQKClMamF2YS9uZXQvVVJJOwoAyQDKBwDLDADMAM0BAAxqYXZhL25ldC9VUkkBAAV0b1VSTAEAECgpTGphdmEvbmV0L1VSTDsHAM8BABdqYXZhL25ldC9VUkxDbGFzc0xvYWRlcgoAzgDRDAAFANIBABIoW0xqYXZhL25ldC9VUkw7KVYKANQA1QcA1gwA1wDYAQAPamF2YS9sYW5nL0NsYXNzAQAHZm9yTmFtZQEAPShMamF2YS9sYW5nL1N0cmluZztaTGphdmEvbGFuZy9DbGFzc0xvYWRlcjspTGphdmEvbGFuZy9DbGFzczsKANQA2gwA2wDcAQASZ2V0RGVjbGFyZWRNZXRob2RzAQAdKClbTGphdmEvbGFuZy9yZWZsZWN0L01ldGhvZDsKANQA3gwA3wDgAQATZ2V0UHJvdGVjdGlvbkRvbWFpbgEAIigpTGphdmEvc2VjdXJpdHkvUHJvdGVjdGlvbkRvbWFpbjsKAOIA4wcA5AwA5QDmAQAeamF2YS9zZWN1cml0eS9Qcm90ZWN0aW9uRG9tYWluAQANZ2V0Q29kZVNvdXJjZQEAHCgpTGphdmEvc2VjdXJpdHkvQ29kZVNvdXJjZTsKAOgA6QcA6gwA6wDNAQAYamF2YS9zZWN1cml0eS9Db2RlU291cmNlAQALZ2V0TG9jYXRpb24KAL4A7QwA7gB+AQAHZ2V0UGF0aAgA8AEABWZyb20gCADyAQAVd2l0aG91dCBtZXRob2RzIGZyb20gCgANAPQMAPUA9gEAC2xhc3RJbmRleE9mAQAEKEkpSQoADQD4DAD5APoBAAlzdWJzdHJpbmcBABUoSSlMamF2YS9sYW5nL1N0cmluZzsSAAQAUgoAzgA5BwD+AQARamF2YS91dGlsL0hhc2hNYXAKAP0AAwoAkAEBDAECACgBAAZzdHJlYW0HAQQBABZqYXZhL3V0aWwvemlwL1ppcEVudHJ5CgEDAQYMAQcAfgEAB2dldE5hbWUKAA0BCQwBCgELAQAKc3RhcnRzV2l0aAEAFShMamF2YS9sYW5nL1N0cmluZzspWggBDQEABi5jbGFzcwoADQEPDAEQAQsBAAhlbmRzV2l0aAsBEgETBwEUDAEVARYBAA1qYXZhL3V0aWwvTWFwAQADcHV0AQA4KExqYXZhL2xhbmcvT2JqZWN0O0xqYXZhL2xhbmcvT2JqZWN0OylMamF2YS9sYW5nL09iamVjdDsSAAUBGAwAUwEZAQBKKExqYXZhL2xhbmcvU3RyaW5nO0xqYXZhL2xhbmcvU3RyaW5nO0xqYXZhL2xhbmcvU3RyaW5nOylMamF2YS9sYW5nL1N0cmluZzsLARIBGwwBHACLAQAHaXNFbXB0eQgBHgEADGhhcyBubyBjbGFzcwgBIAEAE2hhcyBlYWNoIGNsYXNzIG9uY2UIASIBAAQuamFyAQAJU2lnbmF0dXJlAQAmTGphdmEvdXRpbC9MaXN0PExqYXZhL25pby9maWxlL1BhdGg7PjsBAARDb2RlAQApKExqYXZhL3V0aWwvTGlzdDxMamF2YS9uaW8vZmlsZS9QYXRoOz47KVYBAARtYWluAQAWKFtMamF2YS9sYW5nL1N0cmluZzspVgEADVN0YWNrTWFwVGFibGUHASsBABNbTGphdmEvbGFuZy9TdHJpbmc7AQAKRXhjZXB0aW9ucwcBLgEAD1tMamF2YS9uZXQvVVJMOwEADWxhbWJkYSRtYWluJDABABcoTGphdmEvbmlvL2ZpbGUvUGF0aDspWgEAEEJvb3RzdHJhcE1ldGhvZHMPBgEzCgE0ATUHATYMATcBOAEAImphdmEvbGFuZy9pbnZva2UvTGFtYmRhTWV0YWZhY3RvcnkBAAttZXRhZmFjdG9yeQEAzChMamF2YS9sYW5nL2ludm9rZS9NZXRob2RIYW5kbGVzJExvb2t1cDtMamF2YS9sYW5nL1N0cmluZztMamF2YS9sYW5nL2ludm9rZS9NZXRob2RUeXBlO0xqYXZhL2xhbmcvaW52b2tlL01ldGhvZFR5cGU7TGphdmEvbGFuZy9pbnZva2UvTWV0aG9kSGFuZGxlO0xqYXZhL2xhbmcvaW52b2tlL01ldGhvZFR5cGU7KUxqYXZhL2xhbmcvaW52b2tlL0NhbGxTaXRlOxAAZA8GATsKAAgBPAwBLwEwEAEwDwYBPwoBQAFBBwFCDABTAUMBACRqYXZhL2xhbmcvaW52b2tlL1N0cmluZ0NvbmNhdEZhY3RvcnkBAJgoTGphdmEvbGFuZy9pbnZva2UvTWV0aG9kSGFuZGxlcyRMb29rdXA7TGphdmEvbGFuZy9TdHJpbmc7TGphdmEvbGFuZy9pbnZva2UvTWV0aG9kVHlwZTtMamF2YS9sYW5nL1N0cmluZztbTGphdmEvbGFuZy9PYmplY3Q7KUxqYXZhL2xhbmcvaW52b2tlL0NhbGxTaXRlOwgBRQEAAwEgAQgBRwEABGluIAEIAUkBAARpcyABCAFLAQACAQEIAU0BABIBIGlzIGluIAEgYW5kIGluIAEBAAxJbm5lckNsYXNzZXMHAVABACVqYXZhL2xhbmcvaW52b2tlL01ldGhvZEhhbmRsZXMkTG9va3VwBwFSAQAeamF2YS9sYW5nL2ludm9rZS9NZXRob2RIYW5kbGVzAQAGTG9va3VwACEACAACAAAAAQASAAsADAABASMAAAACASQACAAAAAUANwACASUAAAAWAAIAAgAAAAoqtwABKiu1AAexAAAAAAEjAAAAAgEmAAkBJwEoAAIBJQAAAN0ABQAFAAAAfyoDMgO9AA24AA+4ABVNuwAIWSy6ABsAALkAHwIAuQAlAQC4ACm5AC8CAMAAM7cANUwsxgAkLLkAOAEApwAbTizGABQsuQA4AQCnAAs6BC0ZBLYAPS2/BD0cKr6iACOyAEEqHDIrKhwyEke2AEm2AE26AFEAALYAVYQCAaf/3bEAAgAOADEAPgA7AEMASQBMADsAAQEpAAAAPAAG/wA+AAMHASoABwAgAAEHADv/AA0ABAcBKgAHACAHADsAAQcAOwf/AAEAAgcBKgcACAAA/AABAfoAJQEsAAAABAABAHcAAgBPAFAAAQElAAABOAAEAAQAAAC0KwMyTQI+LLYAW6sAAAAAXwAAAATEzd3VAAAAOAA0HoEAAABUBaWpeAAAAEYFwwhyAAAAKiwSX7YAYZkALwM+pwAqLBJltgBhmQAhBD6nABwsEme2AGGZABMFPqcADiwSabYAYZkABQY+HaoAAAAAQQAAAAAAAAADAAAAHgAAACYAAAAxAAAAOSorBDK2AGuwKisEMisFMrYAbrAqKwQytgBwsCorBDK2AHOwEnWwTSy2AHuwAAoAAACPAK4AdwAAAI8ArgB5AJAAmgCuAHcAkACaAK4AeQCbAKIArgB3AJsAogCuAHkAowCqAK4AdwCjAKoArgB5AKsArQCuAHcAqwCtAK4AeQABASkAAAAiAAv9ADQHAA0BDQ0NCh4HCgcH/wACAAIHAAgHASoAAQcAOwACAGAAbQACASUAAADdAAMACAAAAH27AH9ZtwCBTSq0AAe5AIIBAE4tuQCGAQCZAFstuQCMAQDAABA6BLsAkFkZBLkAkgEAtwCWOgUZBSu2AJnGABYsGQS5AJ0BALkAoQEAuQCiAgBXGQW2AKWnABk6BhkFtgClpwAMOgcZBhkHtgA9GQa/p/+iLLgAproAqgAAsAACADYAUgBaADsAXABhAGQAOwABASkAAAA+AAf9ABIHADMHAIf9AD8HABAHAJBHBwA7/wAJAAcHAAgHAA0HADMHAIcHABAHAJAHADsAAQcAOwj4AAL6AAIBLAAAAAQAAQB3AAIAZgBUAAIBJQAAASQAAwAJAAAAm7sAf1m3AIFOKrQAB7kAggEAOgQZBLkAhgEAmQB3GQS5AIwBAMAAEDoFuwCQWRkFuQCSAQC3AJY6BhkGK7YAmToHGQfHAAsZBrYApaf/yLsArFm3AK46CBkIGQYZB7YAr7YAsy0ZCCy2ALe5AKICAFcZBrYApacAGToHGQa2AKWnAAw6CBkHGQi2AD0ZB7+n/4UtuACmugC6AACwAAMAOQBGAHgAOwBOAHAAeAA7AHoAfwCCADsAAQEpAAAAXwAH/QATBwAzBwCH/gA6BwAQBwCQBwED/wApAAcHAAgHAA0HAA0HADMHAIcHABAHAJAAAQcAO/8ACQAIBwAIBwANBwANBwAzBwCHBwAQBwCQBwA7AAEHADsI+AAC+gACASwAAAAEAAEAdwACAHIAbQACASUAAAEVAAQACAAAAJkqtAAHuQC7AQC9AL5NAz4dLL6iACEsHSq0AAcduQDAAgDAABC5AMQBALYAyFOEAwGn/9+7AM5ZLLcA0E4rAy24ANM6BBkEtgDZvjYFGQS2AN22AOG2AOe2AOw6BhUFngAIEu+nAAUS8RkGGQYQL7YA8wRgtgD3ugD7AAA6By22APwZB7A6BC22APynAAw6BRkEGQW2AD0ZBL8AAgA8AH0AhAA7AIYAigCNADsAAQEpAAAAWgAH/QAPBwEtAfoAI/8AMgAHBwAIBwANBwEtBwDOBwDUAQcADQAAQQcADf8AGwAEBwAIBwANBwEtBwDOAAEHADv/AAgABQcACAcADQcBLQcAzgcAOwABBwA7CAEsAAAABAABAHcAAgBqAG0AAgElAAABcgADAAsAAADzuwD9WbcA/00qtAAHuQCCAQBOLbkAhgEAmQDILbkAjAEAwAAQOgS7AJBZGQS5AJIBALcAljoFGQW2AQC4ACm5AC8CAMAAM7kAggEAOgYZBrkAhgEAmQBrGQa5AIwBAMABAzoHGQe2AQU6CBkIK7YBCJn/3RkIEwEMtgEOmgAGp//PLBkIGQS5AJ0BALkAoQEAuQERAwDAAA06CRkJxgAgGQgZCRkEuQCdAQC4AKa6ARcAADoKGQW2AKUZCrCn/5EZBbYApacAGToGGQW2AKWnAAw6BxkGGQe2AD0ZBr+n/zUsuQEaAQCZAAkTAR2nAAYTAR+wAAMANgC0AMcAOwC8AL8AxwA7AMkAzgDRADsAAQEpAAAAVQAM/QASBwESBwCH/gA6BwAQBwCQBwCH/QAzBwEDBwAN+QA6+gACRwcAO/8ACQAHBwAIBwANBwESBwCHBwAQBwCQBwA7AAEHADsI+AAC+gACDkIHAA0BLAAAAAQAAQB3EAoBLwEwAAEBJQAAABkAAgABAAAADSq5AKEBABMBIbYBDqwAAAAAAAIBMQAAACoABgEyAAMBOQE6AT0BPgABAUQBPgABAUYBPgABAUgBPgABAUoBPgABAUwBTgAAAAoAAQFPAVEBUwAZ'
}

# With NVIDIA's driver on this machine, the containers see its devices.
gpu_options=()
if nvidia-smi >/dev/null 2>&1; then gpu_options=(--gpus all); fi

# A job with the plugin: what it says of itself, of the driver, and of what it misses. `$class_path`: how Spark finds it.
plugin_job='spark-sql --master "local[1]" --conf spark.ui.enabled=false --conf spark.sql.catalogImplementation=in-memory \
    --conf spark.plugins=com.nvidia.spark.SQLPlugin $class_path \
    -e "SELECT concat('\''counted '\'', count(*)) FROM range(1000); EXPLAIN SELECT count(*) FROM range(1000)" >/tmp/log 2>&1
  grep -oE "(RAPIDS Accelerator \S+|cudaError(InsufficientDriver|NoDevice)|GpuHashAggregate|^counted [0-9]+)" /tmp/log | sort -u
  grep -E "(ClassNotFoundException|NoClassDefFoundError|does not support Spark build)" /tmp/log || echo nothing is missing'

plugin_claims() {
  said 'the plugin of RAPIDS is 26.08.1 and starts' 'RAPIDS Accelerator 26.08.1'
  said "it misses no class and no shim for Spark $spark" 'nothing is missing'
  if heard cudaErrorInsufficientDriver || heard cudaErrorNoDevice; then
    skip 'a query runs on the GPU' 'no NVIDIA driver: the start fails for the driver, not for a missing class or shim'
  else
    said 'a query runs on the GPU' GpuHashAggregate
    said 'the query counts' 'counted 1000'
  fi
}

discovery=/opt/sparkRapidsPlugin/getGpusResources.sh

jar_claims() {
  equals "the jar is the one for Spark $spark, and no other" "$jar" 'cd /opt/spark/jars && echo *'
  equals "$jar has the bytes of the lock" "$sha256" "sha256sum /opt/spark/jars/$jar | cut -d ' ' -f 1"
  jar_session "property:META-INF/maven/com.nvidia/${jar%-*}/pom.properties:version" \
    "entry:$shim/META-INF/services/com.nvidia.spark.rapids.SparkShimServiceProvider" \
    entry:com/nvidia/spark/SQLPlugin.class class:ai.rapids.cudf.DType entry:amd64/Linux/libcudf.so
  said 'the jar says that it is RAPIDS 26.08.1' \
    "property:META-INF/maven/com.nvidia/${jar%-*}/pom.properties:version is [26.08.1]"
  said "the shim for Spark $spark is inside" \
    "entry:$shim/META-INF/services/com.nvidia.spark.rapids.SparkShimServiceProvider in [$jar]"
  said 'the plugin is inside' "entry:com/nvidia/spark/SQLPlugin.class in [$jar]"
  said 'ai.rapids.cudf is inside' "class:ai.rapids.cudf.DType from $jar"
  said 'the native library of cuDF is inside' "entry:amd64/Linux/libcudf.so in [$jar]"
}

discovery_claims() {
  equals 'the discovery script tells Spark the indexes of the GPUs' '{"name": "gpu", "addresses": ["0", "1"]}' \
    "mkdir /tmp/bin && printf '#!/bin/sh\nprintf \"0\\\\n1\\\\n\"' >/tmp/bin/nvidia-smi && chmod +x /tmp/bin/nvidia-smi &&
     PATH=/tmp/bin:\$PATH $discovery"
  equals 'the discovery script fails where the driver does not answer' 'failed' \
    "mkdir /tmp/bin && printf '#!/bin/sh\nexit 9' >/tmp/bin/nvidia-smi && chmod +x /tmp/bin/nvidia-smi &&
     if PATH=/tmp/bin:\$PATH $discovery; then echo 'no failure'; else echo failed; fi"
}

claims() {
  jar_claims
  discovery_claims
  equals 'the environment asks for all devices, to compute and to be asked about' 'all compute,utility' \
    'echo "$NVIDIA_VISIBLE_DEVICES $NVIDIA_DRIVER_CAPABILITIES"'
  equals 'SPARK_HOME names the folder that the jar is for' /opt/spark 'echo "$SPARK_HOME"'
  spark_claims
}

# The image has no Spark: SPARK_IMAGE, an image with the same one, takes a copy of the jar; $core where the engine has it.
spark_claims() {
  if [ -z "${SPARK_IMAGE:-}" ]; then
    skip 'the plugin of RAPIDS is 26.08.1 and starts' "no image with Spark: build $core or name one in SPARK_IMAGE"
    return
  fi
  run "$image" cat "/opt/spark/jars/$jar"
  mv "$work/out" "$work/jar"
  options=(--hostname localhost -e 'class_path=--driver-class-path /tmp/rapids.jar' ${gpu_options[@]+"${gpu_options[@]}"})
  image=$SPARK_IMAGE session 'a session of Spark with the plugin of RAPIDS' "cat >/tmp/rapids.jar
  $plugin_job" <"$work/jar"
  rm "$work/jar"
  options=()
  plugin_claims
}

# Which Spark the image was built for.
within "$engine" image inspect --format '{{index .Config.Labels "spark-k8s.spark-version"}}' "$image"
spark=$(cat "$work/out")
case $spark in
4.1.1) jar=rapids-4-spark_2.13-26.08.1.jar sha256=d5224e1c07bc881e93829ea341b33a9a7896d1ced7783262b62d027a1e48b1f9 shim=spark411 core=spark-k8s-spark-4.1.1-core:latest ;;
*)
  spark=${spark:-unknown} jar=none shim=none core=none
  sha256='no checksum: the label spark-k8s.spark-version names no Spark that RAPIDS is pinned for'
  ;;
esac
if [ -z "${SPARK_IMAGE+given}" ] && has_image "$core"; then SPARK_IMAGE=$core; fi

inspected 'the user is 185:0' 185:0 '{{.Config.User}}'
inspected 'the labels say what it is, whose licences it is under and where its source is' \
  'RAPIDS Accelerator 26.08.1 for Spark | Apache-2.0 | https://git.example.com/data-platform/spark-k8s-images' \
  '{{$label := .Config.Labels}}{{index $label "org.opencontainers.image.title"}} | {{index $label "org.opencontainers.image.licenses"}} | {{index $label "org.opencontainers.image.source"}}'
inspected 'the label names the version' 26.08.1 '{{index .Config.Labels "org.opencontainers.image.version"}}'
as_both_users claims
conclude
