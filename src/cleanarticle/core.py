"""The core of a page: the stretch of blocks that holds most prose for its length.

An article is the longest stretch of prose on its page, and what it is not stands before or after
it. Each unit of prose counts for a stretch, and each block without any against it: a low price
bridges lists and inserts, a high one keeps to paragraphs that follow each other. Where a block
stands against each of these stretches is measured here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import add, sub
from typing import Final

from cleanarticle.surroundings import Columns

#: What a block without prose costs a stretch, where a unit of prose gains ten.
_PRICES: Final = {"wide": 3, "tight": 30}
#: The price where what the words say counts too.
_LEANING_PRICE: Final = 10
_UNIT: Final = 10
#: What a block's words gain or cost a stretch: the lexicon's half units around its middle.
_LEANINGS: Final = tuple(max(-20, min(20, 5 * (v - 16) // 2)) if v else 0 for v in range(256))
#: Distances to the ends of a stretch are counted up to this many blocks, either way.
_FAR: Final = 20
_OUTSIDE: Final = bytes((1,))
_INSIDE: Final = bytes((2 * _FAR + 1,))
_RAMP: Final = bytes(range(1, 2 * _FAR + 2))


def look_at_core(mass: bytes, lexicon: bytes) -> Columns:
    """Measure every block against the stretches of most prose.

    Args:
        mass: units of prose in each block, by `surroundings.masses`.
        lexicon: what the words of each block say.
    """
    size, whole = len(mass), sum(mass) or 1
    gains = {name: list(map(_gains(price).__getitem__, mass)) for name, price in _PRICES.items()}
    plain = map(_gains(_LEANING_PRICE).__getitem__, mass)
    gains["leaning"] = list(map(add, plain, map(_LEANINGS.__getitem__, lexicon)))
    columns: Columns = {}
    for name, found in gains.items():
        core = best_stretch(found)
        columns[f"from {name} core"] = _distances(core.start, size)
        columns[f"to {name} core's end"] = _distances(size - core.stop, size)[::-1]
        columns[f"{name} core"] = bytes((32 * sum(mass[core.start : core.stop]) // whole,)) * size
    return columns


def _gains(price: int) -> Sequence[int]:
    return [-price, *(units * _UNIT for units in range(1, 13))]


def best_stretch(gains: Sequence[int]) -> range:
    """The stretch with the greatest sum, the first of equals; all of it where none is above zero.

    >>> best_stretch([-1, 5, -2, 4, -9, 6])
    range(1, 4)
    """
    total = list(accumulate(gains, initial=0))
    lowest = list(accumulate(total[:-1], min))
    rises = list(map(sub, total[1:], lowest))
    most = max(rises, default=0)
    if most <= 0:
        return range(len(gains))
    last = rises.index(most)
    return range(total.index(lowest[last]), last + 1)


def _distances(start: int, size: int) -> bytes:
    """How far every block is from the one at ``start``: 1 far before it, 21 at it, 41 far after.

    >>> list(_distances(2, 4))
    [19, 20, 21, 22]
    """
    ramp = _OUTSIDE * (start - _FAR) + _RAMP[max(_FAR - start, 0) :]
    return (ramp + _INSIDE * (size - len(ramp)))[:size]
