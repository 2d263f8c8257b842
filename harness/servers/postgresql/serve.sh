#!/bin/sh
# Makes a cluster in /data, and serves it to whoever knows the password in PGPASSWORD.
set -eu

data=/data/cluster
PATH=$(echo /usr/lib/postgresql/*/bin):$PATH
umask 077
printf '%s\n' "$PGPASSWORD" >/data/password
initdb --pgdata "$data" --username "$PGUSER" --pwfile /data/password --auth scram-sha-256 --encoding UTF8 --no-sync
echo 'host all all all scram-sha-256' >>"$data/pg_hba.conf"
# Its folder for sockets cannot be written.
exec postgres -D "$data" -c 'listen_addresses=*' -c unix_socket_directories=
