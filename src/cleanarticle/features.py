"""What can be measured of a block and of its neighbours.

Every feature is a small whole number: the index of a bin, so that a scorecard is a table look-up
and an explanation can name the bin. Columns, not rows: each feature is one list over the page's
blocks, computed with whole-line C calls, since a page has hundreds of blocks and a budget of one
millisecond. What a page cannot tell (stop words of an unknown language, links in plain text) has
a bin of its own: unknown is not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from cleanarticle.model import Document, Match
from cleanarticle.text import CLOSERS, is_wide_text, lines_with, word_count

_WORD_EDGES: Final = (1, 2, 3, 4, 5, 7, 9, 12, 16, 23, 35, 60, 100)
_WORD_BIN: Final = tuple(
    sum(edge <= count for edge in _WORD_EDGES) for count in range(_WORD_EDGES[-1] + 1)
)
_WORD_TOP: Final = _WORD_EDGES[-1]

#: Class of a block's last character: what kind of end it has.
_END: Final = {
    **dict.fromkeys(".。।॥։۔｡", 1),
    **dict.fromkeys("?!？！؟‽", 2),
    **dict.fromkeys("…", 3),
    **dict.fromkeys(":：", 4),
    **dict.fromkeys(",;、，؛،", 5),
}

#: Categories whose rules say that the article is over.
_TAIL: Final = frozenset(("comments", "related", "tags", "author-box", "legal", "share", "footer"))


#: How many bins each feature has: the length of its table in a scorecard.
FIRST_BINS: Final = {
    "words": 14,
    "end": 6,
    "start": 7,
    "stop words": 8,
    "case": 3,
    "commas": 5,
    "digits": 5,
    "marks": 5,
    "item": 2,
    "gap": 4,
    "repeats": 3,
    "prose within 3": 25,
    "prose within 8": 25,
    "prose before": 17,
    "prose after": 17,
    "page prose": 25,
    "block before": 22,
    "block after": 22,
    "short lines within 5": 12,
    "since prose": 14,
    "until prose": 14,
    "noise within 4": 6,
    "tail cues since the body": 7,
    "tail cues ahead": 7,
    "cohesion": 10,
}


#: What the bins of a feature are called in an explanation; the others are counts or shares.
BIN_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "words": ("0", *"1 2 3 4 5-6 7-8 9-11 12-15 16-22 23-34 35-59 60-99 100+".split()),
    "end": ("no mark", "full stop", "? or !", "ellipsis", "colon", "comma"),
    "start": ("capital", "small", "digit", "bullet", "quote or bracket", "caseless", "other"),
    "case": ("sentence", "Title", "UPPER"),
    "item": ("no", "yes"),
    "gap": ("same line", "no blank line", "blank line", "blank lines"),
    "marks": ("none", "separator", "address", "copyright", "quotation"),
}


@dataclass(frozen=True, slots=True)
class Features:
    """The columns of one page."""

    columns: dict[str, list[int]]
    words: list[int]
    wide: bool
    """True for a page in a script without spaces between words."""


def measure(
    document: Document,
    words: Sequence[list[str]],
    matches: Sequence[Match],
    stop: frozenset[str],
) -> Features:
    """Measure every block of a page.

    Args:
        document: the page.
        words: each block's folded words.
        matches: what the rules found.
        stop: the function words of the page's language; empty if unknown.
    """
    blocks, texts = document.blocks, document.texts
    wide = is_wide_text("\n".join(texts))
    count = [word_count(text) for text in texts] if wide else [len(ws) or 1 for ws in words]
    bins = [_WORD_BIN[n] if n < _WORD_TOP else 13 for n in count]
    ends = [_END.get(text[-1], 0) if text[-1] not in CLOSERS else _end(text) for text in texts]
    starts = {first: _start(first) for first in {text[0] for text in texts}}
    stops = _stop_bins(words, count, stop, wide)
    prose = [
        n if ((end and end < 4 and n > 5) or n > 24) and (share > 2 or share == 0) else 0
        for n, end, share in zip(count, ends, stops, strict=True)
    ]
    columns = {
        "words": bins,
        "end": ends,
        "start": [starts[text[0]] for text in texts],
        "stop words": stops,
        "case": [_case(text) if n < 12 else 0 for n, text in zip(count, texts, strict=True)],
        "commas": _commas(document.text, texts),
        "digits": [4 if (n := ws.count("0")) * 3 >= len(ws) else n if n < 3 else 3 for ws in words],
        "marks": _signs(texts),
        "item": [int(block.item) for block in blocks],
        "gap": [block.gap + 1 if block.gap < 2 else 3 for block in blocks],
    }
    columns |= _repeats(texts)
    columns |= _neighbours(bins, ends, prose)
    columns |= _cues(matches, prose)
    columns["cohesion"] = _cohesion(words, count, prose, wide)
    return Features(columns, count, wide)


def _end(text: str) -> int:
    last = text[-1]
    if last in CLOSERS:
        last = text.rstrip(CLOSERS)[-1:] or last
    return _END.get(last, 0)


def _start(first: str) -> int:
    if first.isupper():
        return 0
    if first.islower():
        return 1
    if first.isdigit():
        return 2
    if first.isalpha():
        return 5
    if first in "•‣◦▪*-–—·●►":
        return 3
    return 4 if first in "\"'“„«‘([「『【《" else 6


def _commas(page: str, texts: Sequence[str]) -> list[int]:
    marks = [mark for mark in ",،、，" if mark in page]
    counts = [text.count(",") for text in texts]
    for mark in marks:
        if mark != ",":
            counts = [n + text.count(mark) for n, text in zip(counts, texts, strict=True)]
    return [n if n < 4 else 4 for n in counts]


def _case(text: str) -> int:
    return 1 if text.istitle() else 2 if text.isupper() else 0


def _stop_bins(
    words: Sequence[list[str]], count: list[int], stop: frozenset[str], wide: bool
) -> list[int]:
    if not stop or wide:
        return [0] * len(count)
    found = stop.intersection
    return [
        1 + min(6, len(found(ws)) * 10 // n) if ws else 1
        for ws, n in zip(words, count, strict=True)
    ]


#: Marks inside a block, and the class they give it; the first found counts.
_SIGNS: Final = {
    **dict.fromkeys((" | ", " · ", " / ", "»", "›"), 1),
    **dict.fromkeys(("://", "www.", "@"), 2),
    "©": 3,
    **dict.fromkeys(('"', "“", "„", "«"), 4),
}


def _signs(texts: Sequence[str]) -> list[int]:
    signs = [0] * len(texts)
    for index, mark in lines_with(texts, tuple(_SIGNS)).items():
        signs[index] = _SIGNS[mark]
    return signs


def _repeats(texts: Sequence[str]) -> dict[str, list[int]]:
    seen: dict[str, int] = {}
    for text in texts:
        seen[text] = seen.get(text, 0) + 1
    return {"repeats": [min(seen[text], 3) - 1 for text in texts]}


#: Half-octave bins of a number of words: 0, 1, 2, 3, 4-5, 6-7, 8-11, …
_MASS: Final = tuple((mass * mass).bit_length() for mass in range(4096))
_MASS_TOP: Final = 24


def mass_bins(masses: Iterable[int]) -> list[int]:
    """Half-octave bins of numbers of words."""
    return [_MASS[mass] if mass < 4096 else _MASS_TOP for mass in masses]


def windows(values: Sequence[Any], reach: int) -> list[Any]:
    """For each place, the sum of the values around it, itself left out."""
    padding = (0,) * reach
    total = list(accumulate((*padding, *values, *padding), initial=0))
    return [
        high - low - own
        for low, high, own in zip(total, total[2 * reach + 1 :], values, strict=False)
    ]


def _neighbours(bins: list[int], ends: list[int], prose: list[int]) -> dict[str, list[int]]:
    size = len(bins)
    whole = sum(prose) or 1
    total = list(accumulate(prose, initial=0))
    columns = {f"prose within {reach}": mass_bins(windows(prose, reach)) for reach in (3, 8)}
    columns["prose before"] = [before * 16 // whole for before in total[:-1]]
    columns["prose after"] = [(whole - until) * 16 // whole for until in total[1:]]
    columns["page prose"] = mass_bins([whole]) * size
    pair = [_PAIR[size_bin][end] for size_bin, end in zip(bins, ends, strict=True)]
    columns["block before"] = [21, *pair][:size]
    columns["block after"] = [*pair[1:], 21][:size]
    short = [size_bin < 5 for size_bin in bins]
    columns["short lines within 5"] = [
        around + own for around, own in zip(windows(short, 5), short, strict=True)
    ]
    columns["since prose"] = _distances(prose)
    columns["until prose"] = _distances(prose[::-1])[::-1]
    return columns


#: A neighbour's class from the bin of its words and the mark at its end.
_PAIR: Final = tuple(
    tuple(size // 2 * 3 + (0 if not end else 1 if end < 4 else 2) for end in range(6))
    for size in range(14)
)


def _distances(prose: list[int]) -> list[int]:
    """Blocks since the last block of prose; at most 12, 13 for never."""
    since = []
    distance = 13
    for mass in prose:
        since.append(distance)
        distance = 1 if mass else distance + (distance < 12)
    return since


def _cues(matches: Sequence[Match], prose: list[int]) -> dict[str, list[int]]:
    """Signs around a block that the article is over, or that noise is near."""
    cue = [0] * len(prose)
    noise = [0] * len(prose)
    for match in matches:
        if match.rule.action == "drop":
            noise[match.block] = 1
            if match.rule.category in _TAIL:
                cue[match.block] = 1
    tail = list(accumulate(cue))
    body = accumulate(prose)
    quarter = sum(prose) // 4
    start = next((i for i, mass in enumerate(body) if mass >= quarter), 0)
    begun = tail[start] if tail else 0
    until = tail[-1] if tail else 0
    since = [0 if n <= begun else n - begun if n < begun + 6 else 6 for n in tail]
    return {
        "noise within 4": [n if n < 5 else 5 for n in windows(noise, 4)],
        "tail cues since the body": since,
        "tail cues ahead": [until - n if until - n < 6 else 6 for n in tail],
    }


def _cohesion(
    words: Sequence[list[str]], count: list[int], prose: list[int], wide: bool
) -> list[int]:
    """Share of a block's longer words that the first half of the body has too; 9 inside it."""
    if wide:
        return [0] * len(count)
    half = sum(prose) // 2
    core: set[str] = set()
    mass = edge = 0
    for edge, n in enumerate(prose):
        if n:
            core.update(words[edge])
            mass += n
            if mass > half:
                break
    core = {word for word in core if len(word) > 4}
    found = core.intersection
    return [
        9 if i <= edge else 1 + min(7, len(found(ws)) * 20 // n) if ws else 0
        for i, (ws, n) in enumerate(zip(words, count, strict=True))
    ]
