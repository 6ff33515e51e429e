"""What the words of a block say: a learned weight for each of some thousand words.

Rules name what a block is; the lexicon only leans. "Subscribe", "inbox", a month or "said" move a
block a little towards noise or body, with its first and last word counted apart. Weights are
learned per language (`benchmarks/training`), since what is a word of menus in one language is one
of prose in another.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from cleanarticle.data import names_in, read_data

#: Of blocks of more words than this only the ends count.
LONGEST: Final = 40
#: Weights are in eighths of a unit of log-odds; a column holds half units around the middle.
_SCALE: Final = 4
_MIDDLE: Final = 16
_TOP: Final = 30
#: What marks a block's first word and its last among the signs.
_FIRST: Final = "^"
_LAST: Final = "$"
_FOLDER: Final = "scorecard/lexicon"


class Lexicon:
    """The weights of one language.

    Besides words a weight may be of a block's first or last word, marked ``^`` and ``$``.
    """

    def __init__(self, base: int, weights: Mapping[str, int]) -> None:
        self.base = base
        self.weights = weights
        self._known = frozenset(weights)
        marked = [(sign[0], sign[1:], weight) for sign, weight in weights.items()]
        self._first = {word: base + weight for mark, word, weight in marked if mark == _FIRST}
        self._last = {word: weight for mark, word, weight in marked if mark == _LAST}

    def column(self, units: Iterable[Sequence[str]], pairs: bool = False) -> bytes:
        """What the words of each block say: 1 to 30, 16 where they say nothing.

        Args:
            units: each block's words, by :func:`units_of`.
            pairs: whether these are pairs of characters.
        """
        # Learned from labels and sentences, the base is a prior that no paragraph shares; of pairs
        # of characters all paragraphs have more than are looked at.
        long = -self.base if pairs else 0
        weight, known = self.weights.__getitem__, self._known.intersection
        first, last, base = self._first.get, self._last.get, self.base
        sums = [
            (sum(map(weight, known(ws))) if len(ws) <= LONGEST else long)
            + first(ws[0], base)
            + last(ws[-1], 0)
            if ws
            else base
            for ws in units
        ]
        steps = [n // _SCALE + _MIDDLE for n in sums]
        return bytes([1 if n < 1 else _TOP if n > _TOP else n for n in steps])


def signs(ws: Sequence[str]) -> list[str]:
    """What of a block may have a weight; some may be named twice.

    Args:
        ws: the block's words.

    >>> signs(["sign", "up"])
    ['^sign', '$up', 'sign', 'up']
    """
    if not ws:
        return []
    ends = [_FIRST + ws[0], _LAST + ws[-1]]
    return [*ends, *ws] if len(ws) <= LONGEST else ends


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
    name = f"{language}.json"
    if name not in names_in(_FOLDER):
        return None
    # The signs of a weight are one string: JSON reads few long ones much faster than many short.
    data: dict[str, Any] = json.loads(read_data(f"{_FOLDER}/{name}"))
    return Lexicon(data["base"], spelt_out(data["weights"]))


def spelt_out(groups: Mapping[str, str]) -> dict[str, int]:
    """The weight of each sign, from the file's signs of each weight.

    >>> spelt_out({"-5": "inbox\\tsubscribe", "2": "said"})
    {'inbox': -5, 'subscribe': -5, 'said': 2}
    """
    return {sign: int(weight) for weight, signs in groups.items() for sign in signs.split(_BETWEEN)}


_BETWEEN: Final = "\t"
