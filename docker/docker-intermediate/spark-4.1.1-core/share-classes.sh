#!/bin/bash
# Generated from matrix.json, lock.json and templates/share-classes.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# Class-data sharing: the JVM maps Spark's classes from /opt/class-data/spark.jsa instead of reading jars. Sourced by the
# entrypoint, for executors, and by bin/spark-class, for drivers and all other commands of Spark.

# Adds the archive to the command of Java in the array CMD, where that can use it; any other command stays as it is. The
# archive is for class paths that begin as its own: the jars of Spark by their names, before those that were added, in
# place of jars/*, which the JVM expands in the order of the file system. In place of the directory of settings, which
# no archive's class path may have unless it is empty, stands a jar whose manifest leads to it.
share_classes() {
  local LC_ALL=C data=/opt/class-data spark=/opt/spark at=0 index rest jar classpath
  local -a jars
  local -A listed=()
  [ -r "$data/spark.jsa" ] && [ -r "$data/jars" ] || return 0
  for index in "${!CMD[@]}"; do
    case ${CMD[index]} in
    -cp | -classpath | --class-path) at=$((index + 1)) ;;
    -Xmx*) if has_large_pointers "${CMD[index]#-Xmx}"; then return 0; fi ;;
    -XX:-UseCompressedOops | -XX:-UseCompressedClassPointers | -XX:ObjectAlignmentInBytes=* | -XX:+UseZGC) return 0 ;;
    -Xshare:* | -XX:SharedArchiveFile=* | -Xbootclasspath/a:*) return 0 ;;
    org.apache.spark.*) break ;;
    esac
  done
  [ "$at" -gt 0 ] || return 0
  # The launcher of Spark writes a slash behind a directory, and jars that have to come first before the others.
  case ${CMD[at]} in
  "$spark"/conf:*) rest=${CMD[at]#"$spark/conf"} ;;
  "$spark"/conf/:*) rest=${CMD[at]#"$spark/conf/"} ;;
  *) return 0 ;;
  esac
  mapfile -t jars <"$data/jars"
  for jar in "${jars[@]}"; do
    case $rest in ":$jar:"*) rest=${rest#":$jar"} ;; *) break ;; esac
  done
  case $rest in
  ":$spark/jars/*" | ":$spark/jars/*:"*) rest=${rest#":$spark/jars/*"} ;;
  *) return 0 ;;
  esac

  classpath=$data/conf.jar
  for jar in "${jars[@]}"; do
    listed[$jar]=yes
    classpath+=:$jar
  done
  for jar in "$spark"/jars/*.jar "$spark"/jars/*.JAR; do
    if [ -z "${listed[$jar]:-}" ] && [ -e "$jar" ]; then classpath+=:$jar; fi
  done
  CMD[at]=$classpath$rest
  # Where a jar has changed, the JVM does without the archive, and need not say so among the output of a job.
  CMD=("${CMD[0]}" "-XX:SharedArchiveFile=$data/spark.jsa" -Xshare:auto -Xlog:cds=off "${CMD[@]:1}")
}

# Whether a JVM with such a largest heap, as -Xmx says it, has pointers that the archive's classes do not: near 32 GiB and
# above.
has_large_pointers() {
  local bytes=${1%[kKmMgGtT]}
  case $bytes in '' | *[!0-9]*) return 0 ;; esac
  case $1 in
  *[kK]) bytes=$((bytes << 10)) ;;
  *[mM]) bytes=$((bytes << 20)) ;;
  *[gG]) bytes=$((bytes << 30)) ;;
  *[tT]) bytes=$((bytes << 40)) ;;
  esac
  [ "$bytes" -ge $((31 << 30)) ]
}

# For the short-lived JVM in which spark-class has a command put together: no compiler that pays later, and first of its
# class path the jar that has its classes. What SPARK_LAUNCHER_OPTS says is taken as it is.
lean_launcher() {
  local LC_ALL=C jar
  SPARK_LAUNCHER_OPTS=${SPARK_LAUNCHER_OPTS--XX:+UseSerialGC -XX:TieredStopAtLevel=1}
  for jar in /opt/spark/jars/spark-launcher_*.jar; do
    if [ -e "$jar" ]; then LAUNCH_CLASSPATH=$jar:$LAUNCH_CLASSPATH; fi
  done
}

# Adds options of compilers to the command of Java in the array CMD, where neither that nor a variable has any. The
# optimizing compiler looks at a method eight times as late: what is read in the first seconds, jars and settings, makes
# methods hot that are never called again. The JVM that hands a job to a cluster, and then waits for its end, does without
# that compiler, and has the simplest collector.
lean_jvm() {
  local LC_ALL=C word previous='' main='' mode='' collector=-XX:+UseSerialGC
  local -a options=(-XX:Tier4InvocationThreshold=40000 -XX:Tier4MinInvocationThreshold=4800
    -XX:Tier4CompileThreshold=120000 -XX:Tier4BackEdgeThreshold=320000)
  case "${JAVA_TOOL_OPTIONS:-}${JDK_JAVA_OPTIONS:-}" in *-X*) return 0 ;; esac
  for word in "${CMD[@]}"; do
    if [ -z "$main" ]; then
      case $word in
      -XX:Tier* | -XX:[+-]Tiered* | -XX:Compile*Threshold* | -XX:CompilationMode=* | -Xint | -Xcomp) return 0 ;;
      -XX:[+-]Use*GC) collector='' ;;
      org.apache.spark.*) main=$word ;;
      esac
    else
      # The launcher of Spark writes these options before all others.
      case $previous in
      --deploy-mode) mode=$word && break ;;
      --master | --remote) word='' ;;
      *) case $word in --verbose | --master | --remote | --deploy-mode) ;; *) break ;; esac ;;
      esac
    fi
    previous=$word
  done
  if [ "$main $mode" = 'org.apache.spark.deploy.SparkSubmit cluster' ]; then
    options=(-XX:TieredStopAtLevel=1 ${collector:+"$collector"})
  fi
  CMD=("${CMD[0]}" "${options[@]}" "${CMD[@]:1}")
}
