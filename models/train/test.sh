#!/usr/bin/env bash
# Tests of the training code on the CPU, in a virtual environment of its own.
set -euo pipefail
cd "$(dirname "$0")"
[ -d .venv ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
.venv/bin/python -m pytest -q .
