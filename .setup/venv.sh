#!/bin/sh
# Make .venv what the locks and pyproject.toml say.
#     venv.sh runtime     to make reports
#     venv.sh dev         to test and lint as well
#
# Whether there is anything to do is told by content, not by time, as `git checkout` touches what it does not
# change: .venv/.setup holds a copy of each file that .venv was made from, written when all is installed.
set -eu
cd "$(dirname "$0")/.."

case ${1:-} in
    runtime) locks="requirements.txt" ;;
    dev) locks="requirements.txt requirements-dev.txt" ;; # the second holds the first
    *) echo "usage: venv.sh runtime|dev" >&2; exit 2 ;;
esac
# What the installed project's own metadata (its commands, its version) come from.
project="pyproject.toml pipeline/__init__.py"

copies=.venv/.setup
copy_of() { echo "$copies/$(echo "$1" | tr / _)"; }

unchanged() {
    for file; do
        cmp -s "$file" "$(copy_of "$file")" || return 1
    done
}

remember() {
    for file; do
        cp "$file" "$(copy_of "$file")"
    done
}

version() { "$1" -c 'import sys; print(sys.version)' 2>/dev/null; }

# Whether .venv is whole: finished, still in the folder it was made in (its commands hold that path), its
# interpreter still there, of the version its packages were installed for, and the one that $PYTHON asks for.
whole() {
    [ -e "$copies/folder" ] && [ "$(cat "$copies/folder")" = "$(pwd -P)" ] || return 1
    .venv/bin/python -c 'import flit_core' 2>/dev/null || return 1
    [ -z "${PYTHON:-}" ] || [ "$(version "$PYTHON")" = "$(version .venv/bin/python)" ]
}

# Whether a lock that is installed has changed since. One that is not installed yet only adds to .venv.
outdated() {
    for file in $locks; do
        [ ! -e "$(copy_of "$file")" ] || unchanged "$file" || return 0
    done
    return 1
}

make_venv() {
    python=$(.setup/python.sh)
    .setup/system.sh "$python" --venv
    echo "setup: making .venv with $("$python" --version)" >&2
    # Anew, not brought up to date: pip leaves behind what a lock no longer names, and nobody would notice
    # that it is needed until a fresh machine lacks it.
    rm -rf "$copies"
    "$python" -m venv --clear .venv
}

# Say nothing unless it fails, and then all: what pip warns of a machine's own settings is noise, but warnings
# before an error tell its cause.
pip_install() {
    log=$(mktemp)
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input "$@" >"$log" 2>&1 || {
        cat "$log" >&2
        rm "$log"
        echo "setup: pip failed, as it says above; mend that, then run make again" >&2
        exit 1
    }
    rm "$log"
}

install_lock() {
    # No copies until the end: after an install that was broken off, the next run starts over.
    rm -rf "$copies"
    echo "setup: installing ${locks##* }" >&2
    # Wheels only: what is built on the spot would bring build tools that no lock names.
    pip_install --require-hashes --only-binary :all: -r "${locks##* }"
}

install_project() {
    # --require-hashes covers neither an editable install nor its build backend. So the backend comes from the
    # lock, and nothing is fetched.
    pip_install --no-index --no-deps --no-build-isolation --editable .
}

# $locks and $project are lists of words.
# shellcheck disable=SC2086
{
    if ! whole || outdated; then
        make_venv
    elif [ -n "$(.venv/bin/python .setup/libraries.py)" ]; then
        .setup/system.sh .venv/bin/python
    fi
    if ! unchanged $locks; then
        install_lock
        install_project
        mkdir "$copies"
        pwd -P >"$copies/folder"
        remember $locks $project
    elif ! unchanged $project; then
        install_project
        remember $project
    fi
}
