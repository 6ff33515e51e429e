"""Find captions and picture credits in the page's own text."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Final

from cleanarticle.metadata.finding import CREDIT, Finding, PageView, found
from cleanarticle.model import Caption
from cleanarticle.rules.guards import rest_of
from cleanarticle.rules.shapes import looks_like_credit
from cleanarticle.text import SENTENCE_MARKS, bare, fold, is_wide

_CREDIT_TAIL: Final = re.compile(r"(?:^|[\s(\[|/–—-])(?:©|\(c\)|/|\bvia)\s*([^/|()©]{2,60})\)?$")


def find_captions(view: PageView, dropped: set[int]) -> list[Finding]:
    """Credits alone on a line, and captions that end in one."""
    findings = []
    credited = {m.block: m for m in view.page.matches if m.rule.name == "photo-credit"}
    dropped = dropped | {m.block for m in view.page.matches if m.rule.name == "byline"}
    labels = view.page.rules.labels
    for index, (text, words) in enumerate(
        zip(view.page.document.texts, view.page.words, strict=True)
    ):
        if index in credited and index not in dropped:
            match = credited[index]
            above = _caption_above(view, index, dropped)
            caption = Caption(above or "", rest_of(text, match.phrase))
            findings.append(found(view, "captions", caption, index, match.rule.code))
            if above:
                findings.append(found(view, "captions", caption, index - 1, match.rule.code))
            continue
        # Most blocks hold neither a credit's word nor a sign of one.
        named = not labels.credit_words.isdisjoint(words) or view.page.seen.wide
        if (named or "/" in text or "©" in text) and len(text) <= 400 and index not in dropped:
            credited_by = credit_at_end(text, labels.credits)
            if credited_by is None and named:
                credited_by = _credit_by(text, labels.credit_by)
            if credited_by is not None:
                findings.append(found(view, "captions", credited_by, index, CREDIT))
    return findings


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
        for label in _last_words(head):
            if bare(fold(label)) in phrases and looks_like_credit(credit):
                before = head[: len(head) - len(label)].strip(" (|[–—-")
                return Caption(before, credit)
    found = _CREDIT_TAIL.search(text) if text[-1] not in SENTENCE_MARKS else None
    if found and len(text) < 300 and looks_like_credit(found.group(1)):
        return Caption(text[: found.start()].strip(" (|[–—-"), found.group(1).strip())
    return None


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
