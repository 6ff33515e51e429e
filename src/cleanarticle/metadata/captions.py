"""Find captions and picture credits in the page's own text."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from cleanarticle.metadata.finding import CREDIT, Finding, PageView, found
from cleanarticle.model import Caption
from cleanarticle.patterns import pattern
from cleanarticle.rules.guards import rest_of
from cleanarticle.rules.shapes import looks_like_credit
from cleanarticle.text import SENTENCE_MARKS, bare, fold, is_wide

_CREDIT_TAIL: Final = pattern(r"(?:^|[\s(\[|/–—-])(?:©|\(c\)|/|\bvia)\s*([^/|()©]{2,60})\)?$")
#: One of these is in a text that such a credit ends.
_SIGNS: Final = ("/", "©", "via", "(c)")
#: Longest caption, in characters.
_LONGEST: Final = 400


def find_captions(view: PageView, dropped: set[int]) -> list[Finding]:
    """Credits alone on a line, and captions that end in one."""
    findings = []
    credited = {m.block: m for m in view.page.matches if m.rule.name == "photo-credit"}
    dropped = dropped | {m.block for m in view.page.matches if m.rule.name == "byline"}
    texts, labels = view.page.document.texts, view.page.rules.labels
    for index in _worth_reading(view, credited):
        text = texts[index]
        if index in dropped:
            continue
        if index in credited:
            match = credited[index]
            above = _caption_above(view, index, dropped)
            caption = Caption(above or "", rest_of(text, match.phrase))
            findings.append(found(view, "captions", caption, index, match.rule.code))
            if above:
                findings.append(found(view, "captions", caption, index - 1, match.rule.code))
            continue
        credited_by = credit_at_end(text, labels.credits) or _credit_by(text, labels.credit_by)
        if credited_by is not None:
            findings.append(found(view, "captions", credited_by, index, CREDIT))
    return findings


def _worth_reading(view: PageView, credited: Collection[int]) -> list[int]:
    """The blocks with a credit's word or a sign of one: few, and found without reading them."""
    words, first = view.page.words, view.page.rules.labels.credit_words
    wide = view.page.seen.wide
    return [
        index
        for index, text in enumerate(view.page.document.texts)
        if (
            len(text) <= _LONGEST
            and ("/" in text or "©" in text or wide or not first.isdisjoint(words[index]))
        )
        or index in credited
    ]


def _credit_by(text: str, pattern: re.Pattern[str]) -> Caption | None:
    """A caption whose credit has no colon: ``… in spring. Photo by Jane Doe``."""
    found = deque(pattern.finditer(text), maxlen=1)
    if not found or not looks_like_credit(credit := text[found[0].end() :].strip(" )].")):
        return None
    return Caption(text[: found[0].start() + 1].strip(" (|[–—-,"), credit)


def _caption_above(view: PageView, index: int, dropped: set[int]) -> str | None:
    """The caption of a credit that stands by itself: the short line right above it."""
    blocks, texts = view.page.document.blocks, view.page.document.texts
    if not index or index - 1 in dropped or blocks[index].gap > 0:
        return None
    if blocks[index].gap < 0:  # cut from one line: only another piece of it can be the caption
        fits = blocks[index - 1].gap < 0 and view.page.seen.words[index - 1] < 12
    else:
        fits = view.page.seen.words[index - 1] <= 30 and view.chance[index - 1] < 0.9
    return texts[index - 1] if fits else None


def credit_at_end(text: str, phrases: frozenset[str]) -> Caption | None:
    """Split a caption with its credit; ``None`` if the text does not end in a credit.

    >>> credit_at_end("The mayor at the docks. Photo: Getty Images", frozenset(["photo"]))
    Caption(text='The mayor at the docks.', credit='Getty Images')
    >>> credit_at_end("He took a photo: it was dark.", frozenset(["photo"])) is None
    True
    """
    for at in (max(map(text.rfind, ":：=＝")), max(map(text.rfind, "／/"))):
        if at <= 0:
            continue
        head, credit = text[:at].rstrip(), text[at + 1 :].strip(" )].")
        if not _may_be_label(head, phrases) or not looks_like_credit(credit):
            continue
        for label in _last_words(head):
            if bare(fold(label)) in phrases:
                before = head[: len(head) - len(label)].strip(" (|[–—-")
                return Caption(before, credit)
    signed = text[-1] not in SENTENCE_MARKS and any(sign in text for sign in _SIGNS)
    found = _CREDIT_TAIL.search(text) if signed else None
    if found and len(text) < 300 and looks_like_credit(found.group(1)):
        return Caption(text[: found.start()].strip(" (|[–—-"), found.group(1).strip())
    return None


def _may_be_label(head: str, phrases: frozenset[str]) -> bool:
    """Whether the last word is one that ends a label: what can be told without folding."""
    if not head or is_wide(head[-1]):
        return bool(head)
    return bare(head[head.rfind(" ") + 1 :].casefold()) in _last_of(phrases) or not head.isascii()


@cache
def _last_of(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.rpartition(" ")[2] for phrase in phrases)


def _last_words(head: str) -> Iterator[str]:
    """The last three, two and one words of a text; characters where words are not separated."""
    if is_wide(head[-1]):
        yield from (head[-size:] for size in range(min(6, len(head)), 0, -1))
        return
    words = head.split()
    for size in (3, 2, 1):
        if len(words) >= size:
            label = " ".join(words[-size:]).lstrip("([|.–—- ")
            if head.endswith(label):
                yield label
