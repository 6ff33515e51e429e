"""Find metadata in the page's own text: the title, who wrote it, when, captions, the source.

A finding names the block it stands in, so that `decide` can lift the block out of the body. Only
lines that are nothing but metadata are found here; nothing is taken out of a sentence.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from cleanarticle.dates import FoundDate, find_dates
from cleanarticle.metadata import headline
from cleanarticle.model import Caption
from cleanarticle.page import Page
from cleanarticle.rules.guards import rest_of
from cleanarticle.rules.structure import looks_like_credit, looks_like_names
from cleanarticle.spans import DATELINE
from cleanarticle.text import SENTENCE_MARKS, bare, fold, is_wide

#: Codes of the page-wide findings (`rules/packs/any.toml`); disabling one switches it off.
TITLE, TITLE_AGAIN, DATE_LINE, CREDIT, BARE_BYLINE, DATELINE_RULE = (
    "ANY801",
    "ANY802",
    "ANY803",
    "ANY804",
    "ANY805",
    "ANY806",
)

_GLUE: Final = re.compile(
    r"\s*(?:[,;|•·/、，]|(?<!\w)(?:and|und|et|y|e|i|и|та|og|och|en|ja|és|ve|και|và|dan|și|a|и|و)(?!\w)|&)\s*",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(r"[\w.+-]+@[\w.-]+|@\w+|\(.*?\)|https?://\S+|[–—-] .*$")
_SITE_SEPARATOR: Final = re.compile(r" [|\-–—·»:] ")
_CREDIT_TAIL: Final = re.compile(r"(?:^|[\s(\[|/–—-])(?:©|\(c\)|/|\bvia)\s*([^/|()©]{2,60})\)?$")
#: How far above the body's first block a title may stand, in blocks.
_REACH: Final = 20


class Finding(NamedTuple):
    """One value found in the page text."""

    field: str
    value: object
    block: int
    code: str
    """Code of the rule or page-wide finding that gave it."""
    start: int
    end: int


class PageView(NamedTuple):
    """What the finders look at."""

    page: Page
    chance: Sequence[float]
    """Probability of each block being body."""


def find(view: PageView) -> list[Finding]:
    """Return all findings, in block order for each field."""
    first = _first_body(view)
    dropped = {m.block for m in view.page.matches if m.rule.action == "drop"}
    dates = _dates(view, first, dropped)
    bylines = _bylines(view, first, dropped, {f.block for f in dates})
    labels = _labels_alone(view, {f.block for f in (*dates, *bylines)})
    findings = [*dates, *bylines, *labels, *_captions(view, dropped), *_sources(view)]
    taken = {finding.block for finding in findings} | dropped
    datelines = _dateline(view)
    taken |= {finding.block for finding in datelines}
    findings += _titles(view, first, taken, {f.block for f in (*dates, *bylines)})
    findings += datelines
    return [f for f in findings if f.code in view.page.rules.by_code]


def _first_body(view: PageView) -> int:
    """Index of the first block that is surely prose of the body."""
    texts = view.page.document.texts
    for index, chance in enumerate(view.chance):
        if chance > 0.5 and len(texts[index]) > 80:
            return index
    return next((i for i, chance in enumerate(view.chance) if chance > 0.5), len(texts))


def _found(view: PageView, field: str, value: object, block: int, code: str) -> Finding:
    span = view.page.document.blocks[block]
    return Finding(field, value, block, code, span.start, span.end)


def _titles(view: PageView, first: int, taken: set[int], near: set[int]) -> list[Finding]:
    """The headline above the body, and every other line that repeats it."""
    texts, words = view.page.document.texts, view.page.words
    around = headline.Surroundings(
        first, _body_words(view), set().union(*words[first : first + 3]), _repeated(texts), near
    )
    scores: dict[int, float] = {}
    for index in range(max(0, first - _REACH), min(first + 1, len(texts))):
        size = headline.size_of(texts[index], words[index])
        prose = index == first and view.chance[index] > 0.5 and len(texts[index]) > 120
        if index not in taken and not prose and 2 <= size <= headline.LONGEST:
            scores[index] = headline.points(view.page, view.chance, index, around)
    title = max(scores, key=scores.__getitem__, default=-1)
    if title < 0 or scores[title] < headline.LEAST:
        return []
    value = texts[title]
    findings = [_found(view, "title", value, title, TITLE)]
    folded = view.page.folded[title]
    for index, line in enumerate(view.page.folded):
        if index != title and (line == folded or _repeats_title(line, folded)):
            suffix = _suffix(texts[index], value)
            findings.append(_found(view, "site_name", suffix, index, TITLE_AGAIN))
    return findings


def _repeated(texts: Sequence[str]) -> set[str]:
    seen: set[str] = set()
    return {text for text in texts if text in seen or seen.add(text)}  # type: ignore[func-returns-value]


def _body_words(view: PageView) -> set[str]:
    core: set[str] = set()
    pairs = view.page.seen.wide or view.page.language == "ko"
    texts = view.page.document.texts
    for index, (words, chance) in enumerate(zip(view.page.words, view.chance, strict=True)):
        if chance > 0.5 and len(texts[index]) > 60:
            core.update(headline.content_words(texts[index], words) if pairs else words)
    return core


def _repeats_title(line: str, title: str) -> bool:
    """Tell whether the line is the title with a site name behind it."""
    return (
        line.startswith(title)
        and len(line) - len(title) < 40
        and bool(_SITE_SEPARATOR.match(line[len(title) :]))
    )


def _suffix(text: str, title: str) -> str | None:
    parts = _SITE_SEPARATOR.split(text[len(title) :], maxsplit=1)
    return parts[1].strip() if len(parts) > 1 else None


def _dates(view: PageView, first: int, dropped: set[int]) -> list[Finding]:
    """Lines that are a date and little else, or that a rule names as published or updated."""
    named = {m.block: m for m in view.page.matches if m.rule.name in ("published", "updated")}
    findings = []
    for index, line in enumerate(view.page.folded):
        if "0" not in line or len(line) > 160 or index in dropped:
            continue
        match = named.get(index)
        text = view.page.document.texts[index]
        if match is None and (index > first + 1 or view.chance[index] > 0.9 or len(line) > 90):
            continue
        dates = find_dates(text, view.page.language)
        if not dates or (match is None and not _is_date_line(text, dates)):
            continue
        modified = match is not None and match.rule.name == "updated"
        code = match.rule.code if match else DATE_LINE
        findings.append(
            _date(view, index, "date_modified" if modified else "date_published", dates[0], code)
        )
        if len(dates) > 1:
            field = "date_published" if modified else "date_modified"
            findings.append(_date(view, index, field, dates[1], code))
    return findings


def _is_date_line(text: str, dates: Sequence[FoundDate]) -> bool:
    covered = sum(date.end - date.start for date in dates)
    return covered * 2 >= len(text) or len(text) - covered < 24


def _date(view: PageView, block: int, field: str, date: FoundDate, code: str) -> Finding:
    start = view.page.document.blocks[block].start
    return Finding(field, date.value, block, code, start + date.start, start + date.end)


def _bylines(view: PageView, first: int, dropped: set[int], dated: set[int]) -> list[Finding]:
    findings = []
    for match in view.page.matches:
        if match.rule.name == "byline" and match.rule.action == "lift":
            text = view.page.document.texts[match.block]
            if match.rule.scope == "suffix":
                rest = text[: max(0, len(text.rstrip(" .)]")) - len(match.phrase))]
            else:
                rest = rest_of(text, match.phrase)
            if names := split_names(rest, view.page.language):
                findings.append(_found(view, "authors", names, match.block, match.rule.code))
    return findings or _bare_byline(view, first, dropped, dated)


def _bare_byline(view: PageView, first: int, dropped: set[int], dated: set[int]) -> list[Finding]:
    """Names that stand beside the date line above the body, with no word that says so."""
    texts = view.page.document.texts
    for index in range(max(0, first - 6), first):
        beside = {index - 1, index + 1} & dated
        if not beside or index in dropped or index in dated or view.chance[index] > 0.8:
            continue
        parts = [part for part in _GLUE.split(texts[index]) if part]
        personal = all(1 < len(part.split()) < 5 and part.istitle() for part in parts)
        if personal and 0 < len(parts) < 5 and looks_like_names(texts[index]):
            names = split_names(texts[index], view.page.language)
            return [_found(view, "authors", names, index, BARE_BYLINE)] if names else []
    return []


def _labels_alone(view: PageView, taken: set[int]) -> list[Finding]:
    """A label on a line of its own, ``Published``, with its value on the next line."""
    findings: list[Finding] = []
    texts = view.page.document.texts
    for match in view.page.matches:
        index, rule = match.block, match.rule
        following = index + 1
        if rule.name not in _VALUED or bare(view.page.folded[index]) != match.phrase.rstrip(":"):
            continue
        if following in taken or following >= len(texts) or len(texts[following]) > 90:
            continue
        value: object = None
        if rule.name == "byline":
            if looks_like_names(texts[following]) and view.chance[following] < 0.8:
                value = split_names(texts[following], view.page.language)
        else:
            dates = find_dates(texts[following], view.page.language)
            if dates and _is_date_line(texts[following], dates):
                value = dates[0].value
        if value:
            field = _VALUED[rule.name]
            findings.append(_found(view, field, value, following, rule.code))
            findings.append(_found(view, field, None, index, rule.code))
    return findings


_VALUED: Final = {
    "byline": "authors",
    "published": "date_published",
    "updated": "date_modified",
}


def split_names(text: str, language: str | None = None) -> tuple[str, ...]:
    """Split a byline into names, without dates, roles, addresses and agencies behind a dash.

    >>> split_names("Jane Doe, Tom O'Neil and Ana Paz (desk@example.org)")
    ('Jane Doe', "Tom O'Neil", 'Ana Paz')
    """
    for date in reversed(find_dates(text, language)):
        text = text[: date.start] + "|" + text[date.end :]
    text = _ROLE.sub("|", text)
    names = []
    for part in _GLUE.split(text):
        name = part.strip(" .,:;|–—-=")
        if len(name) > 1 and not any(map(str.isdigit, name)) and looks_like_names(name):
            names.append(name)
    return tuple(dict.fromkeys(names[:8]))


def _captions(view: PageView, dropped: set[int]) -> list[Finding]:
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
            findings.append(_found(view, "captions", caption, index, match.rule.code))
            if above:
                findings.append(_found(view, "captions", caption, index - 1, match.rule.code))
            continue
        # Most blocks hold neither a credit's word nor a sign of one.
        named = not labels.credit_words.isdisjoint(words) or view.page.seen.wide
        if (named or "/" in text or "©" in text) and len(text) <= 400 and index not in dropped:
            found = credit_at_end(text, labels.credits)
            if found is None and named:
                found = _credit_by(text, labels.credit_by)
            if found is not None:
                findings.append(_found(view, "captions", found, index, CREDIT))
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


def _sources(view: PageView) -> Iterable[Finding]:
    for match in view.page.matches:
        if match.rule.name == "source-line":
            value = rest_of(view.page.document.texts[match.block], match.phrase)
            if value and view.chance[match.block] > 0.02:
                yield _found(view, "source", value, match.block, match.rule.code)
                return


def _dateline(view: PageView) -> list[Finding]:
    blocks, texts = view.page.document.blocks, view.page.document.texts
    for index in range(1, len(blocks)):
        if blocks[index].gap < 0 and blocks[index - 1].gap >= 0 and view.chance[index] > 0.3:
            opening = texts[index - 1]
            if len(opening) < 90 and DATELINE.fullmatch(opening + " "):
                value = opening.rstrip(" —–-")
                return [_found(view, "dateline", value, index - 1, DATELINE_RULE)]
    return []
