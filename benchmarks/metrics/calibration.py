"""Does `confidence` tell the F1 to expect?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from benchmarks.metrics import mean

_BINS: Final = 10


class Bin(NamedTuple):
    """Pages whose confidence lies in one tenth."""

    low: float
    pages: int
    confidence: float
    """Mean of what was promised."""
    reached: float
    """Mean of what came of it."""


def reliability(confidence: Sequence[float], reached: Sequence[float]) -> list[Bin]:
    """Sort pages into tenths of confidence; empty tenths are left out.

    >>> reliability([0.91, 0.99, 0.2], [0.9, 1.0, 0.6])[0]
    Bin(low=0.2, pages=1, confidence=0.2, reached=0.6)
    """
    bins: dict[int, list[tuple[float, float]]] = {}
    for pair in zip(confidence, reached, strict=True):
        bins.setdefault(min(int(pair[0] * _BINS), _BINS - 1), []).append(pair)
    return [
        Bin(at / _BINS, len(pairs), mean([c for c, _ in pairs]), mean([r for _, r in pairs]))
        for at, pairs in sorted(bins.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: mean gap of promise and result, by pages.

    >>> calibration_error([Bin(0.2, 1, 0.2, 0.6), Bin(0.9, 3, 0.95, 0.95)])
    0.1
    """
    count = sum(one.pages for one in bins)
    gaps = sum(one.pages * abs(one.confidence - one.reached) for one in bins)
    return round(gaps / count, 6) if count else 0.0
