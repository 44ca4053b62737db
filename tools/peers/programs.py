"""The programs that are measured: how each is called, and how its output is read.

A program simulates one model once and says how many contacts that were, how many in a second of
the simulation alone (without start and reading), and the model's figures. Roles: `ours`; `loop`,
the hand-written event loop of DIR; `library`, SimPy and Ciw by the models in this folder;
`control`, SimPy and Ciw by the scripts of DIR.
"""
from __future__ import annotations

import dataclasses
import json
import pathlib
import re
import subprocess
from typing import Callable

from models import ABANDONMENT, DELAYED, MODELS, WAIT, Model

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HERE = pathlib.Path(__file__).resolve().parent
SANGDAM = ROOT / ".build/release/sangdam"
LOOP = ROOT / ".build/peers/limit"
INTERPRETERS = {"CPython": ROOT / ".venv/bin/python", "PyPy": ROOT / ".venv-pypy/bin/python"}
# Replications of Sangdam in a run, each about two million contacts; the loop runs as many.
REPLICATIONS = 4
LOOP_CONTACTS = 8_000_000
# Contacts of a run, so that it takes two or three seconds: a just-in-time compiler needs more.
CONTACTS = {("SimPy", "CPython"): 200_000, ("SimPy", "PyPy"): 300_000,
            ("Ciw", "CPython"): 60_000, ("Ciw", "PyPy"): 240_000}
QUICK_CONTACTS = {("SimPy", "PyPy", "mm1"): 1_500_000, ("Ciw", "PyPy", "mm1"): 400_000}
# How many times as fast as the library under CPython Sangdam has to be, on Erlang A.
TARGETS = {"SimPy": 40, "Ciw": 150}
# Which models a script of DIR knows, by the arguments that ask for them.
CONTROLS = {("SimPy", "mm1"): ["simpy_mm1.py"], ("SimPy", "erlang-a"): ["simpy_erlanga.py"],
            ("Ciw", "mm1"): ["ciw_queue.py", "mm1"], ("Ciw", "erlang-a"): ["ciw_queue.py", "ea"]}
# A loop with another rule is timed and shown, but its figures are not judged.
OTHER_RULE = {"skills-chats": "among agents with as many chats it counts from the last chat begun "
                              "or ended, the others from the last begun"}


class ProgramFailed(Exception):
    """A program did not run, or said what cannot be read."""


@dataclasses.dataclass(frozen=True)
class Run:
    """What one run of a program said."""

    contacts: int
    rate: float
    figures: dict
    allocations: float | None = None


@dataclasses.dataclass(frozen=True)
class Program:
    """One program on one model."""

    name: str
    role: str
    model: Model
    # Its command, without the seed and what follows it.
    command: list
    read: Callable
    # How many times as fast as it Sangdam has to be; None where nothing is asked.
    target: float | None = None
    # Why its figures are not held against the others', None if they are.
    unjudged: str | None = None

    def run(self, seed: int) -> Run:
        """Runs it once to the end."""
        done = subprocess.run(
            [*map(str, self.command), str(seed)], capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
            # What failed is written into the results: no folder of this machine belongs there.
            last = re.sub(r"/\S*/", "", last)
            raise ProgramFailed(f"{self.name} on {self.model.name}: exit {done.returncode}: {last}")
        try:
            return self.read(done.stdout, self.model)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise ProgramFailed(f"{self.name} on {self.model.name}: unreadable: {error}") from error


def read_document(text: str, model: Model) -> Run:
    """Sangdam's result document."""
    document = json.loads(text)
    metrics, engine = document["metrics"], document["engine"]
    figures = {WAIT: metrics["wait"]["mean"]["mean"] / model.effort,
               ABANDONMENT: metrics["abandonment"]["mean"], DELAYED: metrics["delayed"]["mean"]}
    return Run(engine["contacts"], engine["contacts_per_second"],
               {name: figures[name] for name in model.figures},
               (engine.get("allocator") or {}).get("allocations_per_contact"))


def read_line(text: str, model: Model) -> Run:
    """A control's line `… N=… cust/s=… Pab=… Pwait=… EW=…`, or with `meanT=…`, the time in the
    system: its mean less the mean effort is the mean wait where nobody leaves."""
    said = dict(re.findall(r"(\S+?)=([\d.,]+M?)", text))
    rate = said["cust/s"].replace(",", "")
    rate = float(rate[:-1]) * 1e6 if rate.endswith("M") else float(rate)
    wait = said.get("EW", said.get("E[W]min"))
    found = {WAIT: float(wait) if wait else float(said["meanT"]) - 1,
             ABANDONMENT: float(said.get("Pab", "nan")), DELAYED: float(said.get("Pwait", "nan"))}
    return Run(int(said["N"]), rate, {
        name: found[name] for name in model.figures if found[name] == found[name]})


def read_json(text: str, model: Model) -> Run:
    """The line of JSON of a model in this folder."""
    said = json.loads(text)
    return Run(said["contacts"], said["contacts"] / said["seconds"],
               {name: said[name] for name in model.figures})


def python_programs(model: Model, controls: pathlib.Path | None) -> list[Program]:
    """SimPy and Ciw on a model, by this folder's models and by the scripts of `controls`."""
    found = []
    for library in ("SimPy", "Ciw"):
        for interpreter, path in INTERPRETERS.items():
            size = CONTACTS[library, interpreter]
            size = str(QUICK_CONTACTS.get((library, interpreter, model.name), size))
            asked = model.name == "erlang-a" and interpreter == "CPython"
            target = TARGETS[library] if asked else None
            name = f"{library}, {interpreter}"
            script = HERE / f"{library.lower()}_models.py"
            if library == "SimPy" or (library, model.name) in CONTROLS:
                found.append(Program(name, "library", model, [path, script, model.name, size],
                                     read_json, target))
            control = CONTROLS.get((library, model.name))
            if controls and control and (controls / control[0]).exists():
                command = [path, controls / control[0], *control[1:], size]
                found.append(Program(f"{name} (`{control[0]}`)", "control", model, command,
                                     read_line, target))
    return found


def programs(controls: pathlib.Path | None, loop: bool) -> list[Program]:
    """Every program on every model, in the order of a round."""
    found = []
    for model in MODELS:
        scenario = ROOT / f"Benchmarks/scenarios/{model.name}.yaml"
        found.append(Program(
            "Sangdam", "ours", model,
            [SANGDAM, "simulate", scenario, "--json", "--threads", "1",
             "--replications", REPLICATIONS, "--seed"], read_document))
        if loop:
            found.append(Program(
                f"`limit {model.mode}`", "loop", model, [LOOP, model.mode, LOOP_CONTACTS],
                read_line, model.target, OTHER_RULE.get(model.name)))
        found += python_programs(model, controls)
    return [program for program in found if pathlib.Path(program.command[0]).exists()]
