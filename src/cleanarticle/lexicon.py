"""What the words of a block say: a learned weight for each of some thousand words.

Rules name what a block is; the lexicon only leans. "Subscribe", "inbox", a month or "said" move a
block a little towards noise or body, and so do two words that follow each other; what a block
begins and ends with is counted apart. Where words are inflected, they count by their first letters
too. Weights are learned per language (`benchmarks/training`), since what is a word of menus in one
language is one of prose in another.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import Any, Final

from cleanarticle.data import names_in, read_data

#: Of blocks of more words than this only the ends count.
LONGEST: Final = 40
#: Weights are in eighths of a unit of log-odds; a column holds half units around the middle.
_SCALE: Final = 4
_MIDDLE: Final = 16
_TOP: Final = 30
#: What stands between the parts of a sign; no line holds it.
NEXT: Final = "\n"
#: What marks what a block begins with, what it ends with, and the first letters of a word.
_FIRST: Final = "^"
_LAST: Final = "$"
_STEM: Final = "~"
_LETTERS: Final = 5
MARKS: Final = f"{_FIRST}{_LAST}{_STEM}{NEXT}"
_FOLDER: Final = "scorecard/lexicon"


class Lexicon:
    """The weights of one language, by :func:`sign <signs>`.

    On sites held out words alone tell the sentences of bodies from others with an area under the
    curve of .740 in English and .701 in other languages, with pairs .756 and .730, with first
    letters too .756 and .747.

    >>> lexicon = Lexicon(0, {"inbox": -8, "sign\\nup": -8, "~\\nsubsc": -12, "^\\nsaid": 8})
    >>> list(lexicon.column([["sign", "up"], ["up"], ["subscription"], ["said"], []]))
    [14, 16, 13, 18, 16]
    """

    def __init__(self, base: int, weights: Mapping[str, int]) -> None:
        self.base = base
        self.weights = weights
        inside: dict[object, int] = {}
        stems: dict[object, int] = {}
        first: dict[object, int] = {}
        last: dict[object, int] = {}
        for sign, weight in weights.items():
            mark, *rest = sign.split(NEXT)
            if not rest:
                inside[sign] = weight
            elif mark == _STEM:
                stems[rest[0]] = weight
            elif mark in (_FIRST, _LAST):
                key = rest[0] if len(rest) == 1 else tuple(rest)
                (first if mark == _FIRST else last)[key] = weight
            else:
                inside[mark, *rest] = weight
        self._inside = _summed(inside)
        self._stems = _summed(stems) if stems else None
        self._first, self._last = first.get, last.get

    def __reduce__(self) -> tuple[Any, ...]:
        return Lexicon, (self.base, self.weights)

    def column(self, units: Iterable[Sequence[str]], wide: bool = False) -> bytes:
        """What the words of each block say: 1 to 30, 16 where they say nothing.

        Args:
            units: each block's words, by :func:`units_of`.
            wide: whether these are pairs of characters.
        """
        # Learned from labels and sentences, the base is a prior that no paragraph shares; of pairs
        # of characters all paragraphs have more than are looked at.
        base, long = self.base, 0 if wide else self.base
        sums = [self._said(ws, long) if ws else base for ws in units]
        steps = [n // _SCALE + _MIDDLE for n in sums]
        return bytes([1 if n < 1 else _TOP if n > _TOP else n for n in steps])

    def _said(self, ws: Sequence[str], long: int) -> int:
        """What the words say: of a long block the first and the last ones alone."""
        size, first, last = len(ws), self._first, self._last
        said = first(ws[0], 0) + last(ws[-1], 0)
        if size > 1:
            said += first((ws[0], ws[1]), 0) + last((ws[-2], ws[-1]), 0)
        if size > LONGEST:
            return said + long
        said += self.base + self._inside(chain(ws, pairwise(ws)))
        return said + self._stems(_stems(ws)) if self._stems else said


def _summed(weights: Mapping[object, int]) -> Callable[[Iterable[object]], int]:
    """Sums up the weights of signs that have one, each counted once."""
    known = frozenset(weights).intersection

    def summed(signs: Iterable[object]) -> int:
        total = 0
        for sign in known(signs):  # mostly few: faster than `sum`
            total += weights[sign]
        return total

    return summed


def signs(ws: Sequence[str], stems: bool) -> list[str]:
    """What of a block may have a weight; some may be named twice.

    Args:
        ws: the block's words.
        stems: whether words count by their first letters too.

    >>> [sign.replace("\\n", " ") for sign in signs(["sign", "up"], stems=False)]
    ['^ sign', '$ up', '^ sign up', '$ sign up', 'sign', 'up', 'sign up']
    """
    if not ws:
        return []
    found = [[_FIRST, ws[0]], [_LAST, ws[-1]]]
    if len(ws) > 1:
        found += [[_FIRST, *ws[:2]], [_LAST, *ws[-2:]]]
    if len(ws) <= LONGEST:
        found += [[word] for word in ws]
        found += map(list, pairwise(ws))
        found += [[_STEM, stem] for stem in _stems(ws)] if stems else []
    return [NEXT.join(parts) for parts in found]


def _stems(ws: Sequence[str]) -> list[str]:
    return [word[:_LETTERS] for word in ws if len(word) > _LETTERS]


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
