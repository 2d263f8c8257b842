#!/usr/bin/env bash
# Generated from matrix.json, lock.json and templates/cuda.test.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# What the image cuda-12.1 promises.
#
#   test.sh [IMAGE]          default: spark-k8s-cuda-12.1:latest
#
# Runs with bash 3.2 and a container engine alone, without network. Prints one line of TAP for each claim; for a claim
# that does not hold, what was expected and what came; exits 1 if there is one. Settings: CONTAINER_ENGINE (docker),
# CHECK_TIMEOUT (seconds for each check, 180), CHECK_USERS (whom the checks run as: 185:0 and a uid without a name).

# The scripts of claims are expanded in the container.
# shellcheck disable=SC2016
set -u

default='spark-k8s-cuda-12.1:latest'
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

# With NVIDIA's driver on this machine, the containers see its devices.
gpu_options=()
if nvidia-smi >/dev/null 2>&1; then gpu_options=(--gpus all); fi

# The image has no Python: Java's own interface to C asks the library, and ctypes a copy of it in PYTHON_IMAGE, an image
# with Python; spark-k8s-python-3.10:latest where the engine has it.
if [ -z "${PYTHON_IMAGE+given}" ] && has_image spark-k8s-python-3.10:latest; then PYTHON_IMAGE=spark-k8s-python-3.10:latest; fi
library=/usr/local/cuda-12.1/lib64/libcudart.so.12

device_claims() {
  # cudaErrorInsufficientDriver and cudaErrorNoDevice.
  if heard 'devices error 35' || heard 'devices error 100'; then
    skip 'a device is seen' 'no NVIDIA driver'
  else
    said 'a device is seen' 'devices seen'
  fi
}

runtime_claims() {
  options=(${gpu_options[@]+"${gpu_options[@]}"})
  session 'a session with the CUDA runtime' \
    "base64 -d >/tmp/CudaRuntime.class && java --add-modules jdk.incubator.foreign \
     --enable-native-access=ALL-UNNAMED -cp /tmp CudaRuntime $library" \
    <<<"$cuda_runtime"
  said 'cudaRuntimeGetVersion() is 12010' 'version 12010'
  device_claims
  options=()
}

ctypes_claims() {
  if [ -z "${PYTHON_IMAGE:-}" ]; then
    skip 'cudaRuntimeGetVersion() is 12010 through ctypes' 'no image with Python: build spark-k8s-python-3.10:latest or name one in PYTHON_IMAGE'
    return
  fi
  run "$image" tar -chf - -C "${library%/*}" "${library##*/}"
  mv "$work/out" "$work/library.tar"
  options=(${gpu_options[@]+"${gpu_options[@]}"})
  image=$PYTHON_IMAGE session 'a session of Python with the CUDA runtime' "tar -xf - -C /tmp && python3 -c '
import ctypes
library = ctypes.CDLL(\"/tmp/${library##*/}\")
answer = ctypes.c_int()
error = library.cudaRuntimeGetVersion(ctypes.byref(answer))
print(\"ctypes\", error, answer.value)
error = library.cudaGetDeviceCount(ctypes.byref(answer))
print(\"devices\", f\"error {error}\" if error else \"seen\")'" <"$work/library.tar"
  said 'cudaRuntimeGetVersion() is 12010 through ctypes' 'ctypes 0 12010'
  options=()
}

claims() {
  runtime_claims
  ctypes_claims
  equals 'the environment asks for all devices, to compute and to be asked about' 'all compute,utility' \
    'echo "$NVIDIA_VISIBLE_DEVICES $NVIDIA_DRIVER_CAPABILITIES"'
  equals 'CUDA_HOME and the library path lead to CUDA 12.1' '/usr/local/cuda-12.1 /usr/local/cuda-12.1/lib64' \
    'echo "$CUDA_HOME $LD_LIBRARY_PATH"'
  equals 'what the libraries need is there' 'all found' \
    'ldd /usr/local/cuda-12.1/lib64/lib*.so.* >/tmp/needed && ! grep "not found" /tmp/needed && echo "all found"'
  matches 'it is the image with Java' '^openjdk version' 'java -version'
}

# A Java class that calls the runtime: templates/java/CudaRuntime.java, compiled.
cuda_runtime=yv66vgAAAD0AqAoAAgADBwAEDAAFAAYBABBqYXZhL2xhbmcvT2JqZWN0AQAGPGluaXQ+AQADKClWCgAIAAkHAAoMAAsADAEAEGphdmEvbGFuZy9TeXN0ZW0BAARsb2FkAQAVKExqYXZhL2xhbmcvU3RyaW5nOylWCQAIAA4MAA8AEAEAA291dAEAFUxqYXZhL2lvL1ByaW50U3RyZWFtOwgAEgEAFWN1ZGFSdW50aW1lR2V0VmVyc2lvbgoAFAAVBwAWDAAXABgBAAtDdWRhUnVudGltZQEAA2FzawEAJihMamF2YS9sYW5nL1N0cmluZzspTGphdmEvbGFuZy9TdHJpbmc7EgAAABoMABsAGAEAF21ha2VDb25jYXRXaXRoQ29uc3RhbnRzCgAdAB4HAB8MACAADAEAE2phdmEvaW8vUHJpbnRTdHJlYW0BAAdwcmludGxuCAAiAQASY3VkYUdldERldmljZUNvdW50CAAkAQANXlsxLTldWzAtOV0qJAgAJgEABHNlZW4KACgAKQcAKgwAKwAsAQAQamF2YS9sYW5nL1N0cmluZwEADHJlcGxhY2VGaXJzdAEAOChMamF2YS9sYW5nL1N0cmluZztMamF2YS9sYW5nL1N0cmluZzspTGphdmEvbGFuZy9TdHJpbmc7EgABABoLAC8AMAcAMQwAMgAzAQAiamRrL2luY3ViYXRvci9mb3JlaWduL1N5bWJvbExvb2t1cAEADGxvYWRlckxvb2t1cAEAJigpTGpkay9pbmN1YmF0b3IvZm9yZWlnbi9TeW1ib2xMb29rdXA7CwAvADUMADYANwEABmxvb2t1cAEAKChMamF2YS9sYW5nL1N0cmluZzspTGphdmEvdXRpbC9PcHRpb25hbDsKADkAOgcAOwwAPAA9AQASamF2YS91dGlsL09wdGlvbmFsAQADZ2V0AQAUKClMamF2YS9sYW5nL09iamVjdDsHAD8BACNqZGsvaW5jdWJhdG9yL2ZvcmVpZ24vTWVtb3J5QWRkcmVzcwsAQQBCBwBDDABEAEUBAB1qZGsvaW5jdWJhdG9yL2ZvcmVpZ24vQ0xpbmtlcgEAC2dldEluc3RhbmNlAQAhKClMamRrL2luY3ViYXRvci9mb3JlaWduL0NMaW5rZXI7CQBHAEgHAEkMAEoASwEAEWphdmEvbGFuZy9JbnRlZ2VyAQAEVFlQRQEAEUxqYXZhL2xhbmcvQ2xhc3M7CgBNAE4HAE8MAFAAUQEAG2phdmEvbGFuZy9pbnZva2UvTWV0aG9kVHlwZQEACm1ldGhvZFR5cGUBAEEoTGphdmEvbGFuZy9DbGFzcztMamF2YS9sYW5nL0NsYXNzOylMamF2YS9sYW5nL2ludm9rZS9NZXRob2RUeXBlOwkAQQBTDABUAFUBAAVDX0lOVAEAI0xqZGsvaW5jdWJhdG9yL2ZvcmVpZ24vVmFsdWVMYXlvdXQ7BwBXAQAiamRrL2luY3ViYXRvci9mb3JlaWduL01lbW9yeUxheW91dAkAQQBZDABaAFUBAAlDX1BPSU5URVIKAFwAXQcAXgwAXwBgAQAoamRrL2luY3ViYXRvci9mb3JlaWduL0Z1bmN0aW9uRGVzY3JpcHRvcgEAAm9mAQB1KExqZGsvaW5jdWJhdG9yL2ZvcmVpZ24vTWVtb3J5TGF5b3V0O1tMamRrL2luY3ViYXRvci9mb3JlaWduL01lbW9yeUxheW91dDspTGpkay9pbmN1YmF0b3IvZm9yZWlnbi9GdW5jdGlvbkRlc2NyaXB0b3I7CwBBAGIMAGMAZAEADmRvd25jYWxsSGFuZGxlAQCLKExqZGsvaW5jdWJhdG9yL2ZvcmVpZ24vQWRkcmVzc2FibGU7TGphdmEvbGFuZy9pbnZva2UvTWV0aG9kVHlwZTtMamRrL2luY3ViYXRvci9mb3JlaWduL0Z1bmN0aW9uRGVzY3JpcHRvcjspTGphdmEvbGFuZy9pbnZva2UvTWV0aG9kSGFuZGxlOwsAZgBnBwBoDABpAGoBACNqZGsvaW5jdWJhdG9yL2ZvcmVpZ24vUmVzb3VyY2VTY29wZQEAEG5ld0NvbmZpbmVkU2NvcGUBACcoKUxqZGsvaW5jdWJhdG9yL2ZvcmVpZ24vUmVzb3VyY2VTY29wZTsLAGwAbQcAbgwAbwBwAQAjamRrL2luY3ViYXRvci9mb3JlaWduL01lbW9yeVNlZ21lbnQBAA5hbGxvY2F0ZU5hdGl2ZQEAcChMamRrL2luY3ViYXRvci9mb3JlaWduL01lbW9yeUxheW91dDtMamRrL2luY3ViYXRvci9mb3JlaWduL1Jlc291cmNlU2NvcGU7KUxqZGsvaW5jdWJhdG9yL2ZvcmVpZ24vTWVtb3J5U2VnbWVudDsLAGwAcgwAcwB0AQAHYWRkcmVzcwEAJygpTGpkay9pbmN1YmF0b3IvZm9yZWlnbi9NZW1vcnlBZGRyZXNzOwoAdgB3BwB4DAB5AHoBAB1qYXZhL2xhbmcvaW52b2tlL01ldGhvZEhhbmRsZQEAC2ludm9rZUV4YWN0AQAoKExqZGsvaW5jdWJhdG9yL2ZvcmVpZ24vTWVtb3J5QWRkcmVzczspSQoAfAB9BwB+DAB/AIABACJqZGsvaW5jdWJhdG9yL2ZvcmVpZ24vTWVtb3J5QWNjZXNzAQAGZ2V0SW50AQAoKExqZGsvaW5jdWJhdG9yL2ZvcmVpZ24vTWVtb3J5U2VnbWVudDspSQoAKACCDACDAIQBAAd2YWx1ZU9mAQAVKEkpTGphdmEvbGFuZy9TdHJpbmc7EgACAIYMABsAhAsAZgCIDACJAAYBAAVjbG9zZQcAiwEAE2phdmEvbGFuZy9UaHJvd2FibGUKAIoAjQwAjgCPAQANYWRkU3VwcHJlc3NlZAEAGChMamF2YS9sYW5nL1Rocm93YWJsZTspVgEABENvZGUBAARtYWluAQAWKFtMamF2YS9sYW5nL1N0cmluZzspVgEACkV4Y2VwdGlvbnMBAA1TdGFja01hcFRhYmxlAQAQQm9vdHN0cmFwTWV0aG9kcw8GAJcKAJgAmQcAmgwAGwCbAQAkamF2YS9sYW5nL2ludm9rZS9TdHJpbmdDb25jYXRGYWN0b3J5AQCYKExqYXZhL2xhbmcvaW52b2tlL01ldGhvZEhhbmRsZXMkTG9va3VwO0xqYXZhL2xhbmcvU3RyaW5nO0xqYXZhL2xhbmcvaW52b2tlL01ldGhvZFR5cGU7TGphdmEvbGFuZy9TdHJpbmc7W0xqYXZhL2xhbmcvT2JqZWN0OylMamF2YS9sYW5nL2ludm9rZS9DYWxsU2l0ZTsIAJ0BAAl2ZXJzaW9uIAEIAJ8BAAlkZXZpY2VzIAEIAKEBAAdlcnJvciABAQAMSW5uZXJDbGFzc2VzBwCkAQAlamF2YS9sYW5nL2ludm9rZS9NZXRob2RIYW5kbGVzJExvb2t1cAcApgEAHmphdmEvbGFuZy9pbnZva2UvTWV0aG9kSGFuZGxlcwEABkxvb2t1cAAhABQAAgAAAAAAAwABAAUABgABAJAAAAARAAEAAQAAAAUqtwABsQAAAAAACQCRAJIAAgCQAAAAOgAEAAEAAAAuKgMyuAAHsgANEhG4ABO6ABkAALYAHLIADRIhuAATEiMSJbYAJ7oALQAAtgAcsQAAAAAAkwAAAAQAAQCKAAoAFwAYAAIAkAAAAQIACAAHAAAAjbgALiq5ADQCALYAOMAAPky4AEArsgBGEj64AEyyAFIEvQBWWQOyAFhTuABbuQBhBABNuABlTrIAUi24AGs6BCwZBLkAcQEAtgB1NgUVBZoADhkEuAB7uACBpwAKFQW6AIUAADoGLcYACS25AIcBABkGsDoELcYAFS25AIcBAKcADDoFGQQZBbYAjBkEvwACADYAZQByAIoAeAB+AIEAigABAJQAAABTAAb/AFwABgcAKAcAPgcAdgcAZgcAbAEAAEYHACj8AAsHACj/AAIABAcAKAcAPgcAdgcAZgABBwCK/wAOAAUHACgHAD4HAHYHAGYHAIoAAQcAiggAkwAAAAQAAQCKAAIAlQAAABQAAwCWAAEAnACWAAEAngCWAAEAoACiAAAACgABAKMApQCnABk=

inspected 'the user is 185:0' 185:0 '{{.Config.User}}'
inspected 'the labels say what it is, whose licences it is under and where its source is' \
  'CUDA 12.1 and OpenJDK 17 on Debian 12 | LicenseRef-NVIDIA-CUDA-EULA | https://git.example.com/data-platform/spark-k8s-images' \
  '{{$label := .Config.Labels}}{{index $label "org.opencontainers.image.title"}} | {{index $label "org.opencontainers.image.licenses"}} | {{index $label "org.opencontainers.image.source"}}'
inspected 'the label names the version' 12.1 '{{index .Config.Labels "org.opencontainers.image.version"}}'
as_both_users claims
conclude
