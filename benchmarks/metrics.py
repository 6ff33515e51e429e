"""How an extracted text is compared with the gold."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

_WIDE: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f\uac00-\ud7af"
_TOKEN: Final = re.compile(rf"[{_WIDE}]|[^\W{_WIDE}]+")


def tokens(text: str) -> list[str]:
    """Words in lower case; every Chinese, Japanese, Korean or Thai character is one.

    >>> tokens("Don't panic, 世界!")
    ['don', 't', 'panic', '世', '界']
    """
    return _TOKEN.findall(text.lower())


def word_f1(text: str, gold: str) -> float:
    """F1 of two bags of words, 0 to 1, as WCXB's ``evaluate.py`` has it; empty output is 0.

    >>> word_f1("the cat sat", "the cat sat down")
    0.8571428571428571
    """
    found, wanted = Counter(tokens(text)), Counter(tokens(gold))
    if not found or not wanted:
        return float(not found and not wanted)
    shared = (found & wanted).total()
    return 2 * shared / (found.total() + wanted.total())


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def interval(values: Sequence[float], draws: int = 1000, seed: int = 0) -> tuple[float, float]:
    """95% bootstrap interval of the mean, with a fixed seed.

    >>> low, high = interval([0.0, 1.0] * 50)
    >>> low < 0.5 < high
    True
    """
    if not values:
        return 0.0, 0.0
    chance = random.Random(seed)
    means = sorted(mean(chance.choices(values, k=len(values))) for _ in range(draws))
    return means[int(draws * 0.025)], means[int(draws * 0.975)]
