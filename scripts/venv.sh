#!/usr/bin/env bash
# Makes or refreshes the virtual environment in $1 from the hashed lock, and installs this checkout into it.
# Safe to run twice, as root or as an ordinary user. It needs only Python and a package registry.
set -euo pipefail
venv=${1:?usage: scripts/venv.sh FOLDER}
cd "$(dirname "$0")/.."

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.11 python3.12 python3.13 python3.14}; do
        if new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail "Python 3.11 or newer is needed and was not found (${PYTHON:-python3} is missing or too old)." \
        "On Debian 12 or newer: apt-get install python3 python3-venv" \
        "Or name one: make PYTHON=/path/to/python3.11"
}

make_venv() {
    local python
    python=$(find_python)
    "$python" -c 'import venv, ensurepip' 2>/dev/null || fail \
        "$python has no venv module, so no environment can be made." \
        "On Debian: apt-get install python3-venv"
    "$python" -m venv --clear "$venv"
}

mkdir -p "$venv" 2>/dev/null && [ -w "$venv" ] || fail \
    "The environment $venv is out of date or missing and you may not write there." \
    "Choose another folder: make VENV=\$HOME/.duixian-venv"
if ! new_enough "$venv/bin/python" || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    make_venv
fi
install() { "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }
install --require-hashes -r requirements-dev.txt || fail \
    "The locked packages could not be installed; pip's message stands above." \
    "Is a package registry reachable? A mirror or a proxy is set in pip's own configuration, not here."
install --no-deps --no-build-isolation --editable .
