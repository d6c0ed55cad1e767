# Shared by script/demo and script/test: packages, logs, steps with elapsed time. Sourced, not run.
# shellcheck shell=bash

IMDAD_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
IMDAD_LOGS="$IMDAD_ROOT/build/logs"
IMDAD_MINIMUM_MB=3000
SECONDS=0
step_number=0
step_count=0

# The same object file is a ccache hit in any clone of the repository.
export CCACHE_BASEDIR="$IMDAD_ROOT" CCACHE_NOHASHDIR=1
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1

die() {
    printf '\nimdad: %s\n' "$1" >&2
    shift
    [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
    exit 1
}

clock() { printf '%d:%02d' $((SECONDS / 60)) $((SECONDS % 60)); }

# packages_of SECTION...: the packages of these sections of packages.txt.
packages_of() {
    local wanted=" $* " section="" line
    while IFS= read -r line; do
        case "$line" in
            '#: '*) section="${line#\#: }"; section="${section%% *}" ;;
            '' | '#'*) ;;
            *) [[ "$wanted" == *" $section "* ]] && printf '%s\n' "$line" ;;
        esac
    done <"$IMDAD_ROOT/script/packages.txt"
    return 0
}

missing_packages() {
    local package unless
    packages_of "$@" | while read -r package unless; do
        [ -z "$unless" ] || ! command -v "${unless#unless }" >/dev/null || continue
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s\n' "$package"
    done
}

require_disk() {
    local free_mb
    mkdir -p "$IMDAD_ROOT/build" 2>/dev/null || die "cannot write to $IMDAD_ROOT/build" "Run in a copy of the repository that you own."
    free_mb="$(df -Pm "$IMDAD_ROOT/build" | awk 'NR == 2 {print $4}')"
    [ "$free_mb" -ge "$IMDAD_MINIMUM_MB" ] || die "only $free_mb MB free where the build goes; $IMDAD_MINIMUM_MB MB are needed" \
        "Free some room, or move the repository to a larger disk."
}

# install_packages SECTION...: installs what is missing, and calls apt only then.
install_packages() {
    if [ "${IMDAD_NO_INSTALL:-}" = 1 ]; then
        echo "packages: not touched, as IMDAD_NO_INSTALL=1 asks"
        return 0
    fi
    local system version
    # shellcheck disable=SC1091
    system="$(. /etc/os-release 2>/dev/null && echo "${ID:-unknown}")"
    # shellcheck disable=SC1091
    version="$(. /etc/os-release 2>/dev/null && echo "${VERSION_ID:-unknown}")"
    if [ "$system" != debian ] || [ "$version" != 12 ] || ! command -v dpkg-query >/dev/null; then
        die "this is ${system:-an unknown system} ${version:-}, not Debian 12" \
            "Use a Debian 12 machine or container, or install the equivalents of script/packages.txt" \
            "yourself and run again with IMDAD_NO_INSTALL=1."
    fi
    local missing
    missing="$(missing_packages "$@" | tr '\n' ' ')"
    if [ -z "$missing" ]; then
        echo "packages: all installed"
        return 0
    fi
    local apt=(apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
    if [ "$(id -u)" -ne 0 ]; then
        local command="apt-get install $missing"
        command -v sudo >/dev/null || die "packages are missing and only root may install them" "As root: $command"
        sudo -n true 2>/dev/null || [ -t 0 ] || die "packages are missing and sudo wants a password" "First: sudo $command"
        apt=(sudo env DEBIAN_FRONTEND=noninteractive "${apt[@]}")
    fi
    export DEBIAN_FRONTEND=noninteractive
    echo "packages to install: $missing"
    logged "list of packages fetched" packages_update "${apt[@]}" update ||
        die "the list of packages could not be fetched" "Is there a network, and a Debian 12 mirror in /etc/apt?"
    # shellcheck disable=SC2086
    logged "packages installed" packages_install "${apt[@]}" install -y --no-install-recommends $missing ||
        die "the packages could not be installed" "Install them by hand to see why: apt-get install $missing"
}

# logged TITLE LOG COMMAND...: runs the command with its output in build/logs/LOG.log; shows its last line
# while it runs on a terminal, one line a minute elsewhere, and the end of the log when it fails.
logged() {
    local title="$1" log="$IMDAD_LOGS/$2.log" start=$SECONDS status=0
    shift 2
    mkdir -p "$IMDAD_LOGS"
    "$@" >"$log" 2>&1 </dev/null &
    local pid=$! shown=$SECONDS
    # shellcheck disable=SC2064
    trap "kill $pid 2>/dev/null; exit 130" INT TERM
    while kill -0 "$pid" 2>/dev/null; do
        if [ -t 1 ]; then
            printf '\r\033[K      %s  %.90s' "$(clock)" "$(tail -n 1 "$log" | tr -d '\r')"
        elif [ $((SECONDS - shown)) -ge 60 ]; then
            shown=$SECONDS
            printf '      %s  %.110s\n' "$(clock)" "$(tail -n 1 "$log" | tr -d '\r')"
        fi
        sleep 0.3
    done
    wait "$pid" || status=$?
    trap - INT TERM
    [ ! -t 1 ] || printf '\r\033[K'
    if [ "$status" -eq 0 ]; then
        printf '      %s: done in %d s\n' "$title" $((SECONDS - start))
        return 0
    fi
    printf '      %s: FAILED (exit %d), log in %s, its end:\n' "$title" "$status" "${log#"$IMDAD_ROOT"/}"
    tail -n "${IMDAD_LOG_LINES:-60}" "$log" | sed 's/^/      | /'
    return "$status"
}

# begin TITLE: prints the headline of the next step.
begin() {
    step_number=$((step_number + 1))
    printf '\n[%d/%d] %s  (%s)\n' "$step_number" "$step_count" "$1" "$(clock)"
}
