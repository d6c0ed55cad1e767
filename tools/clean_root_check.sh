#!/usr/bin/env bash
# Proves on an empty Debian 12 that script/packages.txt is complete: a minimal root in a temporary folder, a clean clone
# of the committed tree in it, and there the script that a newcomer would run.
# Usage (as root): tools/clean_root_check.sh [--keep] [--working-tree] [COMMAND...]
#   --working-tree takes the files as they are now, new and changed ones too, instead of the last commit.
#   COMMAND runs in the clone; without one: script/demo. "configure" only installs, configures and builds everything.
# The mirror is the one in this machine's apt sources. Takes minutes and about 4 GB in $TMPDIR; nothing is left behind.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

keep=0
working_tree=0
while [[ "${1:-}" == --* ]]; do
    case "$1" in
        --keep) keep=1 ;;
        --working-tree) working_tree=1 ;;
        *) echo "clean_root_check: unknown option $1" >&2; exit 2 ;;
    esac
    shift
done
[ $# -gt 0 ] || set -- script/demo

[ "$(id -u)" -eq 0 ] || { echo "clean_root_check: debootstrap and chroot need root" >&2; exit 1; }
command -v debootstrap >/dev/null || apt-get install -y -q debootstrap >/dev/null

# Both forms of apt sources: "URIs: ..." and "deb [options] address suite ...".
sources() { cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list /etc/apt/sources.list 2>/dev/null || true; }
mirror="$(sources | sed -nE 's#^URIs:[[:space:]]*([^[:space:]]+/debian)/?([[:space:]].*)?$#\1#p; s#^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+/debian)/?[[:space:]].*#\2#p' | head -n 1)"
[ -n "$mirror" ] || { echo "clean_root_check: no Debian mirror in /etc/apt" >&2; exit 1; }

root="$(mktemp -d "${TMPDIR:-/tmp}/imdad_clean_root.XXXXXX")"
chmod 755 "$root" # users other than root live in it too
cleanup() {
    local status=$?
    umount "$root/proc" 2>/dev/null || true
    if [ "$keep" -eq 1 ]; then
        echo "kept: $root"
    elif ! mountpoint -q "$root/proc"; then
        rm -rf --one-file-system "$root"
    fi
    exit "$status"
}
trap cleanup EXIT INT TERM

echo "== an empty Debian 12"
debootstrap --variant=minbase bookworm "$root" "$mirror" >"$root.log" 2>&1 || { tail -n 20 "$root.log"; exit 1; }
rm -f "$root.log" "$root/etc/apt/sources.list"
cp -a /etc/apt/sources.list.d/debian.sources "$root/etc/apt/sources.list.d/" 2>/dev/null ||
    echo "deb $mirror bookworm main" >"$root/etc/apt/sources.list"
# Whatever this machine needs to reach its mirror by name.
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
cp -a /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
# And, where a proxy speaks TLS for it, whom npm may trust: the package of certificates is not in the root yet.
trust=()
if [ -f "${NODE_EXTRA_CA_CERTS:-}" ]; then
    cp -L "$NODE_EXTRA_CA_CERTS" "$root/etc/extra-certificates.crt"
    trust=(NODE_EXTRA_CA_CERTS=/etc/extra-certificates.crt)
fi
mount -t proc proc "$root/proc" 2>/dev/null || echo "   (no /proc in it: mounting is not allowed here)"
echo "   $(chroot "$root" dpkg-query -W | wc -l) packages, $(du -xsm "$root" | cut -f1) MB"

commit="$(git -C "$repository" rev-parse --short HEAD)"
echo "== a clean clone"
git clone -q --no-local "$repository" "$root/imdad"
if [ "$working_tree" -eq 1 ]; then
    commit="$commit and the working tree"
    git -C "$repository" ls-files -z --cached --others --exclude-standard |
        (cd "$repository" && tar -c --null --ignore-failed-read -T - 2>/dev/null) | tar -x -C "$root/imdad"
fi

if [ "$1" = configure ]; then
    set -- bash -c 'source script/lib.sh && install_packages build && cmake --preset ci && cmake --build --preset ci'
fi
echo "== in it at $commit: $*"
start=$SECONDS
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb ${trust[@]+"${trust[@]}"} chroot "$root" \
    bash -c 'cd /imdad && "$@"' clean_root "$@" </dev/null
echo "== passed in $((SECONDS - start)) s; now $(chroot "$root" dpkg-query -W | wc -l) packages, $(du -xsm "$root" | cut -f1) MB"
