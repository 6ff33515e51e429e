"""When was it published, and when changed? Every date near the article, with its signs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final, NamedTuple

from cleanarticle.dates import FoundDate, find_dates
from cleanarticle.metadata.finding import (
    DATE_LINE,
    NOT_LIFTED,
    Finding,
    Near,
    PageView,
    found,
    hints_of,
    step,
)
from cleanarticle.metadata.said import NUMBERS, day_of, is_unsure, moment_of
from cleanarticle.patterns import pattern
from cleanarticle.rules.rule import Match, Rule
from cleanarticle.text import ends_sentence, fold_lines, is_wide

AMBIGUOUS: Final = "day and month may be the other way round"
#: The field of a time given as so long ago, and what to know of it.
AGO: Final = "ago"
RELATIVE: Final = "so long before the page was looked at, and nothing says when that was"
#: A year, or a date in numbers, without which no date is found.
_YEAR: Final = pattern(
    r"(?:19|20)\d\d|\d[./-]\d{1,2}[./-]\d|[年년٠-٩۰-۹०-९]|2[45]\d\d(?!\d)|\b1[34]\d\d\b"
    r"|[ก-๙][. ]{0,2}\d\d(?!\d)|'\d\d\b"
)
#: Of two numbers, what can only be a day.
_DAYS_ONLY: Final = range(13, 32)
#: Longest line read, and how far from the headline and the body's start one may stand.
_LONGEST: Final = 200
_COLLAPSED: Final = 1000
_ABOVE, _BELOW, _AFTER = 8, 6, 10
#: Lines that are read for a date at most.
_MOST: Final = 24
_NAMED: Final = ("published", "updated")
#: What may stand between a label and its date.
_CLOSING: Final = " :：.,|·-–—("
#: Characters of a line besides its two dates.
_BETWEEN: Final = 3


class Dated(NamedTuple):
    """A date in a line, and what it may be."""

    block: int
    date: FoundDate
    rule: str
    """``published`` or ``updated`` where a rule says so; else empty."""
    code: str
    signs: tuple[str, ...]


class _Named(NamedTuple):
    """What the rules say of lines with dates."""

    dates: Mapping[int, Match]
    """By block, the match that says what its date is."""
    bylines: Collection[int]
    dropped: Collection[int]


def dated_lines(view: PageView, near: Near, dropped: Collection[int]) -> list[Dated]:
    """Return the dates that may be the article's, in page order.

    Args:
        view: the page.
        near: where the headline and the body are.
        dropped: blocks that a rule says are noise.
    """
    matches = view.page.matches
    named = _Named(
        {m.block: m for m in matches if m.rule.name in _NAMED},
        {m.block for m in matches if m.rule.name == "byline"},
        dropped,
    )
    lines = _with_years(view, near, named)
    dates = _in_order(view, [one for at in lines for one in _in_line(view, near, at, named)])
    many = f"dates {min(len({d.block for d in dates}), 5)}"
    return [
        d._replace(signs=(*d.signs, many, "first" if i == 0 else "second" if i == 1 else "later"))
        for i, d in enumerate(dates)
    ]


def _with_years(view: PageView, near: Near, named: _Named) -> list[int]:
    """The lines that are read: near the headline, the body's ends, or named by a rule."""
    texts = view.page.document.texts
    longest = _COLLAPSED if view.page.document.collapsed else _LONGEST
    lines = {
        *near.around(_ABOVE, _BELOW, len(texts)),
        *range(near.last + 1, min(near.last + _AFTER, len(texts))),
        *named.dates,
        *(index + 1 for index in named.dates if index + 1 < len(texts)),
    }
    dated = (i for i in sorted(lines) if len(texts[i]) <= longest and _YEAR.search(texts[i]))
    return list(islice(dated, _MOST))


def _in_line(view: PageView, near: Near, block: int, named: _Named) -> Iterator[Dated]:
    """The first dates in a line, each with its signs."""
    texts = view.page.document.texts
    match = named.dates.get(block)
    dates = _read(texts[block], _language_of(view), labelled=bool(match))
    below = match is None and block - 1 in named.dates and _is_label(texts[block - 1])
    if below:
        match = named.dates[block - 1]
    around = list(_around(view, block, named))
    dates = dates[:3]
    rules = _labelled(view, texts[block], dates, match.rule if match else None)
    for number, (one, rule) in enumerate(zip(dates, rules, strict=True)):
        signs = [*_place(view, block, near), *_form(texts[block], one, number, dates)]
        if rule:
            signs.append(f"named {rule.name}")
        if below:
            signs.append("below label")
        name, code = (rule.name, rule.code) if rule else ("", DATE_LINE)
        yield Dated(block, one, name, code, (*signs, *around))


def _read(text: str, language: str | None, labelled: bool) -> Sequence[FoundDate]:
    """The dates of a line; numbers that could be anything are one behind a label."""
    dates = find_dates(text, language)
    if dates or not labelled:
        return dates
    rest = text.partition(":")[2]
    before = len(text) - len(rest)
    found = find_dates(rest, language)
    return [one._replace(start=one.start + before, end=one.end + before) for one in found]


def _labelled(
    view: PageView, text: str, dates: Sequence[FoundDate], opening: Rule | None
) -> list[Rule | None]:
    """For every date of a line, the rule whose label stands before it, or opens the line.

    The date of a change may be told first, in the middle of a line, or without the other's label.
    """
    ends = [0, *(one.end for one in dates)]
    before = [text[end : one.start] for end, one in zip(ends, dates, strict=False)]
    if len(dates) == 1 and not before[0].strip():
        return [opening]
    known = view.page.rules.labels.dates
    folded = fold_lines([part or "-" for part in before])
    said = [
        next((rule for rule, phrases in known if _says(part, line, rule, phrases)), None)
        for part, line in zip(before, folded, strict=True)
    ]
    newest_first = len(dates) == 2 and dates[0].value[:10] > dates[1].value[:10]
    alone = len(text) <= sum(one.end - one.start for one in dates) + _BETWEEN
    if not any(said) and not (newest_first and alone):
        return [opening] * len(dates)
    first, *others = said
    first = first or opening or (None if any(said) else _rule_of(known, "updated"))
    if newest_first and first and first.name == "updated":
        others = [others[0] or _rule_of(known, "published")]
    return [first, *others]


def _says(text: str, folded: str, rule: Rule, phrases: tuple[str, ...]) -> bool:
    """Tell whether a rule's label ends what stands before a date: a word of its own, or glued on.

    ``candidate 3 May`` has no label, ``Jane DoeUpdated 3 May`` has one.
    """
    core = folded.rstrip(_CLOSING)
    if not core.endswith(phrases) or (rule.guards.colon and ":" not in folded[len(core) :]):
        return False
    starts = [len(core) - len(phrase) for phrase in phrases if core.endswith(phrase)]
    return any(
        not core[start - 1 : start].isalnum() or is_wide(core[start]) or text[start].isupper()
        for start in starts
    )


def _rule_of(rules: Iterable[tuple[Rule, tuple[str, ...]]], name: str) -> Rule | None:
    return next((rule for rule, _ in rules if rule.name == name), None)


def _language_of(view: PageView) -> str | None:
    """The page's language, with the region where the markup names one: it orders day and month."""
    markup, language = view.page.document.markup, view.page.language
    named = markup.lang if markup else ""
    return named if language and named.casefold().startswith(f"{language}-") else language


def _around(view: PageView, block: int, named: _Named) -> Iterator[str]:
    yield from hints_of(view, block)
    if block in named.dropped:
        yield "dropped"
    if block in named.bylines:
        yield "byline"
    elif not {block - 1, block + 1}.isdisjoint(named.bylines):
        yield "byline near"


def _in_order(view: PageView, dates: list[Dated]) -> list[Dated]:
    """Read dates whose day and month may be swapped in the order of the page's other dates."""
    if not any(one.date.ambiguous for one in dates):
        return dates
    pairs = [(int(one), int(two)) for one, _, two in NUMBERS.findall(view.page.document.text)]
    clear = [pair for pair in pairs if max(pair) in _DAYS_ONLY and 0 < min(pair) < 13]
    orders = {first > 12 for first, _ in clear}
    if len(orders) != 1:
        return dates
    [day_first] = orders
    texts = view.page.document.texts
    return [
        one._replace(date=_ordered(one.date, texts[one.block], day_first))
        if one.date.ambiguous
        else one
        for one in dates
    ]


def _ordered(found: FoundDate, text: str, day_first: bool) -> FoundDate:
    """The date with day and month in that order, no longer ambiguous."""
    numbers = NUMBERS.search(text, found.start, found.end)
    if not numbers:
        return found
    value = found.value
    if int(numbers[3 if day_first else 1]) != int(value[5:7]):
        value = f"{value[:5]}{value[8:10]}-{value[5:7]}{value[10:]}"
    return found._replace(value=value, ambiguous=False)


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


def times_ago(view: PageView, near: Near) -> Iterator[Finding]:
    """Times near the headline that say only how long ago: no date, but the page claims one."""
    around = set(near.around(_ABOVE, _BELOW, len(view.page.document.blocks)))
    for match in view.page.matches:
        if match.rule.name == "relative-time" and match.block in around:
            text = view.page.document.texts[match.block]
            one = found(view, AGO, text, match.block, match.rule.code)
            yield one._replace(block=NOT_LIFTED, note=RELATIVE)


def settled(finding: Finding, said: Collection[date], text: str) -> Finding:
    """Read a date whose day and month may be swapped as the markup has it, if it has either.

    Args:
        finding: any finding.
        said: the days that the markup gives.
        text: the page's text, where the finding's span shows whether its date is all numbers.
    """
    value = finding.value
    if not isinstance(value, date):
        return finding
    if finding.note != AMBIGUOUS and not is_unsure(text[finding.start : finding.end]):
        return finding
    value = as_in(value, said)
    return finding._replace(value=value, note="") if day_of(value) in said else finding


def as_in(value: Any, days: Collection[date]) -> Any:
    """A date with day and month in the order in which it is among the days, if it is there."""
    if not isinstance(value, date) or value.day > 12 or day_of(value) in days:
        return value
    other = value.replace(day=value.month, month=value.day)
    return other if day_of(other) in days else value
