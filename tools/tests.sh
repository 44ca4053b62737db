#!/usr/bin/env bash
# Runs the tests once: `tools/tests.sh NAME [options of swift test]`. What passed and failed is
# added to .build/tests/totals, a line `NAME PASSED FAILED TIME [SKIPPED]`, for .ci/run to add up.
set -euo pipefail

name=$1
shift
mkdir -p .build/tests
rm -f .build/tests/"$name"*.xml

status=0
swift test --disable-xctest --xunit-output ".build/tests/$name.xml" "$@" || status=$?

# A run that died wrote no report: that is one failure.
passed=0 failed=0
for report in .build/tests/"$name"*.xml; do
  [ -e "$report" ] || continue
  line=$(grep -m 1 '<testsuite ' "$report" || true)
  tests=$(sed -n 's/.* tests="\([0-9]*\)".*/\1/p' <<<"$line")
  broken=$(sed -n 's/.* failures="\([0-9]*\)".*/\1/p' <<<"$line")
  failed=$((failed + ${broken:-0}))
  passed=$((passed + ${tests:-0} - ${broken:-0}))
done
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
echo "$name $passed $failed $(date +%s)" >> .build/tests/totals
exit "$status"
