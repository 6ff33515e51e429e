"""Which line above the body is its headline?

Points per sign, in log-odds, fitted by logistic regression on the titles of WCXB dev articles and
fundus_dev rendered by inscriptis and ``get_text`` (half the sites each way: the right line comes
first on 76 to 85 in 100 pages that have it) and rounded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from cleanarticle.page import Page
from cleanarticle.text import count_wide

#: Longest line, in words (or pairs of characters in scripts without spaces).
LONGEST: Final = 30
#: Points a line needs to be taken for the headline: wrong is worse than missing.
LEAST: Final = -2.0

#: Korean words carry particles, so they too are compared by pairs of characters.
_HANGUL: Final = re.compile("[\uac00-\ud7af]")
_BASE: Final = -3.5
_SIZE: Final = ((20, -1.3), (14, 0.8), (9, 1.5), (5, 0.8), (3, -0.3), (0, -2.6))
_DISTANCE: Final = ((16, -0.6), (8, -0.1), (4, 0.3), (1, 0.3), (-1, 1.1))


class Surroundings(NamedTuple):
    """What a candidate is compared with."""

    first: int
    """Index of the body's first block."""
    body: set[str]
    """Words of the body."""
    opening: set[str]
    """Words of the body's first blocks."""
    repeated: set[str]
    """Texts that stand on the page more than once."""
    near: set[int]
    """Blocks of dates and bylines."""


def content_words(text: str, words: Sequence[str]) -> set[str]:
    """The words that carry meaning; pairs of characters in scripts without spaces.

    >>> sorted(content_words("The harbour reopens", ["the", "harbour", "reopens"]))
    ['harbour', 'reopens']
    """
    if count_wide(text) or _HANGUL.search(text):
        return {text[at : at + 2] for at in range(len(text) - 1)}
    return {word for word in words if len(word) > 3}


def size_of(text: str, words: Sequence[str]) -> int:
    """Words of a line, or pairs of characters in scripts without spaces."""
    return count_wide(text) // 2 or len(words)


def points(page: Page, chance: Sequence[float], index: int, around: Surroundings) -> float:
    """Log-odds that a line above the body is its headline."""
    text, words = page.document.texts[index], page.words[index]
    content = content_words(text, words) or {""}
    overlap = len(content & around.body) / len(content)
    score = _BASE + overlap * (3.1 - 1.1 * overlap)
    score += 2.2 * len(content & around.opening) / len(content)
    score += _step(size_of(text, words), _SIZE) + _step(around.first - index - 1, _DISTANCE)
    score -= 3.3 * (text[-1] in ".。") + 0.5 * (text[-1] == ":") + 0.1 * text.count(",")
    score += 0.6 * (text in around.repeated)
    score += 1.6 * (index + 1 in around.near) + 1.6 * bool({index + 2, index + 3} & around.near)
    score -= 0.7 * page.document.blocks[index].item + 0.7 * text.istitle()
    score -= 0.7 * (text[0].islower() or not (text[0].isalnum() or text[0] in "\"'“„«‘「『《"))
    return score - 2.2 * chance[index]


def _step(value: int, table: Sequence[tuple[int, float]]) -> float:
    return next(points for least, points in table if value >= least)
