#!/usr/bin/env python3
"""Measures virtual time beside other programs, in turn: tools/peers/measure.py [--peers DIR]

Every round runs Sangdam, SimPy and Ciw on the same models, and with DIR the controls that lie in
DIR/virtual-time: hand-written loops (limit.cpp) and other scripts for SimPy and Ciw. If the
programs agree on the figures, results/peers.json is written, and what follows from it:
results/virtual-time.md, results/peers.svg and the block of numbers in README.md. Exit codes: 0
written, 2 wrong usage, 3 the programs do not agree, one failed, or the machine was not quiet.
"""
from __future__ import annotations

import argparse
import json
import pathlib
import re
import subprocess
import sys

import machine
import page
import picture
import summary
import two_threads
from models import MODELS
from programs import INTERPRETERS, LOOP, ROOT, SANGDAM, ProgramFailed, programs

COMPILE = ["g++", "-O3", "-march=native", "-std=c++17"]
RESULTS = ROOT / "results"


def loudly(what: str) -> str:
    print(f"\nLEFT OUT: {what}\n", file=sys.stderr)
    return what


def absent(folder: pathlib.Path | None) -> list[str]:
    """What cannot take part, in words."""
    found = [loudly(f"{name}, because {path.relative_to(ROOT)} is not there")
             for name, path in INTERPRETERS.items() if not path.exists()]
    if folder is None:
        return found + [loudly("the hand-written loops and the controls' scripts: give PEERS=DIR")]
    return found + [loudly(f"{name}, because it is not in PEERS")
                    for name in ("limit.cpp", "simpy_mm1.py", "simpy_erlanga.py", "ciw_queue.py")
                    if not (folder / name).exists()]


def build_loop(folder: pathlib.Path | None) -> bool:
    """Compiles the hand-written loops; whether there are any."""
    LOOP.unlink(missing_ok=True)
    if folder is None or not (folder / "limit.cpp").exists():
        return False
    LOOP.parent.mkdir(parents=True, exist_ok=True)
    if subprocess.run([*COMPILE, "-o", LOOP, folder / "limit.cpp"], check=False).returncode:
        raise ProgramFailed("limit.cpp does not compile")
    return True


def empty_document(chosen: list) -> list[dict]:
    """The models with their programs, before the first run."""
    return [{"name": model.name, "title": model.title, "what": model.what,
             "figures": model.figures, "exact": model.exact,
             "programs": [{"name": program.name, "role": program.role, "target": program.target,
                           "unjudged": program.unjudged, "contacts": 0.0, "rates": [],
                           "figures": {}, "allocations": None}
                          for program in chosen if program.model is model]}
            for model in MODELS]


def note(program: dict, run) -> None:
    """Adds a run to a program's record."""
    done = len(program["rates"])
    program["contacts"] = (program["contacts"] * done + run.contacts) / (done + 1)
    program["rates"].append(run.rate)
    program["allocations"] = run.allocations
    for name, value in run.figures.items():
        program["figures"].setdefault(name, []).append(value)


class Measurement:
    """A warm-up and some rounds of every program. Who fails in the warm-up is left out."""

    def __init__(self, chosen: list, left_out: list[str]):
        self.models, self.left_out = empty_document(chosen), left_out
        records = {(model["name"], program["name"]): program
                   for model in self.models for program in model["programs"]}
        # Each program has seeds of its own, so that no two share their random numbers.
        self.turns = [(program, records[program.model.name, program.name], 1000 * place)
                      for place, program in enumerate(chosen, 1)]

    def round(self, index: int) -> None:
        """Every program once; every other round backwards, so that a drift hurts both sides."""
        fit = []
        for program, record, seed in self.turns if index % 2 == 0 else self.turns[::-1]:
            try:
                run = program.run(seed + index)
            except ProgramFailed as failure:
                if index > 0 or program.role == "ours":
                    raise
                self.left_out.append(loudly(str(failure)))
                continue
            note(record, run)
            fit.append((program, record, seed))
            print(f"round {index}  {program.model.name:13} {program.name:34}"
                  f"{page.speed(run.rate):>8}/s", file=sys.stderr, flush=True)
        if index == 0:
            self.turns = fit

    def result(self) -> list[dict]:
        """The models with the programs that ran."""
        for model in self.models:
            model["programs"] = [each for each in model["programs"] if each["rates"]]
        return self.models


def measure(folder: pathlib.Path | None, count: int) -> dict:
    """All that is measured, as it goes into the document."""
    left_out, has_loop = absent(folder), build_loop(folder)
    watch = machine.Watch()
    measurement = Measurement(programs(folder, has_loop), left_out)
    measurement.round(0)
    sized = two_threads.size(has_loop)
    for index in range(1, count + 1):
        measurement.round(index)
        sized["rounds"].append(two_threads.round_of(sized, index))
    return {"quiet": watch.others(), "left_out": left_out, "models": measurement.result(),
            "two_threads": sized}


def as_text(document: dict) -> str:
    """JSON with each list of numbers on one line."""
    text = json.dumps(document, indent=1, ensure_ascii=False)
    return re.sub(r"\[\s+([^\[\]{}\"]+?)\s+\]", lambda found: "[" + " ".join(
        found.group(1).split()) + "]", text) + "\n"


def pages(document: dict) -> dict:
    """Each file that is written, with its text: all of them follow from the document."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return {RESULTS / "peers.json": as_text(document),
            RESULTS / "virtual-time.md": page.page(document),
            RESULTS / "peers.svg": picture.picture(document),
            ROOT / "README.md": page.with_block(readme, page.number_block(document))}


def reasons_against(document: dict, anyway: bool) -> list[str]:
    """Why nothing should be written."""
    doubts = summary.verdict(document)["doubts"]
    others = document["quiet"]["others"]
    if others > machine.OTHERS_LIMIT and not anyway:
        doubts = doubts + [f"other processes took {others:.2f} of a core (--anyway writes it)"]
    return doubts


def options() -> argparse.Namespace:
    def rounds(text: str) -> int:
        if int(text) < 1:
            raise ValueError
        return int(text)

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", type=pathlib.Path, metavar="DIR", help="where the controls are")
    parser.add_argument("--runs", type=rounds, default=9, metavar="N",
                        help="rounds after the warm-up, 9 if not said")
    parser.add_argument("--anyway", action="store_true", help="also on a busy machine")
    parser.add_argument("--render", action="store_true",
                        help="measure nothing: write anew what follows from results/peers.json")
    chosen = parser.parse_args()
    if not chosen.render and not SANGDAM.exists():
        parser.error(f"there is no {SANGDAM.relative_to(ROOT)}: `make peers` builds it")
    if chosen.peers and not (chosen.peers / "virtual-time").is_dir():
        parser.error(f"there is no folder virtual-time in {chosen.peers}")
    return chosen


def main() -> int:
    chosen = options()
    if chosen.render:
        return write(json.loads((RESULTS / "peers.json").read_text(encoding="utf-8")))
    if not chosen.anyway and not machine.is_calm():
        print("the machine is busy: nothing was measured (--anyway does)", file=sys.stderr)
        return 3
    folder = chosen.peers.resolve() / "virtual-time" if chosen.peers else None
    command = "make peers" + (" PEERS=DIR" if folder else "") + f" RUNS={chosen.runs}" + (
        " ANYWAY=1" if chosen.anyway else "")
    document = {"command": command, "measured": machine.facts(), "rounds": chosen.runs}
    try:
        document |= measure(folder, chosen.runs)
    except ProgramFailed as failure:
        print(failure, file=sys.stderr)
        return 3
    print(page.page(document))
    against = reasons_against(document, chosen.anyway)
    for reason in against:
        print(f"NOT WRITTEN: {reason}", file=sys.stderr)
    for target in summary.missed(document):
        print(f"TARGET MISSED: {target}", file=sys.stderr)
    if against:
        return 3
    return write(document)


def write(document: dict) -> int:
    for path, text in pages(document).items():
        path.write_text(text, encoding="utf-8")
        print(f"written: {path.relative_to(ROOT)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
