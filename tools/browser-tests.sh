#!/usr/bin/env bash
# Opens reports and the pages of the service in headless Chromium: `tools/browser-tests.sh [options of
# pytest]`. Installs Chromium if it is missing (Debian, root or sudo); the rest is tools/pytest.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v chromium > /dev/null; then
  as_root=
  [ "$(id -u)" = 0 ] || as_root=sudo
  $as_root apt-get update -q
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qy --no-install-recommends chromium fonts-noto-cjk
fi

exec tools/pytest.sh browser Tests/Browser "$@"
