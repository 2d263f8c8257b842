#!/bin/sh
# The first process of a network, process and mount namespace of its own: a static web server, and an engine.
#
#   namespace.sh FOLDER PORT LOG COMMAND [ARGUMENT...]
#
# Serves FOLDER on the loopback interface, the only one that there is, and becomes COMMAND. When its input ends, as it
# does with the process that started it, COMMAND is asked to end; with COMMAND everything in the namespace ends.
set -eu
folder=$1 port=$2 log=$3
shift 3

ip link set lo up
python3 -m http.server --bind 127.0.0.1 --directory "$folder" "$port" >"$log" 2>&1 &
# What runs in the background has no input but one that is named.
exec 3<&0
(
  cat <&3 >/dev/null
  # Again, since a first process that does not listen for a signal yet never gets it.
  while kill -s TERM 1; do sleep 10; done
) &
exec 3<&- "$@"
