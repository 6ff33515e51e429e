"""What can be measured of a block and of its neighbours.

Every feature is a small whole number: the index of a bin, so that a scorecard is a table look-up
and an explanation can name the bin. Columns, not rows: each feature is one list over the page's
blocks, computed with whole-line C calls, since a page has hundreds of blocks and a budget of one
millisecond. What a page cannot tell (stop words of an unknown language, links in plain text) has
a bin of its own: unknown is not zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp
from typing import Final

from cleanarticle.model import Document, Match
from cleanarticle.rules.engine import word_count
from cleanarticle.text import CLOSERS, is_wide

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
_ENDS: Final = ("no mark", "full stop", "question or exclamation", "ellipsis", "colon", "comma")
_STARTS: Final = ("capital", "small letter", "digit", "bullet", "quote or bracket", "letter without case", "other")
_CASES: Final = ("sentence case", "Title Case", "UPPER CASE", "caseless")

#: Categories whose rules say that the article is over.
_TAIL: Final = frozenset(("comments", "related", "tags", "author-box", "legal", "share", "footer"))


#: How many bins each feature has: the length of its table in a scorecard.
FIRST_BINS: Final = {
    "words": 14,
    "end": 6,
    "start": 7,
    "stop words": 8,
    "case": 4,
    "commas": 5,
    "digits": 5,
    "marks": 5,
    "item": 2,
    "gap": 4,
    "repeats": 3,
    "prose within 1": 25,
    "prose within 3": 25,
    "prose within 8": 25,
    "prose before": 17,
    "prose after": 17,
    "page prose": 25,
    "block before": 22,
    "block after": 22,
    "block 2 before": 22,
    "block 2 after": 22,
    "short lines within 5": 12,
    "since prose": 14,
    "until prose": 14,
    "noise within 4": 6,
    "tail cues since the body": 7,
    "tail cues ahead": 7,
    "cohesion": 10,
}
SECOND_BINS: Final = FIRST_BINS | {
    "first look": 24,
    "body before": 16,
    "body after": 16,
    "next to": 64,
    "next but one": 64,
    "region": 23,
    "body share within 3": 14,
    "body share within 8": 14,
    "body within 8": 25,
    "body share within 20": 14,
}


@dataclass(frozen=True, slots=True)
class Features:
    """The columns of one page."""

    columns: dict[str, list[int]]
    words: list[int]
    prose: list[int]
    """Words of the blocks that read as sentences, else 0."""


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
    wide = any(map(is_wide, "".join(texts)[:4000:7]))
    count = [word_count(text) for text in texts] if wide else [len(ws) or 1 for ws in words]
    ends = [_end(text) for text in texts]
    stops = _stop_bins(words, count, stop, wide)
    prose = [
        n if (end and end < 4 and n > 5 or n > 24) and (share > 2 or share == 0) else 0
        for n, end, share in zip(count, ends, stops, strict=True)
    ]
    columns = {
        "words": [_WORD_BIN[n] if n < _WORD_TOP else 13 for n in count],
        "end": ends,
        "start": [_start(text) for text in texts],
        "stop words": stops,
        "case": [_case(text) for text in texts],
        "commas": [min(text.count(",") + text.count("،") + text.count("、"), 4) for text in texts],
        "digits": [_digits(ws) for ws in words],
        "marks": [_signs(text) for text in texts],
        "item": [int(block.item) for block in blocks],
        "gap": [min(block.gap, 2) + 1 for block in blocks],
    }
    columns |= _repeats(texts)
    columns |= _neighbours(count, ends, prose)
    columns |= _cues(len(texts), matches, prose)
    columns["cohesion"] = _cohesion(words, count, prose, wide)
    return Features(columns, count, prose)


def _end(text: str) -> int:
    last = text[-1]
    if last in CLOSERS:
        last = text.rstrip(CLOSERS)[-1:] or last
    return _END.get(last, 0)


def _start(text: str) -> int:
    first = text[0]
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


def _case(text: str) -> int:
    if text.istitle():
        return 1
    if text.isupper():
        return 2
    return 3 if text.lower() == text and not text[0].islower() else 0


def _stop_bins(
    words: Sequence[list[str]], count: list[int], stop: frozenset[str], wide: bool
) -> list[int]:
    if not stop or wide:
        return [0] * len(count)
    found = stop.intersection
    return [
        1 + min(6, len(found(ws)) * 10 // n) if ws else 1 for ws, n in zip(words, count, strict=True)
    ]


def _digits(words: list[str]) -> int:
    zeros = words.count("0")
    return min(3, zeros) if zeros * 3 < len(words) else 4


def _signs(text: str) -> int:
    if "|" in text or " · " in text or " / " in text or "»" in text or "›" in text:
        return 1
    if "http" in text or "www." in text or "@" in text:
        return 2
    if "©" in text:
        return 3
    return 4 if '"' in text or "“" in text or "„" in text or "«" in text else 0


def _repeats(texts: Sequence[str]) -> dict[str, list[int]]:
    seen: dict[str, int] = {}
    for text in texts:
        seen[text] = seen.get(text, 0) + 1
    return {"repeats": [min(seen[text], 3) - 1 for text in texts]}


def _mass_bin(mass: int) -> int:
    """Half-octave bins: 0, 1, 2, 3, 4-5, 6-7, 8-11, …, at most 24."""
    return min((mass * mass).bit_length(), 24)


def _neighbours(count: list[int], ends: list[int], prose: list[int]) -> dict[str, list[int]]:
    size = len(count)
    total = [0, *accumulate(prose)]
    whole = total[-1] or 1
    columns: dict[str, list[int]] = {}
    for reach in (1, 3, 8):
        columns[f"prose within {reach}"] = [
            _mass_bin(
                total[min(i + reach + 1, size)] - total[max(i - reach, 0)] - prose[i]
            )
            for i in range(size)
        ]
    columns["prose before"] = [total[i] * 16 // whole for i in range(size)]
    columns["prose after"] = [(whole - total[i + 1]) * 16 // whole for i in range(size)]
    columns["page prose"] = [_mass_bin(whole)] * size
    bins = [_WORD_BIN[n] if n < _WORD_TOP else 13 for n in count]
    marks = [0 if not end else 1 if end < 4 else 2 for end in ends]
    pair = [b // 2 * 3 + m for b, m in zip(bins, marks, strict=True)]
    columns["block before"] = [21, *pair[:-1]]
    columns["block after"] = [*pair[1:], 21]
    columns["block 2 before"] = [21, 21, *pair[:-2]][:size]
    columns["block 2 after"] = [*pair[2:], 21, 21][-size:] if size > 1 else [21]
    short = [0, *accumulate(n < 6 for n in count)]
    columns["short lines within 5"] = [
        short[min(i + 6, size)] - short[max(i - 5, 0)] for i in range(size)
    ]
    since, until = _distances(prose)
    columns["since prose"] = since
    columns["until prose"] = until
    return columns


def _distances(prose: list[int]) -> tuple[list[int], list[int]]:
    """Blocks since the last, and until the next, block of prose; at most 12, 13 for never."""
    since = []
    distance = 13
    for mass in prose:
        since.append(distance)
        distance = 1 if mass else min(distance + 1, 12) if distance < 13 else 13
    until = []
    distance = 13
    for mass in reversed(prose):
        until.append(distance)
        distance = 1 if mass else min(distance + 1, 12) if distance < 13 else 13
    return since, until[::-1]


def _cues(size: int, matches: Sequence[Match], prose: list[int]) -> dict[str, list[int]]:
    """Signs around a block that the article is over, or that noise is near."""
    cue = [0] * size
    noise = [0] * size
    for match in matches:
        if match.rule.action == "drop":
            noise[match.block] = 1
            if match.rule.category in _TAIL:
                cue[match.block] = 1
    total = [0, *accumulate(noise)]
    tail = [0, *accumulate(cue)]
    body = [0, *accumulate(prose)]
    quarter = body[-1] // 4
    start = next((i for i in range(size) if body[i] >= quarter), 0)
    return {
        "noise within 4": [
            min(total[min(i + 5, size)] - total[max(i - 4, 0)] - noise[i], 5) for i in range(size)
        ],
        "tail cues since the body": [
            min(tail[i] - tail[start], 6) if i > start else 0 for i in range(size)
        ],
        "tail cues ahead": [min(tail[size] - tail[i + 1], 6) for i in range(size)],
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


def look_around(scores: list[float], words: list[int]) -> dict[str, list[int]]:
    """Measure, for the second look, what the first look made of a block's surroundings.

    Args:
        scores: each block's log-odds after the first look.
        words: each block's words.
    """
    size = len(scores)
    chance = [1 / (1 + exp(-max(-30.0, min(30.0, score)))) for score in scores]
    mass = [p * n for p, n in zip(chance, words, strict=True)]
    body = [0.0, *accumulate(mass)]
    all_words = [0, *accumulate(words)]
    whole = max(body[-1], 1.0)
    eighths = [0, 0, *(min(int(p * 8), 7) for p in chance), 0, 0]
    columns = {
        "first look": [max(0, min(23, int(score * 2 + 100.0) - 88)) for score in scores],
        "body before": [min(int(b / whole * 16), 15) for b in body[:-1]],
        "body after": [min(max(int((whole - b) / whole * 16), 0), 15) for b in body[1:]],
        "next to": [8 * before + after for before, after in zip(eighths[1:-3], eighths[3:-1], strict=True)],
        "next but one": [8 * before + after for before, after in zip(eighths[:-4], eighths[4:], strict=True)],
        "region": _region(chance, words),
    }
    for reach in (3, 8, 20):
        low = [max(i - reach, 0) for i in range(size)]
        high = [min(i + reach + 1, size) for i in range(size)]
        columns[f"body share within {reach}"] = [
            min(int((body[b] - body[a] - m) / t * 12), 12) if (t := all_words[b] - all_words[a] - n) else 13
            for a, b, m, n in zip(low, high, mass, words, strict=True)
        ]
        if reach == 8:
            columns["body within 8"] = [
                _half_octaves(body[b] - body[a] - m) for a, b, m in zip(low, high, mass, strict=True)
            ]
    return columns


def _half_octaves(mass: float) -> int:
    return min(int((1 + mass) ** 2).bit_length() - 1, 24)


def _region(chance: list[float], words: list[int]) -> list[int]:
    """Place of each block against the run of blocks with the most body in it.

    0 to 8 before it, 9 inside, 11 to 22 after it (the number of blocks away, capped).
    """
    best = total = low = 0.0
    start = first = last = 0
    for i, (p, n) in enumerate(zip(chance, words, strict=True)):
        total += (p - 0.45) * (n + 1) ** 0.5
        if total - low > best:
            best = total - low
            first, last = start, i
        if total < low:
            low = total
            start = i + 1
    size = len(chance)
    before = [max(9 - (first - i), 0) for i in range(first)]
    after = [10 + min(i - last, 12) for i in range(last + 1, size)]
    return [*before, *[9] * (last + 1 - first), *after]
