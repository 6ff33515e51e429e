"""What the words of short blocks say: a learned weight for each of a few thousand words.

Rules name what a block is; the lexicon only leans. "Subscribe", "cookies", a month or "said" move
a block a little towards noise or body, with the block's first word, last word and whole text
counted apart. Weights are learned per language where there were pages to
learn from (`benchmarks/training`), since what is a phrase of menus in one language is a word of
prose in another.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from itertools import pairwise
from typing import Any, Final

from cleanarticle.data import read_data

#: Blocks of more words than this are prose: only their ends count.
LONGEST: Final = 30
#: Blocks of at most so many words count by their pairs of words too, and as a whole.
PAIRED: Final = 12
WHOLE: Final = 5
#: Weights are in eighths of a unit of log-odds; a column holds half units around the middle.
_SCALE: Final = 4
_MIDDLE: Final = 16
_TOP: Final = 30


class Lexicon:
    """The weights of one language.

    Besides words and pairs of words a weight may be of a block's first or last word, or pair in
    a longer block, marked ``^`` and ``$``, and of a whole short block, marked ``=``.
    """

    def __init__(self, base: int, weights: Mapping[str, int]) -> None:
        self.base = base
        self.weights = weights
        self.known = frozenset(weights)
        # Units of characters may hold a space themselves: such a sign is split at every space.
        spaced = [(sign, at) for sign in weights if " " in sign for at in _spaces(sign)]
        self.pairs = frozenset((sign[:at], sign[at + 1 :]) for sign, at in spaced)
        """The pairs of words that have a weight: few blocks hold one, so few join their words."""

    def column(self, units: Iterable[list[str]]) -> bytes:
        """What the words of each block say: 1 to 30, 16 where they say nothing.

        Args:
            units: each block's words, by :func:`units_of`.
        """
        weight, known = self.weights.__getitem__, self.known.intersection
        column = []
        for ws in units:
            value = (self.base + sum(map(weight, known(signs(ws, self.pairs))))) // _SCALE + _MIDDLE
            column.append(1 if value < 1 else _TOP if value > _TOP else value)
        return bytes(column)


def _spaces(sign: str) -> list[int]:
    return [at for at, c in enumerate(sign) if c == " "]


def signs(ws: list[str], pairs: Set[tuple[str, str]] | None = None) -> list[str]:
    """What of a block may have a weight; some may be named twice.

    Args:
        ws: the block's words.
        pairs: name pairs of words only where the block holds one of these.

    >>> signs(["sign", "up"])
    ['sign', 'up', '^sign', '$up', 'sign up', '=sign up']
    """
    if not ws:
        return []
    size = len(ws)
    ends = ["^" + ws[0], "$" + ws[-1]]
    found = ws + ends if size <= LONGEST else ends
    if size > PAIRED:
        found += (f"^{ws[0]} {ws[1]}", f"${ws[-2]} {ws[-1]}")
    elif pairs is None or not pairs.isdisjoint(pairwise(ws)):
        found += map(" ".join, pairwise(ws))
    if size <= WHOLE:
        found.append("=" + " ".join(ws))
    return found


def units_of(texts: Sequence[str], words: Sequence[list[str]], wide: bool) -> Sequence[list[str]]:
    """The words of each block; pairs of characters where words are not separated.

    >>> units_of(["相关新闻"], [["相关新闻"]], True)
    [['相关', '关新', '新闻']]
    """
    if not wide:
        return words
    return [[text[at : at + 2] for at in range(max(len(text) - 1, 1))] for text in texts]


@cache
def lexicon(language: str | None) -> Lexicon | None:
    """The lexicon of a language; ``None`` where none was learned."""
    data = _data().get(language or "")
    if not data:
        return None
    weights = {
        sign: int(weight) for weight, signs in data["weights"].items() for sign in signs.split("\t")
    }
    return Lexicon(data["base"], weights)


@cache
def _data() -> dict[str, dict[str, Any]]:
    # JSON with the signs of a weight in one string: read at every process's first page.
    data: dict[str, dict[str, Any]] = json.loads(read_data("scorecard/lexicon.json"))["languages"]
    return data
