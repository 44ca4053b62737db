"""Whether the programs agree: how many standard errors lie between their figures.

How much a mean over N contacts scatters belongs to the model, not to the program: its standard
error is s ÷ √N with one s for a model and a figure, as long as a run is long beside the memory of
the queue. So s is taken from how the runs of every program scatter about that program's own mean,
all programs together. No program is the judge of the others, and three runs are enough.
"""
from __future__ import annotations

import dataclasses
import math

# All is well in 99 of 100 measurements in which every program is right.
FALSE_ALARMS = 0.01


def two_sided(t: float, freedom: int) -> float:
    """How often Student's t is further from 0 than `t`: Abramowitz and Stegun 26.7.3 and 26.7.4."""
    angle = math.atan(abs(t) / math.sqrt(freedom))
    cosine = math.cos(angle)
    term = total = 1.0 if freedom % 2 == 0 else cosine
    for step in range(2 + freedom % 2, freedom - 1, 2):
        term *= (step - 1) / step * cosine * cosine
        total += term
    if freedom % 2 == 0:
        return max(0.0, 1 - math.sin(angle) * total)
    total = total if freedom > 1 else 0.0
    return max(0.0, 1 - 2 / math.pi * (angle + math.sin(angle) * total))


def limit(comparisons: int, freedom: int) -> float:
    """The standard errors beyond which one of so many comparisons is no chance any more."""
    low, high = 0.0, 1e6
    while high - low > 1e-6 * high:
        middle = (low + high) / 2
        if two_sided(middle, freedom) > FALSE_ALARMS / comparisons:
            low = middle
        else:
            high = middle
    return high


@dataclasses.dataclass(frozen=True)
class Sample:
    """One figure of one program: its runs, and the contacts of each."""

    program: str
    contacts: float
    values: list
    judged: bool = True

    @property
    def mean(self) -> float:
        return sum(self.values) / len(self.values)

    @property
    def total(self) -> float:
        return self.contacts * len(self.values)


@dataclasses.dataclass(frozen=True)
class Gap:
    """How far a program's figure lies from what it is held against, in joint standard errors."""

    model: str
    figure: str
    program: str
    mean: float
    error: float
    others: float | None
    exact: float | None
    freedom: int
    judged: bool


def scatter(samples: list[Sample]) -> tuple[float, int]:
    """s, and its degrees of freedom: the squares about each program's own mean, per contact."""
    squares = sum(sample.contacts * (value - sample.mean) ** 2
                  for sample in samples for value in sample.values)
    freedom = sum(len(sample.values) - 1 for sample in samples)
    return math.sqrt(squares / max(freedom, 1)), freedom


def gaps(model: str, figure: str, samples: list[Sample], exact: float | None) -> list[Gap]:
    """Each program against the weighted mean of all others that are judged, and against `exact`."""
    judged = [sample for sample in samples if sample.judged]
    deviation, freedom = scatter(judged)
    found = []
    for sample in samples:
        rest = [other for other in judged if other.program != sample.program]
        weight = sum(other.total for other in rest)
        mean = sum(other.total * other.mean for other in rest) / weight if rest else None
        error = deviation / math.sqrt(sample.total)
        joint = deviation * math.sqrt(1 / sample.total + 1 / weight) if rest else 0.0
        found.append(Gap(
            model, figure, sample.program, sample.mean, error,
            (sample.mean - mean) / joint if rest and joint else None,
            (sample.mean - exact) / error if exact is not None and error else None,
            freedom, sample.judged))
    return found


def doubts(found: list[Gap]) -> tuple[list[str], int]:
    """What is too far apart to be chance, in words; and the comparisons made."""
    compared = [(gap, value, beside) for gap in found if gap.judged
                for value, beside in ((gap.others, "the others"), (gap.exact, "the exact value"))
                if value is not None]
    return [f"{gap.model}, {gap.figure}: {gap.program} is {value:+.1f} standard errors "
            f"from {beside}"
            for gap, value, beside in compared
            if two_sided(value, gap.freedom) < FALSE_ALARMS / len(compared)], len(compared)
