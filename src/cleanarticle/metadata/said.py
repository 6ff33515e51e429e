"""What every way of finding in the markup gives: a value for a field, and which tag said so."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from cleanarticle.dates import find_dates
from cleanarticle.patterns import pattern

Moment = date | datetime

_TAG: Final = pattern(r"<[^<>]{0,300}>")
#: What stands in dates that are all numbers.
NUMBERS: Final = pattern(r"(?<![\d./-])(\d\d?)([./-])(\d\d?)\2(?:19|20)?\d\d(?![\d./-])")
_STAMP: Final = pattern(r"1\d{9}(?:\d{3})?")
#: Years a page can have been written in.
_YEARS: Final = range(1900, 2100)


class Said(NamedTuple):
    """One value that the markup gives for a field."""

    field: str
    value: object
    way: str
    """The kind of place it was found in, on which it depends how far it is believed."""
    detail: str
    """The tag or property."""
    unsure: bool = False
    """True for a date of which day and month may be the other way round."""


def is_unsure(text: object) -> bool:
    """Tell whether day and month of a date may be the other way round, whatever the language.

    >>> is_unsure("11/1/2023 12:43:42"), is_unsure("25/1/2023"), is_unsure("2023-01-11")
    (True, False, False)
    """
    numbers = NUMBERS.search(text) if isinstance(text, str) else None
    if not numbers:
        return False
    one, two = int(numbers[1]), int(numbers[3])
    return one != two and 0 < one < 13 and 0 < two < 13


def plain(text: object) -> str:
    """Text of a value: entities resolved, tags taken out, white space single.

    >>> plain(" Harbour &amp; <b>docks</b> "), plain(None), plain(12)
    ('Harbour & docks', '', '')
    """
    if not isinstance(text, str):
        return ""
    if "&" in text:
        from html import unescape  # for pages with markup only

        text = unescape(unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    text = text.replace("\xad", "")  # where a word may be broken
    return " ".join(text.split())


def moment_of(value: str, language: str | None = None) -> Moment | None:
    """The date or time that a string says, as exact as it says it.

    >>> moment_of("2024-05-25T01:45:00Z"), moment_of("20240525"), moment_of("May 25, 2024")
    (datetime.datetime(2024, 5, 25, 1, 45, tzinfo=datetime.timezone.utc), \
datetime.date(2024, 5, 25), datetime.date(2024, 5, 25))
    """
    value = value.strip()
    if not 6 <= len(value) <= 80:
        return None
    moment = _iso(value)
    if moment is None and (dates := find_dates(value, language)):
        moment = _iso(dates[0].value)
    if moment is None and _STAMP.fullmatch(value):
        moment = datetime.fromtimestamp(int(value[:10]), UTC)
    return moment if moment is not None and moment.year in _YEARS else None


def _iso(value: str) -> Moment | None:
    try:
        if len(value) == 10 or (len(value) == 8 and value.isdigit()):
            return date.fromisoformat(value)
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def day_of(moment: Moment) -> date:
    """The calendar day of a moment, where it was written."""
    return moment.date() if isinstance(moment, datetime) else moment
