"""What became of the labelled lines of a sample page: noise left in, body lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
    """Say of every labelled line that is not body how often it is left in the text.

    What the body says too is only left when the text says it more often than the body.

    >>> page = [("ad", "Buy now"), ("ad", "Buy now"), ("body", "Rain fell."), ("share", "Rain")]
    >>> [(leak.text, leak.left) for leak in leaks("Rain fell.\\nBuy now", page)]
    [('Buy now', 1), ('Rain', 0)]
    """
    pairs = list(lines)
    output = tokens(text)
    body = [tokens(line) for label, line in pairs if label == BODY]
    have, allowed = _marked(output), "\n".join(map(_marked, body))
    fresh = set(shingles(output)) - {run for words in body for run in shingles(words)}
    wanted = Counter(pair for pair in pairs if pair[0] not in (BODY, _UNSEEN) and tokens(pair[1]))
    for (label, line), copies in wanted.items():
        words = tokens(line)
        sought = _marked(words)
        left = min(copies, max(0, have.count(sought) - allowed.count(sought)))
        if not left and len(words) >= _LONG:
            runs = shingles(words)
            left = int(sum(run in fresh for run in runs) * 2 > len(runs))
        yield Leak(label, line, copies, left)


def words_lost(text: str, body: str) -> tuple[int, int]:
    """Return how many words of the body the text lacks, of how many.

    >>> words_lost("Rain fell.", "Rain fell here.")
    (1, 3)
    """
    gold = tokens(body)
    return round((1 - overlap(tokens(text), gold).recall) * len(gold)), len(gold)


def _marked(words: Sequence[str]) -> str:
    """The words such that none is found in another, nor across two."""
    return "".join(f" {word} " for word in words)
