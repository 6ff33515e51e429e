"""Which line of the page is its headline? The signs of every line that may be.

Points for the signs are in ``points.json``; the line with the most is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from math import sqrt
from typing import Final, NamedTuple

from cleanarticle.dates import find_dates
from cleanarticle.dates.patterns import DIGIT
from cleanarticle.metadata.finding import step
from cleanarticle.metadata.titles import SEPARATOR
from cleanarticle.page import Page
from cleanarticle.patterns import pattern
from cleanarticle.text import THAI, content_units, count_wide

#: Longest line, in words (or pairs of characters in scripts without spaces).
LONGEST: Final = 32
#: Korean words carry particles, so they too are compared by pairs of characters.
_HANGUL: Final = pattern("[\uac00-\ud7af]")
_NUMBERED: Final = pattern(r"\(?\d{1,2}[.)]\s|[#+*•►▶←→‹›»│|]|«(?![^»]*»)")
#: Quotation marks that may be arrows too.
_QUOTED: Final = pattern(r"«[^«»]+»")
#: In the head of a Markdown file, which is these first lines.
_HEAD: Final = 4
LABEL: Final = pattern(r"title: +", re.I)
#: Blocks above the body after which it matters less how many more there are.
_ABOVE_MENUS: Final = 40
#: A heading's underline that was put on its line.
_UNDERLINED: Final = pattern(r"\s[=─━-]{4,}$")
#: Between the parts of a path of sections.
_ARROWS: Final = frozenset("›»>→<«‹←")
#: A section, and the arrow before the next or before a title of some words.
_PATH: Final = pattern(r"(?:^|(?<=[»›▸→]\s))[^«»›▸→]{1,40}\s[»›▸→]\s+(?=\S+\s\S)")
_DISTANCES: Final = (-6, -5, -4, -3, -2, -1, *range(20), 24, 28, 34, 40, 50)
#: The most words of a line, and prose above the body, that are counted.
_WORDS: Final = 40
_PROSE_ABOVE: Final = 5
#: The same of the lines above it and below.
_SHARED: Final = 8
_WORDS_ABOVE: Final = 20
#: Fewer characters are in other lines by chance.
_TELLING: Final = 8


class Surroundings(NamedTuple):
    """What a candidate is compared with."""

    first: int
    """Index of the body's first block."""
    body: Set[str]
    """Content words of the body."""
    counts: Mapping[str, int]
    """How often each stands there."""
    opening: Set[str]
    """Words of the body's first blocks."""
    repeated: Collection[str]
    """Texts that stand on the page more than once."""
    heads: Collection[str]
    """What stands before the site's name, or after it, on lines that hold both."""
    tab: Collection[str]
    """The page's first line, which may be the title of its tab, and what of it may be a title."""
    near: Collection[int]
    """Blocks of dates and bylines."""
    prose: Sequence[int]
    """Blocks above the body that are likelier part of it than not."""


def content_words(text: str, words: Sequence[str]) -> set[str]:
    """The words that carry meaning; pairs of characters in scripts without spaces.

    >>> sorted(content_words("The harbour reopens", ["the", "harbour", "reopens"]))
    ['harbour', 'reopens']
    """
    pairs = not text.isascii() and (count_wide(text) or _HANGUL.search(text))
    return content_units(text, words, bool(pairs))


def size_of(text: str, words: Sequence[str]) -> int:
    """Words of a line, or pairs of characters in scripts without spaces; of Thai each four.

    >>> size_of("港が再開した", []), size_of("เปิดท่าเรือ", [])
    (3, 2)
    """
    if text.isascii():
        return len(words)
    return count_wide(text) // (4 if THAI.search(text) else 2) or len(words)


def heads_of(texts: Sequence[str]) -> set[str]:
    """What of lines such as ``Harbour reopens | Daily Harbour`` may be a title.

    >>> sorted(heads_of(["Harbour reopens | Daily Harbour", "A line"]))
    ['Daily Harbour', 'Harbour reopens']
    """
    heads: set[str] = set()
    for text in texts:
        if 12 < len(text) < 240 and (cuts := list(SEPARATOR.finditer(text))):
            heads.update((text[: cuts[0].start()], text[: cuts[-1].start()], text[cuts[0].end() :]))
    return heads


def promise(words: Sequence[str], distance: int, around: Surroundings) -> float:
    """A rough measure of how well a line could be the headline, by its words alone.

    Most lines above a body are menus; what a line shares with the body tells them apart.
    """
    size = min(len(words), 12)
    own = set(words[:24])
    shared, opening = len(own & around.body), len(own & around.opening)
    away = abs(distance)
    near = min(away, _ABOVE_MENUS) + sqrt(max(0, away - _ABOVE_MENUS))
    return (shared + 2 * opening) / (len(words) + 2) + size / 8 - near / _ABOVE_MENUS


def labelled(folded: Sequence[str]) -> int:
    """Index of the line ``Title: …`` in the head of a Markdown file; -1 if there is none.

    >>> labelled(["---", "title: harbour reopens", "---"]), labelled(["harbour reopens"])
    (1, -1)
    """
    return next((index for index, line in enumerate(folded[:_HEAD]) if LABEL.match(line)), -1)


def title_of(text: str, top: bool) -> str:
    """The title in a headline's line: no bullet, no path of sections, no site's name behind a bar.

    Args:
        text: the line.
        top: whether it opens the page, as the title of its tab does.

    >>> title_of("* Harbour reopens | Daily Harbour", False)
    'Harbour reopens'
    >>> title_of("Home ▸ City » Harbour reopens after all", False)
    'Harbour reopens after all'
    >>> title_of('title: "Harbour reopens"', False)
    'Harbour reopens'
    >>> title_of(": Harbour reopens", False)  # behind a kicker on a line of its own
    'Harbour reopens'
    >>> title_of("Harbour reopens ===============", False)
    'Harbour reopens'
    >>> title_of("23.01.2022 - Harbour reopens after all", False)
    'Harbour reopens after all'
    >>> title_of("Harbour reopens - at last", False), title_of("Harbour reopens now - Post", True)
    ('Harbour reopens - at last', 'Harbour reopens now')
    """
    text = _UNDERLINED.sub("", text.lstrip("*+•►▶▸→#›:| ")) or text
    if labelled := LABEL.match(text):
        text = text[labelled.end() :].strip("\"' ") or text
    if path := deque(_PATH.finditer(text), maxlen=1):
        text = text[path[0].end() :]
    text = _undated(text)
    cuts = list(SEPARATOR.finditer(text))
    if cuts and (top or cuts[-1].group().strip() in "|•»｜"):
        head, tail = text[: cuts[-1].start()].strip(), text[cuts[-1].end() :]
        short = tail.count(" ") < 4 and len(tail) < len(head)
        if short and head.count(" ") > 0 and "«" not in head:
            return head
    return text


def _undated(text: str) -> str:
    """A headline without the date before it, if it goes on for some words."""
    for date in find_dates(text[:_DATED]) if text[:1].isdigit() else ():
        rest = text[date.end :].lstrip(" -–—|:·,~")
        if date.start == 0 and rest.count(" ") > 1:
            return rest
    return text


#: Characters of a date and its time.
_DATED: Final = 40


def signs(
    page: Page,
    chance: Sequence[float],
    index: int,
    around: Surroundings,
    rivals: str,
) -> Iterator[str]:
    """What speaks for a line's being the headline, and against it.

    Args:
        page: the page.
        chance: each block's probability of being body.
        index: the line's block.
        around: what it is compared with.
        rivals: all lines that may be the headline, folded, each between line breaks of its own.
    """
    text, words, block = page.document.texts[index], page.words[index], page.document.blocks[index]
    content = content_words(text, words)
    often = sum(around.counts.get(word, 0) > 2 for word in content)
    yield f"shared {min(len(content & around.body), 12)}"
    yield f"topic {min(often, 5)}"
    yield f"size {min(size_of(text, words), _WORDS)}"
    distance = around.first - index
    yield f"distance {step(distance, _DISTANCES)}"
    yield f"prose {min(len(around.prose) - bisect_right(around.prose, index), _PROSE_ABOVE)}"
    yield from _setting(page, index)
    yield from _beside(page, index, around)
    yield f"ends {text[-1] if text[-1] in _ENDS else '0' if text[-1].isdigit() else 'other'}"
    if block.item or _NUMBERED.match(text):
        yield "item"
    yield from _beside_site(text, index, around)
    if index == 0:  # of a text it may be the title of the tab
        yield "top in markup" if page.document.elements else "top"
    reach = next((n for n in _REACHES if index + n in around.near), None)
    yield f"dated {reach}"
    yield from _letters(text)
    if len(text) < _LONG and _SIGNED.search(text):
        yield "signed"
    elif text[-1] in ")]" and _CREDITED.search(text):
        yield "credited"
    elif _TWO_SENTENCES.search(text):
        yield "two sentences"
    yield f"chance {min(int(chance[index] * 20), 19)}"
    yield f"lexicon {page.columns['lexicon'][index]}"
    yield from _parts(page.folded[index], rivals)
    if block.tags and (tag := block.tags.rpartition(">")[2])[:1] == "h":
        yield f"tag {tag}"


#: A longer line is no caption, and must not be searched for one from every full stop in it.
_LONG: Final = 400
#: A caption: a sentence, and the name of who took the picture. And what else is no headline.
_SIGNED: Final = pattern(
    r"[.!?…。][”\"»)]? ?(?:[ⓒ©]|(?:(?:[^\W\d_a-zа-яё]|(?<=\.)[^\W\d_])[\w.'’-]*(?: |$)){2,4}$)"
)
#: A caption too: a name in brackets at its end, and what else is said of it.
_CREDITED: Final = pattern(
    r" [(\[](?:[^\W\d_a-zа-яё][^\s()\[\]]*[ /][^()\[\]]{2,60}|©[^()\[\]]{2,60})[)\]]$"
)
_TWO_SENTENCES: Final = pattern(r"[^\W\d_]{3}[.!?…。][”\"»)]? ?[^\W\d_a-zа-яё]")
_ENDS: Final = '.。:：,?？!！…)"”»'
#: How far below a line its date or byline is looked for, nearest first.
_REACHES: Final = (1, 2, 3, 4, 5, 6, 0, -1)


def _beside_site(text: str, index: int, around: Surroundings) -> Iterator[str]:
    """Whether another line has it beside the site's name, or it has one itself."""
    if text in around.repeated:
        yield "repeated"
    if index and text in around.tab:
        yield "tab"
    elif text in around.heads:
        yield "with site"
    elif SEPARATOR.search(plain := _QUOTED.sub("", text) if "«" in text else text):
        yield "separated" if _ARROWS.isdisjoint(plain) else "arrow"


def _letters(text: str) -> Iterator[str]:
    """Small letters, capitals, digits: names of sections and people have most capitals."""
    if text[0].islower():
        yield "lower"
    elif not (text[0].isalnum() or text[0] in "\"'“„«‘「『《¿¡"):
        yield "no letter"
    elif text.isupper():
        yield "shouted"
    words = text.split()
    yield f"capitals {8 * sum(word[0].isupper() for word in words) // len(words)}"
    if count_wide(text):  # sections are a few characters each
        yield f"piece {min(len(text) // len(words) // 3, 8)}"
    yield f"digits {min(len(DIGIT.findall(text)), 5)}"


def _setting(page: Page, index: int) -> Iterator[str]:
    """How a line and its neighbours are set: a headline stands by itself, a menu in a list."""
    blocks = page.document.blocks
    below = blocks[index + 1].gap if index + 1 < len(blocks) else 1
    yield f"gap {min(max(blocks[index].gap, -1), 2)}"
    yield f"gap below {min(max(below, -1), 2)}"
    if index + 1 < len(blocks):
        yield f"before {min(len(page.words[index + 1]), _WORDS)}"
    if index and blocks[index - 1].item:
        yield "after item"


def _beside(page: Page, index: int, around: Surroundings) -> Iterator[str]:
    """What the lines above and below are: sections, standfirsts, bylines and captions."""
    texts, words, ends = page.document.texts, page.words, page.seen.columns["end"]
    for where, other in (("above", index - 1), ("below", index + 1)):
        if 0 <= other < len(texts):
            shared = len(content_words(texts[other], words[other]) & around.body)
            yield f"{where} shared {min(shared, _SHARED)}"
            yield f"{where} ends {ends[other]}"
    if index:
        yield f"above words {min(len(words[index - 1]), _WORDS_ABOVE)}"
    if index + 1 < len(texts) and page.document.blocks[index + 1].item:
        yield "below item"


def _parts(folded: str, rivals: str) -> Iterator[str]:
    """Whether other lines are this one with more before it (a path to it) or after it."""
    if len(folded) < _TELLING:
        return
    whole = rivals.count(f"\n{folded}\n")
    if tails := rivals.count(f"{folded}\n") - whole:
        yield f"tail of {min(tails, 3)}"
    if heads := rivals.count(f"\n{folded}") - whole:
        yield f"head of {min(heads, 3)}"
