"""When was it published, and when changed? Every date near the article, with its signs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from cleanarticle.dates import FoundDate, find_dates
from cleanarticle.metadata.finding import DATE_LINE, Finding, Near, PageView, hints_of, step
from cleanarticle.metadata.said import moment_of
from cleanarticle.text import ends_sentence

AMBIGUOUS: Final = "day and month may be the other way round"
#: A year, or a date in numbers, without which no date is found.
_YEAR: Final = re.compile(
    r"(?:19|20)\d\d|\d[./-]\d{1,2}[./-]\d|[年년٠-٩۰-۹०-९]|2[45]\d\d(?!\d)|\b1[34]\d\d\b|ปี|'\d\d\b"
)
#: Longest line read, and how far from the headline and the body's start one may stand.
_LONGEST: Final = 200
_COLLAPSED: Final = 1000
_ABOVE, _BELOW, _AFTER = 8, 6, 10
#: Lines that are read for a date at most.
_MOST: Final = 24
_NAMED: Final = ("published", "updated")


class Dated(NamedTuple):
    """A date in a line, and what it may be."""

    block: int
    date: FoundDate
    rule: str
    """``published`` or ``updated`` where a rule says so; else empty."""
    code: str
    signs: tuple[str, ...]


def dated_lines(view: PageView, near: Near, dropped: Collection[int]) -> list[Dated]:
    """Return the dates that may be the article's, in page order.

    Args:
        view: the page.
        near: where the headline and the body are.
        dropped: blocks that a rule says are noise.
    """
    texts = view.page.document.texts
    named = {m.block: m.rule for m in view.page.matches if m.rule.name in _NAMED}
    bylines = {m.block for m in view.page.matches if m.rule.name == "byline"}
    around = (
        *near.around(_ABOVE, _BELOW, len(texts)),
        *range(near.last + 1, min(near.last + _AFTER, len(texts))),
    )
    found: list[Dated] = []
    read = 0
    longest = _COLLAPSED if view.page.document.collapsed else _LONGEST
    for index in sorted({*around, *named, *(i + 1 for i in named if i + 1 < len(texts))}):
        text = texts[index]
        if len(text) > longest or not _YEAR.search(text):
            continue
        read += 1
        if read > _MOST:
            break
        dates = find_dates(text, view.page.language)
        rule = named.get(index)
        below = rule is None and _is_label(texts[index - 1]) and index - 1 in named
        if below:
            rule = named[index - 1]
        for number, one in enumerate(dates[:3]):
            signs = [*_place(view, index, near), *_form(text, one, number, dates)]
            if rule:
                signs.append(f"named {rule.name}")
            if below:
                signs.append("below label")
            signs += hints_of(view, index)
            if index in dropped:
                signs.append("dropped")
            if index in bylines:
                signs.append("byline")
            elif {index - 1, index + 1} & bylines:
                signs.append("byline near")
            found.append(
                Dated(
                    index,
                    one,
                    rule.name if rule else "",
                    rule.code if rule else DATE_LINE,
                    tuple(signs),
                )
            )
    many = f"dates {min(len({d.block for d in found}), 5)}"
    return [
        d._replace(signs=(*d.signs, many, "first" if i == 0 else "second" if i == 1 else "later"))
        for i, d in enumerate(found)
    ]


def _is_label(text: str) -> bool:
    return len(text) < 30


def _place(view: PageView, index: int, near: Near) -> Iterator[str]:
    yield f"from title {step(index - near.title)}" if near.title >= 0 else "no title"
    yield f"to body {step(near.first - index)}"
    if index > near.last:
        yield f"after end {step(index - near.last)}"
    yield f"chance {min(int(view.chance[index] * 5), 4)}"


def _form(text: str, one: FoundDate, number: int, dates: Sequence[FoundDate]) -> Iterator[str]:
    rest = len(text) - sum(d.end - d.start for d in dates)
    yield "alone" if rest < 4 else "labelled" if rest < 24 else "part" if rest < 60 else "inside"
    if ends_sentence(text) and rest > 24:
        yield "sentence"
    if len(one.value) > 10:
        yield "time"
    if one.start == 0:
        yield "opens"
    if number:
        yield "again"
    if "©" in text or "(c)" in text:
        yield "copyright"


def finding_of(view: PageView, one: Dated, field: str, points: float) -> Finding:
    """The finding that a date is."""
    start, end = view.page.document.blocks[one.block][:2]
    if view.page.document.text[start:end] == view.page.document.texts[one.block]:
        start, end = start + one.date.start, start + one.date.end  # else white space differs
    note = AMBIGUOUS if one.date.ambiguous else ""
    value = moment_of(one.date.value)
    return Finding(field, value, one.block, one.code, start, end, points, note)


def swapped(value: Any) -> date | None:
    """The other reading of a date whose day and month may be the other way round.

    >>> swapped(date(2024, 5, 6)), swapped(date(2024, 5, 25))
    (datetime.date(2024, 6, 5), None)
    """
    day = value if type(value) is date else value.date()
    return date(day.year, day.day, day.month) if day.day < 13 else None
