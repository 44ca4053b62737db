"""What the raw runs of results/peers.json come to: medians, ratios, gaps. No layout lives here."""
from __future__ import annotations

import statistics

from agreement import Gap, Sample, doubts, gaps, limit


def rates(program: dict) -> list[float]:
    """Contacts a second by round, without the warm-up."""
    return program["rates"][1:]


def median_rate(program: dict) -> float:
    return statistics.median(rates(program))


def ratios(model: dict, program: dict) -> list[float]:
    """Sangdam's speed by the program's, round by round."""
    ours = next(other for other in model["programs"] if other["role"] == "ours")
    return [mine / theirs for mine, theirs in zip(rates(ours), rates(program))]


def program_of(model: dict, role: str, name: str | None = None) -> dict | None:
    """The program of a role, and of a name where a role has several."""
    return next((program for program in model["programs"]
                 if program["role"] == role and name in (None, program["name"])), None)


def model_gaps(model: dict) -> list[Gap]:
    """Every figure of every program of a model."""
    found = []
    for figure in model["figures"]:
        samples = [Sample(program["name"], program["contacts"], program["figures"][figure],
                          program["unjudged"] is None)
                   for program in model["programs"] if figure in program["figures"]]
        found += gaps(model["name"], figure, samples, model["exact"].get(figure))
    return found


def verdict(document: dict) -> dict:
    """Whether all agree: `doubts` in words, the largest gap, what would be too much."""
    found = [gap for model in document["models"] for gap in model_gaps(model)]
    words, comparisons = doubts(found)
    values = [abs(value) for gap in found if gap.judged
              for value in (gap.others, gap.exact) if value is not None]
    freedom = min((gap.freedom for gap in found if gap.judged), default=1)
    return {"doubts": words, "comparisons": comparisons, "largest": max(values, default=0.0),
            "limit": limit(max(comparisons, 1), max(freedom, 1))}


def missed(document: dict) -> list[str]:
    """The speeds to reach that were not reached, in words."""
    return [f"{model['name']}: {statistics.median(ratios(model, program)):.2f} times"
            f" {program['name']}, to reach {program['target']}"
            for model in document["models"] for program in model["programs"]
            if program["target"] and statistics.median(ratios(model, program)) < program["target"]]
