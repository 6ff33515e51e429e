"""What can be measured of a block by itself.

Every feature is a column of small numbers (see `lanes.py`), computed with whole-line C calls, since
a page has hundreds of blocks and a budget of two milliseconds. What a page cannot tell (stop words
of an unknown language, links in plain text) has a value of its own: unknown is not zero. What is
measured of a block's neighbours is in `surroundings.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from cleanarticle.lexicon import Lexicon, units_of
from cleanarticle.model import Document
from cleanarticle.rules.rule import Match
from cleanarticle.text import CLOSERS, count_wide, is_wide_text, lines_with

#: Most words that a column tells apart.
WORDS_TOP: Final = 120

#: Class of a block's last character: what kind of end it has. The order is that of the classes'
#: likeness to body, since a decision tree asks for "at least".
_END: Final = {
    **dict.fromkeys("…", 1),
    **dict.fromkeys(",;、，؛،", 2),
    **dict.fromkeys(":：", 3),
    **dict.fromkeys("?!？！؟‽", 4),
    **dict.fromkeys(".。।॥։۔｡", 5),
}
#: Ends from here on are a sentence's.
SENTENCE: Final = 4
#: For ``bytes.translate``: 1 where an end is a sentence's.
SENTENCES: Final = bytes(value >= SENTENCE for value in range(256))

#: Words of a block, and its share of function words, above which a block of Thai is prose: of the
#: 59 paragraphs of more than 24 words on our six pages 58 are, of 13 such teasers five.
_UNMARKED: Final = 40
_PROSE_SHARE: Final = 2

#: Value of a block's strongest rule, from what speaks against body to what speaks for it.
_RULE: Final[Mapping[str, int]] = {
    "navigation": 1,
    "legal": 2,
    "footer": 3,
    "share": 4,
    "comments": 5,
    "counter": 6,
    "promotion": 7,
    "related": 8,
    "tags": 9,
    "ad": 10,
    "author-box": 11,
    "media": 12,
}
_OTHER_DROP: Final = 13
_LIFT: Final = 14
NO_RULE: Final = 15
_PROTECT: Final = 16

#: What the values of a column mean, where they are not plain numbers.
VALUE_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "end": ("no mark", "ellipsis", "comma", "colon", "? or !", "full stop"),
    "start": ("other", "bullet", "small", "digit", "caseless", "capital", "quote or bracket"),
    "gap": ("same line", "no blank line", "blank line", "blank lines"),
    "marks": ("copyright", "address", "separator", "price", "none", "quotation"),
    "in the title": ("no title", "no", "a part", "the whole"),
    "rule": ("", *_RULE, "drop", "lift", "none", "protect"),
}


class Features(NamedTuple):
    """The columns of one page."""

    columns: dict[str, bytes]
    words: list[int]
    wide: bool
    """True for a page in a script without spaces between words."""


def measure(
    document: Document,
    words: Sequence[list[str]],
    matches: Sequence[Match],
    stop: frozenset[str],
    lexicon: Lexicon | None,
) -> Features:
    """Measure every block of a page.

    Args:
        document: the page.
        words: each block's folded words.
        matches: what the rules found.
        stop: the function words of the page's language; empty if unknown.
        lexicon: what words of the page's language say; ``None`` if nothing is known.
    """
    blocks, texts = document.blocks, document.texts
    size = len(texts)
    wide = is_wide_text("\n".join(texts))
    count = (
        [count_wide(t) // 2 or t.count(" ") + 1 for t in texts] if wide else list(map(len, words))
    )
    shares = _stop_words(texts, words, count, stop, wide)
    ends = _ends(texts)
    if wide and stop and not _single(stop):
        ends = _unmarked_ends(ends, count, shares)
    columns = {
        "words": bytes([n if n < WORDS_TOP else WORDS_TOP for n in count]),
        "end": bytes(ends),
        "start": bytes(_starts(texts)),
        "letters a word": bytes(
            [
                length if (length := len(t) // (n or 1)) < 20 else 20
                for t, n in zip(texts, count, strict=True)
            ]
        ),
        "stop words": bytes(shares),
        "commas": _commas(document.text, texts),
        "digits": bytes(
            [9 if (n := ws.count("0")) * 3 >= len(ws) else n if n < 8 else 8 for ws in words]
        ),
        "marks": _signs(texts),
        "item": bytes([block.item for block in blocks]),
        "gap": bytes([block.gap + 1 if block.gap < 2 else 3 for block in blocks]),
        "repeats": _repeats(texts),
        "rule": _rules(matches, size),
        "lexicon": lexicon.column(units_of(texts, words, wide), wide) if lexicon else bytes(size),
    }
    return Features(columns, count, wide)


def _ends(texts: Sequence[str]) -> list[int]:
    known = _END.get
    return [known(t[-1], 0) if t[-1] not in CLOSERS else _closed_end(t) for t in texts]


def _closed_end(text: str) -> int:
    return _END.get(text.rstrip(CLOSERS)[-1:] or text[-1], 0)


def _unmarked_ends(ends: list[int], count: list[int], shares: list[int]) -> list[int]:
    """The ends of Thai, which ends no sentence with a mark: a long block of prose is some."""
    return [
        end or (_END["."] if n > _UNMARKED and share > _PROSE_SHARE else 0)
        for end, n, share in zip(ends, count, shares, strict=True)
    ]


def _starts(texts: Sequence[str]) -> list[int]:
    firsts = [text[0] for text in texts]
    classes = {first: _start(first) for first in set(firsts)}
    return [classes[first] for first in firsts]


def _start(first: str) -> int:
    if first.isupper():
        return 5
    if first.islower():
        return 2
    if first.isdigit():
        return 3
    if first.isalpha():
        return 4
    if first in "•‣◦▪*-–—·●►":
        return 1
    return 6 if first in "\"'“„«([‘「『【《" else 0


def _commas(page: str, texts: Sequence[str]) -> bytes:
    counts = [text.count(",") for text in texts]
    for mark in "،、，":
        if mark in page:
            counts = [n + text.count(mark) for n, text in zip(counts, texts, strict=True)]
    return bytes([n if n < 9 else 9 for n in counts])


def _stop_words(
    texts: Sequence[str],
    words: Sequence[list[str]],
    count: list[int],
    stop: frozenset[str],
    wide: bool,
) -> list[int]:
    """Share of function words in twelfths, from 1; 0 where the language's are not known."""
    if not stop:
        return [0] * len(count)
    if wide:
        # Of Thai, whose words are twice as long as those of Chinese, all are looked for.
        marks, twelve = (single, 12) if (single := _single(stop)) else (list(stop), 24)
        return [
            1 + min(11, sum(map(text.count, marks)) * twelve // n) if n > 3 else 1
            for text, n in zip(texts, count, strict=True)
        ]
    known = stop.intersection
    return [
        share + 1 if (share := len(known(ws)) * 12 // (n or 1)) < 11 else 12
        for ws, n in zip(words, count, strict=True)
    ]


def _single(stop: frozenset[str]) -> list[str]:
    """The particles of one character, which Chinese and Japanese have."""
    return [mark for mark in stop if len(mark) == 1]


#: Marks inside a block, and the value they give it; the first found counts.
_SIGNS: Final = {
    **dict.fromkeys((" | ", " · ", " / ", "»", "›"), 2),
    **dict.fromkeys(("://", "www.", "@"), 1),
    "©": 0,
    **dict.fromkeys("€ £ $ ¥ 円 ₹ ₺ ฿ ₴ ₽ ₫ ₩ zł Kč kr.".split(), 3),
    **dict.fromkeys(('"', "“", "„", "«"), 5),
}


def _signs(texts: Sequence[str]) -> bytes:
    signs = bytearray(b"\x04" * len(texts))
    for index, mark in lines_with(texts, tuple(_SIGNS)).items():
        signs[index] = _SIGNS[mark]
    return bytes(signs)


def _repeats(texts: Sequence[str]) -> bytes:
    """How often else the block stands on the page, up to 3."""
    distinct = set(texts)
    if len(distinct) == len(texts):
        return bytes(len(texts))
    seen = dict.fromkeys(distinct, -1)
    for text in texts:
        seen[text] += 1
    return bytes([n if n < 3 else 3 for n in map(seen.__getitem__, texts)])


def _rules(matches: Sequence[Match], size: int) -> bytes:
    """What the strongest rule of each block says: protecting before dropping before lifting."""
    column = bytearray(bytes((NO_RULE,)) * size)
    for index, rule, _ in matches:
        if rule.action == "protect":
            column[index] = _PROTECT
        elif rule.action != "reject" and column[index] in (NO_RULE, _LIFT):
            drop = rule.action == "drop"
            column[index] = _RULE.get(rule.category, _OTHER_DROP) if drop else _LIFT
    return bytes(column)
