#!/usr/bin/env bash
# Opens reports and the pages of the service in headless Chromium: `tools/browser-tests.sh [options
# of pytest]`. Installs what is missing (Debian, root or sudo; Python packages into .venv). What passed and failed is added to
# .build/tests/totals, as tools/tests.sh does.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=()
command -v chromium > /dev/null || packages+=(chromium)
python3 -c 'import ensurepip' 2> /dev/null || packages+=(python3-venv)
if [ ${#packages[@]} -gt 0 ]; then
  as_root=
  [ "$(id -u)" = 0 ] || as_root=sudo
  $as_root apt-get update -q
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qy --no-install-recommends "${packages[@]}"
fi

[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install -q --disable-pip-version-check -r Tests/Browser/requirements.txt

mkdir -p .build/tests
outcome=.build/tests/browser.xml
rm -f "$outcome"
status=0
PYTHONDONTWRITEBYTECODE=1 .venv/bin/python -m pytest -q -p no:cacheprovider \
  --junitxml="$outcome" "$@" Tests/Browser || status=$?

# A run that died wrote no report: that is one failure.
count() { grep -o " $1=\"[0-9]*\"" "$outcome" 2> /dev/null | head -1 | tr -dc 0-9 || true; }
tests=$(count tests) broken=$(($(count failures || true) + $(count errors || true) + 0))
skipped=$(count skipped)
if [ "$status" -ne 0 ] && [ "$broken" -eq 0 ]; then broken=1; fi
echo "browser $((${tests:-0} - broken - ${skipped:-0})) $broken" >> .build/tests/totals
exit "$status"
