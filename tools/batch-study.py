#!/usr/bin/env python3
"""What matching in batches gains and costs: tools/batch-study.py [--seeds N]

Simulates scenarios/cross-border-shop.yaml as it is, busier, and a hundredfold, and a centre of many
kinds with 60 customers a second, with `match-window` 0 to 250 ms under common random numbers: one
seed has the same customers in all. Writes the tables of docs/studies/batches-by-match.md between
its marks. Means and scores are sums over sums with a jackknife interval over seeds, paired; the
99th percentile is that of a run's days together, its mean over seeds with Student's interval.
"""
import argparse, importlib.util, json, pathlib, random, statistics, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/studies/batches-by-match.md"
BEGIN, END = "<!-- figures: tools/batch-study.py -->", "<!-- end of figures -->"
SCENARIO = "scenarios/cross-border-shop.yaml"
WINDOWS = [10, 25, 50, 100, 250]
STAFF = {"seoul-computers": [11, 11, 10, 9, 6, 5], "seoul-clothing": [9, 9, 8, 7, 5, 4],
         "seoul-languages": [9, 9, 10, 10, 9, 8]}

specification = importlib.util.spec_from_file_location("paired", ROOT / "tools/paired-study.py")
paired = importlib.util.module_from_spec(specification)
specification.loader.exec_module(paired)

# Rules of a run: name, what is set under `routing`.
AT_ONCE = [("longest-idle", ["choose-agent=longest-idle", "choose-customer=oldest"]),
           ("best-match", ["choose-agent=best-match", "choose-customer=oldest"]),
           ("best-match, customers too", ["choose-agent=best-match", "choose-customer=best-match"])]
AGED = ["choose-agent=best-match", "ageing=1"]

# Name, part and whole of the ratio (None: the percentile), factor, decimals, unit.
FIGURES = [("mean wait", lambda d: d["wait_seconds"], paired.entered, 3, " s"),
           ("wait, 99 % within", None, None, 2, " s"),
           ("match score", lambda d: d["score"], lambda d: d["answered"], 4, ""),
           ("match value", lambda d: d["score"], lambda d: d["offered"], 4, "")]


def shop(load, scale=1, staff=1):
    """Overrides of the shop: so many times the customers, and the agents."""
    sets = [f"demand.{key}={round(number * load * scale, 6):g}{unit}"
            for key, number, unit in paired.ARRIVALS]
    if scale > 1:
        for group, counts in STAFF.items():
            more = ",".join(str(round(count * scale * staff)) for count in counts)
            sets.append(f"agents.{group}.staff.counts=[{more}]")
        sets.append(f"agents.osaka.count={round(8 * scale * staff)}")
    return sets


def kinds():
    """A centre of 12 kinds of customers and 12 groups of 50, who know each kind more or less."""
    draw = random.Random(7)
    lines = ["sangdam: 1", "name: many-kinds", "length: 10m", "warmup: 1m", "demand:"]
    for kind in range(12):
        lines.append(
            f'  - {{name: kind-{kind:02}, code: {{language: ko, document: "43{kind + 10}1500"}}, '
            "arrivals: {rate: 5/s}, effort: {exponential: {mean: 10s}}, "
            "patience: {exponential: {mean: 30s}}}")
    lines.append("agents:")
    for group in range(12):
        known = ", ".join(f'"43{kind + 10}": {draw.randint(3, 10) / 10}' for kind in range(12))
        lines.append(f"  - {{name: group-{group:02}, count: 50, languages: {{ko: 1}}, "
                     f"documents: {{{known}}}}}")
    return "\n".join(lines) + "\n"


# Heading, text (None: the shop), overrides, days of a run.
CASES = [("The shop as it is: 0.07 customers a second", None, shop(1), 20),
         ("The shop with a fifth more customers", None, shop(1.2), 20),
         ("A hundred such shops with the staff of 70: 7 customers a second", None,
          shop(1, 100, 0.7), 1),
         ("Twelve kinds, twelve groups of 50: 60 customers a second", kinds(), [], 4)]


def simulate(program, case, rules, window, seed):
    """Sums of the run, and its percentile."""
    _, text, overrides, days = case
    command = [str(program), "simulate", "-" if text else SCENARIO, "--json",
               "--replications", str(days), "--seed", str(seed)]
    sets = overrides + [f"routing.{rule}" for rule in rules]
    if window:
        sets.append(f"routing.match-window={window}ms")
    for override in sets:
        command += ["--set", override]
    run = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True)
    if run.returncode not in (0, 1, 4):
        sys.exit(f"{' '.join(command)}: exit code {run.returncode}\n{run.stderr}")
    document = json.loads(run.stdout)
    if any(document["invariants"].values()):
        sys.exit(f"{' '.join(command)}: {document['invariants']}")
    day = document["by_replication"]
    sums = [(sum(part(day)), sum(whole(day))) if part else None for _, part, whole, _, _ in FIGURES]
    return sums, document["metrics"]["wait"]["p99"]["mean"]


def value(runs, figure):
    """The figure of all seeds, and what its interval is made of."""
    if FIGURES[figure][1] is None:
        percentiles = [percentile for _, percentile in runs]
        return statistics.fmean(percentiles), percentiles
    parts, wholes = zip(*(sums[figure] for sums, _ in runs))
    return paired.leaving_out(parts, wholes)


def difference(base, other, figure):
    """Difference and half width, seed by seed."""
    a, of_a = value(base, figure)
    b, of_b = value(other, figure)
    apart = [y - x for x, y in zip(of_a, of_b)]
    if FIGURES[figure][1] is None:
        variance = statistics.variance(apart) / len(apart)
    else:
        variance = paired.variance(apart)
    return b - a, paired.student(len(apart) - 1) * variance**0.5


def shown(number, figure, sign=""):
    _, _, _, decimals, unit = FIGURES[figure]
    return f"{number:{sign}.{decimals}f}{unit}"


def apart(base, other, figure):
    change, width = difference(base, other, figure)
    return f"{shown(change, figure, '+')} ± {width:.{FIGURES[figure][3]}f}"


def tables(program, case, seeds):
    runs = {}
    for name, rules in AT_ONCE:
        runs[name] = [simulate(program, case, rules, 0, seed) for seed in seeds]
    for window in WINDOWS:
        runs[window] = [simulate(program, case, AT_ONCE[1][1], window, seed) for seed in seeds]
        runs["aged", window] = [simulate(program, case, AGED, window, seed) for seed in seeds]
        print(case[0], window, file=sys.stderr)
    idle = simulate(program, case, AT_ONCE[0][1], WINDOWS[-1], seeds[0])
    alike = "the same to the last digit" if idle == runs[WINDOWS[-1]][0] else "not quite the same"
    lines = ["", f"### {case[0]}", "", "| at once | " + " | ".join(f[0] for f in FIGURES) + " |",
             "|---|---|---|---|---|"]
    for name, _ in AT_ONCE:
        cells = [shown(value(runs[name], figure)[0], figure) for figure in range(len(FIGURES))]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines += ["", "| window | | with it | against longest-idle | against best-match "
              "| against best-match, customers too | with `ageing: 1` | against best-match |",
              "|---|---|---|---|---|---|---|---|"]
    for figure, (name, *_) in enumerate(FIGURES):
        for window in WINDOWS:
            other, aged = runs[window], runs["aged", window]
            cells = [shown(value(other, figure)[0], figure)]
            cells += [apart(runs[base], other, figure) for base, _ in AT_ONCE]
            cells += [shown(value(aged, figure)[0], figure), apart(runs["best-match"], aged, figure)]
            lines.append(f"| {window} ms | {name} | " + " | ".join(cells) + " |")
    lines += ["", f"`choose-agent: longest-idle` with a window: {alike} (250 ms, first seed)."]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build/release/sangdam")
    parser.add_argument("--seeds", type=int, default=20)
    options = parser.parse_args()
    if options.seeds < 5:
        sys.exit("fewer than 5 seeds say little about a variance")
    lines = [f"`tools/batch-study.py --seeds {options.seeds}`, commit {paired.commit()}, "
             f"{paired.machine()}."]
    for case in CASES:
        lines += tables(options.program, case, range(1, options.seeds + 1))
    page = PAGE.read_text()
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(before + BEGIN + "\n" + "\n".join(lines) + "\n" + END + after)


if __name__ == "__main__":
    main()
