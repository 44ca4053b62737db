#!/usr/bin/env python3
"""Plants bugs in the concurrent core, one at a time, and expects the explorer to find each.

Works in a copy under .build/mutants that holds the core and the explorer's tests alone. First the
source as it is must pass; then each mutant must build and fail. `tools/mutants.py NAME...` plants
only those; `--list` names them; `--few` plants one or two of each kind that are found soon, and takes
the source as it is for passed: `make test` runs the same tests. Exit code 1 if one survives.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / ".build" / "mutants"
COPIED = ["Sources/CPlatform", "Sources/Consulting", "Sources/Rings", "Sources/Routing",
          "Tests/Explorer"]

ATOMIC = "Sources/Rings/AtomicMemory.swift"
LINES = "Sources/Routing/WaitingLines.swift"
SEARCH = "Sources/Routing/Router+Lines.swift"
ARRIVAL = "Sources/Routing/Router+Arrival.swift"
RELEASE = "Sources/Routing/Router+Release.swift"
ROSTER = "Sources/Routing/AgentRoster.swift"

# Those that run the core; the explorer's own tests do not change with it.
TESTS = (
    "WaitingLineTests|RosterTests|WidenedOfferTests|RouterDayTests|SigningOnTests|"
    "ComingRoundTests|FrontDayTests")

SEQUENTIAL = "ordering: .sequentiallyConsistent)"
EXCHANGE = (
    "requests.compareExchange(\n"
    "      request &* RequestWord.stride, expected: state.bits, desired: new.bits)")
STATE_THEN_ENTRY = (
    "    set(request, waiting)\n    countWaiting(line, by: 1)\n"
    "    let position = join(request, waiting, line: line)\n")
TAIL_READ_AGAIN = (
    "    var tail = head\n    var position = head\n    while true {\n"
    "      if position >= tail {\n        tail = lines.ends.load(lines.tailIndex(line))\n"
    "        if position >= tail { return nil }\n      }\n")
JOINED = (
    "    let position = lines.append(request, epoch: state.epoch, to: line)\n"
    "    if rules.usesFronts, lines.ends.load(lines.headIndex(line)) == position {\n"
    "      lines.setFront(line, front(of: request, line))\n    }\n")

# name: (file, what stands there once, what is planted)
MUTANTS = {
    # Orders that are too weak (a relaxed fetchAnd is a read from the future: docs/explorer.md).
    "relaxed-load": (ATOMIC, "load(" + SEQUENTIAL, "load(ordering: .relaxed)"),
    "acquiring-load": (ATOMIC, "load(" + SEQUENTIAL, "load(ordering: .acquiring)"),
    "relaxed-or": (ATOMIC, "bitwiseOr(bits, " + SEQUENTIAL, "bitwiseOr(bits, ordering: .relaxed)"),
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
    "unclaimed-cell": (
        LINES,
        "guard cells.compareExchange(cell, expected: seen, desired: entry) else { continue }",
        "cells.store(cell, entry)"),
    "hurried-tail": (
        LINES, "_ = ends.compareExchange(tailIndex(line), expected: tail, desired: tail &+ 1)",
        "ends.fetchAdd(tailIndex(line), 1)"),
    "hurried-head": (
        LINES,
        "_ = ends.compareExchange(headIndex(line), expected: head, desired: head &+ 1)",
        "ends.fetchAdd(headIndex(line), 1)"),
    "torn-take": (
        SEARCH, EXCHANGE,
        "if self.state(of: request).bits != state.bits { return false }\n"
        "    set(request, new)\n    return true"),
    "torn-claim": (
        ROSTER, "states.compareExchange(agent, expected: state.bits, desired: bits)",
        "if states.load(agent) != state.bits { return false }\n"
        "    states.store(agent, bits)\n    return true"),
    "blind-leave": (
        ARRIVAL,
        "guard exchange(request, state, for: state.into(RequestState.absent)) else { continue }",
        "set(request, state.into(RequestState.absent))"),
    "blind-move": (
        ARRIVAL, "guard exchange(request, state, for: moved) else { continue }",
        "set(request, moved)"),
    # Looks that are skipped, and looks at the wrong time.
    "arrival-without-look": (
        ARRIVAL, "guard Memory.isShared else { return .waiting }",
        "if request >= 0 { return .waiting }"),
    "release-without-look": (
        RELEASE, "return roster.giveBack(agent) && Memory.isShared ? takeNext(id, at: now) : nil",
        "_ = roster.giveBack(agent)\n    return nil"),
    "failed-look-without-look": (
        ARRIVAL, "return .takenElsewhere(AgentID(agent))", "return .waiting"),
    "failed-take-without-look": (
        RELEASE,
        "if take(best, for: agent) { return RequestID(best.request) }\n"
        "      _ = roster.giveBack(agent)\n",
        "if take(best, for: agent) { return RequestID(best.request) }\n"
        "      _ = roster.giveBack(agent)\n      return nil\n"),
    "unsafe-skip": (
        ARRIVAL, "return word(request, RequestWord.looked) == state.bits && asker(request) < 0",
        "return state.bits != 0 && asker(request) < 0"),
    "line-hint-lowered-for-good": (
        SEARCH, "if Memory.isShared, firstWaiting(line, for: -1) != nil { lines.raiseHint(line) }",
        ""),
    "line-doubt-unheard": (
        LINES, "Memory.isShared ? bits | bits >> Self.doubtBit : bits", "bits"),
    "line-hint-raised-early": (
        SEARCH, JOINED + "    lines.raiseHint(line)\n", "    lines.raiseHint(line)\n" + JOINED),
    "agent-hint-lowered-for-good": (
        ROSTER, "guard state.isAvailable else { return false }\n    raiseHint",
        "guard state.bits == 0 else { return false }\n    raiseHint"),
    "given-without-look": (
        ROSTER, "return lowerHint(agent) ? .takenWithRoom : .taken",
        "lowerHint(agent)\n        return .taken"),
    "front-trusted": (
        RELEASE, "if line < 0 { return .nobody }",
        "if line < 0 || lines.front(line) == .max { return .nobody }"),
    "front-lowered-for-good": (
        SEARCH, "if next == .max, let first = firstWaiting(line, for: -1) {",
        "if next == .max, line < 0, let first = firstWaiting(line, for: -1) {"),
    "front-by-an-old-head": (
        SEARCH,
        "    let position = lines.append(request, epoch: state.epoch, to: line)\n"
        "    if rules.usesFronts, lines.ends.load(lines.headIndex(line)) == position {\n",
        "    let head = lines.ends.load(lines.headIndex(line))\n"
        "    let position = lines.append(request, epoch: state.epoch, to: line)\n"
        "    if rules.usesFronts, head == position {\n"),
    "agent-hint-not-raised": (
        ROSTER, "if !state.isAvailable { raiseHint(agent) }", ""),
    "widened-offer-without-look": (
        ARRIVAL, "state.phase == RequestState.offered ? self.state(of: request) : moved",
        "state.phase == RequestState.offered ? state : moved"),
    "state-after-entry": (
        ARRIVAL, STATE_THEN_ENTRY,
        "    countWaiting(line, by: 1)\n"
        "    let position = join(request, waiting, line: line)\n    set(request, waiting)\n"),
    "tail-read-once": (
        SEARCH, TAIL_READ_AGAIN,
        "    let tail = lines.ends.load(lines.tailIndex(line))\n    var position = head\n"
        "    while true {\n      if position >= tail { return nil }\n"),
    # Checks that are dropped.
    "no-epoch-in-entry": (SEARCH, "guard state.epoch == entry &>> 32 else { return .dead }", ""),
    "no-epoch-in-take": (
        SEARCH, "request &* RequestWord.stride, expected: state.bits,",
        "request &* RequestWord.stride,\n"
        "      expected: requests.load(request &* RequestWord.stride),"),
    "claim-without-room": (ROSTER, "guard state.isAvailable else { return .refused }\n      let claimed",
                           "let claimed"),
    "append-without-help": (
        LINES, "if ahead == 0 {\n        moveTail(line, from: tail)\n", "if ahead == 0 {\n"),
    "append-over-any-lap": (
        LINES, "} else if (seen &>> 24 &+ 1) & 0xFF == entry &>> 24 & 0xFF {", "} else {"),
    "no-lap-in-entry": (SEARCH, "guard entry &>> 24 & 0xFF == lap else { return .kept }", ""),
    "any-head-passed": (
        RELEASE, "lines.advanceHead(found.line, from: found.position)",
        "lines.advanceHead(\n        found.line, from: lines.ends.load(lines.headIndex(found.line)))"),
}

# Of each kind, for `make check`: an order, torn steps, skipped looks, dropped checks.
FEW = ["relaxed-exchange", "torn-and", "torn-claim", "arrival-without-look",
       "failed-take-without-look", "no-epoch-in-take", "claim-without-room"]


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
        '[.target(name: "CPlatform"), room("Consulting"), room("Rings", sees: ["CPlatform"])]'
        ' + exploration)\n')


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
    tests = subprocess.Popen(
        ("timeout", "600", "swift", "test", "--skip-build", "--disable-xctest", "--filter", TESTS),
        cwd=SCRATCH, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True)
    reason = ""
    for line in tests.stdout:
        if line.startswith("schedule "):
            # The first that is found is enough. The tests run in a group of their own, and one that
            # is explored for long would never notice that nobody listens: all of the session end.
            subprocess.run(["pkill", "-KILL", "--session", str(tests.pid)])
            tests.wait()
            return f"found: {reason.split('→ ')[-1].strip()}; {line.strip()}"
        reason = line
    return "passed" if tests.wait() == 0 else "broken: red, but no schedule shows why"


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
    is_few = names == ["--few"]
    if is_few:
        names = FEW
    if names == ["--list"]:
        print("\n".join(MUTANTS))
        return 0
    unknown = [name for name in names if name not in MUTANTS]
    if unknown:
        print(f"no such mutant: {', '.join(unknown)}", file=sys.stderr)
        return 2
    SCRATCH.mkdir(parents=True, exist_ok=True)
    prepare()
    if not is_few:
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
