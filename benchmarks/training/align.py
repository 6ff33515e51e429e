"""Align a page's blocks with its gold text: which blocks are body?"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from benchmarks.metrics import tokens

#: Blocks of fewer tokens than this are judged by their place as well as by their words.
_SHORT = 6


def body_lines(text: str, gold: str) -> tuple[list[str], list[int]]:
    """Return the text's lines, and which of them are in the gold.

    >>> body_lines("Menu\\n\\nThe cat sat on the mat today.", "The cat sat on the mat today.")
    (['Menu', '', 'The cat sat on the mat today.'], [2])
    """
    lines = text.splitlines()
    labels = label_blocks([line if line.strip() else "." for line in lines], gold)
    return lines, [index for index, label in enumerate(labels) if label > 0.5]


def label_blocks(texts: Sequence[str], gold: str) -> list[float]:
    """Return for every block how surely it is in the gold, 0 to 1.

    A long block is judged by its trigrams, each of which the gold gives out as often as it has it,
    so that a second copy of a paragraph is not body. A short one must be a line of the gold, or
    words of it, and stand between, or near, long blocks that are in it.

    >>> label_blocks(["Menu", "The cat sat on the mat today."], "The cat sat on the mat today.")
    [0.0, 1.0]
    """
    wanted = tokens(gold)
    left = Counter(zip(wanted, wanted[1:], wanted[2:], strict=False))
    lines = Counter(tuple(tokens(line)) for line in gold.split("\n"))
    pairs = set(itertools.pairwise(wanted))
    words = set(wanted)
    blocks = [tokens(text) for text in texts]
    labels = [0.0] * len(blocks)
    for index, block in enumerate(blocks):
        if len(block) >= _SHORT:
            grams = list(zip(block, block[1:], block[2:], strict=False))
            labels[index] = sum(left[gram] > 0 for gram in grams) / len(grams)
            if labels[index] > 0.5:
                left.subtract(grams)
    sure = [index for index, label in enumerate(labels) if label > 0.5]
    low, high = (sure[0], sure[-1]) if sure else (0, len(blocks))
    for index in range(max(low - 4, 0), min(high + 7, len(blocks))):
        block = tuple(blocks[index])
        if 0 < len(block) < _SHORT:
            if lines[block] > 0:
                lines[block] -= 1
                labels[index] = 1.0
                continue
            grams = list(zip(block, block[1:], block[2:], strict=False))
            inside = low <= index <= high
            if grams:
                labels[index] = 0.9 * all(left[gram] > 0 for gram in grams)
            elif len(block) == 2:
                labels[index] = (0.7 if inside else 0.3) * (block in pairs)
            else:
                labels[index] = (0.5 if inside else 0.2) * (block[0] in words)
    return labels
