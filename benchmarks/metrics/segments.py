"""Segments that must, and must not, be in the text: trafilatura's way of evaluating."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from benchmarks.metrics import harmonic


class Segments(NamedTuple):
    """Counts of segments, of one page or added up."""

    found: float = 0
    missed: float = 0
    leaked: float = 0
    kept_out: float = 0

    @property
    def precision(self) -> float:
        """Share of what was found that had to be."""
        return self.found / max(self.found + self.leaked, 1)

    @property
    def recall(self) -> float:
        """Share of what had to be found that was."""
        return self.found / max(self.found + self.missed, 1)

    @property
    def f1(self) -> float:
        """Of precision and recall."""
        return harmonic(self.precision, self.recall)

    @property
    def accuracy(self) -> float:
        """Share of all segments that came out right."""
        return (self.found + self.kept_out) / max(sum(self), 1)


def segments(text: str, wanted: Sequence[str], unwanted: Sequence[str]) -> Segments:
    """Count the segments of one page; white space does not matter.

    >>> segments("Rain  fell. Menu", ["Rain fell.", "Snow"], ["Menu", "Login"])
    Segments(found=1, missed=1, leaked=1, kept_out=1)
    """
    text = " ".join(text.split())
    found, leaked = (sum(" ".join(s.split()) in text for s in some) for some in (wanted, unwanted))
    return Segments(found, len(wanted) - found, leaked, len(unwanted) - leaked)


def total(pages: Iterable[Segments]) -> Segments:
    """Add up the counts of pages.

    >>> total([Segments(1, 0, 0, 1), Segments(2, 1, 0, 0)])
    Segments(found=3, missed=1, leaked=0, kept_out=1)
    """
    return Segments(*map(sum, zip(*pages, strict=True)))
