#!/usr/bin/env python3
"""Plants bugs in the concurrent core, one at a time, and expects the explorer to find each.

Works in a copy under .build/mutants that holds the core and the explorer's tests alone. First the
source as it is must pass; then each mutant must build and fail. `tools/mutants.py NAME...` plants
only those; `--list` names them. Exit code 1 if one survives.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / ".build" / "mutants"
COPIED = ["Sources/Consulting", "Sources/Rings", "Sources/Routing", "Tests/Explorer"]

ATOMIC = "Sources/Rings/AtomicMemory.swift"
LINES = "Sources/Routing/WaitingLines.swift"
SEARCH = "Sources/Routing/Router+Lines.swift"
ARRIVAL = "Sources/Routing/Router+Arrival.swift"
RELEASE = "Sources/Routing/Router+Release.swift"
AGENTS = "Sources/Routing/Router+Agents.swift"
ORDER = "Sources/Routing/AgentOrder.swift"

# Those that run the core; the explorer's own tests do not change with it.
TESTS = "WaitingLineTests|AgentOrderTests|RouterDayTests"

SEQUENTIAL = "ordering: .sequentiallyConsistent)"

# name: (file, what stands there once, what is planted)
MUTANTS = {
    # Orders that are too weak.
    "relaxed-load": (ATOMIC, "load(" + SEQUENTIAL, "load(ordering: .relaxed)"),
    "relaxed-or": (ATOMIC, "bitwiseOr(bits, " + SEQUENTIAL, "bitwiseOr(bits, ordering: .relaxed)"),
    "relaxed-and": (
        ATOMIC, "bitwiseAnd(mask, " + SEQUENTIAL, "bitwiseAnd(mask, ordering: .relaxed)"),
    "relaxed-exchange": (
        ATOMIC,
        "expected: expected, desired: desired, ordering: .sequentiallyConsistent",
        "expected: expected, desired: desired, ordering: .relaxed"),
    # Steps that are no longer one.
    "torn-or": (
        ATOMIC, "unsafe atomic(word).pointee.bitwiseOr(bits, " + SEQUENTIAL + ".oldValue",
        "let before = unsafe load(word)\n    unsafe store(word, before | bits)\n"
        "    return before"),
    "torn-and": (
        ATOMIC, "unsafe atomic(word).pointee.bitwiseAnd(mask, " + SEQUENTIAL + ".oldValue",
        "let before = unsafe load(word)\n    unsafe store(word, before & mask)\n"
        "    return before"),
    "unclaimed-position": (
        LINES,
        "guard ends.compareExchange(tailIndex(line), expected: tail, desired: tail &+ 1) else {\n"
        "        continue\n      }",
        "ends.store(tailIndex(line), tail &+ 1)"),
    "torn-take": (
        SEARCH,
        "guard\n      requestStates.compareExchange(\n"
        "        request, expected: state, desired: state & ~Phase.mask | phase)\n"
        "    else { return false }",
        "guard requestStates.load(request) == state else { return false }\n"
        "    requestStates.store(request, state & ~Phase.mask | phase)"),
    "torn-claim": (
        ORDER,
        "return free.fetchAnd(wordIndex(layouts[group], level, position >> 6), ~bit) & bit != 0",
        "let word = wordIndex(layouts[group], level, position >> 6)\n"
        "    let bits = free.load(word)\n    free.store(word, bits & ~bit)\n"
        "    return bits & bit != 0"),
    "hurried-head": (
        LINES,
        "_ = ends.compareExchange(headIndex(line), expected: head, desired: head &+ 1)",
        "ends.fetchAdd(headIndex(line), 1)"),
    "blind-leave": (
        ARRIVAL,
        "guard take(request, state: state, into: Phase.absent) else { continue }",
        "requestStates.store(request, state & ~Phase.mask | Phase.absent)"),
    # Looks that are skipped, and looks at the wrong time.
    "hint-lowered-for-good": (
        RELEASE,
        "if Memory.isShared, firstWaiting(line, for: -1) != nil { lines.raiseHint(line) }", ""),
    "hint-raised-early": (
        SEARCH,
        "    guard lines.append(request, epoch: state >> 2 & 0xFFFF_FFFF, to: line) else {\n"
        "      requestStates.store(request, state &- phase)\n      return false\n    }\n"
        "    lines.raiseHint(line)\n",
        "    lines.raiseHint(line)\n"
        "    guard lines.append(request, epoch: state >> 2 & 0xFFFF_FFFF, to: line) else {\n"
        "      requestStates.store(request, state &- phase)\n      return false\n    }\n"),
    "hint-raised-if-down": (
        LINES, "hints.fetchOr(line >> 6, bit)",
        "if hints.load(line >> 6) & bit == 0 { hints.fetchOr(line >> 6, bit) }"),
    "state-after-entry": (
        SEARCH,
        "    requestStates.store(request, state)\n"
        "    guard lines.append(request, epoch: state >> 2 & 0xFFFF_FFFF, to: line) else {\n"
        "      requestStates.store(request, state &- phase)\n      return false\n    }\n",
        "    guard lines.append(request, epoch: state >> 2 & 0xFFFF_FFFF, to: line) else {\n"
        "      requestStates.store(request, state &- phase)\n      return false\n    }\n"
        "    requestStates.store(request, state)\n"),
    "head-after-tail": (
        LINES,
        "      let head = ends.load(headIndex(line))\n"
        "      let tail = ends.load(tailIndex(line))\n",
        "      let tail = ends.load(tailIndex(line))\n"
        "      let head = ends.load(headIndex(line))\n"),
    # Checks that are dropped.
    "no-epoch-in-entry": (
        SEARCH, "guard state &>> 2 & 0xFFFF_FFFF == entry &>> 32 else { return .dead }", ""),
    "no-epoch-in-take": (
        SEARCH, "request, expected: state, desired:",
        "request, expected: requestStates.load(request), desired:"),
    "blank-cells": (LINES, "static var unwritten: UInt64 { 0xFFFF_FFFF }",
                    "static var unwritten: UInt64 { 0 }"),
    "unwritten-is-dead": (
        SEARCH, "guard entry &>> 24 & 0xFF == lap else { return .kept }",
        "guard entry &>> 24 & 0xFF == lap else { return .dead }"),
    "any-head-passed": (
        SEARCH, "if Int(truncatingIfNeeded: entry & 0xFF_FFFF) == request {\n      lines.advance",
        "if entry != 0 {\n      lines.advance"),
}


def prepare():
    """The copy: sources, tests, and of the manifest what they need."""
    for path in COPIED:
        target = SCRATCH / path
        if target.exists():
            shutil.rmtree(target)
        shutil.copytree(ROOT / path, target, symlinks=True)
    manifest = (ROOT / "Package.swift").read_text()
    kept = manifest[: manifest.index("let package = Package(")]
    (SCRATCH / "Package.swift").write_text(
        kept + 'let package = Package(name: "mutants", targets: '
        '[room("Consulting"), room("Rings")] + exploration)\n')


def run(*command):
    """What a command said, and whether it went well."""
    done = subprocess.run(
        ("timeout", "300") + command, cwd=SCRATCH, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    return done.returncode == 0, done.stdout


def outcome():
    """`passed`, `found: what and when`, or `broken: why` when nothing was found out."""
    built, said = run("swift", "build", "--build-tests")
    if not built:
        return "broken: " + "\n".join(line for line in said.splitlines() if "error" in line)
    passed, said = run("swift", "test", "--skip-build", "--disable-xctest", "--filter", TESTS)
    if passed:
        return "passed"
    lines = said.splitlines()
    for reason, schedule in zip(lines, lines[1:]):
        if schedule.startswith("schedule "):
            return f"found: {reason.split('→ ')[-1]}; {schedule}"
    return "broken: red, but no schedule shows why"


def plant(name):
    """Plants one mutant, and takes it back whatever happens."""
    path, old, new = MUTANTS[name]
    file = SCRATCH / path
    source = file.read_text()
    if source.count(old) != 1:
        return f"broken: what it changes stands {source.count(old)} times in {path}"
    file.write_text(source.replace(old, new))
    try:
        return outcome()
    finally:
        file.write_text(source)


def main():
    names = sys.argv[1:] or list(MUTANTS)
    if names == ["--list"]:
        print("\n".join(MUTANTS))
        return 0
    unknown = [name for name in names if name not in MUTANTS]
    if unknown:
        print(f"no such mutant: {', '.join(unknown)}", file=sys.stderr)
        return 2
    SCRATCH.mkdir(parents=True, exist_ok=True)
    prepare()
    began = time.monotonic()
    clean = outcome()
    print(f"the source as it is: {clean} ({time.monotonic() - began:.0f} s)", flush=True)
    if clean != "passed":
        return 1
    survivors = []
    for name in names:
        began = time.monotonic()
        result = plant(name)
        print(f"{name}: {result} ({time.monotonic() - began:.0f} s)", flush=True)
        if not result.startswith("found"):
            survivors.append(name)
    print(f"{len(names) - len(survivors)} of {len(names)} mutants found")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
