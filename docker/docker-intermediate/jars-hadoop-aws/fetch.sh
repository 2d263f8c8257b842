#!/bin/bash
# Generated from matrix.json, lock.json and templates/fetch.sh.hbs by `npx projen`: do not edit, a change here is lost.
#
# Downloads one artifact, tries its sources in order and takes only the bytes that the checksum names.
#
#   fetch NAME ALGORITHM:CHECKSUM FILE URL...
#
# NAME is what messages call the artifact, ALGORITHM sha256 or sha512, FILE where to put it. A URL that is not http or
# https (a mirror that was set to nothing) is passed over. A source is asked again with growing pauses when it fails in
# a way that may pass; then the next one is asked; all of them in ${FETCH_ROUNDS:-3} rounds.
#
# What was downloaded stays in ${FETCH_CACHE:-/var/cache/artifacts}, a cache mount, under its checksum; it is checked
# before each use. A file gets that name only when its bytes are right, so nothing wrong can stay there.
set -euo pipefail

name=$1 algorithm=${2%%:*} expected=${2#*:} target=$3
shift 3
cache=${FETCH_CACHE:-/var/cache/artifacts}
rounds=${FETCH_ROUNDS:-3}
pause=${FETCH_PAUSE:-2}

say() { printf 'fetch %s: %s\n' "$name" "$*" >&2; }

case "$algorithm:${#expected}" in
sha256:64 | sha512:128) ;;
*)
  say "expected sha256:<64 digits> or sha512:<128 digits>, got '$algorithm:$expected'"
  exit 2
  ;;
esac

checksum() { "${algorithm}sum" "$1" | cut -d ' ' -f 1; }

# What kind of bytes came instead, for the message.
kind() {
  case "$(head -c 512 "$1" | tr -d '\0' | tr '[:upper:]' '[:lower:]' | tr -s '[:space:]' ' ')" in
  *'<html'* | *'<!doctype'*) echo 'an HTML page' ;;
  '') echo 'an empty file' ;;
  *) echo 'other bytes' ;;
  esac
}

# The system's certificate authorities and, if the build was given one as the secret `ca`, the one of a company.
authorities() {
  if [ -s /run/secrets/ca ]; then
    cat /etc/ssl/certs/ca-certificates.crt /run/secrets/ca >/tmp/fetch-authorities.crt
    export CURL_CA_BUNDLE=/tmp/fetch-authorities.crt
  fi
}

# Asks for $1 once, into the file $2; prints the answer's status and its Retry-After.
request() {
  curl --fail --silent --show-error --location --proto-redir =http,https \
    --connect-timeout 20 --speed-limit 1024 --speed-time "${FETCH_STALL:-30}" \
    --write-out '%{http_code} %header{retry-after}' --output "$2" "$1"
}

# A Retry-After, a number or a date, in seconds; 0 if there is none.
seconds() {
  case $1 in
  '') echo 0 ;;
  *[!0-9]*) echo $(($(date --date="$1" +%s 2>/dev/null || date +%s) - $(date +%s))) ;;
  *) echo $((10#$1)) ;;
  esac
}

# Asks for $1, into the file $2, and again after growing pauses, or after Retry-After, when it fails in a way that may
# pass: no connection (6, 7), 408, 429 or 5xx. Not curl's --retry, which would also ask again a source that hangs.
download() {
  local attempt answer code after pauses=4
  for ((attempt = 1; attempt <= 1 + pauses; attempt++)); do
    code=0
    answer=$(request "$1" "$2") || code=$?
    case $code:${answer%% *} in
    0:*) return ;;
    6:* | 7:* | 22:408 | 22:429 | 22:500 | 22:502 | 22:503 | 22:504) ;;
    *) return 1 ;;
    esac
    after=$(seconds "${answer#* }")
    if [ "$attempt" -gt "$pauses" ] || [ "$after" -gt 180 ]; then return 1; fi
    sleep $((after > pause ** attempt / 2 ? after : pause ** attempt / 2))
  done
}

# Takes the artifact from one source; says why when that fails.
take() {
  local url=$1 actual
  rm -f "$partial"
  say "downloading from $url"
  if ! download "$url" "$partial"; then
    say "no download from $url"
    return 1
  fi
  actual=$(checksum "$partial")
  if [ "$actual" != "$expected" ]; then
    say "expected $algorithm $expected, got $actual: $(wc -c <"$partial") bytes, $(kind "$partial"), from $url"
    return 1
  fi
  mv "$partial" "$stored"
}

deliver() {
  mkdir -p "$(dirname "$target")"
  install -m 0644 "$stored" "$target"
}

mkdir -p "$cache/$algorithm"
stored=$cache/$algorithm/$expected
partial=$stored.partial
# Two builds may share the cache: one downloads, the other waits for it.
exec 9>"$stored.lock"
flock 9

if [ -f "$stored" ]; then
  actual=$(checksum "$stored")
  if [ "$actual" = "$expected" ]; then
    say 'in the cache'
    deliver
    exit 0
  fi
  say "damaged in the cache: expected $algorithm $expected, got $actual; downloading again"
  rm -f "$stored"
fi

authorities
for ((round = 1; round <= rounds; round++)); do
  for url in "$@"; do
    case $url in
    http://* | https://*) ;;
    *) continue ;;
    esac
    if take "$url"; then
      deliver
      exit 0
    fi
  done
  [ "$round" -eq "$rounds" ] || sleep $((pause ** round))
done

rm -f "$partial"
say "not downloaded in $rounds rounds: expected $algorithm $expected from: $*"
exit 1
