#!/bin/sh
# See to what pip cannot bring: the typesetter's system libraries and, with --venv, Python's venv module.
#     system.sh PYTHON [--venv]
# Installs what is missing where that needs no password; else says in one line what to type, and exits 3.
set -eu

python=$1
venv=${2:-}

missing() {
    packages=$("$python" .setup/libraries.py)
    # Debian splits ensurepip, without which a .venv has no pip, from Python into a package for each version.
    if [ -n "$venv" ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        packages="$packages $("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    # Unquoted, to come out with one space between the names and none around them.
    # shellcheck disable=SC2086
    echo $packages
}

stop() {
    echo "setup: $*" >&2
    exit 3
}

packages=$(missing)
[ -n "$packages" ] || exit 0

if [ "$(uname -s)" = Darwin ]; then
    stop "libraries are missing; type this, then run make again: brew install pango harfbuzz"
fi
if ! command -v apt-get >/dev/null; then
    stop "install, by this machine's package manager, what Debian calls $packages, then run make again"
fi

# `update` first, in the line to type: a new machine may have no package lists yet.
by_hand="sh -c 'apt-get update && apt-get install $packages'"
if [ "$(id -u)" = 0 ]; then
    root=
elif command -v sudo >/dev/null; then
    by_hand="sudo $by_hand"
    sudo -n true 2>/dev/null || stop "type this, then run make again: $by_hand"
    root="sudo -n"
else
    stop "type this, then run make again: su root -c ${by_hand#sh -c }"
fi

# $root and $packages are lists of words.
# shellcheck disable=SC2086
install_packages() {
    # Another apt may be at work: a new Ubuntu updates itself in its first minutes.
    $root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
        -o DPkg::Lock::Timeout=300 $packages </dev/null
}

echo "setup: installing $packages" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Package lists are fetched only where those at hand do not do: mostly they do, and it is the slower half.
if ! { install_packages || { $root apt-get update && install_packages; }; } >"$log" 2>&1; then
    cat "$log" >&2
    stop "apt-get failed, as it says above; mend that, or type this, then run make again: $by_hand"
fi

packages=$(missing)
[ -z "$packages" ] || stop "$python does not see $packages; name another: make setup PYTHON=/its/path"
