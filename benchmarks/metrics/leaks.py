"""What became of the labelled lines of a sample page: noise left in, body lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from benchmarks.metrics import overlap, shingles, tokens

#: Lines a text may keep without being noisy: they are about the article, only not its body.
LIFTED: Final = frozenset("title byline date caption source".split())
BODY: Final = "body"
_UNSEEN: Final = "hidden"
#: From this many words on, a line of which most is left counts as left.
_LONG: Final = 8


class Leak(NamedTuple):
    """A line that should not be in the text, and how many of its copies are."""

    label: str
    text: str
    copies: int
    left: int


def leaks(text: str, lines: Iterable[tuple[str, str]]) -> Iterator[Leak]:
    """Say of every labelled line that is not body how often it is left in the text, longest first.

    What the body says too, or a longer line that is left, is only left when the text says it more
    often than they do.

    >>> page = [("ad", "Buy now"), ("ad", "Buy now"), ("body", "Rain fell."), ("share", "Rain")]
    >>> [(leak.text, leak.left) for leak in leaks("Rain fell.\\nBuy now", page)]
    [('Buy now', 1), ('Rain', 0)]
    >>> page = [("related", "Sport today"), ("tags", "Sport")]
    >>> [leak.left for leak in leaks("Sport today", page)]
    [1, 0]
    """
    pairs = list(lines)
    output = _Squeezed(tokens(text))
    body = [tokens(line) for label, line in pairs if label == BODY]
    explained = [_Squeezed(words) for words in body]
    fresh = set(shingles(output.words)) - {run for words in body for run in shingles(words)}
    wanted = Counter(pair for pair in pairs if pair[0] not in (BODY, _UNSEEN) and tokens(pair[1]))
    for (label, line), copies in sorted(wanted.items(), key=lambda one: -len(one[0][1])):
        sought = _Squeezed(tokens(line))
        said = sum(other.count(sought) for other in explained)
        left = min(copies, max(0, output.count(sought) - said))
        if not left and len(sought.words) >= _LONG:
            runs = shingles(sought.words)
            left = int(sum(run in fresh for run in runs) * 2 > len(runs))
        explained += [sought] * left
        yield Leak(label, line, copies, left)


class _Squeezed:
    """Words without the space between them.

    Share buttons that stand side by side are one word to some extractors, and lines to others.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self._text = "".join(words)
        self._edges = {0, *accumulate(map(len, words))}

    def count(self, other: _Squeezed) -> int:
        """How often this holds the other, from the start of a word to the end of one."""
        found, at = 0, self._text.find(other._text)
        while at >= 0:
            end = at + len(other._text)
            whole = at in self._edges and end in self._edges
            found += whole
            at = self._text.find(other._text, end if whole else at + 1)
        return found


def words_lost(text: str, body: str) -> tuple[int, int]:
    """Return how many words of the body the text lacks, of how many.

    >>> words_lost("Rain fell.", "Rain fell here.")
    (1, 3)
    """
    gold = tokens(body)
    return round((1 - overlap(tokens(text), gold).recall) * len(gold)), len(gold)
