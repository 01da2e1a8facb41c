#!/bin/sh
# See to the outside judges of `make conform`: qpdf on syntax, Ghostscript on ink, Poppler on images and fonts. veraPDF is
# used where it is installed, and never installed here.
# Installs what is missing where that needs no password; else says in one line what to type, and exits 3.
set -eu

missing=""
command -v qpdf >/dev/null || missing="$missing qpdf"
command -v gs >/dev/null || missing="$missing ghostscript"
{ command -v pdfimages && command -v pdffonts; } >/dev/null || missing="$missing poppler-utils"
[ -n "$missing" ] || exit 0

stop() {
    echo "setup: missing:$missing; type this, then run make again: $*" >&2
    exit 3
}

brewed=$(printf '%s' "$missing" | sed 's/poppler-utils/poppler/')
[ "$(uname -s)" != Darwin ] || stop "brew install$brewed"
command -v apt-get >/dev/null || stop "install$missing by this machine's package manager"
[ "$(id -u)" = 0 ] || stop "sudo sh -c 'apt-get update && apt-get install$missing'"

install_judges() {
    # shellcheck disable=SC2086 # names of packages are words
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
        -o DPkg::Lock::Timeout=300 $missing </dev/null
}

echo "setup: installing$missing" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { install_judges || { apt-get update && install_judges; }; } >"$log" 2>&1; then
    cat "$log" >&2
    stop "apt-get update && apt-get install$missing"
fi
