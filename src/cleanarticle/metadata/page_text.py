"""Find metadata in the page's own text: the title, who wrote it, when, captions, the source.

A finding names the block it stands in, so that `decide` can lift the block out of the body. Only
lines that are nothing but metadata are found here; nothing is taken out of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from cleanarticle.dates import FoundDate, find_dates
from cleanarticle.metadata import headline
from cleanarticle.metadata.captions import find_captions
from cleanarticle.metadata.finding import (
    BARE_BYLINE,
    DATE_LINE,
    DATELINE_RULE,
    TITLE,
    TITLE_AGAIN,
    Finding,
    PageView,
    found,
)
from cleanarticle.metadata.names import GLUE, split_names
from cleanarticle.metadata.said import moment_of
from cleanarticle.rules.guards import rest_of
from cleanarticle.rules.structure import looks_like_names
from cleanarticle.spans import DATELINE
from cleanarticle.text import bare

#: Fields of which the ways of finding are weighed against each other.
_WEIGHED: Final = frozenset(("title", "authors", "date_published", "date_modified"))
_SITE_SEPARATOR: Final = re.compile(r" [|\-–—·»:] ")
AMBIGUOUS: Final = "day and month may be the other way round"
#: How far above the body's first block a title may stand, in blocks.
_REACH: Final = 20


def find(view: PageView) -> list[Finding]:
    """Return all findings, in block order for each field."""
    first = _first_body(view)
    dropped = {m.block for m in view.page.matches if m.rule.action == "drop"}
    labels = _labels_alone(view, dropped)
    dates = [*labels, *_dates(view, first, dropped | {f.block for f in labels})]
    bylines = _bylines(view, first, dropped, {f.block for f in dates})
    findings = [*dates, *bylines, *find_captions(view, dropped), *_sources(view)]
    taken = {finding.block for finding in findings} | dropped
    datelines = _dateline(view)
    taken |= {finding.block for finding in datelines}
    findings += _titles(view, first, taken, {f.block for f in (*dates, *bylines)})
    findings += datelines
    by_code = view.page.rules.by_code
    return [
        f._replace(way=by_code[f.code].name if f.field in _WEIGHED else "")
        for f in findings
        if f.code in by_code
    ]


def _first_body(view: PageView) -> int:
    """Index of the first block that is surely prose of the body."""
    texts = view.page.document.texts
    for index, chance in enumerate(view.chance):
        if chance > 0.5 and len(texts[index]) > 80:
            return index
    return next((i for i, chance in enumerate(view.chance) if chance > 0.5), len(texts))


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
    findings = [found(view, "title", value, title, TITLE)]
    folded = view.page.folded[title]
    for index, line in enumerate(view.page.folded):
        if index != title and (line == folded or _repeats_title(line, folded)):
            suffix = _suffix(texts[index], value)
            findings.append(found(view, "site_name", suffix, index, TITLE_AGAIN))
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
    start, end = view.page.document.blocks[block][:2]
    if view.page.document.text[start:end] == view.page.document.texts[block]:
        start, end = start + date.start, start + date.end  # else offsets differ by white space
    note = AMBIGUOUS if date.ambiguous else ""
    return Finding(field, moment_of(date.value), block, code, start, end, note=note)


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
                findings.append(found(view, "authors", names, match.block, match.rule.code))
    return findings or _bare_byline(view, first, dropped, dated)


def _bare_byline(view: PageView, first: int, dropped: set[int], dated: set[int]) -> list[Finding]:
    """Names that stand beside the date line above the body, with no word that says so."""
    texts = view.page.document.texts
    for index in range(max(0, first - 6), first):
        beside = {index - 1, index + 1} & dated
        if not beside or index in dropped or index in dated or view.chance[index] > 0.8:
            continue
        parts = [part for part in GLUE.split(texts[index]) if part]
        personal = all(1 < len(part.split()) < 5 and part.istitle() for part in parts)
        if personal and 0 < len(parts) < 5 and looks_like_names(texts[index]):
            names = split_names(texts[index], view.page.language)
            return [found(view, "authors", names, index, BARE_BYLINE)] if names else []
    return []


def _labels_alone(view: PageView, dropped: set[int]) -> list[Finding]:
    """A label on a line of its own, ``Published``, with its value on the next line."""
    findings: list[Finding] = []
    texts = view.page.document.texts
    for match in view.page.matches:
        index, rule = match.block, match.rule
        following = index + 1
        if rule.name not in _VALUED or bare(view.page.folded[index]) != match.phrase.rstrip(":"):
            continue
        if following >= len(texts) or following in dropped or len(texts[following]) > 90:
            continue
        value: object = None
        if rule.name == "byline":
            # One word alone may be a button; a full name, or one without capitals, is none.
            full = " " in texts[following] or not texts[following].isascii()
            if full and looks_like_names(texts[following]) and view.chance[following] < 0.8:
                value = split_names(texts[following], view.page.language)
        else:
            dates = find_dates(texts[following], view.page.language)
            if dates and _is_date_line(texts[following], dates):
                value = moment_of(dates[0].value)
        if value:
            field = _VALUED[rule.name]
            findings.append(found(view, field, value, following, rule.code))
            findings.append(found(view, field, None, index, rule.code))
    return findings


_VALUED: Final = {
    "byline": "authors",
    "published": "date_published",
    "updated": "date_modified",
}


def _sources(view: PageView) -> Iterable[Finding]:
    for match in view.page.matches:
        if match.rule.name == "source-line":
            value = rest_of(view.page.document.texts[match.block], match.phrase)
            if value and view.chance[match.block] > 0.02:
                yield found(view, "source", value, match.block, match.rule.code)
                return


def _dateline(view: PageView) -> list[Finding]:
    blocks, texts = view.page.document.blocks, view.page.document.texts
    for index in range(1, len(blocks)):
        if blocks[index].gap < 0 and blocks[index - 1].gap >= 0 and view.chance[index] > 0.3:
            opening = texts[index - 1]
            if len(opening) < 90 and DATELINE.fullmatch(opening + " "):
                value = opening.rstrip(" —–-")
                return [found(view, "dateline", value, index - 1, DATELINE_RULE)]
    return []
