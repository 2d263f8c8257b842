#!/usr/bin/env bash
# Generated from matrix.json, lock.json and templates/python-deps.test.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# What the image python-deps promises, with the groups that it was built with.
#
#   test.sh [IMAGE]          default: spark-k8s-python-deps:latest
#
# Runs with bash 3.2 and a container engine alone, without network. Prints one line of TAP for each claim; for a claim
# that does not hold, what was expected and what came; exits 1 if there is one. Settings: CONTAINER_ENGINE (docker),
# CHECK_TIMEOUT (seconds for each check, 180), CHECK_USERS (whom the checks run as: 185:0 and a uid without a name).

# The scripts of claims are expanded in the container.
# shellcheck disable=SC2016
set -u

default='spark-k8s-python-deps:latest'
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

base_claims() {
  session 'a session of the base group' 'python3 - googleapis-common-protos grpcio grpcio-status numpy pandas psycopg2-binary pyarrow requests scikit-learn scipy sqlalchemy urllib3 zstandard pyspark' <<'PYTHON'
import importlib, importlib.metadata, sys

def claim(check):
    """Prints the check's name and what it answers; an error is an answer too, and the next check runs all the same."""
    try:
        answer = check()
    except Exception as error:
        answer = " ".join(f"{type(error).__name__}: {error}".split("\n")[:2])
    print(check.__name__ + ":", answer, flush=True)


def modules(distribution):
    """What a distribution brings to import: its packages and modules at the top, or the first one of a namespace."""
    files = [file for file in distribution.files or [] if file.suffix == ".py" and file.parts[0] != ".."]
    packages = {file.parts[0] for file in files if len(file.parts) == 2 and file.name == "__init__.py"}
    top = packages | {file.stem for file in files if len(file.parts) == 1}
    namespace = sorted(".".join(file.with_suffix("").parts) for file in files)
    return sorted(top) or namespace[:1] or [distribution.name]


def imports(requirement):
    distribution = importlib.metadata.distribution(requirement)
    for module in modules(distribution):
        # A folder that has lost its code still imports, as a namespace.
        if not getattr(importlib.import_module(module), "__file__", None):
            raise ImportError(f"{module} is an empty namespace")
    return f"{distribution.version} imports"


for requirement in sys.argv[1:]:
    try:
        answer = imports(requirement)
    except Exception as error:
        answer = f"{type(error).__name__}: {error}".splitlines()[0]
    print(f"{requirement}: {answer}", flush=True)


@claim
def pip_check():
    import subprocess

    command = [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"]
    return subprocess.run(command, capture_output=True, text=True).stdout.strip().splitlines()


@claim
def parquet():
    import pandas, pyarrow, pyarrow.parquet

    frame = pandas.DataFrame({"number": [1, 2, 3], "text": ["a", None, "c"], "day": pandas.date_range("2026-01-01", periods=3)})
    for codec in ("snappy", "zstd", "lz4"):
        pyarrow.parquet.write_table(pyarrow.Table.from_pandas(frame), f"/tmp/{codec}", compression=codec)
        pandas.testing.assert_frame_equal(pandas.read_parquet(f"/tmp/{codec}"), frame)
    return f"{len(frame)} rows"


@claim
def pyspark():
    import pathlib, pyspark

    return f"{pyspark.__version__} from {pathlib.Path(pyspark.__file__).parent}"


@claim
def connect():
    from pyspark.sql.connect.session import SparkSession

    return SparkSession.__name__


# What nobody runs: a name and a pattern on each line.
LEFT_OUT = """
wheel-tests lib/python3.10/site-packages/**/test
wheel-tests lib/python3.10/site-packages/**/tests
wheel-headers lib/python3.10/site-packages/numpy/core/include
wheel-headers lib/python3.10/site-packages/numpy/_core/include
wheel-headers lib/python3.10/site-packages/numpy/f2py/src
wheel-headers lib/python3.10/site-packages/pyarrow/include
wheel-headers lib/python3.10/site-packages/pyarrow/src
wheel-scheme-headers include
wheel-sources lib/python3.10/site-packages/aiohttp/**/*.pyx
wheel-sources lib/python3.10/site-packages/aiohttp/**/*.pxd
wheel-sources lib/python3.10/site-packages/greenlet/**/*.cpp
wheel-sources lib/python3.10/site-packages/greenlet/**/*.h
wheel-sources lib/python3.10/site-packages/greenlet/**/*.hpp
wheel-sources lib/python3.10/site-packages/mmh3/**/*.c
wheel-sources lib/python3.10/site-packages/mmh3/**/*.h
wheel-sources lib/python3.10/site-packages/numpy/**/*.c
wheel-sources lib/python3.10/site-packages/numpy/**/*.h
wheel-sources lib/python3.10/site-packages/numpy/**/*.pxd
wheel-sources lib/python3.10/site-packages/numpy/**/*.pyx
wheel-sources lib/python3.10/site-packages/pandas/**/*.h
wheel-sources lib/python3.10/site-packages/pandas/**/*.pxd
wheel-sources lib/python3.10/site-packages/pandas/**/*.pxi
wheel-sources lib/python3.10/site-packages/pandas/**/*.pyx
wheel-sources lib/python3.10/site-packages/pyarrow/**/*.cpp
wheel-sources lib/python3.10/site-packages/pyarrow/**/*.h
wheel-sources lib/python3.10/site-packages/pyarrow/**/*.pxd
wheel-sources lib/python3.10/site-packages/pyarrow/**/*.pxi
wheel-sources lib/python3.10/site-packages/pyarrow/**/*.pyx
wheel-sources lib/python3.10/site-packages/scipy/**/*.c
wheel-sources lib/python3.10/site-packages/scipy/**/*.h
wheel-sources lib/python3.10/site-packages/scipy/**/*.pxd
wheel-sources lib/python3.10/site-packages/scipy/**/*.pyx
wheel-sources lib/python3.10/site-packages/sklearn/**/*.c
wheel-sources lib/python3.10/site-packages/sklearn/**/*.cpp
wheel-sources lib/python3.10/site-packages/sklearn/**/*.h
wheel-sources lib/python3.10/site-packages/sklearn/**/*.pxd
wheel-sources lib/python3.10/site-packages/sklearn/**/*.pyx
wheel-sources lib/python3.10/site-packages/sklearn/**/*.tp
wheel-sources lib/python3.10/site-packages/wrapt/**/*.c
wheel-static-libraries lib/python3.10/site-packages/lib/*.a
wheel-static-libraries lib/python3.10/site-packages/libcudf/lib64/*.a
wheel-static-libraries lib/python3.10/site-packages/libucx/**/*.a
wheel-static-libraries lib/python3.10/site-packages/libucx/**/*.la
wheel-static-libraries lib/python3.10/site-packages/numpy/core/lib
wheel-static-libraries lib/python3.10/site-packages/numpy/_core/lib
wheel-static-libraries lib/python3.10/site-packages/numpy/random/lib
wheel-static-libraries lib/python3.10/site-packages/nvidia/cuda_runtime/lib/libcudart_static.a
wheel-static-libraries lib/python3.10/site-packages/nvidia/cuda_runtime/lib/libculibos.a
pyarrow-copies lib/python3.10/site-packages/pyarrow/libarrow_python*.so
pyarrow-copies lib/python3.10/site-packages/pyarrow/libarrow_python*.so.*.*.*
numpy-simd lib/python3.10/site-packages/numpy/core/_simd.*.so
numpy-simd lib/python3.10/site-packages/numpy/_core/_simd.*.so
zstandard-cffi lib/python3.10/site-packages/zstandard/_cffi.*.so
zstandard-cffi lib/python3.10/site-packages/zstandard/backend_cffi.py
"""


def left_out_of(folder):
    import pathlib

    patterns = [line.split(" ", 1)[1] for line in LEFT_OUT.split("\n") if line]
    found = {path for pattern in patterns for path in pathlib.Path(folder).glob(pattern)}
    # Debian has empty folders of some of the names.
    return sorted(str(path) for path in found if path.is_file() or any(file.is_file() for file in path.rglob("*")))


@claim
def left_out():
    import pathlib

    found = [path for group in pathlib.Path("/opt/python").iterdir() for path in left_out_of(group)]
    return " ".join(found) or "nothing is there"


@claim
def bytecode():
    import importlib.util, pathlib

    sources = [source for folder in ("/opt/python", "/opt/pyspark") for source in pathlib.Path(folder).rglob("*.py")]
    lacking = [source for source in sources if not pathlib.Path(importlib.util.cache_from_source(source)).exists()]
    return " ".join(map(str, lacking)) or ("every module" if len(sources) > 1000 else f"{len(sources)} modules only")
PYTHON
  said 'googleapis-common-protos imports and is 1.76.0' 'googleapis-common-protos: 1.76.0 imports'
  said 'grpcio imports and is 1.85.1' 'grpcio: 1.85.1 imports'
  said 'grpcio-status imports and is 1.85.1' 'grpcio-status: 1.85.1 imports'
  said 'numpy imports and is 1.26.4' 'numpy: 1.26.4 imports'
  said 'pandas imports and is 2.3.3' 'pandas: 2.3.3 imports'
  said 'psycopg2-binary imports and is 2.9.13' 'psycopg2-binary: 2.9.13 imports'
  said 'pyarrow imports and is 25.0.1' 'pyarrow: 25.0.1 imports'
  said 'requests imports and is 2.34.2' 'requests: 2.34.2 imports'
  said 'scikit-learn imports and is 1.7.2' 'scikit-learn: 1.7.2 imports'
  said 'scipy imports and is 1.15.3' 'scipy: 1.15.3 imports'
  said 'sqlalchemy imports and is 2.0.58' 'sqlalchemy: 2.0.58 imports'
  said 'urllib3 imports and is 2.8.0' 'urllib3: 2.8.0 imports'
  said 'zstandard imports and is 0.25.0' 'zstandard: 0.25.0 imports'
  said 'pyspark imports and is 4.1.1' 'pyspark: 4.1.1 imports'
  said 'PySpark is the one of /opt/pyspark' 'pyspark: 4.1.1 from /opt/pyspark/pyspark'
  said 'the client of Spark Connect imports' 'connect: SparkSession'
  said 'pip check is clean' "pip_check: ['No broken requirements found.']"
  said 'a frame goes from pandas through Arrow to parquet and back' 'parquet: 3 rows'
  said 'what nobody runs is left out' 'left_out: nothing is there'
  said 'every module has its bytecode: a read-only root cannot get it later' 'bytecode: every module'
  equals 'there is no jar' none 'find / -xdev -name "*.jar" 2>/dev/null | grep . || echo none'
  matches 'the base group and PySpark are within 500 MB' '^([0-9]{1,8}|[1-4][0-9]{8}) bytes$' \
    'du -scB1 --apparent-size /opt/python/base /opt/pyspark | sed -n "s/\stotal$/ bytes/p"'
}

# With NVIDIA's driver on this machine, the containers see its devices.
gpu_options=()
if nvidia-smi >/dev/null 2>&1; then gpu_options=(--gpus all); fi

gpu_claims() {
  options=(${gpu_options[@]+"${gpu_options[@]}"})
  session 'a session of the GPU group' 'python3 - cudf-cu12 cuml-cu12 cupy-cuda12x' <<'PYTHON'
import importlib, importlib.metadata, sys

def claim(check):
    """Prints the check's name and what it answers; an error is an answer too, and the next check runs all the same."""
    try:
        answer = check()
    except Exception as error:
        answer = " ".join(f"{type(error).__name__}: {error}".split("\n")[:2])
    print(check.__name__ + ":", answer, flush=True)


def modules(distribution):
    """What a distribution brings to import: its packages and modules at the top, or the first one of a namespace."""
    files = [file for file in distribution.files or [] if file.suffix == ".py" and file.parts[0] != ".."]
    packages = {file.parts[0] for file in files if len(file.parts) == 2 and file.name == "__init__.py"}
    top = packages | {file.stem for file in files if len(file.parts) == 1}
    namespace = sorted(".".join(file.with_suffix("").parts) for file in files)
    return sorted(top) or namespace[:1] or [distribution.name]


def imports(requirement):
    distribution = importlib.metadata.distribution(requirement)
    for module in modules(distribution):
        # A folder that has lost its code still imports, as a namespace.
        if not getattr(importlib.import_module(module), "__file__", None):
            raise ImportError(f"{module} is an empty namespace")
    return f"{distribution.version} imports"


for requirement in sys.argv[1:]:
    try:
        answer = imports(requirement)
    except Exception as error:
        answer = f"{type(error).__name__}: {error}".splitlines()[0]
    print(f"{requirement}: {answer}", flush=True)


@claim
def libraries():
    import libcudf, libcuml

    libcudf.load_library()
    libcuml.load_library()
    return "cuDF and cuML"


@claim
def cuda_libraries():
    import ctypes, os, pathlib

    libraries = sorted(pathlib.Path(os.environ["LD_LIBRARY_PATH"]).glob("lib*.so.*"))
    for library in libraries:
        ctypes.CDLL(library.name)
    return "all" if len(libraries) > 9 else [library.name for library in libraries]


@claim
def nvrtc():
    import cupy

    return f"CUDA {cupy.cuda.nvrtc.getVersion()[0]}"


@claim
def computing():
    import cupy

    try:
        return int(cupy.arange(4).sum())
    except cupy.cuda.runtime.CUDARuntimeError as error:
        # cudaErrorInsufficientDriver and cudaErrorNoDevice.
        return "no NVIDIA driver" if error.status in (35, 100) else error
PYTHON
  said 'cudf-cu12 imports and is 25.10.0' 'cudf-cu12: 25.10.0 imports'
  said 'cuml-cu12 imports and is 25.10.0' 'cuml-cu12: 25.10.0 imports'
  said 'cupy-cuda12x imports and is 13.6.0' 'cupy-cuda12x: 13.6.0 imports'
  said 'the shared libraries of cuDF and cuML resolve' 'libraries: cuDF and cuML'
  said "CUDA's libraries are found by their names" 'cuda_libraries: all'
  said "CuPy finds the compiler of CUDA's run time" 'nvrtc: CUDA 12'
  if heard 'computing: no NVIDIA driver'; then
    skip 'CuPy computes' 'no NVIDIA driver'
  else
    said 'CuPy computes' 'computing: 6'
  fi
  options=()
}

iceberg_claims() {
  session 'a session of the Iceberg group' 'python3 - fsspec pyiceberg s3fs' <<'PYTHON'
import importlib, importlib.metadata, sys

def claim(check):
    """Prints the check's name and what it answers; an error is an answer too, and the next check runs all the same."""
    try:
        answer = check()
    except Exception as error:
        answer = " ".join(f"{type(error).__name__}: {error}".split("\n")[:2])
    print(check.__name__ + ":", answer, flush=True)


def modules(distribution):
    """What a distribution brings to import: its packages and modules at the top, or the first one of a namespace."""
    files = [file for file in distribution.files or [] if file.suffix == ".py" and file.parts[0] != ".."]
    packages = {file.parts[0] for file in files if len(file.parts) == 2 and file.name == "__init__.py"}
    top = packages | {file.stem for file in files if len(file.parts) == 1}
    namespace = sorted(".".join(file.with_suffix("").parts) for file in files)
    return sorted(top) or namespace[:1] or [distribution.name]


def imports(requirement):
    distribution = importlib.metadata.distribution(requirement)
    for module in modules(distribution):
        # A folder that has lost its code still imports, as a namespace.
        if not getattr(importlib.import_module(module), "__file__", None):
            raise ImportError(f"{module} is an empty namespace")
    return f"{distribution.version} imports"


for requirement in sys.argv[1:]:
    try:
        answer = imports(requirement)
    except Exception as error:
        answer = f"{type(error).__name__}: {error}".splitlines()[0]
    print(f"{requirement}: {answer}", flush=True)


@claim
def catalogue():
    import pyarrow
    from pyiceberg.catalog.sql import SqlCatalog

    catalogue = SqlCatalog("test", uri="sqlite:////tmp/catalogue.db", warehouse="file:///tmp/warehouse")
    catalogue.create_namespace("numbers")
    rows = pyarrow.table({"number": [1, 2, 3]})
    catalogue.create_table("numbers.few", schema=rows.schema).append(rows)
    return catalogue.load_table("numbers.few").scan().to_arrow()["number"].to_pylist()


@claim
def s3():
    import fsspec, s3fs

    releases = "the release" if s3fs.__version__ == fsspec.__version__ else f"{s3fs.__version__}, not {fsspec.__version__},"
    return f"{type(fsspec.filesystem('s3', anon=True)).__name__} of {releases} of fsspec"
PYTHON
  said 'fsspec imports and is 2026.9.0' 'fsspec: 2026.9.0 imports'
  said 'pyiceberg imports and is 0.12.0' 'pyiceberg: 0.12.0 imports'
  said 's3fs imports and is 2026.9.0' 's3fs: 2026.9.0 imports'
  said 'a catalogue of PyIceberg on SQLite makes and reads a table' 'catalogue: [1, 2, 3]'
  said 's3fs and fsspec are of one release, and fsspec knows S3' 's3: S3FileSystem of the release of fsspec'
}

# A label says whether the image has a group; where it says no, there is nothing of it.
group_claims() {
  within "$engine" image inspect --format "{{index .Config.Labels \"spark-k8s.$1-packages\"}}" "$image"
  case "$status:$(cat "$work/out")" in
  0:true) "$1_claims" ;;
  0:false) equals "the image was built without the $1 group" without 'cd /opt/python && [ ! -e '"$1"' ] && echo without' ;;
  *) report 'not ok' "a label says whether the image has the $1 group" "$(details 'true or false')" ;;
  esac
}

claims() {
  base_claims
  group_claims gpu
  group_claims iceberg
}

inspected 'the user is 185:0' 185:0 '{{.Config.User}}'
inspected 'the labels say what it is, whose licences it is under and where its source is' \
  'Python packages for Spark on CPython 3.10 | Apache-2.0 AND (Apache-2.0 OR BSD-2-Clause) AND (Apache-2.0 OR BSD-3-Clause) AND Apache-2.0 WITH LLVM-exception AND BSD-2-Clause AND BSD-3-Clause AND LGPL-3.0-or-later AND LicenseRef-NVIDIA-Proprietary AND LicenseRef-unknown AND MIT AND MPL-2.0 AND PSF-2.0 | https://git.example.com/data-platform/spark-k8s-images' \
  '{{$label := .Config.Labels}}{{index $label "org.opencontainers.image.title"}} | {{index $label "org.opencontainers.image.licenses"}} | {{index $label "org.opencontainers.image.source"}}'
inspected 'the label names the version' latest '{{index .Config.Labels "org.opencontainers.image.version"}}'
as_both_users claims
conclude
