#!/usr/bin/env bash
# Runs a folder of tests in Python: `tools/pytest.sh NAME FOLDER [options of pytest]`. Installs what is
# missing (Debian, root or sudo; Python packages into .venv, as FOLDER/requirements.txt says, and
# programs that tests start, as FOLDER/packages.txt says: `COMMAND PACKAGE`, one a line). What passed,
# failed and was skipped is added to .build/tests/totals under NAME, as tools/tests.sh does; why
# something was skipped is printed.
set -euo pipefail
cd "$(dirname "$0")/.."
name=$1 folder=$2
shift 2

missing=()
python3 -c 'import ensurepip' 2> /dev/null || missing+=(python3-venv)
if [ -e "$folder/packages.txt" ]; then
  while read -r command package; do
    command -v "$command" > /dev/null || missing+=("$package")
  done < "$folder/packages.txt"
fi
if [ "${#missing[@]}" -gt 0 ]; then
  as_root=
  [ "$(id -u)" = 0 ] || as_root=sudo
  $as_root apt-get update -q
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qy --no-install-recommends "${missing[@]}"
fi

[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install -q --disable-pip-version-check -r "$folder/requirements.txt"

mkdir -p .build/tests
outcome=.build/tests/$name.xml
rm -f "$outcome"
status=0
PYTHONDONTWRITEBYTECODE=1 .venv/bin/python -m pytest -q -rs -p no:cacheprovider \
  --junitxml="$outcome" "$@" "$folder" || status=$?

# A run that died wrote no report: that is one failure.
count() { grep -o " $1=\"[0-9]*\"" "$outcome" 2> /dev/null | head -1 | tr -dc 0-9 || true; }
tests=$(count tests) broken=$(($(count failures || true) + $(count errors || true) + 0))
skipped=$(count skipped)
skipped=${skipped:-0}
if [ "$status" -ne 0 ] && [ "$broken" -eq 0 ]; then broken=1; fi
echo "$name $((${tests:-0} - broken - skipped)) $broken $(date +%s) $skipped" >> .build/tests/totals
exit "$status"
