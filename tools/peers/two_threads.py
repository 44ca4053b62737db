"""What a second thread is worth, beside what the machine gives to a second process.

In each round four runs in turn: R replications of `skills` on one thread and the same R on two;
one copy of `limit sbr` and two copies side by side. Ours gains t(one) ÷ t(two); the machine gives
2 × t(one copy) ÷ t(two copies). Each run takes four seconds or more, so that starting and ending
count for little.
"""
from __future__ import annotations

import json
import math
import statistics
import subprocess
import time

from programs import LOOP, ROOT, SANGDAM, ProgramFailed

SCENARIO = ROOT / "Benchmarks/scenarios/skills.yaml"
# A quarter above the four seconds, for a machine that is faster later.
SECONDS = 5.0
TARGET = 0.9


def ours(threads: int, replications: int, seed: int) -> float:
    """Seconds that the simulation takes."""
    command = [SANGDAM, "simulate", SCENARIO, "--json", "--threads", threads,
               "--replications", replications, "--seed", seed]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode:
        raise ProgramFailed(f"sangdam on two threads: exit {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)["engine"]["elapsed_s"]


def copies(count: int, contacts: int, seed: int) -> float:
    """Wall seconds of so many copies of the loop side by side."""
    begin = time.perf_counter()
    running = [subprocess.Popen([LOOP, "sbr", str(contacts), str(seed + copy)],
                                stdout=subprocess.DEVNULL) for copy in range(count)]
    if any([process.wait() for process in running]):
        raise ProgramFailed("limit sbr failed beside a copy of itself")
    return time.perf_counter() - begin


def size(loop: bool) -> dict:
    """How much work makes runs of four seconds; trying it out is the warm-up."""
    replications = 2 * math.ceil(4 * SECONDS / ours(2, 8, 1))
    sample = 8_000_000
    contacts = math.ceil(SECONDS / copies(1, sample, 1) * sample / 1e6) * 1_000_000 if loop else 0
    return {"replications": replications, "copy_contacts": contacts, "rounds": []}


def round_of(sized: dict, index: int) -> dict:
    """One round; every other one goes backwards, so that a drift falls on both sides."""
    replications, contacts, seed = sized["replications"], sized["copy_contacts"], 100 + 2 * index
    runs = [("one", lambda: ours(1, replications, seed)),
            ("two", lambda: ours(2, replications, seed))]
    if contacts:
        runs += [("two_copies", lambda: copies(2, contacts, seed)),
                 ("one_copy", lambda: copies(1, contacts, seed))]
    return {name: run() for name, run in (runs if index % 2 else reversed(runs))}


def gains(sized: dict) -> dict:
    """By round: what two threads gain, what two copies gain, and the first by the second."""
    threads = [times["one"] / times["two"] for times in sized["rounds"]]
    if not sized["copy_contacts"]:
        return {"threads": threads}
    beside = [2 * times["one_copy"] / times["two_copies"] for times in sized["rounds"]]
    return {"threads": threads, "copies": beside,
            "ratio": [mine / theirs for mine, theirs in zip(threads, beside)]}


def median_ratio(sized: dict) -> float | None:
    """The median over the rounds of the first by the second; None without the control."""
    found = gains(sized).get("ratio")
    return statistics.median(found) if found else None
