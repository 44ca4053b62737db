#!/usr/bin/env bash
# Fuzzes the parsers of what strangers send, with the address sanitizer: `tools/fuzz.sh [SECONDS]`, 60
# for each by default. Begins with the inputs under Tests/Fuzz/Corpora; a failing input is kept in
# .build/fuzz and named. What passed and failed is added to .build/tests/totals.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
mkdir -p .build/fuzz .build/tests
failed=0 passed=0

# One module of a room's sources and its fuzzer, so that the compiler instruments all of it.
build() {
  local name=$1 room=$2
  find "Sources/$room" -name '*.swift' -print0 | xargs -0 swiftc -O -wmo -swift-version 6 \
    -parse-as-library -sanitize=fuzzer,address -module-name "${name}Fuzz" -suppress-warnings \
    -enable-upcoming-feature MemberImportVisibility -o ".build/fuzz/$name" \
    Tests/Fuzz/FuzzedBytes.swift "Tests/Fuzz/${name}Fuzzer.swift" "${@:3}" \
    2> >(grep -v 'Cannot export local symbol' >&2)
}

fuzz() {
  local name=$1 corpus=Tests/Fuzz/Corpora/$2 found=.build/fuzz/$2
  mkdir -p "$found"
  echo "fuzzing $2 for $seconds s"
  if SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 ".build/fuzz/$name" "$found" "$corpus" \
    -max_total_time="$seconds" -max_len="$3" -timeout=5 -rss_limit_mb=1024 -print_final_stats=1 \
    -artifact_prefix=".build/fuzz/$2-" > ".build/fuzz/$2.log" 2>&1; then
    echo "$2:" $(grep -E 'number_of_executed_units|new_units_added' ".build/fuzz/$2.log")
  else
    tail -25 ".build/fuzz/$2.log" >&2
    return 1
  fi
}

# Two at a time: each takes one core.
pair() {
  local jobs=()
  fuzz $1 & jobs+=($!)
  fuzz $2 & jobs+=($!)
  for job in "${jobs[@]}"; do
    if wait "$job"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  done
}

build Frame WebSockets Tests/Fuzz/FuzzedRegion.swift
build Handshake WebSockets Tests/Fuzz/FuzzedRegion.swift
build Code Consulting
build Page Consulting
pair "Frame frames 1500" "Handshake handshakes 800"
pair "Code codes 64" "Page pages 4096"
echo "fuzz $passed $failed $(date +%s)" >> .build/tests/totals
[ "$failed" -eq 0 ]
