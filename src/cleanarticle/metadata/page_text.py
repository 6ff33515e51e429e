"""Find metadata in the page's own text: the title, who wrote it, when, captions, the source.

A finding names the block it stands in, so that `decide` can lift the block out of the body. Only
lines that are nothing but metadata are found here; nothing is taken out of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cleanarticle.metadata import headline
from cleanarticle.metadata.bylines import Named, named_lines, told_of
from cleanarticle.metadata.captions import find_captions
from cleanarticle.metadata.details import find_dateline, find_details
from cleanarticle.metadata.finding import (
    BARE_BYLINE,
    BIO,
    NOT_LIFTED,
    TITLE,
    TITLE_AGAIN,
    Finding,
    Near,
    PageView,
    found,
)
from cleanarticle.metadata.points import points_of
from cleanarticle.metadata.title_lines import MARKS, best_title
from cleanarticle.metadata.when import Dated, dated_lines, finding_of, times_ago
from cleanarticle.patterns import pattern
from cleanarticle.structure import PARTS, stands_in

_SITE_SEPARATOR: Final = pattern(r" [|\-–—·»:] ")
#: Points a line needs to be taken for a date or a byline.
LEAST: Final = {"dates": -0.6, "bylines": -1.9}


class Borders(NamedTuple):
    """What is known of a page before its headline, date and authors are looked for."""

    first: int
    """The body's first block."""
    last: int
    dropped: frozenset[int]
    """Blocks that a rule says are noise."""
    apart: Sequence[Finding]
    """Captions and dateline."""
    marked: frozenset[int]
    """Blocks that are something else than a headline."""


def borders(view: PageView) -> Borders:
    """Return where the body begins and ends, and what is surely no headline."""
    first, last = _body(view)
    drops = [m for m in view.page.matches if m.rule.action == "drop"]
    dropped = {m.block for m in drops}
    apart = [*find_captions(view, dropped), *find_dateline(view)]
    marked = {m.block for m in view.page.matches if m.rule.name in MARKS}
    marked.update(finding.block for finding in apart)
    marked.update(m.block for m in drops if m.rule.scope in ("line", "prefix"))
    return Borders(first, last, frozenset(dropped), apart, frozenset(marked))


def find(view: PageView) -> list[Finding]:
    """Return all findings, in block order for each field."""
    page = borders(view)
    title, points = headline.labelled(view.page.folded), 0.0
    if title < 0:
        title, points = best_title(view, page.first, page.marked)
    near = Near(title, page.first, page.last)
    dated = dated_lines(view, near, page.dropped)
    taken = {finding.block for finding in page.apart}
    lines = named_lines(view, near, {d.block for d in dated}, page.dropped)
    names = [one for one in lines if one.block not in taken]
    findings = [*_dates(view, dated, names, near.last), *_authors(view, names), *page.apart]
    findings += times_ago(view, near)
    if not view.page.document.elements:  # markup names such boxes itself
        findings += _bios(view, findings, near)
    if title >= 0:
        findings += _titles(view, title, points)
    findings += find_details(view, near, {f.block for f in findings} | page.dropped)
    by_code = view.page.rules.by_code
    return [f for f in findings if f.code in by_code]


def _body(view: PageView) -> tuple[int, int]:
    """Indexes of the first and last block of prose, without that of menus and teasers.

    Prose comes in runs; a run with little of it beside the longest is something else's.
    """
    texts = view.page.document.texts
    least = _LEAST_HAN if view.page.language in ("ja", "zh") else _LEAST
    prose = [i for i, chance in enumerate(view.chance) if chance > 0.5 and len(texts[i]) > least]
    if not prose:
        likely = (i for i, chance in enumerate(view.chance) if chance > 0.5)
        first = next(likely, len(texts))
        return first, first
    runs: list[list[int]] = [[prose[0]]]
    for index in prose[1:]:
        if index - runs[-1][-1] > _APART:
            runs.append([])
        runs[-1].append(index)
    sizes = [sum(len(texts[index]) for index in run) for run in runs]
    most = max(sizes)
    first = next(run[0] for run, size in zip(runs, sizes, strict=True) if size >= most * _LITTLE)
    last = [run[-1] for run, size in zip(runs, sizes, strict=True) if size >= most * _LITTLE_LAST]
    return first, last[-1]


#: Characters that a block of prose has at least, and where each is a syllable or a word.
_LEAST: Final = 80
_LEAST_HAN: Final = 32
#: Blocks without prose that end a run of it, and the share of the longest that is little: above
#: the others, and below them, where teasers have prose too.
_APART: Final = 3
_LITTLE: Final = 0.15
_LITTLE_LAST: Final = 0.2


def _titles(view: PageView, title: int, points: float) -> list[Finding]:
    """The headline, and every other line that repeats it."""
    text = view.page.document.texts[title]
    value = headline.title_of(text, title == 0).replace("\xad", "")
    findings = [found(view, "title", value, title, TITLE)._replace(points=points)]
    folded = headline.LABEL.sub("", view.page.folded[title])
    for index, line in enumerate(view.page.folded):
        if (
            line.startswith(folded)
            and index != title
            and (line == folded or _repeats_title(line, folded))
        ):
            suffix = _suffix(view.page.document.texts[index], value)
            findings.append(found(view, "site_name", suffix, index, TITLE_AGAIN))
    return findings


def _dates(
    view: PageView, dated: Sequence[Dated], names: Sequence[Named], last: int
) -> Iterator[Finding]:
    """Dates that are believed; a line is lifted that is one, that a rule names, or with authors.

    The same day again below the body's last block is a comment's.
    """
    days: set[str] = set()
    signed = {one.block for one in names if points_of("bylines", one.signs) > LEAST["bylines"]}
    for one in dated:
        sure = view.chance[one.block] > _CONTENT
        if sure and not one.rule and stands_in(view.page.document.blocks[one.block], PARTS):
            continue  # a date in a table
        points = points_of("dates", one.signs)
        field = "date_published"
        if one.rule == "updated":  # the points were learned on days of publication
            field, points = "date_modified", max(points, _NAMED)
        if points > LEAST["dates"]:
            finding = finding_of(view, one, field, points)
            day = one.date.value[:10]
            if one.block > last and day in days and not one.rule:
                continue
            days.add(day)
            is_line = points > 0 and _IS_LINE.intersection(one.signs)
            lifts = one.rule or is_line or (one.block in signed and "sentence" not in one.signs)
            yield finding if lifts else finding._replace(block=NOT_LIFTED)
        elif one.rule:
            yield found(view, field, None, one.block, one.code)
        if one.rule and "below label" in one.signs:
            yield found(view, field, None, one.block - 1, one.code)


#: From this probability of being body on, what a table, a list or code says is content.
_CONTENT: Final = 0.85
#: Points of a date that a rule names, which needs no other sign.
_NAMED: Final = 1.0
_IS_LINE: Final = frozenset(("alone", "labelled"))


def _authors(view: PageView, names: Sequence[Named]) -> Iterator[Finding]:
    """Names that are believed; a line that is a byline is lifted."""
    for one in names:
        points = points_of("bylines", one.signs)
        believed = points > LEAST["bylines"]
        finding = found(view, "authors", one.names if believed else None, one.block, one.code)
        finding = finding._replace(points=points)
        if one.code != BARE_BYLINE or (points > 0 and "short line" in one.signs):
            yield finding
        elif believed:
            yield finding._replace(block=NOT_LIFTED)
        if "below label" in one.signs:
            yield found(view, "authors", None, one.block - 1, one.code)


def _bios(view: PageView, findings: Sequence[Finding], near: Near) -> list[Finding]:
    """What says who the authors are; no field of the metadata."""
    authors = [f.value for f in findings if f.field == "authors" and isinstance(f.value, tuple)]
    names = dict.fromkeys(name for value in authors for name in value)
    told = told_of(view, [*names][:_AUTHORS], near.first)
    return [found(view, "bio", None, at, BIO) for at in told]


#: Names of which lines are looked for that say who they are: a page may hold endless ones.
_AUTHORS: Final = 20


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
