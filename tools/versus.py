#!/usr/bin/env python3
"""Virtual time against controls, in the same minutes: tools/versus.py [--peers DIR] [--runs N]

Runs the scenarios of Benchmarks/scenarios and hand-written event loops of the same models in
turn, one thread each, and writes medians, ratios and their spread to results/virtual-time.md.
DIR holds the controls (`virtual-time/limit.cpp`, `simpy_erlanga.py`, `ciw_queue.py`); what is
missing is said loudly and left out. SimPy and Ciw come from PyPI into .venv.
"""
import argparse, json, os, pathlib, platform, re, statistics, subprocess, sys, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = ROOT / ".build/release/sangdam"
CUSTOMERS = 2_000_000
# scenario, mode of the control, ratio to reach
MODELS = [("mm1", "mm1h", 0.35), ("erlang-a", "eai", 0.5), ("skills", "sbr", 0.65),
          ("skills-chats", "sbrc", 0.5)]


def engine(scenario, *options):
    """The engine part of a simulation's result."""
    command = [BINARY, "simulate", ROOT / f"Benchmarks/scenarios/{scenario}.yaml", "--json", *options]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode not in (0, 1, 4):
        sys.exit(f"{scenario}: exit code {run.returncode}: {run.stderr}")
    return json.loads(run.stdout)["engine"]


def control(limit, mode, seed):
    """Customers per second of the hand-written loop."""
    out = subprocess.run([limit, mode, str(CUSTOMERS), str(seed)], capture_output=True, text=True)
    return float(re.search(r"cust/s=([0-9.]+)M", out.stdout).group(1)) * 1e6


def side_by_side(commands):
    """Wall seconds of several commands at once."""
    begin = time.perf_counter()
    running = [subprocess.Popen(c, stdout=subprocess.DEVNULL) for c in commands]
    for process in running:
        process.wait()
    return time.perf_counter() - begin


def spread(values):
    return f"{min(values):.2f}–{max(values):.2f}"


def against_limit(limit, runs, lines):
    lines += ["## Against hand-written loops, one thread", "",
              "| scenario | contacts/s | control | contacts/s | ratio of medians | pairs | to reach | allocations a contact |",
              "|---|---|---|---|---|---|---|---|"]
    for scenario, mode, target in MODELS:
        ours, theirs, allocations = [], [], 0
        for seed in range(1, runs + 1):
            facts = engine(scenario, "--threads", "1", "--seed", str(seed))
            ours.append(facts["contacts_per_second"])
            allocations = facts.get("allocator", {}).get("allocations_per_contact")
            theirs.append(control(limit, mode, seed))
        ratio = statistics.median(ours) / statistics.median(theirs)
        pairs = [a / b for a, b in zip(ours, theirs)]
        lines.append(
            f"| {scenario} | {statistics.median(ours) / 1e6:.2f} M | `limit {mode}` | "
            f"{statistics.median(theirs) / 1e6:.2f} M | **{ratio:.2f}** | {spread(pairs)} | "
            f"{target} | {'–' if allocations is None else format(allocations, '.4f')} |")
        print(lines[-1], flush=True)


def two_threads(limit, runs, lines):
    ours, theirs = [], []
    for seed in range(1, runs + 1):
        one = engine("skills", "--threads", "1", "--replications", "8", "--seed", str(seed))["elapsed_s"]
        two = engine("skills", "--threads", "2", "--replications", "8", "--seed", str(seed))["elapsed_s"]
        ours.append(one / two)
        copy = [limit, "sbr", str(4 * CUSTOMERS), str(seed)]
        theirs.append(2 * side_by_side([copy]) / side_by_side([copy, copy]))
    gain, copies = statistics.median(ours), statistics.median(theirs)
    lines += ["", "## Two threads", "",
              f"Eight replications of `skills` run {gain:.2f} times as fast on two threads as on one; "
              f"two copies of `limit sbr` do {copies:.2f} times the work of one. "
              f"Ratio **{gain / copies:.2f}** (to reach: 0.9)."]
    print(lines[-1], flush=True)


def against_python(peers, runs, lines):
    python = ROOT / ".venv/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", ROOT / ".venv"], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "simpy", "ciw"], check=True)
    lines += ["", "## Against what planners use, Erlang A with 100 agents", "",
              "| program | contacts/s | ours ÷ theirs | to reach |", "|---|---|---|---|"]
    for name, arguments, target in [
            ("SimPy", ["simpy_erlanga.py", "200000"], 40), ("Ciw", ["ciw_queue.py", "ea", "100000"], 150)]:
        ours, theirs = [], []
        for seed in range(1, runs + 1):
            ours.append(engine("erlang-a", "--threads", "1", "--seed", str(seed))["contacts_per_second"])
            out = subprocess.run(
                [python, peers / arguments[0], *arguments[1:], str(seed)], capture_output=True, text=True)
            theirs.append(float(re.search(r"cust/s=([0-9,.]+)", out.stdout).group(1).replace(",", "")))
        ratio = statistics.median(ours) / statistics.median(theirs)
        lines.append(f"| {name} | {statistics.median(theirs):,.0f} | **{ratio:.0f}** | {target} |")
        print(lines[-1], flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--peers", default=os.environ.get("PEERS", ""))
    options.add_argument("--runs", type=int, default=5)
    options = options.parse_args()
    peers = pathlib.Path(options.peers) / "virtual-time" if options.peers else None
    if not peers or not (peers / "limit.cpp").exists():
        sys.exit("NO CONTROLS: give --peers DIR or PEERS=DIR; without them there is nothing to compare.")
    limit = ROOT / ".build/peers/limit"
    limit.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["g++", "-O3", "-march=native", "-std=c++17", "-o", limit, peers / "limit.cpp"], check=True)
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    lines = ["# Virtual time against controls", "",
             f"`make versus PEERS=…`, {options.runs} runs each in turn, medians; "
             f"{time.strftime('%Y-%m-%d')}, commit {commit.stdout.strip()}, "
             f"{cpu.group(1) if cpu else platform.machine()}, {os.cpu_count()} cores. "
             "Only ratios count: both sides ran in the same minutes.", ""]
    against_limit(limit, options.runs, lines)
    two_threads(limit, options.runs + 2, lines)
    against_python(peers, min(options.runs, 3), lines)
    (ROOT / "results/virtual-time.md").write_text("\n".join(lines) + "\n")
    print("written: results/virtual-time.md")


main()
