#!/bin/sh
# See to the outside judges of `make conform`: qpdf. veraPDF is used where it is installed, and never installed here.
# Installs what is missing where that needs no password; else says in one line what to type, and exits 3.
set -eu

command -v qpdf >/dev/null && exit 0

stop() {
    echo "setup: qpdf is missing; type this, then run make again: $*" >&2
    exit 3
}

[ "$(uname -s)" != Darwin ] || stop "brew install qpdf"
command -v apt-get >/dev/null || stop "install qpdf by this machine's package manager"
[ "$(id -u)" = 0 ] || stop "sudo sh -c 'apt-get update && apt-get install qpdf'"

install_qpdf() {
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
        -o DPkg::Lock::Timeout=300 qpdf </dev/null
}

echo "setup: installing qpdf" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { install_qpdf || { apt-get update && install_qpdf; }; } >"$log" 2>&1; then
    cat "$log" >&2
    stop "apt-get update && apt-get install qpdf"
fi
