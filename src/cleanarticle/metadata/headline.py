"""Which line of the page is its headline? The signs of every line that may be.

Points for the signs are in ``points.json``; the line with the most is taken.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from typing import Final, NamedTuple

from cleanarticle.metadata.finding import step
from cleanarticle.metadata.titles import SEPARATOR
from cleanarticle.page import Page
from cleanarticle.patterns import pattern
from cleanarticle.text import content_units, count_wide

#: Longest line, in words (or pairs of characters in scripts without spaces).
LONGEST: Final = 32
#: Korean words carry particles, so they too are compared by pairs of characters.
_HANGUL: Final = pattern("[\uac00-\ud7af]")
_NUMBERED: Final = pattern(r"\(?\d{1,2}[.)]\s|[#+*•►▶←→‹›«»│|]")
#: In the head of a Markdown file, which is these first lines.
_HEAD: Final = 4
LABEL: Final = pattern(r"title: +", re.I)
#: Between the parts of a path of sections.
_ARROWS: Final = frozenset("›»>→<«‹←")
#: A section, and the arrow before the next or before a title of some words.
_PATH: Final = pattern(r"(?:^|(?<=[»›▸→]\s))[^«»›▸→]{1,40}\s[»›▸→]\s+(?=\S+\s\S)")
_SIZES: Final = (2, 3, 5, 9, 14, 20)
_DISTANCES: Final = (-2, 0, 1, 2, 4, 8, 16, 32)


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


def content_words(text: str, words: Sequence[str]) -> set[str]:
    """The words that carry meaning; pairs of characters in scripts without spaces.

    >>> sorted(content_words("The harbour reopens", ["the", "harbour", "reopens"]))
    ['harbour', 'reopens']
    """
    pairs = not text.isascii() and (count_wide(text) or _HANGUL.search(text))
    return content_units(text, words, bool(pairs))


def size_of(text: str, words: Sequence[str]) -> int:
    """Words of a line, or pairs of characters in scripts without spaces."""
    return (0 if text.isascii() else count_wide(text) // 2) or len(words)


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
    return (shared + 2 * opening) / (len(words) + 2) + size / 8 - abs(distance) / 40


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
    >>> title_of("Harbour reopens - at last", False), title_of("Harbour reopens now - Post", True)
    ('Harbour reopens - at last', 'Harbour reopens now')
    """
    text = text.lstrip("*+•►▶▸→#› ") or text
    if labelled := LABEL.match(text):
        text = text[labelled.end() :].strip("\"' ") or text
    if path := deque(_PATH.finditer(text), maxlen=1):
        text = text[path[0].end() :]
    cuts = list(SEPARATOR.finditer(text))
    if cuts and (top or cuts[-1].group().strip() in "|•»｜"):
        head, tail = text[: cuts[-1].start()].strip(), text[cuts[-1].end() :]
        short = tail.count(" ") < 4 and len(tail) < len(head)
        if short and head.count(" ") > 0 and "«" not in head:
            return head
    return text


def signs(page: Page, chance: Sequence[float], index: int, around: Surroundings) -> Iterator[str]:
    """What speaks for a line's being the headline, and against it."""
    text, words = page.document.texts[index], page.words[index]
    content = content_words(text, words)
    overlap = 0
    if content:
        overlap = _quarter(content, around.body)
        yield f"in body {overlap}"
        yield f"in opening {_quarter(content, around.opening)}"
        often = sum(around.counts.get(word, 0) > 2 for word in content)
        yield f"topic {min(often, 3)}"
        if often == len(content):
            yield "topic all"
    yield f"size {step(size_of(text, words), _SIZES)}"
    distance = around.first - index
    yield f"distance {step(distance, _DISTANCES)}"
    yield from _neighbours(page, index)
    mark = text[-1]
    if mark in ".。:,?!…":
        yield f"ends {mark}"
    if page.document.blocks[index].item or _NUMBERED.match(text):
        yield "item"
    if text in around.repeated:
        yield "repeated"
    if index and text in around.tab:
        yield "tab"
    elif text in around.heads:
        yield "with site"
    elif SEPARATOR.search(text):
        yield "arrow" if not _ARROWS.isdisjoint(text) else "separated"
    for reach, name in ((1, "1"), (2, "2"), (3, "3"), (4, "4"), (-1, "above")):
        if index + reach in around.near:
            yield f"dated {name}"
            yield f"dated in body {overlap}"
            break
    else:
        yield f"undated to body {step(distance, _DISTANCES)}"
    if text[0].islower() or not (text[0].isalnum() or text[0] in "\"'“„«‘「『《¿¡"):
        yield "lower"
    elif text.istitle():
        yield "capitals"
    elif text.isupper():
        yield "shouted"
    yield f"chance {min(int(chance[index] * 5), 4)}"
    if index == 0:
        yield "top"
    hints = page.document.blocks[index].tags
    if hints and (tag := hints.rpartition(">")[2])[:1] == "h":
        yield f"tag {tag}"


def _neighbours(page: Page, index: int) -> Iterator[str]:
    """How the lines around a line are set: a headline stands by itself, a menu in a list."""
    blocks, words = page.document.blocks, page.words
    gap = blocks[index].gap
    after = blocks[index + 1].gap if index + 1 < len(blocks) else 1
    yield f"gap {min(max(gap, -1), 2)} {min(max(after, -1), 2)}"
    size = len(words[index])
    if index + 1 < len(words):
        following = len(words[index + 1])
        yield "before item" if blocks[index + 1].item else f"before {step(following, _SIZES)}"
    if index:
        above = len(words[index - 1])
        yield "after item" if blocks[index - 1].item else f"after {step(above, _SIZES)}"
        if size > 2 * above:
            yield "longer than above"


def _quarter(content: Set[str], words: Set[str]) -> int:
    return 4 * len(content & words) // len(content)
