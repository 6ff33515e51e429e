"""Find captions and picture credits in the page's own text."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from cleanarticle.dates import is_date
from cleanarticle.metadata.finding import CREDIT, Finding, PageView, found
from cleanarticle.model import Caption
from cleanarticle.patterns import pattern
from cleanarticle.rules.guards import rest_of
from cleanarticle.rules.labels import Labels
from cleanarticle.rules.looks import AGENCIES, AGENCY_NAMES, looks_like_credit
from cleanarticle.rules.rule import Match
from cleanarticle.text import (
    SENTENCE_MARKS,
    bare,
    fold,
    fold_lines,
    is_wide,
    lines_with,
    word_lists,
)

_CREDIT_TAIL: Final = pattern(
    r"(?:^|[\s(\[|/–—-])(?:(?:©|\(c\))\s*([^()©]{2,80})|(?:/|\bvia)\s*([^/|()©]{2,60}))\)?$"
)
#: One of these is in a text that such a credit ends.
_SIGNS: Final = ("/", "©", "via", "(c)")
#: Longest caption, and shortest paragraph, in characters.
_LONGEST: Final = 400
_PROSE: Final = 80


def find_captions(view: PageView, dropped: set[int]) -> list[Finding]:
    """Credits alone on a line, and captions that end in one."""
    findings = []
    credited = {m.block: m for m in view.page.matches if m.rule.name == "photo-credit"}
    dropped = dropped | {m.block for m in view.page.matches if m.rule.name == "byline"}
    texts, labels = view.page.document.texts, view.page.rules.labels
    wide = view.page.seen.wide
    prose = (i for i, text in enumerate(texts) if view.chance[i] > 0.5 and len(text) > _PROSE)
    last = max(prose, default=0)
    for index in _worth_reading(view, credited):
        text = texts[index]
        if index in dropped:
            continue
        worded = wide or not labels.credit_words.isdisjoint(view.page.words[index])
        caption, code = _caption_of(text, credited.get(index), labels, worded)
        named = not _NAME_WORDS.isdisjoint(view.page.words[index])
        told = named or "/" in text or not text.isascii()
        if told and caption is None:
            caption = agency_at_end(text)
            if caption and caption.text and index >= last:
                continue  # news agencies sign the last paragraph as they sign a picture
        if caption is None or _names_author(view, index):
            continue
        if caption.text and is_date(caption.text, view.page.language):
            continue  # "3 May 2024 / Jane Doe"
        above = None if caption.text else _caption_above(view, index, dropped)
        if above and is_date(above, view.page.language):
            above = None
        if above:
            caption = caption._replace(text=above)
            findings.append(found(view, "captions", caption, index - 1, code))
        findings.append(found(view, "captions", caption, index, code))
    return findings


def _caption_of(
    text: str, match: Match | None, labels: Labels, worded: bool
) -> tuple[Caption | None, str]:
    """The caption and credit that a label tells in a line, and the code of what found them.

    Args:
        text: the line.
        match: of the rule that found a credit in it, if one did.
        labels: the page's.
        worded: whether a label of credits may be in the line.
    """
    if match:
        return Caption("", rest_of(text, match.phrase)), match.rule.code
    caption = credit_at_end(text, labels.credits)
    if not caption and worded:
        caption = _credit_by(text, labels.credit_by)
    return caption, CREDIT


def _names_author(view: PageView, index: int) -> bool:
    """Tell whether a line with a credit opens with a byline: ``Text: J. Doe Photos: T. Ford``."""
    opened = view.page.rules.opening(bare(view.page.folded[index]))
    return any(rule.name == "byline" for _, rule in opened)


def _worth_reading(view: PageView, credited: Collection[int]) -> list[int]:
    """The blocks with a credit's word or a sign of one: few, and found without reading them."""
    texts, words = view.page.document.texts, view.page.words
    first, wide = view.page.rules.labels.credit_words, view.page.seen.wide
    either = first | _AGENCY_WORDS
    short = [i for i, text in enumerate(texts) if len(text) <= _LONGEST]
    noted = [(i, words[i]) for i in short if not either.isdisjoint(words[i])]
    found = set(range(len(texts)) if wide else lines_with(texts, _CREDIT_MARKS))
    found.update(
        i for i, ws in noted if not (first.isdisjoint(ws) and _AGENCY_WORDS.isdisjoint(ws[-2:]))
    )
    if any(word.strip() in view.page.document.text for word in _REPORTERS):
        found.update(i for i, text in enumerate(texts) if text.endswith(_REPORTERS))
    return sorted({*(i for i in found if len(texts[i]) <= _LONGEST), *credited})


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
    >>> credit_at_end("Business / Media", frozenset()) is None
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
    if not found or len(text) >= 300 or not looks_like_credit(credit := found[1] or found[2]):
        return None
    caption, credit = text[: found.start()].strip(" (|[–—-"), credit.strip()
    return None if "/" in found[0] and _is_path(caption, credit) else Caption(caption, credit)


def _is_path(caption: str, credit: str) -> bool:
    """Tell whether what a slash parts are two sections of a site: ``Business / Media``."""
    return 0 < len(caption.split()) < 3 and " " not in credit and credit.casefold() not in AGENCIES


def agency_at_end(text: str) -> Caption | None:
    """Split a caption from a credit that an agency's name is enough to tell: no label says so.

    The agency is joined to a name by a slash, or stands behind the caption's last sentence.

    >>> agency_at_end("The mayor at the docks. EFE/ J.J. Soler")
    Caption(text='The mayor at the docks.', credit='EFE/ J.J. Soler')
    >>> agency_at_end("Ana Ruiz/Getty Images"), agency_at_end("She works for Getty Images")
    (Caption(text='', credit='Ana Ruiz/Getty Images'), None)
    """
    if not text.isascii() and (taken := _TAKEN_BY.search(text)):
        return Caption(text[: taken.start() + 1].rstrip("（("), taken[1] or taken[2])
    text = text.rstrip(" )].")
    # Few lines have a name, and to look for each takes less time than the pattern.
    if len(text) > _SIGNED or not any(map(text.__contains__, AGENCY_NAMES)):
        return None
    if not (found := deque(_AGENCY.finditer(text), maxlen=1)):
        return None
    start, end = found[0].span()
    slashed = text[:start].rstrip()[-1:] in ("/", "|")
    joined = _JOINED.search(text, 0, start) if slashed else None
    if end < len(text) and not _NAME_AFTER.fullmatch(text, end):
        return None
    if joined:
        start = joined.start()
    elif end == len(text) and text[:start].rstrip()[-1:] not in _AFTER_SENTENCE:
        return None
    caption = text[:start].strip(" (|[–—-")
    return Caption(caption, text[start:].strip()) if caption or joined else None


#: Signs of a credit, words of agencies as lines are folded, and how lines end that name who took
#: the picture.
_CREDIT_MARKS: Final = ("/", "©")
_AGENCY_WORDS: Final = frozenset(map(fold, AGENCIES))
_NAME_WORDS: Final = frozenset(
    word for words in word_lists(fold_lines([*AGENCY_NAMES])) for word in words
)
_REPORTERS: Final = (" 기자", "撮影）", "撮影)")
_TAKEN_BY: Final = pattern(
    r"[.!?] ?([가-힣]{2,4} (?:인턴|선임|사진)?기자)$|[（(]([^（）()]{2,20}撮影)[）)]$"
)
#: Longest caption with an agency behind it, in characters.
_SIGNED: Final = 300
_AFTER_SENTENCE: Final = SENTENCE_MARKS | frozenset('”"»')
_AGENCY: Final = pattern(rf"(?<!\w)(?:{'|'.join(map(re.escape, AGENCY_NAMES))})(?!\w)")
#: Names and what joins them to the agency.
_JOINED: Final = pattern(
    r"(?:(?<!\S)|(?<=[(.]))(?:[^\W\d_a-zа-яё][\w.’'-]*+(?: (?:de|del|van|von|der)(?= ))?+ ?+){1,5}"
    r"(?:[/|] ?[\w .’'-]{2,30}){0,2}[/|] ?$"
)
_NAME_AFTER: Final = pattern(r" ?[/|] ?[^\W\d_][\w .’'/|-]{1,40}")


def _may_be_label(head: str, phrases: frozenset[str]) -> bool:
    """Whether the last word is one that ends a label: what can be told without folding."""
    if not head or is_wide(head[-1]):
        return bool(head)
    last = head[max(head.rfind(" "), head.rfind("(")) + 1 :]
    glued = _GLUED.search(last)
    label = bare(last[glued.end() if glued else 0 :].casefold())
    return label in _last_of(phrases) or not head.isascii()


@cache
def _last_of(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.rpartition(" ")[2] for phrase in phrases)


#: Where a label was glued to the word before it: ``the stadiumPhoto: …``.
_GLUED: Final = pattern(r"[^\W\d_A-Z](?=[A-Z][a-z]+$)")


def _last_words(head: str) -> Iterator[str]:
    """The last three, two and one words of a text; characters where words are not separated."""
    if is_wide(head[-1]):
        yield from (head[-size:] for size in range(min(6, len(head)), 0, -1))
        return
    words = head.replace("(", " (").split()
    if words and (glued := _GLUED.search(words[-1])):
        yield words[-1][glued.end() :]
    for size in (3, 2, 1):
        if len(words) >= size:
            label = " ".join(words[-size:]).lstrip("([|.–—- ")
            if head.endswith(label):
                yield label
