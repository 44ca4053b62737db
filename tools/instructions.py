#!/usr/bin/env python3
"""What a dispatch costs in instructions, gated: `tools/instructions.py PROGRAM [--record]`.

PROGRAM is the product `dispatch-runs` of Benchmarks/. Instructions are those of its own functions,
counted by callgrind over two runs of different length: their difference belongs to the steps alone,
and a C library with other instructions for another processor does not count. The same program gives
the same count to the last instruction; another compiler does not, so that a share is allowed.

A count above the mark fails; one clearly below it asks for a lower mark (--record writes it).
Marks: results/instructions.tsv, `agents side load line-capacity instructions`.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
MARKS = ROOT / "results/instructions.tsv"
CASES = [("1000", "4", "0.5", "256"), ("1000", "4", "1.3", "8192"),
         ("1000", "16", "0.5", "256"), ("1000", "16", "1.3", "256")]
STEPS = (40_000, 120_000)
ALLOWED = 0.01
OWN = re.compile(r"\$s(7Routing|5Rings|14DispatchDriver)")


def counted(program, case, steps, folder):
    """Instructions of the program's own functions, and dispatches."""
    out = os.path.join(folder, "callgrind.out")
    agents, side, load, capacity = case
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", program, "--agents", agents,
         "--side", side, "--load", load, "--line-capacity", capacity, "--steps", str(steps)],
        env={**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1"}, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"callgrind failed:\n{run.stderr[-2000:]}")
    dispatches = int(run.stdout.split()[1])
    return own_instructions(out), dispatches


def own_instructions(path):
    """The self cost of the functions of our own modules in a file of callgrind's."""
    names, total, is_own, is_call = {}, 0, False, False
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.startswith(("fn=", "cfn=")):
                found = re.match(r"c?fn=\((\d+)\)(?: (.*))?", line)
                if found[2]:
                    names[found[1]] = found[2]
                if line.startswith("fn="):
                    is_own = bool(OWN.search(names[found[1]]))
            elif line.startswith("calls="):
                is_call = True
            elif line[0] in "0123456789+-*":
                if is_own and not is_call:
                    total += int(line.split()[1])
                is_call = False
    return total


def per_dispatch(program, case):
    with tempfile.TemporaryDirectory() as folder:
        bare = os.path.join(folder, "bare")
        # Callgrind cannot read the debugging information of Swift's compiler.
        subprocess.run(["strip", "-g", "-o", bare, program], check=True)
        (low, few), (high, many) = (counted(bare, case, steps, folder) for steps in STEPS)
    return (high - low) / (many - few)


def marks():
    with open(MARKS, encoding="utf-8") as lines:
        rows = [line.split() for line in lines if not line.startswith("#")]
    return {tuple(row[:4]): float(row[4]) for row in rows}


def main(program, record):
    found = {case: per_dispatch(program, case) for case in CASES}
    if record:
        with open(MARKS, "w", encoding="utf-8") as out:
            out.write("# Instructions of a dispatch, driver included; tools/instructions.py.\n")
            out.write("# agents side load line-capacity instructions\n")
            for case, count in found.items():
                out.write(" ".join(case) + f" {count:.1f}\n")
        return 0
    failed = 0
    for case, mark in marks().items():
        ratio = found[case] / mark
        verdict = "ok"
        if ratio > 1 + ALLOWED:
            verdict, failed = "MORE", failed + 1
        elif ratio < 1 - ALLOWED:
            verdict = "less: lower the mark with --record"
        print(f"{' '.join(case):>20}  {found[case]:8.1f}  mark {mark:8.1f}  {verdict}")
    totals = ROOT / ".build/tests/totals"
    totals.parent.mkdir(parents=True, exist_ok=True)
    with open(totals, "a", encoding="utf-8") as out:
        out.write(f"instructions {len(found) - failed} {failed} {int(time.time())}\n")
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1], "--record" in sys.argv) else 0)
