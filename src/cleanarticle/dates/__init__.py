"""Find dates in a line of text, whatever the language, and write them as ISO 8601.

One pattern looks for two or three numbers that may be a date, with what stands between them; only
then are words looked up (``months.toml``), and other calendars reckoned (``calendars.py``). Nothing
is guessed: what could be a version, a score or a telephone number is left alone, and so is a date
without a year.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cleanarticle.dates.clock import clock_after, clock_before
from cleanarticle.dates.day import DATE, Day, read_day
from cleanarticle.dates.patterns import BACK, DIGIT, S
from cleanarticle.dates.words import BETWEEN, WEEKDAY, Locale, is_weekday, locale_of, role_of
from cleanarticle.patterns import pattern

__all__ = ["FoundDate", "find_dates"]

_LETTER: Final = pattern(r"\w")
# Other direction marks, made spaces before the patterns see them.
_UNSEEN: Final = pattern(r"[\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_VIETNAMESE_DAY: Final = pattern(rf"[Tt]h(?:ứ|u){S}[2-7],?{S}?$")
# Languages that put a dot after the year.
_DOTTED_YEAR: Final = frozenset({"hr", "sr", "bs"})


class FoundDate(NamedTuple):
    """A date in a text."""

    value: str
    """ISO 8601, as exact as the text: ``2024-05-25``, ``2024-05-25T01:45+02:00``."""
    start: int
    end: int
    """End of the span, which takes in the weekday and the time that belong to the date."""
    ambiguous: bool = False
    """True where day and month could be the other way round."""


def find_dates(text: str, language: str | None = None) -> list[FoundDate]:
    """Find the dates in a line, in order; a date without a year is none.

    >>> find_dates("Saturday, 25 May 2024, 01:45")
    [FoundDate(value='2024-05-25T01:45', start=0, end=28, ambiguous=False)]
    >>> [date.value for date in find_dates("Оновлено 25 травня 2024 р. о 14:30", "uk")]
    ['2024-05-25T14:30']
    >>> find_dates("5/6/2024", "en"), find_dates("5.6.2024", "de")[0].value
    ([FoundDate(value='2024-05-06', start=0, end=8, ambiguous=True)], '2024-06-05')
    >>> find_dates("Release 192.168.1.1 won 3-2, open 24/7")
    []
    """
    if not DIGIT.search(text):
        return []
    if not text.isascii():
        text = _UNSEEN.sub(" ", text).replace("元年", "1年")  # an era's first year
    locale = locale_of(language)
    found: list[FoundDate] = []
    position = floor = 0
    while match := DATE.search(text, position):
        date = read_day(text, match, floor, locale)
        whole = date and _with_surroundings(text, date, floor, locale)
        if whole:
            found.append(whole)
            position = floor = whole.end
        else:
            position = match.end(1)
    return found


def is_date(text: str, language: str | None = None) -> bool:
    """Tell whether a line is a date and next to nothing else.

    >>> is_date("Saturday, 25 May 2024, 01:45"), is_date("25 May 2024: the harbour reopens")
    (True, False)
    """
    return sum(date.end - date.start for date in find_dates(text, language)) * 5 > len(text) * 4


def _with_surroundings(text: str, date: Day, floor: int, locale: Locale) -> FoundDate | None:
    """Take in the weekday and the time before and after a date."""
    start = _weekday_before(text, date.start, floor)
    clock = None
    if start > floor and (clock := clock_before(text, start, floor, locale)):
        start = _weekday_before(text, clock.start, floor)
    if locale.code in _DOTTED_YEAR and text[date.end : date.end + 1] == ".":
        date = date._replace(end=date.end + 1)
    end, after = clock_after(text, date.end, clock is None, locale)
    clock = clock or after
    bare = not clock and (start, end) == (date.start, date.end)
    if bare and (date.needs > 1 or (date.needs and not _is_all(text, start, end))):
        return None
    value = f"{date.year:04}-{date.month:02}-{date.day:02}" + (clock.value if clock else "")
    return FoundDate(value, start, end, date.ambiguous)


def _weekday_before(text: str, start: int, floor: int) -> int:
    """Return where the weekday before the date starts, else where the date does."""
    if start <= floor:
        return start
    head = text[max(floor, start - 30) : start]
    if found := _VIETNAMESE_DAY.search(head[-9:]):
        return start - len(head[-9:]) + found.start()
    backward = head[::-1]
    at = 0
    while match := BACK.match(backward, at):
        word, more = match[2][::-1], match[3]
        if more and role_of(f"{more[::-1]} {word}") & WEEKDAY:
            return start - match.end(3)
        begin = start - match.end(2)
        first = begin == 0 and len(word) > 2
        if is_weekday(word, marked=first or any(mark in match[1] for mark in ".,،，")):
            return begin
        if at or not role_of(word) & BETWEEN:
            break
        at = match.end(2)
    return start


def _is_all(text: str, start: int, end: int) -> bool:
    """Tell whether the text is the span and nothing more (a few brackets and marks aside)."""
    return len(text) - (end - start) < 8 and not _LETTER.search(text[:start] + text[end:])
