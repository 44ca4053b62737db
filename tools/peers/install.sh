#!/usr/bin/env bash
# Installs what `make peers` runs, as far as it is missing: PyPy and g++ from apt (root or sudo),
# SimPy and Ciw from PyPI into .venv and .venv-pypy. Without PyPy the rest still runs.
set -euo pipefail
cd "$(dirname "$0")/../.."

from_apt() {
  local as_root=() patient=(-o DPkg::Lock::Timeout=300)
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get "${patient[@]}" update -qq \
    && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "${patient[@]}" \
      install -qqy --no-install-recommends "$@" > /dev/null
}

# The list as it was installed lies in the environment: nothing is asked of PyPI twice.
requirements=tools/peers/requirements.txt
from_pypi() {
  local interpreter=$1 folder=$2
  cmp -s "$requirements" "$folder/peers.txt" && return
  { [ -x "$folder/bin/python" ] || "$interpreter" -m venv "$folder"; } \
    && "$folder/bin/python" -m pip install -q --disable-pip-version-check -r "$requirements" \
    && cp "$requirements" "$folder/peers.txt"
}

command -v g++ > /dev/null || from_apt g++
python3 -c 'import ensurepip' 2> /dev/null || from_apt python3-venv
from_pypi python3 .venv
{ command -v pypy3 > /dev/null || from_apt pypy3 pypy3-venv; } && from_pypi pypy3 .venv-pypy \
  || echo "PYPY IS LEFT OUT: it, or SimPy and Ciw under it, did not install" >&2
