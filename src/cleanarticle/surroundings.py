"""What can be measured of a block's neighbours and of its page: context is most of the decision.

A block of prose among prose is the article; the same sentence between links, or after a comment
form, is not. Masses of prose and counts of cues are summed in windows around each block, at
several reaches, on packed columns (see `lanes.py`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from itertools import accumulate, pairwise
from typing import Final

from cleanarticle.features import NO_RULE, SENTENCE, SENTENCES, WORDS_TOP, Features
from cleanarticle.lanes import (
    NONE,
    SOME,
    after,
    around,
    before,
    half_octaves,
    pack,
    since,
    unpack,
    until,
)
from cleanarticle.rules.rule import Match

Columns = dict[str, bytes]

#: Categories whose rules say that the article is over.
_TAIL: Final = frozenset(("comments", "related", "tags", "author-box", "legal", "share", "footer"))
_DATED: Final = frozenset(("byline", "date"))

#: Prose is weighed in units of eight words, at most 12 a block, so that 20 blocks fit in a lane.
_MASS: Final = tuple(min(-(-n // 8), 12) for n in range(WORDS_TOP + 1))
#: Share of function words, in the column's steps, that prose has more of; words of the sentences by
#: which that is seen of a page, and one in so many of them that may have less.
_SHARE: Final = 2
_SENTENCE: Final = 12
_FEWEST: Final = 8
#: Units of a paragraph, and blocks among which comments have another label.
_PARAGRAPH: Final = 3
_COMMENTS: Final = 12
#: Blocks below such a label, no list's, of which two paragraphs say that it is a button.
_NEXT: Final = 3
#: How far below they are looked for, past a list.
_BELOW: Final = 40
#: Entries with a button of their own that make a page of entries.
_ENTRIES: Final = 2
#: Blocks of a label's size, and of a long sentence's; and those that a rule says are noise.
SHORT: Final = bytes(value < 5 for value in range(256))
LONG: Final = bytes(value >= 25 for value in range(256))
_FEW: Final = bytes(value < 8 for value in range(256))
#: Lexicon values (half units of log-odds around 16) that lean to noise.
_BAD: Final = bytes(0 < value < 12 for value in range(256))
#: The lexicon in 16 steps, 8 where nothing is known.
_LEANING: Final = bytes(min(value // 2, 15) if value else 8 for value in range(256))
DROPPED: Final = bytes(0 < value < NO_RULE - 1 for value in range(256))
#: Size in five classes, times three: with the class of the end it makes a block's shape.
_SIZES: Final = bytes(3 * sum(value >= edge for edge in (3, 7, 15, 35)) for value in range(256))
_ENDS: Final = bytes(2 if 0 < v < SENTENCE else int(v >= SENTENCE) for v in range(256))
_EDGE: Final = b"\x0f"
#: Beyond the page's ends the lexicon knows nothing.
_UNKNOWN: Final = b"\x08" * 4


def look_around(
    seen: Features, mass: bytes, matches: Sequence[Match], words: Sequence[list[str]], lines: bool
) -> Columns:
    """Measure the surroundings of every block.

    Args:
        seen: what was measured of the blocks by themselves.
        mass: units of prose in each block, by :func:`masses`.
        matches: what the rules found.
        words: each block's folded words.
        lines: whether blocks are lines; where line breaks were lost they are sentences.
    """
    own = seen.columns
    size = len(seen.words)
    if not size:
        return {}
    columns = _prose(mass, own, size)
    columns |= _shapes(own, size)
    columns |= _leanings(own, size)
    columns |= _cues(matches, mass, own["item"], lines)
    columns |= _page(seen, mass)
    columns["cohesion"] = _cohesion(words, seen, mass)
    return columns


def masses(seen: Features) -> bytes:
    """Units of prose: blocks that end like a sentence or are long, and hold function words."""
    own = seen.columns
    least = _least_share(own)
    return bytes(
        [
            _MASS[n]
            if (n > 24 or (n > 5 and end >= SENTENCE)) and (share > least or not share)
            else 0
            for n, end, share in zip(own["words"], own["end"], own["stop words"], strict=True)
        ]
    )


def _least_share(own: Columns) -> int:
    """The share of function words that the page's prose has more of.

    Where suffixes do what other languages have small words for, its sentences hold few or none: of
    our pages' body paragraphs 8% have two in twelve in Korean, 39% in Turkish, 99% in English.
    """
    ends = own["end"].translate(SENTENCES)
    shares = sorted(
        share
        for n, end, share in zip(own["words"], ends, own["stop words"], strict=True)
        if n >= _SENTENCE and end and share
    )
    return min(_SHARE, shares[len(shares) // _FEWEST] - 1) if shares else _SHARE


def _prose(mass: bytes, own: Columns, size: int) -> Columns:
    lanes = pack(mass)
    there = mass.translate(SOME)
    total = list(accumulate(mass, initial=0))
    whole = total[-1] or 1
    return {
        "prose within 3": unpack(around(lanes, 3), size),
        "prose within 8": unpack(around(lanes, 8), size),
        "prose before 4": unpack(before(lanes, 4), size),
        "prose after 4": unpack(after(lanes, 4), size),
        "prose before 12": unpack(before(lanes, 12), size),
        "prose after 12": unpack(after(lanes, 12), size),
        "prose before 20": unpack(before(lanes, 20), size),
        "prose after 20": unpack(after(lanes, 20), size),
        "share before": bytes([32 * n // whole for n in total[:-1]]),
        "share after": bytes([32 * (whole - n) // whole for n in total[1:]]),
        "since prose": since(there, 16),
        "until prose": until(there, 16),
        "since long": since(own["words"].translate(LONG), 16),
    }


def _shapes(own: Columns, size: int) -> Columns:
    """What the neighbours look like, and how far the block is from the nearest sentences."""
    sentence = own["end"].translate(SENTENCES)
    short = own["words"].translate(SHORT)
    shape = unpack(pack(own["words"].translate(_SIZES)) + pack(own["end"].translate(_ENDS)), size)
    alone = sentence.translate(NONE)
    items = own["item"].translate(NONE)
    gap = since(sentence, 30), until(sentence, 30)
    row = since(items, 16), until(items, 16)
    return {
        "block before": (_EDGE + shape)[:size],
        "two before": (_EDGE * 2 + shape)[:size],
        "block after": (shape + _EDGE)[1:],
        "two after": (shape + _EDGE * 2)[2:],
        "alike within 6": _alike(shape, size),
        "short within 5": unpack(around(pack(short), 5), size),
        "no sentence within 8": unpack(around(pack(alone), 8), size),
        "since sentence": gap[0],
        "until sentence": gap[1],
        "between sentences": unpack(pack(gap[0]) + pack(gap[1]), size),
        "items in a row": unpack(pack(row[0]) + pack(row[1]), size),
        "digits within 6": unpack(
            around(pack(own["digits"].translate(SOME)) & pack(own["words"].translate(_FEW)), 6),
            size,
        ),
    }


def _alike(shape: bytes, size: int) -> bytes:
    """How many of the six blocks on either side have the same shape: lists and grids."""
    lanes, total = pack(shape), 0
    for away in range(1, min(7, size)):
        same = unpack(lanes ^ (lanes >> 8 * away), size - away).translate(NONE)
        total += pack(same) + (pack(same) << 8 * away)
    return unpack(total, size)


def _leanings(own: Columns, size: int) -> Columns:
    """What the words around the block say, and the rules."""
    leaning = own["lexicon"].translate(_LEANING)
    bad = pack(own["lexicon"].translate(_BAD))
    dropped = pack(own["rule"].translate(DROPPED))
    lanes = pack(_UNKNOWN + leaning + _UNKNOWN)
    return {
        "words within 1": unpack(around(lanes, 1) + lanes, size + 8)[4:-4],
        "words within 4": unpack(around(lanes, 4) + lanes, size + 8)[4:-4],
        "bad words before 4": unpack(before(bad, 4), size),
        "bad words after 4": unpack(after(bad, 4), size),
        "noise within 4": unpack(around(dropped, 4), size),
        "noise before 2": unpack(before(dropped, 2), size),
        "noise after 2": unpack(after(dropped, 2), size),
    }


def _cues(matches: Sequence[Match], mass: bytes, items: bytes, lines: bool) -> Columns:
    """Signs that the article is over, counted from where a quarter of the prose has been read."""
    size = len(mass)
    total = list(accumulate(mass))
    start = bisect_left(total, max(total[-1] // 4, 1))
    kinds = ("tail", "comments", "related", "share", "byline")
    places: dict[str, list[int]] = {kind: [] for kind in kinds}
    for index, rule, _ in matches:
        if rule.category in _DATED:
            places["byline"].append(index)
        elif rule.action == "drop" and rule.category in _TAIL:
            places["tail"].append(index)
            if rule.category in places:
                places[rule.category].append(index)
    buttons = _of_entries(places["share"], mass)
    if lines:
        labels = frozenset(places["comments"])
        buttons |= {at for at in labels if _is_button(at, labels, mass, items)}
    tail, comments = (
        [at for at in places[kind] if at not in buttons] for kind in ("tail", "comments")
    )
    tail = list(set(tail) - {at + 1 for at in tail})  # a row of buttons says it once
    related = places["related"]
    byline = places["byline"]
    return {
        "tail cues since": _passed(tail, size, start + 1),
        "tail cues ahead": _passed([size - at for at in tail], size, 1)[::-1],
        "since comments": since_places(comments, size, start),
        "since related": since_places(related, size, start),
        "related since": _passed(related, size, start + 1),
        "since byline": since_places(byline, size, 0),
        "until byline": since_places([size - 1 - at for at in byline], size, 0)[::-1],
    }


def _is_button(at: int, comments: Set[int], mass: bytes, items: bytes) -> bool:
    """Tell a button among paragraphs from the head of comments, which have labels of their own.

    Of 191 articles with such a label behind a quarter of their prose (inscriptis' texts of all
    corpora) this holds in 8.
    """
    below = range(at + 1, min(at + 1 + _BELOW, len(mass)))
    plain = [mass[index] for index in below if not items[index]]
    paragraphs = sum(units >= _PARAGRAPH for units in plain[:_NEXT])
    return paragraphs > 1 and comments.isdisjoint(range(at + 1, at + 1 + _COMMENTS))


def _of_entries(shares: Iterable[int], mass: bytes) -> set[int]:
    """Buttons to share of which every entry of a page has its own, as on a live page."""
    places = sorted(set(shares))
    between = [any(mass[low + 1 : high]) for low, high in pairwise(places)]
    return set(places) if sum(between) >= _ENTRIES and all(between) else set()


def _passed(places: Iterable[int], size: int, start: int) -> bytes:
    """How many of the places at or behind the start the block is at or behind, capped at 12."""
    edges = [0, *sorted({place for place in places if start <= place < size}), size]
    return b"".join(
        bytes((min(count, 12),)) * (high - low) for count, (low, high) in enumerate(pairwise(edges))
    )


_COUNT: Final = bytes(range(30))


def since_places(places: Iterable[int], size: int, start: int) -> bytes:
    """Blocks since the last of the places at or behind the start, capped at 30; 31 before it."""
    edges = [*sorted({place for place in places if place >= start}), size]
    parts = [b"\x1f" * edges[0]]
    for low, high in pairwise(edges):
        parts.append(_COUNT[: high - low] + b"\x1e" * (high - low - len(_COUNT)))
    return b"".join(parts)


def _page(seen: Features, mass: bytes) -> Columns:
    """What is the same for all blocks of the page, and where on it the block stands."""
    size, prose = len(mass), sum(mass)
    every = sum(seen.words) or 1
    steps = [size * part // 32 for part in range(33)]
    where = (bytes((part,)) * (high - low) for part, (low, high) in enumerate(pairwise(steps)))
    typical = sum(n * n for n in mass) * 8 // (prose or 1) or 1
    base = _half_octaves(typical)
    return {
        "page prose": bytes((_half_octaves(prose),)) * size,
        "page blocks": bytes((_half_octaves(size),)) * size,
        "page share of prose": bytes((min(32 * prose * 8 // every, 40),)) * size,
        "place": b"".join(where),
        # Half octaves against the page's typical paragraph; 20 is as long.
        "words to typical": bytes(
            [n + 20 - base for n in seen.columns["words"].translate(_OCTAVES)]
        ),
    }


def _half_octaves(number: int) -> int:
    return min(half_octaves(number), 20)


_OCTAVES: Final = bytes(_half_octaves(n) for n in range(256))


def _cohesion(words: Sequence[list[str]], seen: Features, mass: bytes) -> bytes:
    """Share of a block's longer words that the first half of the body has too; 25 inside it."""
    if seen.wide:
        return bytes(len(mass))
    half = sum(mass) // 2
    core: set[str] = set()
    total = edge = 0
    for edge, n in enumerate(mass):
        if n:
            core.update(words[edge])
            total += n
            if total > half:
                break
    found = {word for word in core if len(word) > 4}.intersection
    shares = [len(found(ws)) * 40 // len(ws) if ws else -1 for ws in words[edge + 1 :]]
    rest = [share + 1 if share < 23 else 24 for share in shares]
    return b"\x19" * (edge + 1) + bytes(rest)
