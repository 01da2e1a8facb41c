#!/bin/sh
# Renew the locks from pyproject.toml: requirements.txt (what reports need, and the build backend) and
# requirements-dev.txt (that and the dev extra). Then install them and see that they hold on every Python.
#     lock.sh [OPTION OF pip-compile]...     --no-upgrade: follow pyproject.toml, move no version without need
set -eu
cd "$(dirname "$0")/.."

# Only the public registry's files: a machine's own wheel folders and extra indexes would put their hashes
# into the lock. What the environment says of proxies and certificates still counts.
unset PIP_FIND_LINKS PIP_EXTRA_INDEX_URL
export PIP_CONFIG_FILE=/dev/null
export CUSTOM_COMPILE_COMMAND="make lock" # in the header, instead of a command with this machine's paths

compile() {
    echo "lock: writing $1" >&2
    output=$1
    shift
    .venv/bin/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe \
        --build-deps-for editable --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
        --output-file "$output" "$@" pyproject.toml
}

# Spelling is light and editors should not have to ask for it; who installs the package by pip may leave it out.
compile requirements.txt --extra spelling "$@"
compile requirements-dev.txt --extra spelling --extra dev --constraint requirements.txt "$@"
.setup/venv.sh dev
.venv/bin/python .setup/check_lock.py
