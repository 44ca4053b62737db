"""The models that every program simulates, with their exact figures where these are known.

Times are in units of the mean effort, so that programs that count in minutes and programs that
count in seconds can be compared.
"""
from __future__ import annotations

import dataclasses

WAIT, ABANDONMENT, DELAYED = "wait", "abandonment", "delayed"


@dataclasses.dataclass(frozen=True)
class Model:
    """One queue, as a scenario of Benchmarks/scenarios and as a mode of the hand-written loop."""

    name: str
    title: str
    what: str
    # Seconds of the scenario in one mean effort.
    effort: float
    mode: str
    # The least that Sangdam's speed may be, as a share of the hand-written loop's.
    target: float
    figures: tuple
    exact: dict


def mm1(load: float) -> dict:
    """Exact figures of one agent, exponential times and nobody who leaves (Erlang C with one)."""
    return {WAIT: load / (1 - load), DELAYED: load}


def erlang_a(load: float, agents: int, leaving: float) -> dict:
    """Exact figures of Erlang A (Palm 1957), from the stationary birth-death chain.

    `load` customers arrive in a mean effort; one who waits leaves at the rate `leaving`.
    The chain is cut where its states no longer add anything to a double.
    """
    weight, total, delayed, line, state = 1.0, 1.0, 0.0, 0.0, 0
    while weight > 1e-18 * total or state < load:
        state += 1
        weight *= load / (min(state, agents) + leaving * max(0, state - agents))
        total += weight
        if state >= agents:
            delayed += weight
            line += weight * (state - agents)
    wait = line / total / load
    return {WAIT: wait, ABANDONMENT: leaving * wait, DELAYED: delayed / total}


ALL = (WAIT, ABANDONMENT, DELAYED)
MODELS = (
    Model("mm1", "M/M/1", "one agent, load 0.9, nobody leaves",
          1, "mm1h", 0.35, (WAIT, DELAYED), mm1(0.9)),
    Model("erlang-a", "Erlang A", "100 agents, load 100, patience twice the effort",
          60, "eai", 0.5, ALL, erlang_a(100, 100, 0.5)),
    Model("skills", "Eight skills", "100 agents of two skills each, the longest idle first",
          60, "sbr", 0.65, ALL, {}),
    Model("skills-chats", "Three chats at once", "the same agents with three chats each, load 300",
          60, "sbrc", 0.5, ALL, {}),
)
