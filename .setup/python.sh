#!/bin/sh
# Print the path of the Python to make .venv with: $PYTHON where given, else the first fit one on PATH.
# Exit 3 (a missing tool), with one line that says what to do, where there is none.
set -eu

# The oldest Python the locks are made for; pyproject.toml, requires-python, says the same.
oldest=3.11

# The interpreter itself and not the name it was called by: a version manager's shim answers differently in
# another folder, and an active .venv of ours is about to be made anew.
interpreter() {
    "$1" -c '
import sys
oldest = tuple(map(int, sys.argv[1].split(".")))
if sys.version_info < oldest:
    sys.exit(1)
print(getattr(sys, "_base_executable", None) or sys.executable)
' "$oldest" 2>/dev/null
}

if [ -n "${PYTHON:-}" ]; then
    # Whoever names a Python wants that one: falling back to another would hide the mistake.
    interpreter "$PYTHON" && exit
    echo "setup: PYTHON=$PYTHON is not a Python $oldest or newer" >&2
    exit 3
fi
for name in python3 python3.13 python3.12 python3.11 python3.14; do
    interpreter "$name" && exit
done
echo "setup: no Python $oldest or newer found; install one, or name it: make setup PYTHON=/its/path" >&2
exit 3
