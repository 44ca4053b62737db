#!/usr/bin/env python3
"""Checks the models of Tests/Models with spin: tools/models.py [--bounds large] [--record]

Every state is visited (no bitstate, no hash compaction). A model must hold at each of its bounds,
each of its mutants must give a counterexample. What no run reached is printed, to be read.
With --record the table goes to results/models.md.
"""
import argparse, concurrent.futures, pathlib, re, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
MODELS = ROOT / "Tests/Models"

# Marks the bounds at which a model must have no cycle: whoever moves gets to the end.
PROGRESS = "no cycle"

# Per model: the bounds of `make model`, further ones of BOUNDS=large, and the mutants, each with
# the smallest bounds at which it shows.
TABLE = {
    "matching": {
        "bounds": ["SLOTS=3 REQUESTS=3 LEAVERS=0 COARSE",
                   "SLOTS=3 REQUESTS=3 LEAVERS=0 FREE=2",
                   "SLOTS=3 PLACES=2 REQUESTS=3 LEAVERS=0 FREE=2",
                   "SLOTS=3 PLACES=2 REQUESTS=2 LEAVERS=0",
                   "SLOTS=2 REQUESTS=3 LEAVERS=1 SKIP", "SLOTS=2 PLACES=2 REQUESTS=3 LEAVERS=0",
                   "SLOTS=2 PLACES=2 REQUESTS=3 LEAVERS=1 SKIP COARSE",
                   "SLOTS=2 REQUESTS=2 FREE=0 LEAVERS=0 SKIP",
                   f"SLOTS=2 REQUESTS=3 LEAVERS=0 SKIP {PROGRESS}",
                   f"SLOTS=2 PLACES=2 REQUESTS=2 LEAVERS=0 {PROGRESS}"],
        "large": ["SLOTS=3 REQUESTS=3 LEAVERS=0", "SLOTS=3 PLACES=3 REQUESTS=2 LEAVERS=0",
                  "SLOTS=2 PLACES=2 REQUESTS=3 LEAVERS=1 SKIP"],
        "mutants": {
            "ARRIVAL_WITHOUT_LOOK": "SLOTS=2 REQUESTS=2",
            "RELEASE_WITHOUT_LOOK": "SLOTS=2 REQUESTS=2",
            "FAILED_TAKE_WITHOUT_LOOK": "SLOTS=2 REQUESTS=3",
            "TAKEN_ELSEWHERE_WITHOUT_LOOK": "SLOTS=2 REQUESTS=2 FREE=0 LEAVERS=0",
            "GIVEN_WITHOUT_LOOK": "SLOTS=2 PLACES=2 REQUESTS=2 LEAVERS=0",
            "REQUEST_FIRST": f"SLOTS=2 REQUESTS=2 FREE=0 LEAVERS=0 {PROGRESS}",
            "HINT_LOWERED_FOR_GOOD": "SLOTS=2 PLACES=2 REQUESTS=2 LEAVERS=0",
            "HINT_LOWERED_EARLY": "SLOTS=2 PLACES=2 REQUESTS=2 LEAVERS=0",
            "HINT_RAISED_EARLY": "SLOTS=2 PLACES=2 REQUESTS=2 LEAVERS=0",
            "LOOK_TRUSTS_HINT": "SLOTS=2 REQUESTS=2",
            "HINT_CLEARED_EARLY": "SLOTS=2 REQUESTS=3",
            "PASS_BY_NUMBER": "SLOTS=2 REQUESTS=2",
            "TAIL_READ_ONCE": "SLOTS=2 REQUESTS=3 SKIP",
            "SKIP_BEHIND_ONE_WHO_LOOKS": "SLOTS=2 REQUESTS=2 FREE=0 LEAVERS=0 SKIP",
        }},
    "roster": {
        "bounds": ["AGENTS=3 PLACES=2", "AGENTS=1 PLACES=2", "AGENTS=2 PLACES=2 BUSY=2",
                   "AGENTS=3 PLACES=1 BUSY=3 LASTING=1",
                   "AGENTS=3 PLACES=1 BUSY=2 LASTING=2 SHIFT=2",
                   "AGENTS=3 PLACES=1 BUSY=2 SEEKERS=1 SHIFT=1", f"AGENTS=3 PLACES=2 {PROGRESS}"],
        "large": ["AGENTS=1 PLACES=2 SEEKERS=3"],
        "mutants": {
            "TORN_CLAIM": "AGENTS=1 PLACES=2",
            "FRESH_BY_AN_OLD_STATE": "AGENTS=1 PLACES=2",
            "BOUND_TRUSTED": "AGENTS=3 PLACES=1 BUSY=3 LASTING=2",
        }},
    "lines": {
        "bounds": ["ROUNDS=2 TAKES=2 ONE_TAKER", "ROUNDS=3 TAKES=0 ONE_LINE",
                   "ROUNDS=4 TAKES=0 ONE_LINE CAP=3"],
        "large": ["ROUNDS=2 TAKES=1"],
        "mutants": {
            "NO_EPOCH": "ROUNDS=3 TAKES=2",
            "TAKE_WITHOUT_EPOCH": "ROUNDS=3 TAKES=2",
            "NO_SLACK": "ROUNDS=2 TAKES=0 ONE_LINE CAP=1",
            "APPEND_OVER_ANY_LAP": "ROUNDS=3 TAKES=0 ONE_LINE",
        }},
    "widening": {
        "bounds": ["COARSE", "OFFER COARSE", f"OFFER COARSE {PROGRESS}"],
        "large": ["OFFER COARSE LEAVE"],
        "mutants": {
            "WIDEN_WITHOUT_LOOK": "COARSE",
            "WIDENED_OFFER_WITHOUT_LOOK": "OFFER COARSE",
        }},
    "offers": {
        "bounds": ["REQUESTS=1 LAPSES=2", "REQUESTS=2 LAPSES=1",
                   f"REQUESTS=1 LAPSES=2 {PROGRESS}"],
        "large": ["REQUESTS=2 LAPSES=2"],
        "mutants": {name: "REQUESTS=1 LAPSES=2" for name in (
            "ACCEPT_BY_STORE", "LAPSE_BY_STORE", "LEAVE_BY_STORE", "NO_OFFER_NUMBER",
            "LAPSE_WITHOUT_LOOK", "AGENT_BESIDE_THE_WORD")}},
    "handback": {
        "bounds": ["CAP=2", f"CAP=2 {PROGRESS}"],
        "large": [],
        "mutants": {name: "CAP=2" for name in (
            "BACK_WITHOUT_EPOCH", "BACK_WITHOUT_LOOK", "BACK_BEFORE_OFF")}},
    "fronts": {
        "bounds": ["AGENTS=2 BACKS=1 ALONE LEAVE", "AGENTS=2 BACKS=1", "AGENTS=1 BACKS=2 LEAVE",
                   "AGENTS=1 BACKS=2 LEAVE ARRIVES COARSE HEADS",
                   "AGENTS=2 BACKS=2 COARSE HEADS", "AGENTS=1 BACKS=2 LEAVE WITHOUT_NUMBERS",
                   "AGENTS=2 BACKS=2 COARSE HEADS WITHOUT_NUMBERS",
                   f"AGENTS=1 BACKS=2 LEAVE {PROGRESS}"],
        "large": ["AGENTS=2 BACKS=1 LEAVE",
                  "AGENTS=2 BACKS=2 LEAVE COARSE HEADS WITHOUT_NUMBERS"],
        "mutants": {
            "FRONT_TRUSTED": "AGENTS=2 BACKS=2 ALONE COARSE HEADS",
            "LIKELY_LINE_ALONE": "AGENTS=2 BACKS=1",
            "PASSED_WITHOUT_LOOK": "AGENTS=1 BACKS=2",
            "JOINED_WITHOUT_FRONT": "AGENTS=1 BACKS=1",
            "FRONT_BY_AN_OLD_HEAD": "AGENTS=1 BACKS=2",
            "FRONT_AS_ANY_OTHER": "AGENTS=1 BACKS=2 WITHOUT_NUMBERS",
            # The exceptions that the model allows are needed, each of them.
            "JOINING_UNEXCUSED": "AGENTS=1 BACKS=2",
            "PASSING_UNEXCUSED": "AGENTS=2 BACKS=2 COARSE HEADS",
        }},
    "overflow": {
        "bounds": ["REQUESTS=2 INBOX=1", "REQUESTS=3 INBOX=2",
                   f"REQUESTS=2 INBOX=1 {PROGRESS}"],
        "large": [],
        "mutants": {name: "REQUESTS=2 INBOX=1" for name in (
            "POST_WITHOUT_WAKE", "PARK_WITHOUT_LOOK", "HEAD_BEFORE_MESSAGE",
            "MESSAGE_UNVALIDATED")}},
}


class Run:
    """One exhaustive search, and what pan says of it."""

    def __init__(self, model, bounds, mutant, megabytes, seconds):
        self.model, self.bounds, self.mutant = model, bounds, mutant
        defines = [f"-D{word}" for word in bounds.replace(PROGRESS, "").split()]
        # No label marks progress: any cycle at all would be one without.
        kind, option = ("-DNP", ["-l"]) if PROGRESS in bounds else ("-DSAFETY", [])
        if mutant:
            defines.append(f"-DMUT_{mutant}")
        with tempfile.TemporaryDirectory() as folder:
            self.call(folder, ["spin", *defines, "-a", str(MODELS / f"{model}.pml")])
            self.call(folder, ["gcc", "-O2", "-w", kind, "-DCOLLAPSE",
                               f"-DMEMLIM={megabytes}", "-o", "pan", "pan.c"])
            begin = time.perf_counter()
            search = ["timeout", str(seconds), "./pan", "-m100000", *option]
            self.text = self.call(folder, search, strict=False)
            self.seconds = time.perf_counter() - begin
            self.table = "" if mutant else self.call(folder, ["./pan", "-d"], strict=False)
        self.errors = self.number(r"errors: (\d+)")
        self.states = self.number(r"([\d.e+]+) states, stored")
        self.depth = self.number(r"depth reached (\d+)")
        self.megabytes = self.number(r"([\d.]+)\s+total actual memory")
        cut = re.search(r"max search depth too small|out of memory|Search not completed", self.text)
        self.complete = self.errors is not None and not cut
        found = re.search(r"pan:\d+: (.*?) \(at depth", self.text)
        self.found = found.group(1) if found else ""

    @staticmethod
    def call(folder, command, strict=True):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if strict and done.returncode != 0:
            sys.exit(f"{' '.join(command)}: {done.stdout}{done.stderr}")
        return done.stdout

    def number(self, pattern):
        match = re.search(pattern, self.text)
        return float(match.group(1)) if match else None

    @property
    def name(self):
        return f"{self.model} {self.bounds}" + (f" without: {self.mutant}" if self.mutant else "")

    @property
    def is_right(self):
        if self.mutant:
            return bool(self.errors)
        return self.complete and self.errors == 0

    @property
    def verdict(self):
        if self.mutant:
            return f"caught: {self.found}" if self.errors else "NOT CAUGHT"
        if not self.complete:
            return f"NOT COMPLETE {self.found}"
        return "holds" if self.errors == 0 else f"FAILS: {self.found}"

    def lines(self):
        """(all, reached) lines, by the table of transitions and pan's report. For an included
        line pan names the file that includes it: number and text tell lines apart."""
        unreached, process = set(), ""
        for line in self.text.splitlines():
            if head := re.match(r"unreached in (\w+) ?(\w*)", line):
                process = head.group(2) or head.group(1)
            elif entry := re.match(r"\s+(\S+):(\d+), state (\d+),", line):
                unreached.add((process, int(entry.group(3))))
        every, reached, process = set(), set(), ""
        for line in self.table.splitlines():
            if head := re.match(r"(?:proctype|init|claim) ?(\w*)", line):
                process = head.group(1) or "init"
            elif entry := re.match(r"\s+state\s+(\d+) -.*?\w+\.pml:(\d+) => (.*)", line):
                place = (int(entry.group(2)), entry.group(3))
                every.add(place)
                if (process, int(entry.group(1))) not in unreached:
                    reached.add(place)
        return every, reached


def untold():
    """Mutants that a model has and the table has not, or the other way round."""
    written = set()
    for model in MODELS.glob("*.pml"):
        written |= set(re.findall(r"\bMUT_(\w+)", model.read_text()))
    told = {mutant for entry in TABLE.values() for mutant in entry["mutants"]}
    return sorted(written ^ told)


def row(run):
    states = f"{run.states:,.0f}" if run.states else "–"
    depth = f"{run.depth:,.0f}" if run.depth else "–"
    memory = f"{run.megabytes:,.0f}" if run.megabytes else "–"
    verdict = run.verdict.replace("|", "\\|")
    return (f"| {run.model} | {run.bounds} | {run.mutant or '–'} | {states} | {depth} | "
            f"{memory} | {run.seconds:.1f} | {verdict} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bounds", choices=["small", "large"], default="small")
    parser.add_argument("--record", action="store_true", help="write results/models.md")
    asked = parser.parse_args()
    if untold():
        sys.exit(f"mutants without a run, or without a model: {', '.join(untold())}")
    large = asked.bounds == "large"
    wanted = []
    for model, entry in TABLE.items():
        wanted += [(model, bounds, "") for bounds in entry["bounds"] + large * entry["large"]]
        wanted += [(model, bounds, mutant) for mutant, bounds in entry["mutants"].items()]
    # The first of all takes most of the memory that a run may take: it runs alone.
    limits = (16000, 7200) if large else (3900, 200)
    runs = [Run(*wanted[0], *limits)]
    with concurrent.futures.ThreadPoolExecutor(1 if large else 2) as pool:
        share = (limits[0] if large else limits[0] // 2, limits[1])
        runs += pool.map(lambda one: Run(*one, *share), wanted[1:])
    lines = ["| model | bounds | mutant | states | depth | MB | seconds | verdict |",
             "|---|---|---|---|---|---|---|---|"] + [row(run) for run in runs]
    print("\n".join(lines))
    wrong = [run.name for run in runs if not run.is_right]
    every, reached = set(), set()
    for run in runs:
        if not run.mutant and PROGRESS not in run.bounds:
            whole, visited = run.lines()
            every, reached = every | whole, reached | visited
    every = {place for place in every if place[1] != "-end-"}
    for line, text in sorted(every - reached):
        print(f"never reached, to be read: line {line}: {text}")
    if asked.record:
        head = (ROOT / "results/models.md").read_text().split("| model |")[0]
        (ROOT / "results/models.md").write_text(head + "\n".join(lines) + "\n")
    if wrong:
        sys.exit("\n".join(["wrong:", *wrong]))
    print(f"{len(runs)} searches, all as they should be")


if __name__ == "__main__":
    main()
