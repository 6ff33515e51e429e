"""Where the headline stands, and which blocks speak of what it says: the anchor. HTML only.

The most prose of a page need not be its article: a short report may stand above a long feed, and
another article below it. The headline is surely the article's own. It is told here before any block
is scored, by a scorecard of its own (`scorecard/headline.json`), so that the distance to it, the
words shared with it and the place in the tree around it can count as evidence. Which line becomes
the title is chosen later, when the body is known (`metadata/`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from math import exp
from typing import Final, NamedTuple

from cleanarticle.features import Features
from cleanarticle.lanes import after, around, before, pack, unpack
from cleanarticle.model import Document
from cleanarticle.scorecard import Scorecard
from cleanarticle.surroundings import since_places
from cleanarticle.text import content_units, fold_lines, pairs_of, word_lists

Columns = dict[str, bytes]

#: Lines of more words are no headlines.
_LONGEST: Final = 32
#: A block's words of the headline count up to this many, and in windows up to the second.
_SHARED: Final = 6
_FEW: Final = bytes(min(value, 3) for value in range(256))
_EIGHTHS: Final = 8
#: Prose blocks after a line that it is compared with.
_NEXT: Final = 3
#: Copies of the headline that are looked at: a page's head, a breadcrumb and the article's own.
_COPIES: Final = 3
#: Names in a page's head that hold its title, and the fewest characters of a line that is in one.
_TITLES: Final = ("og:title", "title", "twitter:title")
_TELLING: Final = 8
_DESCRIPTIONS: Final = ("og:description", "description", "twitter:description")
#: Characters of a title, a description or a line that are read: markup may hold endless ones.
_ENOUGH: Final = 400


class Anchor(NamedTuple):
    """The headline, as far as it can be told before the body is."""

    lines: Sequence[int]
    """Blocks that hold it, in order; none where no line may be one."""
    chance: float
    """How likely it is that one of them is the headline, if the page shows it."""


def could_be_headlines(
    document: Document, words: Sequence[list[str]], seen: Features, mass: bytes
) -> Columns:
    """Measure what tells a headline from other short lines: what it shares with the prose.

    Args:
        document: the page.
        words: each block's folded words.
        seen: what was measured of the blocks by themselves.
        mass: units of prose in each block, by `surroundings.masses`.

    Returns:
        Columns that are all 0 for lines that cannot be the headline.
    """
    size, texts = len(words), document.texts
    prose = [index for index, units in enumerate(mass) if units]
    of_prose = {i: pairs_of(texts[i]) if seen.wide else words[i] for i in prose}
    body = set().union(*of_prose.values())
    following: dict[int, set[str]] = {}
    shares, counts, nexts, tops = (bytearray(size) for _ in range(4))
    for index in _candidates(seen, mass):
        own = content_units(texts[index][:_ENOUGH], words[index], seen.wide)
        if not own:
            continue
        place = bisect_right(prose, index)
        if place not in following:
            near = (of_prose[i] for i in prose[place : place + _NEXT])
            following[place] = set().union(*near)
        shared = len(own & body)
        shares[index] = 1 + _EIGHTHS * shared // len(own)
        counts[index] = 1 + min(shared, 2 * _SHARED)
        nexts[index] = 1 + _EIGHTHS * len(own & following[place]) // len(own)
        tops[index] = 1 + min(index, 30)
    return {
        "shared with prose": bytes(shares),
        "words of the prose": bytes(counts),
        "shared with next": bytes(nexts),
        "from the top": bytes(tops),
        "in the title": _in_titles(document, words, shares),
    }


def find_anchor(columns: Columns, folded: Sequence[str], card: Scorecard) -> Anchor:
    """Choose the likeliest headline by its scorecard.

    Args:
        columns: all that has been measured, with :func:`could_be_headlines`.
        folded: the blocks, folded: what reads like the headline is a copy of it.
    """
    lines = [index for index, share in enumerate(columns["shared with prose"]) if share]
    if not lines:
        return Anchor((), 0.0)
    points = card.score(columns, len(folded))
    best = max(lines, key=points.__getitem__)
    most = points[best]
    chance = 1 / sum(exp(points[index] - most) for index in lines)
    if not columns["repeats"][best]:
        return Anchor((best,), chance)
    copies = [index for index in lines if folded[index] == folded[best]]
    return Anchor(copies[:_COPIES], chance)


def look_from(
    anchor: Anchor, document: Document, words: Sequence[list[str]], wide: bool
) -> Columns:
    """Measure every block against the headline, and against what the head says the page is about.

    Args:
        anchor: where it stands.
        document: the page.
        words: each block's folded words.
        wide: whether the page is in a script without spaces between words.
    """
    size, texts = len(words), document.texts
    units: Collection[str] = ()
    if anchor.lines:
        line = anchor.lines[0]
        units = content_units(texts[line][:_ENOUGH], words[line], wide)
    if wide:
        shared = [sum(map(text.count, units)) for text in texts]
    else:
        common = frozenset(units).intersection
        shared = [len(common(ws)) for ws in words]
    for line in anchor.lines:
        shared[line] = 0
    column = bytes([n if n < _SHARED else _SHARED for n in shared])
    lanes = pack(column.translate(_FEW))
    return {
        "headline words": column,
        "headline words within 4": unpack(around(lanes, 4), size),
        "headline words before 12": unpack(before(lanes, 12), size),
        "headline words after 12": unpack(after(lanes, 12), size),
        "size of headline": bytes((min(len(units), 30),)) * size,
        "headline sure": bytes((round(2 * _EIGHTHS * anchor.chance),)) * size,
        "since headline": since_places(anchor.lines, size, 0),
        "described": _described(document, words, wide),
    }


def _described(document: Document, words: Sequence[list[str]], wide: bool) -> bytes:
    """How many words each block shares with the description in the page's head, from 1."""
    text = max((document.head.get(name) or "" for name in _DESCRIPTIONS), key=len)[:_ENOUGH]
    if not text:
        return bytes(len(words))
    (folded,) = word_lists(fold_lines([" ".join(text.split())]))
    own = content_units(text, folded, wide)
    if wide:
        shared = [len(own & pairs_of(text)) for text in document.texts]
    else:
        shared = [len(own.intersection(ws)) for ws in words]
    return bytes([1 + min(n, _EIGHTHS) for n in shared])


def _candidates(seen: Features, mass: bytes) -> list[int]:
    """Lines of a headline's length that are no prose, or are its first few lines."""
    sizes, whole = seen.columns["words"], sum(mass)
    found, read = [], 0
    for index, (words, units) in enumerate(zip(sizes, mass, strict=True)):
        if 0 < words <= _LONGEST and (not units or _EIGHTHS * read <= whole):
            found.append(index)
        read += units
    return found


def _in_titles(document: Document, words: Sequence[list[str]], shares: bytearray) -> bytes:
    """3 for a line that is a title of the head, 2 for a part of one, 1 for others; 0 without."""
    column = bytearray(len(words))
    heads = [head[:_ENOUGH] for name in _TITLES if (head := document.head.get(name))]
    titles = [" ".join(ws) for ws in word_lists(fold_lines(heads))] if heads else []
    for index in [index for index, share in enumerate(shares) if share and titles]:
        line = " ".join(words[index])
        part = len(line) >= _TELLING and any(line in title for title in titles)
        column[index] = 1 + part + (part and line in titles)
    return bytes(column)
