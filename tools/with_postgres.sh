#!/usr/bin/env bash
# with_postgres.sh CMD…: run CMD beside a PostgreSQL server of its own, which is gone afterwards.
# SAGSGANG_TEST_POSTGRES is its address (…/postgres); the server may not be run by root, so root runs it as `postgres`.
set -euo pipefail
binaries=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
test -n "$binaries" || { echo "PostgreSQL is missing: tools/system_packages.sh installs it" >&2; exit 1; }
place=${TMPDIR:-/tmp}
as=()
if [ "$(id -u)" -eq 0 ]; then
  as=(setpriv --reuid=postgres --regid=postgres --init-groups)
  "${as[@]}" test -x "$place" || place=/tmp  # root's own temporary folder may be closed to others
fi
folder=$(mktemp -d "$place/sagsgang-postgres.XXXXXX")
test ${#as[@]} -eq 0 || chown postgres "$folder"
server() { (cd "$folder" && ${as[@]+"${as[@]}"} "$binaries/pg_ctl" --pgdata="$folder/data" "$@"); }
finish() {
  server stop --mode=immediate >/dev/null 2>&1 || true
  rm -rf "$folder"
}
child=
stop() { # first the command, which would else go on without its server
  trap - INT TERM
  if [ -n "$child" ]; then kill -TERM "$child" 2>/dev/null; wait "$child" || true; fi
  exit "$1"
}
trap finish EXIT
trap 'stop 130' INT
trap 'stop 143' TERM
(cd "$folder" && ${as[@]+"${as[@]}"} "$binaries/initdb" --pgdata="$folder/data" --username=postgres --auth=trust --encoding=UTF8 \
  --locale=C --no-sync >"$folder.log" 2>&1) || { cat "$folder.log" >&2; rm -f "$folder.log"; exit 1; }
rm -f "$folder.log"
port=
for try in 1 2 3 4 5; do
  port=$((20000 + (RANDOM % 20000)))
  # What a crash would lose is no matter here: no fsync, small memory.
  if server start --silent --wait --timeout=60 --log="$folder/log" --options="-p $port -k '$folder' \
      -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
      -c shared_buffers=64MB -c max_connections=60" >/dev/null 2>&1; then break; fi
  port=
done
test -n "$port" || { cat "$folder/log" >&2; exit 1; }
export SAGSGANG_TEST_POSTGRES="postgresql://postgres@127.0.0.1:$port/postgres"
"$@" <&0 &
child=$!
wait "$child"
