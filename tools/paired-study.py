#!/usr/bin/env python3
"""Two ways to choose an agent on the same customers: tools/paired-study.py [--replications N]

Simulates scenarios/cross-border-shop.yaml at several loads with `longest-idle` and `best-match`
under common random numbers: day k of both has the same customers, with the same arrivals,
patience and effort. Writes the tables of docs/studies/match-against-longest-idle.md between its
marks. Each figure is a ratio of sums over all days; the difference of two ratios gets a jackknife
interval that leaves out the same day of both (paired), and beside it the one that independent
seeds would give (unpaired).
"""
import argparse, json, os, pathlib, platform, statistics, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCENARIO = "scenarios/cross-border-shop.yaml"
PAGE = ROOT / "docs/studies/match-against-longest-idle.md"
BEGIN, END = "<!-- figures: tools/paired-study.py -->", "<!-- end of figures -->"
BASE, OTHER = "longest-idle", "best-match"
LOADS = [0.9, 1.0, 1.1, 1.2]
WITHIN = 60
# The streams' arrivals in the scenario: key, number, what follows it.
ARRIVALS = [("korean-computers.arrivals.count", 960, ""),
            ("korean-clothing.arrivals.count", 720, ""),
            ("english-networks.arrivals.rate", 40, "/h"),
            ("japanese-clothing.arrivals.sine.mean", 30, "/h"),
            ("japanese-clothing.arrivals.sine.amplitude", 10, "/h"),
            ("japanese-computers.arrivals.rate", 45, "/h")]


# No loss by a mismatch, stream by stream.
FREE = [f"demand.{stream}.mismatch={{effort: 1, unresolved: 0%, returns-after: 2h}}"
        for stream in ("korean-computers", "korean-clothing", "english-networks",
                       "japanese-clothing", "japanese-computers")]


def within(day):
    return next(level["counts"] for level in day["answered_within"] if level["within"] == WITHIN)


def entered(day):
    return [o - b for o, b in zip(day["offered"], day["blocked"])]


# name, part and whole of the ratio, unit: its factor, decimals, sign of what is better
FIGURES = [
    ("match score", lambda d: d["score"], lambda d: d["answered"], ("", 1, 4), +1),
    ("match value", lambda d: d["score"], lambda d: d["offered"], ("", 1, 4), +1),
    ("unresolved", lambda d: d["unresolved"], lambda d: d["answered"], (" %", 100, 3), -1),
    ("mean wait", lambda d: d["wait_seconds"], entered, (" s", 1, 2), -1),
    ("answered within 1m", within, lambda d: d["offered"], (" %", 100, 2), +1),
    ("share abandoned", lambda d: d["abandoned"], lambda d: d["offered"], (" %", 100, 2), -1),
]


def simulate(program, policy, load, replications, overrides=()):
    """The result document."""
    command = [str(program), "simulate", SCENARIO, "--json", "--replications", str(replications),
               "--set", f"routing.choose-agent={policy}"]
    for key, number, unit in ARRIVALS:
        value = round(number * load, 6)
        command += ["--set", f"demand.{key}={value:g}{unit}"]
    for override in overrides:
        command += ["--set", override]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if run.returncode not in (0, 1, 4):
        sys.exit(f"{' '.join(command)}: exit code {run.returncode}\n{run.stderr}")
    return json.loads(run.stdout)


def student(degrees):
    """The 97.5 % quantile of t; Cornish and Fisher's expansion, exact to 1e-5 from 30 degrees on."""
    z = statistics.NormalDist().inv_cdf(0.975)
    return (z + (z**3 + z) / (4 * degrees) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2)
            + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * degrees**3))


def leaving_out(parts, wholes):
    """The ratio of sums, and the same without each day in turn."""
    part, whole = sum(parts), sum(wholes)
    return part / whole, [(part - p) / (whole - w) for p, w in zip(parts, wholes)]


def variance(estimates):
    """The jackknife's."""
    mean = statistics.fmean(estimates)
    n = len(estimates)
    return (n - 1) / n * sum((e - mean) ** 2 for e in estimates)


def compare(base, other, part, whole):
    """Both ratios, their difference, half widths paired and unpaired, variance ratio."""
    a, without_a = leaving_out(part(base), whole(base))
    b, without_b = leaving_out(part(other), whole(other))
    paired = variance([y - x for x, y in zip(without_a, without_b)])
    unpaired = variance(without_a) + variance(without_b)
    t = student(len(without_a) - 1)
    return a, b, b - a, t * paired**0.5, t * unpaired**0.5, unpaired / paired


def table(base, other):
    lines = [f"| | {BASE} | {OTHER} | difference | paired | unpaired | variance ratio |",
             "|---|---|---|---|---|---|---|"]
    for name, part, whole, (unit, factor, decimals), better in FIGURES:
        if sum(part(base)) == sum(part(other)) == 0:
            continue
        a, b, difference, paired, unpaired, ratio = compare(base, other, part, whole)
        show = lambda value: f"{value * factor:.{decimals}f}{unit}"
        points = " points" if unit == " %" else unit
        change = lambda value: f"{value * factor:+.{decimals}f}{points}"
        word = "undecided"
        if abs(difference) > paired:
            word = "better" if difference * better > 0 else "worse"
        lines.append(
            f"| {name} | {show(a)} | {show(b)} | {change(difference)}, {word} "
            f"| ± {paired * factor:.{decimals}f} | ± {unpaired * factor:.{decimals}f} "
            f"| {ratio:.1f} |")
    return lines


def shares(base, other):
    """Who has how much to do."""
    show = lambda figures, key: f"{figures[key]['mean'] * 100:.1f} %"
    lines = [f"| places taken | {BASE} | {OTHER} |", "|---|---|---|"]
    for group, figures in base["by_agents"].items():
        lines.append(f"| {group} | {show(figures, 'slot_load')} "
                     f"| {show(other['by_agents'][group], 'slot_load')} |")
    return lines


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo")
                  if line.startswith("model name")), platform.processor())
    return f"{model}, {os.cpu_count()} cores"


def commit():
    run = subprocess.run(["git", "describe", "--always", "--dirty", "--abbrev=10"], cwd=ROOT,
                         capture_output=True, text=True)
    return run.stdout.strip() or "not from a clone"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build/release/sangdam")
    parser.add_argument("--replications", type=int, default=400)
    options = parser.parse_args()
    if options.replications < 32:
        sys.exit("fewer than 32 days say little about a variance")
    lines = [f"`tools/paired-study.py --replications {options.replications}`, commit {commit()}, "
             f"{machine()}, seed 1."]
    cases = [(load, "as it is" if load == 1 else f"{(load - 1) * 100:+.0f} %", ())
             for load in LOADS]
    cases.append((1.0, "as it is, where a mismatch costs nothing", FREE))
    for load, title, overrides in cases:
        base, other = (simulate(options.program, policy, load, options.replications, overrides)
                       for policy in (BASE, OTHER))
        offered = base["metrics"]["offered"]["mean"]
        lines += ["", f"### Demand {title}: {offered:,.0f} customers a day", ""]
        lines += table(base["by_replication"], other["by_replication"])
        if load == 1 and not overrides:
            lines += [""] + shares(base, other)
    figures = "\n".join(lines)
    text = PAGE.read_text()
    head, rest = text.split(BEGIN)
    tail = rest.split(END)[1]
    PAGE.write_text(f"{head}{BEGIN}\n{figures}\n{END}{tail}")
    print(figures)


if __name__ == "__main__":
    main()
