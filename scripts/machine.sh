# Functions for the scripts beside this file: say what happens, and install what the machine lacks.
# Sourced, not run. Everything it prints goes to standard error.

say() { printf '%s\n' "tactus: $*" >&2; }
fail() { say "$*"; exit 2; }

# need COMMAND-OR-FILE PACKAGE WHY: installs a Debian package when its command or file is missing.
need() {
    case $1 in
        /*) for candidate in $1; do [ -e "$candidate" ] && return 0; done ;;
        *) command -v "$1" >/dev/null 2>&1 && return 0 ;;
    esac
    install_packages "$2" "$3"
}

install_packages() {
    if ! command -v apt-get >/dev/null 2>&1; then
        fail "'$1' is missing ($2), and this machine has no apt-get: install it with your package manager, then run this again"
    fi
    if [ "$(id -u)" = 0 ]; then
        privileged=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        privileged="sudo"
    else
        fail "'$1' is missing ($2): run 'sudo apt-get install $1', then run this again"
    fi
    say "installing $1 ($2)"
    if ! find /var/lib/apt/lists -name '*_Packages*' -mmin -1440 2>/dev/null | grep -q .; then
        $privileged apt-get update -qq >&2 || fail "apt-get update failed: check the machine's package sources"
    fi
    # $1 may name several packages.
    # shellcheck disable=SC2086
    $privileged env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $1 >/dev/null ||
        fail "apt-get could not install '$1'"
}

need_dotnet() {
    command -v dotnet >/dev/null 2>&1 || fail "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download (Debian: package dotnet-sdk-10.0)"
    case $(dotnet --version 2>/dev/null) in
        10.*) ;;
        *) fail "the .NET 10 SDK is missing; 'dotnet --list-sdks' shows what is installed" ;;
    esac
}

runtime_identifier() {
    case $(uname -m) in
        x86_64) echo linux-x64 ;;
        aarch64) echo linux-arm64 ;;
        *) fail "this machine's architecture ($(uname -m)) is not supported: x86_64 and aarch64 are" ;;
    esac
}

# progress LABEL COMMAND…: one line with the seconds that passed; the command's output only when it fails.
progress() {
    label=$1
    shift
    log=$(mktemp)
    began=$(date +%s)
    "$@" >"$log" 2>&1 &
    worker=$!
    if [ -t 2 ]; then
        while kill -0 "$worker" 2>/dev/null; do
            printf '\r\033[Ktactus: %s … %ss' "$label" "$(($(date +%s) - began))" >&2
            sleep 1
        done
        printf '\r\033[K' >&2
    else
        say "$label …"
    fi
    if wait "$worker"; then
        rm -f "$log"
        say "$label: done in $(($(date +%s) - began)) s"
    else
        cat "$log" >&2
        rm -f "$log"
        fail "$label failed; the lines above say why"
    fi
}
