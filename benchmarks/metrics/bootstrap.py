"""How sure a mean is, and a difference of two: bootstrap over pages, with a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from benchmarks.metrics import mean

SEED: Final = 0
_DRAWS: Final = 1000


class Interval(NamedTuple):
    """A mean with the bounds of its 95% interval."""

    mean: float
    low: float
    high: float


@lru_cache(maxsize=4)
def _draws(count: int) -> list[list[int]]:
    """The same draws for every series of so many pages: that is what pairs them."""
    chance = random.Random(SEED)
    return [chance.choices(range(count), k=count) for _ in range(_DRAWS)]


def interval(values: Sequence[float]) -> Interval:
    """Mean of the values, with its 95% interval.

    >>> found = interval([0.0, 1.0] * 50)
    >>> found.low < found.mean == 0.5 < found.high
    True
    >>> interval([])
    Interval(mean=0.0, low=0.0, high=0.0)
    """
    if not values:
        return Interval(0.0, 0.0, 0.0)
    means = sorted(sum(map(values.__getitem__, draw)) for draw in _draws(len(values)))
    low, high = means[int(_DRAWS * 0.025)], means[int(_DRAWS * 0.975)]
    return Interval(mean(values), low / len(values), high / len(values))


def difference(ours: Sequence[float], theirs: Sequence[float]) -> Interval:
    """Mean of ours minus theirs, page by page, with its 95% interval.

    >>> difference([0.9, 0.8], [0.4, 0.3])
    Interval(mean=0.5, low=0.5, high=0.5)
    """
    return interval([a - b for a, b in zip(ours, theirs, strict=True)])
