#!/bin/bash
# Generated from matrix.json, lock.json and templates/archive-classes.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# Makes the archive of Spark's classes while the image is built: /opt/class-data in the folder that it is given.
#
#   archive-classes.sh CLASSES FORGET-ADDRESSES FOLDER
#
# CLASSES is the list of classes, a package a line and under it the classes in it. The JVM of the image reads them from the
# jars of the image; those that are not there are left out. FORGET-ADDRESSES is the script that ends what differs between
# two archives: the same image gives the same archive, byte for byte.
set -euo pipefail
# The locale and the options of Java are part of what the JVM loads first.
export LC_ALL=C
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS

list=$1 forget_addresses=$2
data=$3/opt/class-data
work=$(mktemp -d)
cd "$work"
mkdir -p "$data"
: >"$work/output"

fail() {
  echo "archive-classes: $1" >&2
  tail -n 20 "$work/output" >&2
  exit 1
}

awk '/^#/ { next } sub(/^ /, "") { print package "/" $0; next } { package = $0 }' "$list" >"$work/classes"
[ -s "$work/classes" ] || fail "no classes are listed in $list"

# Jars that have to come first stand between the settings and all others in the commands of Spark's launcher.
HOME=$work SPARK_PRINT_LAUNCH_COMMAND=yes spark-submit --version >"$work/output" 2>&1 </dev/null ||
  fail 'spark-submit --version failed'
first=$(sed -n 's/^Spark Command: .* -cp \([^ ]*\) .*/\1/p' "$work/output")
case $first in
/opt/spark/conf/:*'/opt/spark/jars/*') first=${first#/opt/spark/conf/} first=${first%:*} ;;
*) fail "expected a class path from /opt/spark/conf/ to /opt/spark/jars/*, got: $first" ;;
esac

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

# Then come the jars that have most of the classes: each class is looked for in one jar after the other.
{
  tr : '\n' <<<"$first" | sed '/^$/d'
  printf '%s\n' /opt/spark/jars/spark-*.jar /opt/spark/jars/scala-library*.jar /opt/spark/jars/*.jar
} | awk '!seen[$0]++ && !/\*/' >"$data/jars"
classpath=/opt/class-data/conf.jar
while read -r jar; do classpath+=:$jar; done <"$data/jars"
# The path is part of the archive: what is in FOLDER has to stand where the image has it.
ln -s "$data" /opt/class-data

# What makes two archives of one list differ, and is not let be:
# - A heap that is collected has other threads load classes: this one has room for all, and so has the space of classes.
# - A compiler writes down when it looked at a method: there is none, and no other collector that has objects archived.
# - The JVM archives names in the order in which they came up, and its thread of finalizers, which starts while the first
#   thread goes on, loads a class that the first one needs soon after. Here that thread has to wait until it is loaded: it
#   has the last priority, on one processor with the first thread and with another process that always wants to run.
# - The list of classes is a pipe: when the JVM opens it, what was loaded so far can be seen, and another start be made
#   where not all of it was loaded by the first thread. From then on any processor will do.
processors=$(taskset -cp $$ | sed 's/.*: //')
processor=$(tr , '\n' <<<"$processors" | while IFS=- read -r first last; do seq "$first" "${last:-$first}"; done | shuf -n 1)
busy=''
trap 'if [ -n "$busy" ]; then kill "$busy" 2>/dev/null; fi' EXIT

is_of_one_thread() { awk '{ split($1, thread, /[^0-9]+/); threads[thread[2]] } END { exit length(threads) != 1 }' "$work/loads"; }

# make_archive WHETHER: makes the archive where WHETHER, a command, succeeds with what the JVM has loaded before the list,
# and with all that it has loaded.
make_archive() {
  rm -f "$work/list" "$work/loads" "$work/maps" "$data/spark.jsa"
  mkfifo "$work/list"
  taskset -c "$processor" yes >/dev/null &
  busy=$!
  taskset -c "$processor" java -XX:ThreadPriorityPolicy=1 -XX:JavaPriority8_To_OSPriority=19 \
    -Xint -XX:+UseSerialGC -Xms2g -Xmx2g -Xmn1500m -XX:MetaspaceSize=1g \
    -Xshare:dump -XX:SharedClassListFile="$work/list" -XX:SharedArchiveFile="$data/spark.jsa" -cp "$classpath" \
    -Xlog:disable -Xlog:all=error:stderr "-Xlog:class+load=info:file=$work/loads:tid:filecount=0" \
    >"$work/output" 2>&1 </dev/null &
  local jvm=$! writer status=0
  # Opening the pipe waits for the JVM to open it.
  {
    if "$1"; then
      kill "$busy"
      cp "/proc/$jvm/maps" "$work/maps"
      taskset -acp "$processors" "$jvm" >/dev/null
      cat "$work/classes"
    else
      kill -s KILL "$jvm"
    fi
  } >"$work/list" 2>>"$work/output" &
  writer=$!
  wait "$jvm" 2>/dev/null || status=$?
  # The writer has ended too, but where the JVM did not come to open the pipe.
  kill "$writer" "$busy" 2>/dev/null || true
  wait "$writer" "$busy" 2>/dev/null || true
  busy=''
  if [ ! -e "$work/maps" ] && [ "$status" = 137 ]; then return 1; fi
  if [ "$status" != 0 ] || [ ! -s "$data/spark.jsa" ]; then fail 'the JVM made no archive'; fi
  "$1"
}

starts=1
until make_archive is_of_one_thread; do
  starts=$((starts + 1))
  if [ "$starts" -gt 50 ]; then
    echo 'archive-classes: other threads of the JVM always loaded classes too: another build will have another archive' >&2
    make_archive true
    break
  fi
done
perl "$forget_addresses" "$data/spark.jsa" "$work/maps" >"$work/output" 2>&1 ||
  fail 'the addresses of the JVM in the archive were not found'
java -Xshare:on -XX:+UnlockDiagnosticVMOptions -XX:+VerifySharedSpaces -XX:SharedArchiveFile="$data/spark.jsa" \
  -cp "$classpath" -version >"$work/output" 2>&1 || fail 'the JVM does not take its archive'
rm /opt/class-data
echo "archive-classes: $(wc -l <"$work/classes") classes, $(stat -c %s "$data/spark.jsa") bytes, $starts starts of the JVM"
