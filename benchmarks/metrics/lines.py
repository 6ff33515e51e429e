"""Lines of a text aligned to those of another: which are there, which are not?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from benchmarks.metrics import mean, shingles, tokens

#: Shorter lines are only found as whole lines: their words are in many a sentence.
_SHORT: Final = 4


def found_in(lines: Sequence[str], other: str) -> list[bool]:
    """Say of every line whether the other text has it, each passage once.

    A line is there if the other text has the same line, or, from four words on, more than half of
    its runs of four words. What a line has used up is no longer there for the next: a paragraph
    kept twice is once too many.

    >>> found_in(["Menu", "Rain fell on the town.", "Rain fell on the town."],
    ...          "Rain fell on the town. It went on.")
    [False, True, False]
    """
    whole = Counter(tuple(tokens(line)) for line in other.splitlines())
    runs = Counter(shingles(tokens(other)))
    answers = []
    for line in lines:
        words = tokens(line)
        own = Counter(shingles(words))
        shared = own & runs
        if words and whole[tuple(words)] > 0:
            whole[tuple(words)] -= 1
            answers.append(True)
        else:
            answers.append(len(words) >= _SHORT and shared.total() * 2 > own.total())
        if answers[-1]:
            runs.subtract(shared)
    return answers


def line_scores(text: str, gold: str) -> tuple[float | None, float | None]:
    """Share of the text's lines that the gold has, and of the gold's that the text has.

    ``None`` where there are no lines to judge.

    >>> line_scores("Menu\\nRain fell on the town.", "Rain fell on the town.\\nIt went on.")
    (0.5, 0.5)
    >>> line_scores("", "Rain")
    (None, 0.0)
    """
    return _share(text, gold), _share(gold, text)


def _share(text: str, other: str) -> float | None:
    lines = [line for line in text.splitlines() if tokens(line)]
    return mean(found_in(lines, other)) if lines else None
