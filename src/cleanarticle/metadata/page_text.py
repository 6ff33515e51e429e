"""Find metadata in the page's own text: the title, who wrote it, when, captions, the source.

A finding names the block it stands in, so that `decide` can lift the block out of the body. Only
lines that are nothing but metadata are found here; nothing is taken out of a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from math import exp, log
from typing import Final, NamedTuple

from cleanarticle.dates import find_dates
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
    hints_of,
)
from cleanarticle.metadata.points import points_of
from cleanarticle.metadata.when import Dated, dated_lines, finding_of, times_ago
from cleanarticle.patterns import pattern
from cleanarticle.text import ends_sentence

_SITE_SEPARATOR: Final = pattern(r" [|\-–—·»:] ")
#: How far above and below the body's first block a title may stand, and how far down the page.
_ABOVE, _BELOW, _TOP = 120, 6, 8
#: Lines at the top of the page that may be the title of its tab, with the site's name.
_TABS: Final = 4
#: Lines that are looked at closely, and blocks of the body they are compared with.
_LOOKED_AT: Final = 16
#: A line that stands on the page more often is a list's label.
_REPEATS: Final = 8
_PROSE: Final = 16
#: Points a line needs to be taken for the headline, a date or a byline.
LEAST: Final = {"headline": -2.5, "dates": -0.6, "bylines": -1.9}


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
    marked = {m.block for m in view.page.matches if m.rule.name in _MARKS}
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
    findings = [*_dates(view, dated, names), *_authors(view, names), *page.apart]
    findings += times_ago(view, near)
    if not view.page.document.elements:  # markup names such boxes itself
        findings += _bios(view, findings, near)
    if title >= 0:
        findings += _titles(view, title, points)
    findings += find_details(view, near, {f.block for f in findings} | page.dropped)
    by_code = view.page.rules.by_code
    return [f for f in findings if f.code in by_code]


_MARKS: Final = frozenset(("byline", "published", "updated", "relative-time"))


def _body(view: PageView) -> tuple[int, int]:
    """Indexes of the first and last block of prose, without that of menus and teasers.

    Prose comes in runs; a run with little of it beside the longest is something else's.
    """
    texts = view.page.document.texts
    prose = [i for i, chance in enumerate(view.chance) if chance > 0.5 and len(texts[i]) > 80]
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
    least = max(sizes) * _LITTLE
    large = [run for run, size in zip(runs, sizes, strict=True) if size >= least]
    return large[0][0], large[-1][-1]


#: Blocks without prose that end a run of it, and the share of the longest that is little.
_APART: Final = 3
_LITTLE: Final = 0.2


def title_lines(
    view: PageView, first: int, marked: Collection[int]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that may be the headline, each with its signs."""
    texts, words = view.page.document.texts, view.page.words
    low, high = max(0, first - _ABOVE), min(first + _BELOW, len(texts))
    lines = (*range(min(_TOP, low)), *range(low, high))
    folded = view.page.folded
    near = {i for i in lines if "0" in folded[i] and len(texts[i]) < 80 and _DATE.search(texts[i])}
    near.update(m.block for m in view.page.matches if m.rule.name in _MARKS)
    ruled: dict[int, list[str]] = {}
    for match in view.page.matches:
        ruled.setdefault(match.block, []).append(f"rule {match.rule.name}")
    counts = _body_words(view, first)
    around = headline.Surroundings(
        first,
        frozenset(counts),
        counts,
        set().union(*words[first : first + 3]),
        _repeated(texts),
        headline.heads_of(texts[:_TABS]),
        {*texts[:1], *headline.heads_of(texts[:1])},
        near,
        [i for i in lines if view.chance[i] > 0.5 and i < first],
    )
    chosen = _promising(view, [i for i in lines if i not in marked], around)
    rivals = [folded[index] for index in chosen]
    for index in chosen:
        signs = headline.signs(view.page, view.chance, index, around, rivals)
        yield index, [*signs, *hints_of(view, index), *ruled.get(index, ())]


def _promising(
    view: PageView, lines: Sequence[int], around: headline.Surroundings
) -> Sequence[int]:
    """The lines that are worth a closer look: of the right size, and the best by their words."""
    texts, words = view.page.document.texts, view.page.words
    rough: list[tuple[float, int]] = []
    for index in lines:
        text = texts[index]
        size = headline.size_of(text, words[index])
        body = view.chance[index] if index >= around.first else 0.0
        sentence = size > 8 and ends_sentence(text)
        prose = body > _SURELY_BODY or (body > 0.5 and (len(text) > 160 or sentence))
        path = " › " in text or " > " in text
        alone = index + 1 == len(texts)  # a headline is followed by what it is the head of
        dated = index in around.near and _is_date(text, view.page.language)
        again = text in around.repeated or text in around.heads or text in around.tab
        fits = 2 <= size <= headline.LONGEST or (
            size == 1 and again
        )  # a lone word is mostly a section
        if prose or path or alone or dated or not fits:
            continue
        points = headline.promise(words[index], around.first - index, around)
        points += (index + 1 in around.near) + (not {index + 2, index + 3}.isdisjoint(around.near))
        points += 2 * (text in around.heads or text in around.tab) + (text in around.repeated) / 2
        points += 3 * (index == 0) - view.page.document.blocks[index].item
        rough.append((points, index))
    return sorted(index for _, index in sorted(rough, reverse=True)[:_LOOKED_AT])


#: Probability above which a line in the body is no headline: the text of an article without one.
_SURELY_BODY: Final = 0.85
_DATE: Final = pattern(r"(?:19|20)\d\d|\d[./-]\d{1,2}[./-]\d|[年년]")


def _is_date(text: str, language: str | None) -> bool:
    """A line that is a date and next to nothing else."""
    dates = find_dates(text, language)
    return sum(date.end - date.start for date in dates) * 5 > len(text) * 4


#: Points of a page's showing no headline. Learned is 0, of pages that do not show the gold's; most
#: of these show another. Inside the body a headline is rare: there 0 is taken.
_NONE: Final = -2.0
_NONE_INSIDE: Final = 0.0


def best_title(view: PageView, first: int, marked: Collection[int]) -> tuple[int, float]:
    """The block of the headline and the log-odds that it is; -1 where none is likely enough.

    A page has one headline or shows none: each line's points count against those of the others.
    Of two with the same points it is the first; the second is the line below it.
    """
    scored = [
        (round(points_of("headline", signs), 1), index)
        for index, signs in title_lines(view, first, marked)
    ]
    if not scored:
        return -1, 0.0
    most, best = max(scored, key=lambda one: (one[0], -one[1]))
    others = sum(exp(points) for points, index in scored if index != best)
    odds = most - log(others + exp(_NONE if best < first else _NONE_INSIDE))
    folded = view.page.folded
    believed = odds > LEAST["headline"] and folded.count(folded[best]) <= _REPEATS
    return (best, odds) if believed else (-1, odds)


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


def _dates(view: PageView, dated: Sequence[Dated], names: Sequence[Named]) -> Iterator[Finding]:
    """Dates that are believed; a line is lifted that is one, that a rule names, or with authors."""
    signed = {one.block for one in names if points_of("bylines", one.signs) > LEAST["bylines"]}
    for one in dated:
        points = points_of("dates", one.signs)
        field = "date_published"
        if one.rule == "updated":  # the points were learned on days of publication
            field, points = "date_modified", max(points, _NAMED)
        if points > LEAST["dates"]:
            finding = finding_of(view, one, field, points)
            is_line = points > 0 and _IS_LINE.intersection(one.signs)
            lifts = one.rule or is_line or (one.block in signed and "sentence" not in one.signs)
            yield finding if lifts else finding._replace(block=NOT_LIFTED)
        elif one.rule:
            yield found(view, field, None, one.block, one.code)
        if one.rule and "below label" in one.signs:
            yield found(view, field, None, one.block - 1, one.code)


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
    names = [name for value in authors for name in value]
    return [found(view, "bio", None, at, BIO) for at in told_of(view, names, near.first)]


def _repeated(texts: Sequence[str]) -> set[str]:
    if len(set(texts)) == len(texts):
        return set()
    seen: set[str] = set()
    return {text for text in texts if text in seen or seen.add(text)}  # type: ignore[func-returns-value]


def _body_words(view: PageView, first: int) -> Counter[str]:
    """How often content words stand in the first part of the body."""
    texts, words, chance = view.page.document.texts, view.page.words, view.chance
    pairs = view.page.seen.wide or view.page.language == "ko"
    prose = [i for i in range(first, len(texts)) if chance[i] > 0.5 and len(texts[i]) > 60]
    counts: Counter[str] = Counter()
    for index in prose[:_PROSE]:
        text = texts[index]
        counts.update(headline.content_words(text, words[index]) if pairs else words[index])
    return counts


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
