"""Blocks that stand in one place are judged together.

A site's template gives a place one purpose: what stands in ``div.article-body`` is the article,
line by line, and what stands in ``ul.more-stories`` is not. One short line of a body, or one long
one of a list of teasers, looks like the other kind: so each block's score is drawn towards the mean
of its place. Up, that is for blocks without links alone: what is put into a body links elsewhere.

In markup a place is all that has the same names around it (classes, ids, roles), wherever it stands
on the page; in text it is a run of lines with no blank line between. What a place in markup looks
like (its share of sentences and links, how far below the headline it begins) is evidence too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import exp
from operator import add
from typing import Final, NamedTuple

from cleanarticle.features import SENTENCE
from cleanarticle.lanes import half_octaves
from cleanarticle.model import Document
from cleanarticle.surroundings import Columns

#: How far a score goes towards the mean of its place; on sites held out .5 to .9 are alike. Of HTML
#: word F1 gains .003 on WCXB and fundus, .007 on magic and .004 on cleanportal; of text .000 to
#: .004. Lifting lines with links too gains next to nothing there, and leaves a fifth more noise
#: lines on the sample pages.
_SHARE: Final = 0.7
#: A run of lines that is more of the page than this is no place but the page itself.
_MOST: Final = 0.25


class Chances(NamedTuple):
    """Each block's probability of being body, 0 to 1."""

    own: Sequence[float]
    """By its own points."""
    placed: Sequence[float]
    """With its place counted in."""
    shared: Sequence[float]
    """What its place added to its score, in log-odds."""


def judge_together(document: Document, scores: Sequence[float], words: Sequence[int]) -> Chances:
    """Return each block's chances, by itself and in its place.

    Args:
        document: the page.
        scores: each block's own score, in log-odds.
        words: each block's number of words, by which it counts in the mean.
    """
    shared = shifts(document, scores, words)
    return Chances(_probabilities(scores), _probabilities(map(add, scores, shared)), shared)


def _probabilities(scores: Iterable[float]) -> list[float]:
    return [1 / (1 + exp(-score)) for score in scores]


def shifts(document: Document, scores: Sequence[float], words: Sequence[int]) -> list[float]:
    """Return what its place adds to each block's score; the arguments are those above.

    >>> from cleanarticle.model import Block
    >>> blocks = tuple(Block(i, i + 1, gap) for i, gap in enumerate((1, 0, 1, 1, 1, 1, 1, 1)))
    >>> page = Document("x" * 8, blocks, "text")
    >>> [round(x, 2) for x in shifts(page, [2.0, -1.0, *[0.5] * 6], [3, 1, *[1] * 6])][:3]
    [-0.7, 1.4, 0.0]
    """
    found, blocks = [0.0] * len(scores), document.blocks
    for place in _named(document) if document.elements else _runs(document):
        if len(place) > 1:
            whole = sum([words[i] + 1 for i in place])
            mean = sum([scores[i] * (words[i] + 1) for i in place]) / whole
            for i in place:
                shift = _SHARE * (mean - scores[i])
                if shift < 0 or not blocks[i].link_density:
                    found[i] = shift
    return found


#: What is measured of a place, for every block in it.
_MEASURES: Final = (
    "place prose",
    "place blocks",
    "place sentences",
    "place links",
    "place lexicon",
    "place since headline",
    "place words",
    "place dense",
)
_PARTS: Final = 16


def look_at_places(document: Document, columns: Mapping[str, bytes], mass: bytes) -> Columns:
    """Measure what stands in the place of every block. HTML only.

    Args:
        document: the page.
        columns: what has been measured of the blocks.
        mass: units of prose in each block, by `surroundings.masses`.
    """
    size = len(document.blocks)
    if not size:
        return {}
    rows = [bytes(len(_MEASURES))] * size
    whole = sum(mass) or 1
    sentences, links, words = columns["end"], columns["links"], columns["words"]
    lexicon, since = columns["lexicon"], columns["since headline"]
    for place in _places(document):
        number, known = len(place), [lexicon[i] for i in place if lexicon[i]]
        total = sum([words[i] for i in place])
        linked = sum([links[i] * (words[i] + 1) for i in place])
        row = bytes(
            (
                1 + _PARTS * sum([mass[i] for i in place]) // whole,
                1 + min(half_octaves(number), 20),
                1 + _PARTS * sum([sentences[i] >= SENTENCE for i in place]) // number,
                1 + linked // (total + number),
                sum(known) // len(known) if known else 0,
                1 + since[place[0]],
                1 + min(half_octaves(total // number), 20),
                1 + _PARTS * number // (place[-1] - place[0] + 1),
            )
        )
        for i in place:
            rows[i] = row
    return dict(zip(_MEASURES, map(bytes, zip(*rows, strict=True)), strict=True))


def _places(document: Document) -> Iterable[Sequence[int]]:
    """The blocks that have the same names around them, or none and the same path of tags."""
    places: dict[object, list[int]] = defaultdict(list)
    for index, block in enumerate(document.blocks):
        places[block.hints or block.tags].append(index)
    return places.values()


def _named(document: Document) -> Iterable[Sequence[int]]:
    """Those of them that have a name."""
    blocks = document.blocks
    return (place for place in _places(document) if blocks[place[0]].hints)


def _runs(document: Document) -> Iterable[Sequence[int]]:
    """The runs of lines with no blank line between."""
    size = len(document.blocks)
    starts = [index for index, block in enumerate(document.blocks) if block.gap]
    runs = (range(*ends) for ends in pairwise([*starts, size]))
    return [run for run in runs if len(run) <= _MOST * size]
