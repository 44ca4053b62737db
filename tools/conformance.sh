#!/usr/bin/env bash
# Holds `sangdam serve --echo` against RFC 6455: `tools/conformance.sh [PROGRAM]`. By Autobahn's suite,
# cases 1 to 7 and 10 (247), under Python 2.7; where there is none, by a subset of our own on wsproto,
# and it says so loudly. Installs what is missing below .build/conformance (Debian, root or sudo).
# What passed and failed is added to .build/tests/totals, as tools/tests.sh does.
set -euo pipefail
cd "$(dirname "$0")/.."

program=${1:-.build/release/sangdam}
place=$PWD/.build/conformance
mkdir -p "$place" .build/tests
rm -f "$place/ready"

# The first Python 2.7 that runs; pyenv keeps it aside unless it is chosen.
python2() {
  local candidate
  for candidate in python2.7 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/2.7*/bin/python2.7; do
    if "$candidate" -c 'import pip' 2> /dev/null; then
      command -v "$candidate"
      return
    fi
  done
}

"$program" serve --echo --port 0 > "$place/ready" 2> "$place/counts" &
server=$!
stop_server() { kill "$server" 2> /dev/null && wait "$server" || true; }
trap stop_server EXIT
for _ in $(seq 100); do
  grep -qs "^ready " "$place/ready" && break
  sleep 0.1
done
address=$(sed -n 's/^ready echo=//p' "$place/ready")
if [ -z "$address" ]; then
  echo "the server did not get ready: $(cat "$place/counts")" >&2
  echo "conformance 0 1 $(date +%s)" >> .build/tests/totals
  exit 1
fi

status=0
outcome=
interpreter=$(python2)
if [ -n "$interpreter" ]; then
  export PYTHONUSERBASE=$place/autobahn
  if ! "$interpreter" -c 'import autobahntestsuite' > /dev/null 2>&1; then
    # By the environment: an old pip does not know the option, and passes over the variable.
    PIP_NO_PYTHON_VERSION_WARNING=1 "$interpreter" -m pip install -qq --user \
      --disable-pip-version-check --no-warn-script-location autobahntestsuite==25.10.1
  fi
  rm -rf "$place/reports"
  (cd "$place" && "$interpreter" "$OLDPWD/tools/conformance/fuzzing_client.py" "$address" "$place/reports") \
    > "$place/autobahn.log" 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then tail -20 "$place/autobahn.log" >&2; fi
  outcome=$(python3 tools/conformance/outcome.py "$place/reports") || status=$?
else
  cat >&2 << 'WORDS'
************************************************************************************************
*  NO PYTHON 2.7 HERE: AUTOBAHN'S 247 CASES ARE NOT RUN. A subset of our own stands in for them. *
************************************************************************************************
WORDS
  if ! [ -x "$place/venv/bin/python" ] && ! python3 -m venv "$place/venv" 2> /dev/null; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -q
    $as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -qy --no-install-recommends python3-venv
    python3 -m venv --clear "$place/venv"
  fi
  "$place/venv/bin/python" -m pip install -q --disable-pip-version-check wsproto==1.3.2
  outcome=$("$place/venv/bin/python" tools/conformance/subset.py "$address") || status=$?
fi

# Whoever serves must end in order too.
kill -TERM "$server"
wait "$server" || { echo "the server ended with $?: $(cat "$place/counts")" >&2; status=1; }
trap - EXIT

# The last line of an outcome: how many passed and failed.
echo "$outcome"
read -r passed failed <<< "$(tail -1 <<< "$outcome" | sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed.*/\1 \2/p')" || true
if [ "$status" -ne 0 ] && [ "${failed:-0}" -eq 0 ]; then failed=1; fi
echo "conformance ${passed:-0} ${failed:-1} $(date +%s)" >> .build/tests/totals
[ "${failed:-1}" -eq 0 ]
