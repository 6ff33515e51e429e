"""Years and days of calendars other than the Gregorian: eras, Buddhist years, solar Hijri."""

from __future__ import annotations

from datetime import date
from typing import Final

#: What is added to a year of an era.
_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911}
#: The years that pages write in solar Hijri.
SOLAR_YEARS: Final = range(1300, 1450)
#: The first day of a solar year, and the leap years among 33.
_NEW_YEAR: Final = (1403, date(2024, 3, 20).toordinal())
_LEAP: Final = (1, 5, 9, 13, 17, 22, 26, 30)


def era_year(text: str, start: int, year: int) -> int:
    """The year that an era's name before ``start`` makes of a number; 0 without one.

    >>> era_year("令和6年", 2, 6), era_year("第6年", 1, 6)
    (2024, 0)
    """
    first = _ERAS.get(text[max(0, start - 2) : start])
    return first + year if first else 0


def buddhist_year(year: int) -> int:
    """The year of a Thai one, of two digits or four; 0 if it is none that pages write about.

    >>> buddhist_year(2567), buddhist_year(67), buddhist_year(2024), buddhist_year(12)
    (2024, 2024, 0, 0)
    """
    if year < 100:
        return year + 1957 if 33 <= year < 93 else 0
    return year - 543 if 2443 <= year <= 2643 else 0


def solar_day(year: int, month: int, day: int) -> date | None:
    """The day that is meant in solar Hijri, the calendar of Iran; ``None`` if there is no such.

    >>> solar_day(1403, 3, 5), solar_day(1357, 11, 22), solar_day(1403, 12, 30)
    (datetime.date(2024, 5, 25), datetime.date(1979, 2, 11), datetime.date(2025, 3, 20))
    >>> solar_day(1402, 12, 30) is None
    True
    """
    length = 31 if month < 7 else 30 if month < 12 or year % 33 in _LEAP else 29
    if year not in SOLAR_YEARS or not (0 < month < 13 and 0 < day <= length):
        return None
    first, ordinal = _NEW_YEAR
    ordinal += 365 * (year - first) + _leaps(year) - _leaps(first)
    return date.fromordinal(ordinal + 30 * (month - 1) + min(month - 1, 6) + day - 1)


def _leaps(year: int) -> int:
    """Leap years before a year."""
    return len(_LEAP) * (year // 33) + sum(leap < year % 33 for leap in _LEAP)
