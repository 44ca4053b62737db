# What Autobahn's reports say: `outcome.py REPORTS`. Exit code 1 unless all 247 cases are there and
# none failed.
import json
import sys
from collections import Counter
from pathlib import Path

CASES = 247
# UNCLEAN says that the connection was not closed in order; NON-STRICT that it could be stricter.
FINE = {"OK", "NON-STRICT", "INFORMATIONAL"}

index = Path(sys.argv[1]) / "index.json"
cases = json.loads(index.read_text())["sangdam"] if index.exists() else {}
failed = 0
for name, case in sorted(cases.items()):
    if case["behavior"] not in FINE or case["behaviorClose"] not in FINE:
        failed += 1
        print(f"case {name}: {case['behavior']}, closing {case['behaviorClose']}")
kinds = Counter(case["behavior"] for case in cases.values())
print("Autobahn: " + ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
if len(cases) != CASES:
    print(f"{len(cases)} cases of {CASES} were run")
    failed += max(1, CASES - len(cases))
print(f"{len(cases) - min(failed, len(cases))} passed, {failed} failed")
sys.exit(1 if failed else 0)
