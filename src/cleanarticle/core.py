"""The core of a page: the stretch of blocks that holds most prose for its length.

An article is the longest stretch of prose on its page, and what it is not stands before or after
it. Each unit of prose counts for a stretch, and each block without any against it: a low price
bridges lists and inserts, a high one keeps to paragraphs that follow each other. Where a block
stands against each of these stretches is measured here, and what words it shares with the prose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, chain
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
#: Steps of the share of words, the most that is told apart, and the longest words not counted.
_PARTS: Final = 40
_TOP: Final = 24
_SMALL: Final = 4


def look_at_core(mass: bytes, lexicon: bytes, words: Sequence[list[str]]) -> Columns:
    """Measure every block against the stretches of most prose, and against what prose says.

    Args:
        mass: units of prose in each block, by `surroundings.masses`.
        lexicon: what the words of each block say.
        words: each block's folded words.
    """
    size, whole = len(mass), sum(mass) or 1
    gains = {name: list(map(_gains(price).__getitem__, mass)) for name, price in _PRICES.items()}
    plain = map(_gains(_LEANING_PRICE).__getitem__, mass)
    gains["leaning"] = list(map(add, plain, map(_LEANINGS.__getitem__, lexicon)))
    columns = {"shared words": _shared_words(words, mass)}
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


def _shared_words(words: Sequence[list[str]], mass: bytes) -> bytes:
    """The share of each block's words, short ones aside, that prose elsewhere has too."""
    prose = (set(ws) for ws, units in zip(words, mass, strict=True) if units)
    counts = Counter(chain.from_iterable(prose))
    known = {word for word in counts if len(word) > _SMALL}
    elsewhere = {word for word in known if counts[word] > 1}.intersection
    found = known.intersection
    shared = [
        len((elsewhere if units else found)(ws)) * _PARTS // (len(ws) or 1)
        for ws, units in zip(words, mass, strict=True)
    ]
    return bytes([n if n < _TOP else _TOP for n in shared])
