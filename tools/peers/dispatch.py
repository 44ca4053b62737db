#!/usr/bin/env python3
"""Measures dispatch: tools/peers/dispatch.py [--peers DIR] [--runs N] [--anyway]

All in turn, medians of N rounds: the closed loop on one thread at four sizes and two loads beside
the C++ controls of DIR/dispatch (SingleWriter, ListMutex), two threads with locations of their own
or shared, growth from 100 to 100,000 agents, the tails of an open loop on four threads, and a
thread that is stopped a thousand times. The last three, and all of it without DIR, are held
against the controls of Benchmarks/DispatchDriver. Writes results/dispatch.md. Exit codes: 0
written, 2 wrong usage, 3 a program failed, or the machine was not quiet.
"""
from __future__ import annotations

import argparse
import pathlib
import statistics
import subprocess
import sys

import machine
from programs import ROOT

RUNS = ROOT / "Benchmarks" / ".build" / "release" / "dispatch-runs"
CONTROL = ROOT / ".build" / "peers" / "dispatch-control"
STEPS = 3_000_000
# Agents, classes per dimension, customers in the system per place; room of a line.
CASES = [(1000, 4, 0.5, 256), (1000, 16, 0.5, 256), (10000, 4, 0.5, 256), (10000, 16, 0.5, 256),
         (1000, 4, 1.3, 512), (1000, 16, 1.3, 256), (10000, 4, 1.3, 1024), (10000, 16, 1.3, 256)]
# A main function of its own around the control's header: one engine, one case, one line a run.
WRAPPER = """
#define main whole_program
#include "bench_dispatch.cpp"
#undef main
template<class E> int go(const Topo&t,int n,double busy,bool affine){
  R r=run<E>(t,n,busy,affine,false);
  printf("dispatches %zu cpu %.3f wall %.3f\\n",r.matches,r.cpuns/r.matches,r.wallns/r.matches);
  return 0;}
int main(int,char**v){std::string e=v[1];Topo t(atoi(v[2]),atoi(v[3]));OPS=atoll(v[7]);
  double busy=atof(v[4]);int n=atoi(v[5]);bool affine=atoi(v[6]);
  return e=="SingleWriter"?go<SingleWriter>(t,n,busy,affine):go<ListMutex>(t,n,busy,affine);}
"""


class Failed(Exception):
    """A program that did not do what was asked."""


def words(command: list) -> list[str]:
    """What a command prints, as words."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode or not done.stdout.strip():
        raise Failed(f"{command[0]}: {done.stderr.strip()[-300:]}")
    return done.stdout.split()


def facts_of(line: list[str]) -> dict[str, float]:
    """`name value name value …` as a dictionary."""
    return {name: float(value) for name, value in zip(line[::2], line[1::2])}


def ours(**options) -> dict[str, float]:
    """A run of our own loop."""
    command: list = [RUNS]
    for name, value in options.items():
        command += ["--" + name.replace("_", "-"), value]
    return facts_of(words(command))


def control(engine: str, agents: int, side: int, load: float, threads: int = 1,
            affine: bool = False) -> dict[str, float]:
    """A run of a C++ control."""
    return facts_of(words([CONTROL, engine, agents, side ** 3, load, threads, int(affine), STEPS]))


def median(values: list[float]) -> float:
    return statistics.median(values)


def spread(values: list[float]) -> str:
    return f"{min(values):.0f}–{max(values):.0f}"


def one_thread(rounds: int, peers: bool) -> list[str]:
    """The table of the closed loop on one thread."""
    engines = (["SingleWriter", "ListMutex"] if peers else []) + ["core", "plain", "lock in Swift"]
    seen: dict = {case: {engine: [] for engine in engines} for case in CASES}
    for round_ in range(rounds):
        for case in CASES:
            agents, side, load, room = case
            same = {"agents": agents, "side": side, "load": load, "steps": STEPS,
                    "line_capacity": room}
            for engine in engines if round_ % 2 == 0 else engines[::-1]:
                if engine in ("SingleWriter", "ListMutex"):
                    run = control(engine, agents, side, load)
                else:
                    name = {"core": "atomic", "plain": "plain", "lock in Swift": "list-mutex"}
                    run = ours(engine=name[engine], **same)
                    if run["turned-away"] > 0:
                        raise Failed(f"{case}: {run['turned-away']} found a line full")
                seen[case][engine].append(run["cpu"])
    lines = ["| agents/classes, load | " + " | ".join(engines) + " | core ÷ SingleWriter | to "
             "reach | core ÷ ListMutex | to reach |", "|---" * (len(engines) + 5) + "|"]
    for case, engines_seen in seen.items():
        agents, side, load, _ = case
        cells = [f"{median(v):.0f} ({spread(v)})" for v in engines_seen.values()]
        ratios = ["–", "–"]
        if peers:
            ratios = [f"**{median([a / b for a, b in zip(engines_seen['core'], engines_seen[e])]):.2f}**"
                      for e in ("SingleWriter", "ListMutex")]
        goal = ("1.5", "") if load < 1 else ("2", "below 1")
        lines.append(f"| {agents:,}/{side ** 3:,}, {load} | " + " | ".join(cells)
                     + f" | {ratios[0]} | {goal[0]} | {ratios[1]} | {goal[1]} |")
    return lines


def even(**options) -> float | None:
    """The wall time of a run in which both threads ran: of one that waits for the other's core the
    customers find the lines full, and then the run is played again. None = five times in vain."""
    for _ in range(5):
        run = ours(**options)
        if run["turned-away"] <= 0.01 * run["dispatches"]:
            return run["wall"]
    return None


def threads(rounds: int) -> list[str]:
    """Two threads, with locations of their own or shared, on the wall clock."""
    lines = ["| agents/classes, load | one thread, ns | two, own locations | speed-up | two, shared |"
             " two with the lock in Swift | lock ÷ core |", "|---" * 7 + "|"]
    for agents, side, load, room in CASES:
        same = {"agents": agents, "side": side, "load": load, "steps": STEPS, "line_capacity": room}
        one, affine, shared, lock = [], [], [], []
        for _ in range(rounds):
            one.append(ours(**same)["wall"])
            affine.append(ours(threads=2, spread="affine", **same)["wall"])
            shared.append(even(threads=2, **same))
            # The lock in our own loop: of the control's two threads one comes to bring customers and
            # the other to end chats, until the first has no chats left and brings ever more.
            lock.append(even(engine="list-mutex", threads=2, **same))
        gain = median([a / b for a, b in zip(one, affine)])
        if None in shared + lock:
            lines.append(f"| {agents:,}/{side ** 3:,}, {load} | {median(one):.0f} | "
                         f"{median(affine):.0f} | **{gain:.2f}** | not valid: of the two threads one "
                         f"was kept from running, five times | – | – |")
            continue
        lines.append(f"| {agents:,}/{side ** 3:,}, {load} | {median(one):.0f} | {median(affine):.0f} |"
                     f" **{gain:.2f}** | {median(shared):.0f} | {median(lock):.0f} |"
                     f" **{median([a / b for a, b in zip(lock, shared)]):.2f}** |")
    return lines


def growth(rounds: int, peers: bool) -> list[str]:
    """From 100 to 100,000 agents: in 100 groups of like agents, then each with skills of his own."""
    sizes = [100, 1000, 10_000, 100_000]
    policies = [("random", "any"), ("best-match", "any"), ("longest-idle", "longest-idle")]
    lines = ["| agents | policy | " + " | ".join(f"{size:,}" for size in sizes)
             + " | last ÷ first |", "|---" * (len(sizes) + 3) + "|"]

    def row(agents: str, policy: str, cost) -> None:
        costs = [median([cost(size) for _ in range(rounds)]) for size in sizes]
        lines.append(f"| {agents} | {policy} | " + " | ".join(f"{one:.0f}" for one in costs)
                     + f" | **{costs[-1] / costs[0]:.1f}** |")

    for likes, name in ((lambda size: size // 100, "in 100 groups"), (lambda size: 1, "all unlike")):
        for choice, ties in policies:
            row(name, f"`{choice}`, ties `{ties}`", lambda size: ours(
                agents=size, side=4, load=0.5, choice=choice, ties=ties, like_agents=likes(size),
                steps=100_000 if choice == "longest-idle" and likes(size) == 1 and size >= 1e4
                else STEPS, line_capacity=256)["cpu"])
    if peers:
        row("all unlike", "`SingleWriter`, best match", lambda size: control(
            "SingleWriter", size, 4, 0.5)["cpu"])
    return lines


def tails(rounds: int) -> list[str]:
    """Four threads on an open schedule, at shares of what a lock can do at all."""
    same = {"agents": 1000, "side": 4, "load": 0.5, "threads": 4, "line_capacity": 256}
    lines = ["| steps a second | engine | p50 | p99 | p99.9 | p99.99 | most |", "|---" * 7 + "|"]
    fastest = {engine: median([1e9 / ours(engine=engine, steps=STEPS, **same)["wall"]
                               for _ in range(rounds)]) * 2 for engine in ("atomic", "list-mutex")}
    for share in (0.5, 0.8):
        rate = fastest["list-mutex"] * share
        for engine, name in (("atomic", "core"), ("list-mutex", "lock"), ("nothing", "the loop alone")):
            runs = [ours(engine=engine, loop="open", rate=rate, seconds=2, **same)
                    for _ in range(rounds)]
            cells = [median([run[p] for run in runs]) / 1000
                     for p in ("p50", "p99", "p99.9", "p99.99", "max")]
            lines.append(f"| {rate / 1e6:.2f} M ({share:.0%} of the lock's) | {name} | "
                         + " | ".join(f"{cell:,.1f}" for cell in cells) + " |")
    lines.append("")
    lines.append(f"At full tilt on four threads: core {fastest['atomic'] / 1e6:.2f} M steps/s, "
                 f"lock {fastest['list-mutex'] / 1e6:.2f} M. Microseconds from the planned instant.")
    return lines


def stopped(rounds: int) -> list[str]:
    """Two threads and a third that is stopped in the middle of its calls."""
    same = {"agents": 1000, "side": 4, "load": 0.5, "threads": 2, "loop": "stopped",
            "line_capacity": 256}
    lines = ["| engine | steps/s of the others | while one is stopped 1,000 times | ratio | lost |",
             "|---|---|---|---|---|"]
    for engine, name in (("atomic", "core"), ("list-mutex", "lock")):
        calm, rough, lost = [], [], 0
        for _ in range(rounds):
            calm.append(ours(engine=engine, stops=0, **same))
            rough.append(ours(engine=engine, stops=1000, **same))
            lost += int(calm[-1]["lost"] + rough[-1]["lost"])
        ratio = median([b["steps/s"] / a["steps/s"] for a, b in zip(calm, rough)])
        lines.append(f"| {name} | {median([r['steps/s'] for r in calm]) / 1e6:.2f} M |"
                     f" {median([r['steps/s'] for r in rough]) / 1e6:.2f} M | **{ratio:.2f}** |"
                     f" {lost} |")
    return lines


def build(folder: pathlib.Path | None) -> bool:
    """Builds our loops and the C++ controls; whether there are controls."""
    subprocess.run(["swift", "build", "-c", "release", "--package-path", ROOT / "Benchmarks",
                    "--product", "dispatch-runs"], check=True, stdout=sys.stderr)
    source = folder / "dispatch" / "bench_dispatch.cpp" if folder else None
    if source is None or not source.exists():
        print("\nLEFT OUT: the C++ controls: give --peers DIR with dispatch/ in it\n",
              file=sys.stderr)
        return False
    CONTROL.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["g++", "-O3", "-march=native", "-std=c++17", "-pthread", "-w", "-x", "c++", "-",
                    f"-I{source.parent}", "-o", CONTROL], input=WRAPPER, text=True, check=True)
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--anyway", action="store_true")
    given = parser.parse_args()
    peers = build(given.peers)
    if not given.anyway and not machine.is_calm():
        print("the machine is not quiet", file=sys.stderr)
        return 3
    watch = machine.Watch()
    facts = machine.facts()
    try:
        parts = [("One thread, processor time of a dispatch", one_thread(given.runs, peers)),
                 ("Two threads, wall time of a dispatch", threads(given.runs)),
                 ("Growth, processor time of a dispatch", growth(3, peers)),
                 ("Tails of an open schedule", tails(3)),
                 ("A thread that is stopped", stopped(3))]
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 3
    compilers = (f"Swift {facts['versions'].get('Swift')}, "
                           f"g++ {facts['versions'].get('g++')}")
    machine.write_page("dispatch", parts, given.runs, facts, compilers, watch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
