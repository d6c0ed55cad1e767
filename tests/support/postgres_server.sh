#!/usr/bin/env bash
# A PostgreSQL server for the tests, on a socket in FOLDER and nowhere else.
# Usage: tests/support/postgres_server.sh start|stop FOLDER
# The server does not run as root: root becomes the user `postgres`, which the package makes.
set -euo pipefail
[ $# -eq 2 ] || { sed -n '2,4s/^# //p' "${BASH_SOURCE[0]}" >&2; exit 2; }
folder="$2"

programs="$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)"
[ -n "$programs" ] || { echo "postgres_server: no PostgreSQL server is installed (Debian: postgresql-15)" >&2; exit 1; }

as_owner() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

stop() {
    [ ! -f "$folder/data/postmaster.pid" ] || as_owner "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}

case "$1" in
    start)
        stop
        mkdir -p "$folder"
        [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
        as_owner "$programs/initdb" -D "$folder/data" -A trust -U imdad --no-sync -E UTF8 --locale C.UTF-8 >"$folder.log" 2>&1 ||
            { cat "$folder.log" >&2; exit 1; }
        as_owner "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w \
            -o "-k '$folder' -c listen_addresses='' -c max_connections=100 -c unix_socket_permissions=0777" start >/dev/null ||
            { cat "$folder/log" >&2; exit 1; }
        ;;
    stop) stop ;;
    *) echo "postgres_server: start or stop, not $1" >&2; exit 2 ;;
esac
