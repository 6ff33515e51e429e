"""A page once it has been looked at: what every later step reads, and none changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from cleanarticle.features import Features
from cleanarticle.model import Document
from cleanarticle.rules.engine import RuleSet
from cleanarticle.rules.rule import Match


class Page(NamedTuple):
    """A document with its folded text, words, matches and features."""

    document: Document
    folded: Sequence[str]
    words: Sequence[list[str]]
    """Each block's folded words."""
    matches: Sequence[Match]
    """In block order; within a block, protecting rules first."""
    seen: Features
    columns: Mapping[str, bytes]
    """All features: of the blocks by themselves and of their surroundings."""
    site: Collection[str]
    """What the site calls itself, folded."""
    kinds: Sequence[float]
    """The probability of each of `kinds.KINDS`."""
    rules: RuleSet
    language: str | None
