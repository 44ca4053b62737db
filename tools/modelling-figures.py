#!/usr/bin/env python3
"""What each change in docs/modelling.md does: tools/modelling-figures.py [--check]

The first block ```yaml of the page is a scenario; a block ```yaml PATH holds keys that belong
under PATH of it (`merge`: at the top). Below each mark <!-- effect: METRIC… --> this writes the
figures without and with the block before. --check only says whether they are what is there.
"""
import argparse, json, pathlib, re, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/modelling.md"
BLOCK = re.compile(r"^```yaml *(\S*)\n(.*?)^```$", re.M | re.S)
MARK = re.compile(r"^<!-- effect: (.*?) -->\n(?:\n\*Measured:\*.*?\n(?=\n))?", re.M | re.S)
# metric: words, factor, decimals, unit
METRICS = {
    "service_level": ("answered within 30 s", 100, 1, " %"),
    "abandonment": ("share abandoned", 100, 1, " %"),
    "wait.p95": ("wait, 95 % within", 1, 0, " s"),
    "handle_time": ("handle time", 1 / 60, 1, " min"),
    "occupancy": ("occupancy", 100, 1, " %"),
    "slot_load": ("places taken", 100, 1, " %"),
    "concurrency": ("chats at once", 1, 2, ""),
    "match_score": ("match score", 1, 3, ""),
    "unresolved": ("unresolved", 100, 1, " %"),
    "offered": ("offered a day", 1, 0, ""),
    "retried": ("of them tried again", 1, 0, ""),
    "helped": ("colleagues joined a day", 1, 1, ""),
    "days.p05": ("answered within 30 s on the worst twentieth of the days, at most", 100, 0, " %"),
    "days.p95": ("on the best twentieth, at least", 100, 0, " %"),
}


def overrides(path, text):
    """One `--set` for each key of a block."""
    found = []
    for key, value in re.findall(r"^([a-z-]+):(.*?)(?=^[a-z]|\Z)", text, re.M | re.S):
        found += ["--set", f"{key if path == 'merge' else f'{path}.{key}'}={value}"]
    return found


def simulate(program, scenario, options):
    run = subprocess.run([program, "simulate", "-", "--json", *options], input=scenario,
                         capture_output=True, text=True)
    if run.returncode not in (0, 1, 4):
        sys.exit(f"{options}: exit code {run.returncode}\n{run.stderr}")
    return json.loads(run.stdout)


def words(result, metric):
    """The figure, with half the width of its interval where it has one."""
    label, factor, decimals, unit = METRICS[metric]
    if metric.startswith("days."):
        return label, f"{result['objectives'][0]['days'][metric[5:]] * factor:.{decimals}f}{unit}"
    figure = result["metrics"]
    for step in metric.split("."):
        figure = figure[step]
    if metric == "service_level":
        figure = next(f for f in figure if f["within"] == 30 and f["variant"] == "offered")
    if not figure["mean"]:
        return label, "0" + unit
    half = (figure["high"] - figure["low"]) / 2 * factor
    return label, f"{figure['mean'] * factor:,.{decimals}f} ± {half:.{decimals}f}{unit}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=ROOT / ".build/release/sangdam")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    page = PAGE.read_text()
    blocks = list(BLOCK.finditer(page))
    scenario = blocks[0].group(2)
    base = simulate(options.program, scenario, [])

    def effect(mark):
        block = [b for b in blocks if b.end() < mark.start()][-1]
        changed = simulate(options.program, scenario, overrides(block.group(1), block.group(2)))
        parts = []
        for metric in mark.group(1).split():
            label, before = words(base, metric)
            parts.append(f"{label} {before} → **{words(changed, metric)[1]}**")
        return f"<!-- effect: {mark.group(1)} -->\n\n*Measured:* {'; '.join(parts)}.\n"

    written = MARK.sub(effect, page)
    if options.check:
        sys.exit(0 if written == page else f"{PAGE.name}: the figures are others: run {sys.argv[0]}")
    PAGE.write_text(written)


main()
