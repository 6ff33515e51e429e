"""What the first look made of a block's surroundings: the features of the second look."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Final

from cleanarticle.features import FIRST_BINS, Features, mass_bins, windows

#: Features of the first look that the second looks at again.
_AGAIN: Final = (
    "words",
    "end",
    "item",
    "gap",
    "stop words",
    "noise within 4",
    "tail cues since the body",
    "page prose",
    "cohesion",
)
SECOND_BINS: Final = {
    "first look": 24,
    "next to": 64,
    "region": 23,
    "body share within 8": 14,
    "body share within 20": 14,
    "body within 8": 25,
    **{name: FIRST_BINS[name] for name in _AGAIN},
}


def look_around(scores: Sequence[float], seen: Features) -> dict[str, list[int]]:
    """Measure, for the second look, what the first look made of a block's surroundings.

    Args:
        scores: each block's log-odds after the first look.
        seen: the features of the first look.
    """
    words = seen.words
    chance = [1 / (1 + exp(-score)) if -30 < score < 30 else float(score > 0) for score in scores]
    mass = [p * n for p, n in zip(chance, words, strict=True)]
    eighths = [0, *(int(p * 7.999) for p in chance), 0]
    columns: dict[str, list[int]] = {name: seen.columns[name] for name in _AGAIN}
    columns["first look"] = [
        int(score * 2 + 12.0) if -6 < score < 6 else 23 * (score > 0) for score in scores
    ]
    columns["next to"] = [8 * a + b for a, b in zip(eighths, eighths[2:], strict=False)]
    columns["region"] = _region(chance, words)
    for reach in (8, 20):
        around = windows(mass, reach)
        columns[f"body share within {reach}"] = [
            int(m / n * 11.99) if n else 13
            for m, n in zip(around, windows(words, reach), strict=True)
        ]
        if reach == 8:
            columns["body within 8"] = mass_bins(map(int, around))
    return columns


def _region(chance: list[float], words: list[int]) -> list[int]:
    """Place of each block against the run of blocks with the most body in it.

    0 to 8 before it, 9 inside, 11 to 22 after it (the number of blocks away, capped).
    """
    if not chance:
        return []
    best = total = low = 0.0
    start = first = last = 0
    for i, (p, n) in enumerate(zip(chance, words, strict=True)):
        total += (p - 0.45) * (n + 1) ** 0.5
        if total - low > best:
            best = total - low
            first, last = start, i
        if total < low:
            low = total
            start = i + 1
    size = len(chance)
    before = [max(9 - (first - i), 0) for i in range(first)]
    after = [10 + min(i - last, 12) for i in range(last + 1, size)]
    return [*before, *[9] * (last + 1 - first), *after]
