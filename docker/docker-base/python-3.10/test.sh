#!/usr/bin/env bash
# Generated from matrix.json, lock.json and templates/python.test.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# What the image python-3.10 promises.
#
#   test.sh [IMAGE]          default: spark-k8s-python-3.10:latest
#
# Runs with bash 3.2 and a container engine alone, without network. Prints one line of TAP for each claim; for a claim
# that does not hold, what was expected and what came; exits 1 if there is one. Settings: CONTAINER_ENGINE (docker),
# CHECK_TIMEOUT (seconds for each check, 180), CHECK_USERS (whom the checks run as: 185:0 and a uid without a name).

# The scripts of claims are expanded in the container.
# shellcheck disable=SC2016
set -u

default='spark-k8s-python-3.10:latest'
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

# The modules that wheels and PySpark need most, each with something to do.
module_claims() {
  said 'ssl trusts the authorities of the CA bundle' 'ssl: authorities are found'
  said 'sqlite3 keeps a table' 'sqlite3: 42'
  said 'lzma, bz2 and zlib pack and unpack' 'compression: lzma bz2 zlib'
  said 'ctypes calls the C library' 'ctypes: 42'
  said 'readline is there' 'readline: history of 1'
  said 'uuid makes an identifier' 'uuid: version 4'
  said 'every other standard module imports' 'standard_modules: all'
}

claims() {
  session 'a Python session' 'python3 -' <<'PYTHON'
import importlib, pathlib, subprocess, sys, zipfile

def claim(check):
    """Prints the check's name and what it answers; an error is an answer too, and the next check runs all the same."""
    try:
        answer = check()
    except Exception as error:
        answer = " ".join(f"{type(error).__name__}: {error}".split("\n")[:2])
    print(check.__name__ + ":", answer, flush=True)


@claim
def minor():
    return f"{sys.implementation.name.replace('cp', 'CP')} {sys.version_info.major}.{sys.version_info.minor}"


@claim
def version():
    return sys.version.split()[0]


@claim
def ssl():
    import ssl

    # OpenSSL reads an authority when it meets it, by the hash of its name.
    authorities = list(pathlib.Path(ssl.get_default_verify_paths().capath).glob("*.0"))
    return "authorities are found" if len(authorities) > 10 else authorities


@claim
def sqlite3():
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("create table answers (answer integer)")
    connection.execute("insert into answers values (42)")
    return connection.execute("select answer from answers").fetchone()[0]


@claim
def compression():
    modules = [importlib.import_module(name) for name in ("lzma", "bz2", "zlib")]
    return " ".join(m.__name__ for m in modules if m.decompress(m.compress(b"text")) == b"text")


@claim
def ctypes():
    import ctypes

    return ctypes.CDLL(None).abs(-42)


@claim
def readline():
    import readline

    readline.add_history("line")
    return f"history of {readline.get_current_history_length()}"


@claim
def uuid():
    import uuid

    return f"version {uuid.uuid4().version}"


# Not for Linux, or for development, which some builds leave out; antigravity opens a browser and this prints a poem.
ELSEWHERE = """_android_support _apple_support _ios_support _msi _overlapped _scproxy _winapi _wmi msilib msvcrt nt winreg
winsound antigravity this""".split()
OPTIONAL = "_gdbm nis ensurepip idlelib lib2to3 pydoc_data turtledemo".split()


@claim
def standard_modules():
    failed = []
    for name in sorted(sys.stdlib_module_names - {*ELSEWHERE, *OPTIONAL}):
        try:
            importlib.import_module(name)
        except Exception as error:
            failed.append(f"{name} ({error})")
    return "; ".join(failed) or "all"


# A wheel for this interpreter and platform, made of a C extension that the interpreter brings.
TAG = f"cp{sys.version_info.major}{sys.version_info.minor}"
SITE = pathlib.Path("/tmp/site")


@claim
def pip():
    import sysconfig

    extensions = sorted(pathlib.Path(sysconfig.get_path("platstdlib"), "lib-dynload").glob("*.so"))
    if not extensions:
        return "the interpreter has no C extension as a file of its own"
    extension = extensions[0]
    platform = sysconfig.get_platform().replace("-", "_")
    wheel = pathlib.Path(f"/tmp/extension-1.0-{TAG}-{TAG}-{platform}.whl")
    info = "extension-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(extension, f"extension/{extension.name}")
        archive.writestr("extension/__init__.py", f"from . import {extension.name.split('.')[0]} as loaded\n")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: extension\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: {TAG}-{TAG}-{platform}\n")
        archive.writestr(f"{info}/RECORD", "")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-cache-dir", "--target", SITE, wheel]
    pip = subprocess.run(command, capture_output=True, text=True)
    return "installed" if pip.returncode == 0 and (SITE / info).is_dir() else pip.stderr


@claim
def c_extension():
    sys.path.insert(0, str(SITE))
    loaded = importlib.import_module("extension").loaded
    return "loaded" if loaded.__file__.startswith(f"{SITE}/extension/") and loaded.__file__.endswith(".so") else loaded


# What nobody runs: a name and a pattern on each line.
LEFT_OUT = """
python-tests lib/python3*/**/test
python-tests lib/python3*/**/tests
python-tests lib/python3*/lib-dynload/_ctypes_test.*
python-tests lib/python3*/lib-dynload/_test*
python-tests lib/python3*/lib-dynload/_xxtestfuzz.*
python-idle bin/idle3*
python-idle lib/python3*/idlelib
python-idle lib/python3*/turtledemo
python-ensurepip lib/python3*/ensurepip
python-build-files bin/python3*-config
python-build-files include
python-build-files lib/*.a
python-build-files lib/pkgconfig
python-build-files lib/python3*/config-*
python-build-files lib/python3*/**/*.a
python-share share
"""


def left_out_of(folder):
    import pathlib

    patterns = [line.split(" ", 1)[1] for line in LEFT_OUT.split("\n") if line]
    found = {path for pattern in patterns for path in pathlib.Path(folder).glob(pattern)}
    # Debian has empty folders of some of the names.
    return sorted(str(path) for path in found if path.is_file() or any(file.is_file() for file in path.rglob("*")))


@claim
def left_out():
    return " ".join(left_out_of("/usr/local")) or "nothing is there"


@claim
def bytecode():
    import importlib.util, sysconfig

    library = pathlib.Path(sysconfig.get_path("stdlib"))
    bytecode = {source.name: pathlib.Path(importlib.util.cache_from_source(source)) for source in library.glob("*.py")}
    return " ".join(name for name, cached in bytecode.items() if not cached.exists()) or "every module"
PYTHON
  said 'it is CPython 3.10' 'minor: CPython 3.10'
  said "the label names the interpreter's version" "version: $version"
  module_claims
  said 'pip installs a wheel with a C extension, without a network' 'pip: installed'
  said 'the C extension of a wheel loads' 'c_extension: loaded'
  said 'what nobody runs is left out' 'left_out: nothing is there'
  said 'every module has its bytecode: a read-only root cannot get it later' 'bytecode: every module'
  for command in python3 python python3.10 pip; do
    matches "$command is 3.10" '^(Python|pip .*\(python) 3.10[.)]' "$command --version"
  done
  equals 'tini is the first process' tini 'cat /proc/1/comm'
  equals 'spark is uid 185, gid 0, with a home that its group can write' 'spark:185:0:/home/spark:775' \
    'IFS=: read -r name _ uid gid _ home _ < <(grep ^spark: /etc/passwd); echo "$name:$uid:$gid:$home:$(stat -c %a "$home")"'
  equals 'there is no compiler' none 'command -v gcc cc g++ make || echo none'
  equals 'a list says which Debian packages are there, in which versions' as-installed \
    'diff <(dpkg-query --show --showformat "\${Package} \${Version} \${Architecture}\n") /usr/share/spark-k8s/debian-packages.txt &&
     echo as-installed'
  equals 'no backups, caches and machine names are left that differ in each build' none \
    'find /var/cache/debconf/*-old /var/cache/ldconfig/aux-cache /var/lib/dpkg/status-old /etc/machine-id /var/lib/dbus/machine-id \
       -size +0 2>/dev/null | grep . || echo none'
  equals 'no package lists, package archives or logs are left' none \
    'find /var/lib/apt/lists /var/cache/apt /var/log -type f ! -name lock -size +0 2>/dev/null | grep . || echo none'
}

# An absent image has no label, which no interpreter answers to.
within "$engine" image inspect --format '{{index .Config.Labels "org.opencontainers.image.version"}}' "$image"
version=$(cat "$work/out")
version=${version:-no label}

inspected 'the user is 185:0' 185:0 '{{.Config.User}}'
inspected 'the labels say what it is, whose licences it is under and where its source is' \
  'CPython 3.10 on Debian 12 | PSF-2.0 | https://git.example.com/data-platform/spark-k8s-images' \
  '{{$label := .Config.Labels}}{{index $label "org.opencontainers.image.title"}} | {{index $label "org.opencontainers.image.licenses"}} | {{index $label "org.opencontainers.image.source"}}'
as_both_users claims
conclude
