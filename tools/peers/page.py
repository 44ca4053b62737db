"""results/virtual-time.md, and the block of numbers that README.md shares with it."""
from __future__ import annotations

import math
import statistics
import textwrap

from summary import median_rate, model_gaps, program_of, rates, ratios, verdict
from two_threads import TARGET, gains

BEGIN, END = "<!-- peers:begin -->", "<!-- peers:end -->"
SHORT = {"mm1": "M/M/1", "erlang-a": "Erlang A", "skills": "eight skills",
         "skills-chats": "three chats at once"}
LIBRARIES = ("SimPy, PyPy", "SimPy, CPython", "Ciw, PyPy", "Ciw, CPython")


def speed(value: float) -> str:
    """Three digits and a unit: `8.24 M`, `65.2 k`."""
    unit, size = (" M", 1e6) if value >= 0.9995e6 else (" k", 1e3)
    digits = 2 - math.floor(math.log10(float(f"{value / size:.2e}")))
    return f"{value / size:.{max(0, digits)}f}{unit}"


def ratio(value: float) -> str:
    return f"{value:.2f}" if value < 9.995 else f"{value:.0f}"


def span(values: list[float], written=ratio) -> str:
    return f"{written(min(values))}–{written(max(values))}"


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows]]


def paragraph(words: str) -> str:
    return textwrap.fill(words, 100, break_long_words=False, break_on_hyphens=False)


def against_each(document: dict) -> str:
    """On Erlang A, the model that most programs know: what Sangdam is to each, in words."""
    model = next(model for model in document["models"] if model["name"] == "erlang-a")
    found = [(program, statistics.median(ratios(model, program))) for program in model["programs"]
             if program["role"] in ("loop", "library")]
    named = {program["name"]: "the loop" if program["role"] == "loop"
             else program["name"].replace(", ", " under ") for program, _ in found}
    words = [f"{ratio(value)} × {named[program['name']]}" for program, value in found]
    return f"On Erlang A Sangdam's speed is {', '.join(words)}."


def number_block(document: dict) -> str:
    """The block between the markers, with them: medians by program and model."""
    models = document["models"]
    wanted = [("**Sangdam**", "ours", None), ("hand-written loop in C++", "loop", None)]
    wanted += [(name, "library", name) for name in LIBRARIES]
    rows = []
    for title, role, name in wanted:
        found = [program_of(model, role, name) for model in models]
        if any(found):
            rows.append([title] + [speed(median_rate(each)) if each else "–" for each in found])
    head = ["contacts a second, one thread"] + [SHORT[model["name"]] for model in models]
    measured = document["measured"]
    words = (
        f"{against_each(document)} Medians of {rounds(document)}, all programs in turn, on "
        f"{measured['processor']}, {measured['cores']} cores; {measured['date']}, commit "
        f"{measured['commit']}. No figure of a program lies further than "
        f"{verdict(document)['largest']:.1f} standard errors from the others' or from its exact "
        "value.")
    return "\n".join([BEGIN, *table(head, rows), "", paragraph(words), END])


def rounds(document: dict) -> str:
    return "one round" if document["rounds"] == 1 else f"{document['rounds']} rounds"


def speeds(model: dict) -> list[str]:
    """The speeds of one model, with what Sangdam is to each."""
    rows = []
    for program in model["programs"]:
        row = [program["name"], speed(median_rate(program)), span(rates(program), speed)]
        if program["role"] == "ours":
            row = [f"**{row[0]}**", *row[1:], "", "", ""]
        else:
            found, target = ratios(model, program), program["target"]
            middle = statistics.median(found)
            reached = "" if target is None or middle >= target else ": **missed**"
            row += [f"**{ratio(middle)}**", span(found), f"{target or ''}{reached}"]
        rows.append(row)
    head = ["program", "contacts/s", "lowest–highest", "Sangdam ÷ it", "lowest–highest", "to reach"]
    return ["", f"### {model['title']}: {model['what']}", "", *table(head, rows)]


def with_error(value: float, error: float) -> str:
    """A figure and its standard error, two digits of the latter."""
    digits = 2 - math.floor(math.log10(error)) - 1 if error > 0 else 6
    return f"{value:.{max(0, digits)}f} ± {error:.{max(0, digits)}f}"


def apart(values: list[float | None]) -> str:
    return ", ".join("–" if value is None else f"{value:+.1f}" for value in values)


def figures(model: dict) -> list[str]:
    """The figures of one model, and how far apart they are."""
    found, rows = model_gaps(model), []
    if model["exact"]:
        exact = [f"{model['exact'][name]:.6g}" for name in model["figures"]]
        rows.append(["exact", "", *exact, "", ""])
    for program in model["programs"]:
        mine = {gap.figure: gap for gap in found if gap.program == program["name"]}
        total = program["contacts"] * len(program["rates"])
        cells = [with_error(mine[name].mean, mine[name].error) if name in mine else "–"
                 for name in model["figures"]]
        gaps = [mine[name] for name in model["figures"] if name in mine]
        mark = " ¹" if program["unjudged"] else ""
        rows.append([program["name"] + mark, speed(total), *cells,
                     apart([gap.others for gap in gaps]),
                     apart([gap.exact for gap in gaps]) if model["exact"] else ""])
    head = ["program", "contacts", *model["figures"], "from the others", "from exact"]
    notes = [f"¹ Not judged: {program['unjudged']}." for program in model["programs"]
             if program["unjudged"]]
    return ["", f"### {model['title']}", "", *table(head, rows)] + ([""] + notes if notes else [])


def agreement(document: dict) -> list[str]:
    judged = verdict(document)
    opening = (
        f"{judged['comparisons']} comparisons; the largest gap is {judged['largest']:.1f} joint "
        f"standard errors. With so many, one in a hundred sound measurements has a gap beyond "
        f"{judged['limit']:.1f}: such a gap ends the measurement with exit code 3. Waits are in "
        "mean efforts. `meanT` of `limit mm1h` and `simpy_mm1.py` is the time in the system; less "
        "the mean effort, 1, it is their wait. The standard error is the model's: s ÷ √contacts, "
        "with one s from how the runs of all programs scatter about their own means.")
    lines = ["", "## Do they agree?", "", paragraph(opening)]
    lines += [f"DOUBT: {doubt}" for doubt in judged["doubts"]]
    return lines + [line for model in document["models"] for line in figures(model)]


def two_threads(document: dict) -> list[str]:
    sized = document["two_threads"]
    found = gains(sized)
    seconds = min(min(times.values()) for times in sized["rounds"])
    rows = [[f"{sized['replications']} replications of `skills`: two threads against one",
             f"{statistics.median(found['threads']):.2f}", span(found["threads"])]]
    closing = "The control is left out, so nothing says what a second process gains here."
    if "ratio" in found:
        rows.append(["two copies of `limit sbr` side by side against one",
                     f"{statistics.median(found['copies']):.2f}", span(found["copies"])])
        middle = statistics.median(found["ratio"])
        rows.append(["the first by the second", f"**{middle:.2f}**", span(found["ratio"])])
        closing = f"To reach: {TARGET}; {'reached' if middle >= TARGET else '**missed**'}."
    return ["", "## Two threads", "",
            *table(["work done in a second", "median", "lowest–highest"], rows), "",
            paragraph(f"{rounds(document).capitalize()}, the runs of a round in turn, each "
                      f"{seconds:.1f} s or longer; medians of what each round came to. {closing}")]


def allocations(document: dict) -> list[str]:
    rows = []
    for model in document["models"]:
        count = program_of(model, "ours")["allocations"]
        rows.append([model["title"], "–" if count is None else f"{count:.4f}"])
    return ["", "## Allocations", "",
            "Of Sangdam, for each contact, the start of the run included.", "",
            *table(["model", "allocations a contact"], rows)]


METHOD = """
## How it was measured

Programs run in turn: in each round every program runs once on every model, on one thread, and every
other round goes backwards. The first round is a warm-up: its speeds are dropped, its figures count.
A speed is what the program says of the simulation alone, without start, reading and writing.

On a shared machine the speed of one program wanders by 15 % and more, in blocks of seconds to
minutes. Two runs of a round share most of that. So a ratio is taken within a round, and what is
shown is the **median of the ratios of the rounds**: one disturbed round moves it little, a slow
quarter of an hour not at all. A ratio of medians, or of means, does not have the second property.
The ratio's spread is shown as the lowest and the highest round, not as an error.

The loops are built with `g++ -O3 -march=native`, Sangdam with `swift build -c release`. The loops
keep three sums; Sangdam keeps histograms, periods, streams and groups as well. SimPy and Ciw run by
the models in `tools/peers`, and by the scripts of `PEERS` where a script is named. A server of Ciw
belongs to one line: agents of two skills, or with three chats, it cannot say.
"""


def page(document: dict) -> str:
    """The whole of the page in results."""
    measured, quiet = document["measured"], document["quiet"]
    named = "; ".join(f"{name} {version}" for name, version in measured["versions"].items())
    opening = (
        f"`{document['command']}` on {measured['date']} at commit {measured['commit']}: "
        f"{rounds(document)} after a warm-up, on {measured['processor']}, {measured['cores']} "
        f"cores, {measured['system']}. {named}. While it ran, other processes took "
        f"{quiet['others']:.2f} of a core and the host withheld {quiet['stolen']:.2f}. "
        "The raw figures are in [peers.json](peers.json). Only ratios count.")
    lines = ["# Virtual time against hand-written loops, SimPy and Ciw", "", paragraph(opening), "",
             number_block(document), "", "![The same as bars on a log axis](peers.svg)"]
    for what in document["left_out"]:
        lines += ["", f"**Left out**: {what}."]
    lines += ["", "## Contacts a second, one thread"]
    for model in document["models"]:
        lines += speeds(model)
    lines += two_threads(document) + allocations(document) + agreement(document)
    return "\n".join(lines) + "\n" + METHOD


def with_block(text: str, block: str) -> str:
    """A page with its block replaced. A page without the markers is a mistake."""
    before, found, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (found and ended):
        raise ValueError(f"no {BEGIN} … {END} in the page")
    return before + block + after
