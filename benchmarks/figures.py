"""Figures of agreement, each with an interval by resampling employers."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

SAMPLES = 400
SEED = 7

Pair = tuple[object, object]
T = TypeVar("T")


@dataclass(frozen=True)
class Figure:
    """A figure with the bounds of its 95 % interval; all three are ``None`` where it is not defined."""

    value: float | None
    low: float | None
    high: float | None

    def __str__(self) -> str:
        if self.value is None:
            return "–"
        return f"{self.value:.2f}" if self.low is None else f"{self.value:.2f} ({self.low:.2f}–{self.high:.2f})"

    def as_data(self) -> list[float | None]:
        """The figure and its bounds, to four places."""
        return [None if number is None else round(number, 4) for number in (self.value, self.low, self.high)]


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa of two readings (Cohen 1960); ``None`` without pairs, 1 where both say one thing only."""
    if not pairs:
        return None
    total = len(pairs)
    agreed = sum(one == other for one, other in pairs) / total
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(count * others[label] for label, count in ones.items()) / total**2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def accuracy(pairs: Sequence[Pair]) -> float | None:
    """The share of pairs that agree."""
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def precision(pairs: Sequence[Pair]) -> float | None:
    """Of what the second reading says yes to, the share that the first does too."""
    said = [one for one, other in pairs if other]
    return sum(map(bool, said)) / len(said) if said else None


def recall(pairs: Sequence[Pair]) -> float | None:
    """Of what the first reading says yes to, the share that the second does too."""
    return precision([(other, one) for one, other in pairs])


def f1(pairs: Sequence[Pair]) -> float | None:
    """The harmonic mean of precision and recall."""
    one, other = precision(pairs), recall(pairs)
    return 2 * one * other / (one + other) if one and other else None


def figure(
    measure: Callable[[Sequence[Pair]], float | None], by_employer: Sequence[tuple[str, Sequence[Pair]]]
) -> Figure:
    """A measure of all pairs, with an interval from resampling employers with replacement (percentiles)."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for employer, pairs in by_employer:
        groups[employer.strip().lower()].extend(pairs)
    value = measure([pair for pairs in groups.values() for pair in pairs])
    if value is None or len(groups) < 2:
        return Figure(value, None, None)
    generator = random.Random(SEED)
    names = sorted(groups)
    drawn = []
    for _ in range(SAMPLES):
        sample = measure([pair for name in generator.choices(names, k=len(names)) for pair in groups[name]])
        if sample is not None:
            drawn.append(sample)
    drawn.sort()
    if not drawn:
        return Figure(value, None, None)
    return Figure(value, drawn[int(0.025 * len(drawn))], drawn[min(int(0.975 * len(drawn)), len(drawn) - 1)])
