#!/usr/bin/env bash
# Writes the hashed locks anew from pyproject.toml. Needs `uv` on the PATH (it is not part of the project's environment).
# No registry's address and no uv.lock may enter the repository: the locks name packages, versions and hashes only.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "uv is missing: install it in an environment of its own (python3 -m venv, pip install uv)." >&2; exit 1; }

compile() {
    local target=$1
    shift
    uv pip compile "$@" --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet --output-file "$target"
}

compile requirements.txt pyproject.toml
compile requirements-dev.txt pyproject.toml --group dev
compile requirements-bench.txt pyproject.toml bench/requirements.in --constraint requirements-dev.txt
