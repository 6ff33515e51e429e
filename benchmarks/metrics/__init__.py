"""How an extracted text is compared with the gold: words here, everything else a module each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

_WIDE: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f\uac00-\ud7af"
_TOKEN: Final = re.compile(rf"[{_WIDE}]|[^\W{_WIDE}]+")


class Shared(NamedTuple):
    """How much two bags have in common; each is empty-proof."""

    precision: float
    recall: float
    f1: float


def tokens(text: str) -> list[str]:
    """Words in lower case; every Chinese, Japanese, Korean or Thai character is one.

    >>> tokens("Don't panic, 世界!")
    ['don', 't', 'panic', '世', '界']
    """
    return _TOKEN.findall(text.lower())


def overlap(found: Sequence[object], wanted: Sequence[object]) -> Shared:
    """Precision, recall and F1 of two bags; an empty bag scores 0 unless both are empty.

    >>> overlap("abc", "ab").recall
    1.0
    """
    have, want = Counter(found), Counter(wanted)
    if not have or not want:
        same = float(not have and not want)
        return Shared(same, same, same)
    shared = (have & want).total()
    total, gold = have.total(), want.total()
    return Shared(shared / total, shared / gold, 2 * shared / (total + gold))


def word_f1(text: str, gold: str) -> float:
    """F1 of two bags of words, 0 to 1, as WCXB's ``evaluate.py`` has it; empty output is 0.

    >>> word_f1("the cat sat", "the cat sat down")
    0.8571428571428571
    """
    return overlap(tokens(text), tokens(gold)).f1


def shingles(words: Sequence[str], size: int = 4) -> list[tuple[str, ...]]:
    """Runs of so many words; of fewer words, the one run there is.

    >>> shingles("a b c d e".split())
    [('a', 'b', 'c', 'd'), ('b', 'c', 'd', 'e')]
    >>> shingles(["a"]), shingles([])
    ([('a',)], [])
    """
    if not words:
        return []
    return [tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))]


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def harmonic(precision: float, recall: float) -> float:
    """F1 of a precision and a recall.

    >>> harmonic(1.0, 0.5), harmonic(0.0, 0.0)
    (0.6666666666666666, 0.0)
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
