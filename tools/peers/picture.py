"""results/peers.svg: contacts a second as bars on a log axis, by model and program.

The picture brings its own ground, so that it reads on a light and on a dark page, and names each
bar, so that colour carries nothing alone. Its description has every value.
"""
from __future__ import annotations

import html
import math

from page import rounds, speed
from summary import median_rate

WIDTH, LEFT, RIGHT = 760, 176, 84
BAR, STEP, HEAD, GAP, TOP, FOOT = 15, 21, 28, 12, 56, 52
STYLE = """
  text { font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328 }
  .ground { fill: #ffffff } .title { font-size: 16px; font-weight: 600 }
  .model { font-weight: 600 } .note { fill: #59636e; font-size: 12px }
  .grid { stroke: #d1d9e0 } .ours { fill: #0969da } .loop { fill: #818b98 }
  .library { fill: #bc4c00 } .name { text-anchor: end } .tick { text-anchor: middle }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc } .ground { fill: #0d1117 } .note { fill: #9198a1 }
    .grid { stroke: #3d444d } .ours { fill: #4493f8 } .loop { fill: #9198a1 }
    .library { fill: #db6d28 }
  }
"""


def drawn(model: dict) -> list[tuple[str, str, float]]:
    """The bars of a model: name, role and value; the controls' scripts are in the table alone."""
    return [("hand-written loop" if program["role"] == "loop" else program["name"],
             program["role"], median_rate(program))
            for program in model["programs"] if program["role"] != "control"]


class Axis:
    """A log axis over whole decades."""

    def __init__(self, values: list[float]):
        self.low = math.floor(math.log10(min(values)))
        self.high = max(self.low + 1, math.ceil(math.log10(max(values))))

    def place(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def decades(self) -> list[tuple[float, str]]:
        return [(self.place(10 ** power),
                 f"{10 ** (power % 3)} {' kMG'[power // 3]}".strip())
                for power in range(self.low, self.high + 1)]


def text(x: float, y: float, words: str, kind: str = "") -> str:
    chosen = f' class="{kind}"' if kind else ""
    return f'  <text x="{x:.1f}" y="{y:.1f}"{chosen}>{html.escape(words)}</text>'


def description(models: list[dict]) -> str:
    """Every value in words."""
    return " ".join(
        f"{model['title']}: " + ", ".join(
            f"{name} {speed(value)}" for name, _, value in drawn(model)) + "."
        for model in models)


def bars(models: list[dict], axis: Axis) -> tuple[list[str], float]:
    """The bars of all models from the top, and where they end."""
    lines, y = [], float(TOP)
    for model in models:
        lines.append(text(12, y + 17, model["title"], "model"))
        y += HEAD
        for name, role, value in drawn(model):
            end = axis.place(value)
            lines += [text(LEFT - 8, y + 12, name, "name"),
                      f'  <rect x="{LEFT}" y="{y:.1f}" width="{end - LEFT:.1f}" height="{BAR}"'
                      f' rx="2" class="{role}"/>',
                      text(end + 6, y + 12, speed(value))]
            y += STEP
        y += GAP
    return lines, y


def picture(document: dict) -> str:
    """The whole file."""
    models = document["models"]
    axis = Axis([value for model in models for _, _, value in drawn(model)])
    body, y = bars(models, axis)
    height = y + FOOT
    grid = [f'  <line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{y:.1f}" class="grid"/>'
            for x, _ in axis.decades()]
    ticks = [text(x, y + 16, label, "note tick") for x, label in axis.decades()]
    measured = document["measured"]
    note = (f"medians of {rounds(document)} in turn, {measured['date']}, "
            f"commit {measured['commit']}, {measured['processor']}")
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}"'
        f' width="{WIDTH}" height="{height:.0f}" role="img" aria-labelledby="title description">',
        '  <title id="title">Contacts a second on one thread, by program and model</title>',
        f'  <desc id="description">{html.escape(description(models))}</desc>',
        f"  <style>{STYLE}  </style>",
        f'  <rect width="{WIDTH}" height="{height:.0f}" class="ground"/>',
        text(12, 26, "Contacts a second on one thread", "title"),
        text(12, 44, "the same models on a log axis: each line is ten times the one before", "note"),
        *grid, *body, *ticks, text(12, height - 10, note, "note"), "</svg>"]) + "\n"
