"""Read the day of a date: in numbers, or with the month's name."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from cleanarticle.dates.calendars import SOLAR_YEARS, buddhist_year, era_year, solar_day
from cleanarticle.dates.patterns import BACK, DASHES, STOPS, WORD, S
from cleanarticle.dates.words import INSIDE, WEEKDAY, Locale, month_of, role_of
from cleanarticle.patterns import pattern

# Scrapers glue the next date or the time to a year: 28. Juli 201928. Juli 2019.
_LAST_YEAR: Final = r"(?:(?:19|20)\d\d(?=\d\d?(?:[./:]|\s[^\W\d]))|\d{4}(?!\d))"
# 25 พ.ค. 67
_THAI_YEAR: Final = r"(?:(?<=[ก-๙])|(?<=[ก-๙][. ])|(?<=[ก-๙]\.[ ]))\d\d(?!\d)"
# The first element is a digit, so that the search skips all else at full speed. Group 2 tells that
# the first number is a year; what the last number may be hangs on that.
DATE: Final = pattern(rf"""(?x)(\d(?<!\d\d)(?:(\d{{3}})|\d?+))(?!\d)
    (?:{S}{{0,2}}+([./]){S}{{0,2}}+(\d\d?+){S}{{0,2}}+\3{S}{{0,2}}+     # 3-5: /05/2024
        ((?(2)\d\d?+(?!\d)|(?:{_LAST_YEAR}|\d\d?+(?!\d))))
      |([{DASHES}])(\d\d?+)\6                                       # 6-8: -05-2024
        ((?(2)\d\d?+(?!\d)|(?:{_LAST_YEAR}|\d\d?+(?!\d))))
      |(?(2){S}?[年년]{S}?(\d\d?+){S}?[月월]{S}?(\d\d?+)(?!\d)              # 9, 10
          (?:{S}?[日号號일]|(?![^\W_]))
        |{S}[Tt](?:[Hh](?:[ÁáAa]\u0301?[Nn])?[Gg]?)?\.?{S}?(\d\d?+),?{S}     # 11, 12: tháng 5
          (?:[Nn][Ăăa]\u0306?[Mm]{S})?(\d{{4}})(?!\d))
      |([^{STOPS}\d:\[\]|@]{{1,32}}+)                                 # 13, 14: May 2024
        ((?(2)\d\d?+(?!\d)|(?:{_LAST_YEAR}|(?<=['’‘{DASHES}])\d\d(?!\d)|{_THAI_YEAR})))
      |(?(2)(?!)|{S}?[)）]?年[)）]?{S}?(\d\d?+){S}?月{S}?(\d\d?+){S}?日)  # 15, 16: of an era
    )""")
# The last group that took part tells which kind of date it is.
_NUMERIC_GROUPS: Final = (6, 7, 8), (3, 4, 5)
_SLASHED, _DASHED, _IDEOGRAPHIC, _VIETNAMESE, _WORDED, _ERA = 5, 8, 10, 12, 14, 16
# With the month before the day, what may stand between day and year.
_AFTER_DAY: Final = pattern(rf"(?:st|nd|rd|th|º|er)?{S}?,?{S}{{0,2}}(?:(?:del?|of){S})?")
# A number is no day after these: 13:45, 14h30, G20, $5, Covid-19; no numeric date after those.
_NO_DAY: Final = pattern(r"\d[.,:hH]|[A-ZА-Я]$|[$€£¥₴#№+%_=]$|[A-Za-zА-яёіїє]-$")
_NO_NUMBER: Final = pattern(r"\d[.,:]|[$€£¥₴#№+_=\\&@/A-Z]$|(?:^|[^a-z])[a-z]$")
_NO_YEAR: Final = pattern(rf"{S}?(?:hrs?|hours|h(?!\.?{S}\d)|Uhr)\b|s\b")
# Nor one before these: a path, a file's ending, the rest of a time (18.10.1919:24).
_NO_END: Final = pattern(r"[_\\]|:\d|\.[a-z]{2,4}\b")
_NO_LAST_DAY: Final = pattern(rf"[:.,]?\d|%|,?{S}\d{{4}}(?!\d)")
_DAYS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Languages that write 24/05/25 for the 25th of May 2024.
_YEAR_FIRST: Final = frozenset({"ja", "ko", "zh", "hu", "mn"})
# Languages with a calendar of their own, in which two digits may be another year.
_OTHER_CALENDAR: Final = frozenset({"fa", "ar", "ps", "ckb", "th", "ne", "am", "ti"})
# Languages of the countries that count the years in solar Hijri.
_SOLAR: Final = frozenset({"fa", "ps"})


class Day(NamedTuple):
    """A date whose surroundings have not been looked at yet."""

    year: int
    month: int
    day: int
    start: int
    end: int
    ambiguous: bool = False
    needs: int = 0
    """What it takes to believe it: 1, to stand alone on its line or have a weekday or time
    (25/05/24); 2, to have a weekday or time (2024.1.2)."""


def read_day(text: str, match: re.Match[str], floor: int, locale: Locale) -> Day | None:
    """Read what the pattern found, if it is a date."""
    kind = match.lastindex
    if kind == _WORDED:
        return _worded(text, match, floor, locale)
    if kind in (_SLASHED, _DASHED):
        return _numeric(text, match, locale)
    start, end = match.span()
    if kind == _ERA:
        year = era_year(text, start, int(match[1]))
        return _checked(year, int(match[15]), int(match[16]), start - 2, end)
    if kind == _IDEOGRAPHIC:
        return _checked(_year(match[1]), int(match[9]), int(match[10]), start, end)
    return _checked(_year(match[12]), int(match[11]), int(match[1]), start, end)


def _checked(year: int, month: int, day: int, start: int, end: int) -> Day | None:
    """Return the date if the calendar has it (``year`` is 0 for one out of range).

    Months after the twelfth are those of solar Hijri.
    """
    if month > 12 and (solar := solar_day(year, month - 12, day)):
        return Day(solar.year, solar.month, solar.day, start, end)
    if not (year >= 1900 and 0 < month < 13 and day > 0):
        return None
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return Day(year, month, day, start, end) if day <= _DAYS[month] + leap else None


def _year(digits: str, thai: bool = False) -> int:
    """Return the year if it is one that pages write about, in either calendar, else 0.

    >>> _year("2024"), _year("1403"), _year("2567"), _year("2567", thai=True), _year("98")
    (2024, 1403, 0, 2024, 1998)
    """
    year = int(digits)
    if thai and ((gregorian := buddhist_year(year)) or len(digits) == 2):
        return gregorian
    if len(digits) == 2:  # 45 may be 1945 or 2045
        return year + 2000 if year < 40 else year + 1900 if year > 69 else 0
    return year if len(digits) == 4 and (1900 <= year <= 2100 or year in SOLAR_YEARS) else 0


def _worded(text: str, match: re.Match[str], floor: int, locale: Locale) -> Day | None:
    """Read a date with the month's name: 25 May 2024, May 25, 2024, 2024. május 25."""
    first, between, last = match.group(1, 13, 14)
    start, end = match.span()
    if len(first) == 4:
        return _year_first(text, match, locale)
    thai = "ก" <= max(between) <= "๛"
    short = len(last) == 2 and not thai  # '24, or -24 that a hyphen before the month must match
    if between.startswith(" of") or (short and between[-1] not in (between[0], *"'’‘")):
        return None  # "the top 10 of May 2024"
    before = text[max(start - 2, 0) : start]
    if _NO_DAY.search(before) or _NO_YEAR.match(text, end):
        return None
    year = _year(last, thai)
    if not year:
        return None
    if not locale.code and between[0] != ".":
        # Listopada is October in Croatian, which has a dot after the day, and November in Polish.
        locale = locale._replace(code="pl")
    month = _month_inside(between, locale)
    if not month and not short and _AFTER_DAY.fullmatch(between):
        month, start = _month_before(text, start, floor, locale)
    return _checked(year, month, int(first), start, end)


def _year_first(text: str, match: re.Match[str], locale: Locale) -> Day | None:
    year, between, day = match.group(1, 13, 14)
    start, end = match.span()
    before = text[max(start - 2, 0) : start]
    if _NO_NUMBER.search(before) or _NO_LAST_DAY.match(text, end):
        return None
    dotted = between[0] == "."
    if dotted and not between.lstrip(". ")[:1].islower():
        return None  # A sentence ends with the year: "... in 2023. May 25 was ..."
    if dotted and text[end : end + 1] == ".":
        end += 1
    return _checked(_year(year), _month_inside(between, locale), int(day), start, end)


def _month_inside(between: str, locale: Locale) -> int:
    """Return the month that is named in the text between day and year; 0 if anything else is."""
    month = 0
    before = ""
    for word in WORD.findall(between):
        name = word
        found = month_of(name, locale)
        if before and not found:
            name = f"{before} {word}"
            before = ""
            found = month_of(name, locale)
        if found:
            if month and month != found:
                return 0
            month = found
        elif not role_of(name) & (INSIDE | WEEKDAY):
            if before or " " in name:
                return 0
            before = name
    return 0 if before else month


def _month_before(text: str, start: int, floor: int, locale: Locale) -> tuple[int, int]:
    """Return the month named just before the day, and where its name starts."""
    match = BACK.match(text[max(floor, start - 30) : start][::-1])
    if not match:
        return 0, start
    month = month_of(match[2][::-1], locale)
    return month, start - match.end(2)


def _numeric(text: str, match: re.Match[str], locale: Locale) -> Day | None:
    """Read a date in numbers: 25.05.2024, 5/25/2024, 2024-05-25."""
    first, mark, second, third = match.group(1, *_NUMERIC_GROUPS[match.lastindex == _SLASHED])
    start, end = match.span()
    if locale.code == "ne" or not _stands_alone(text, start, end, mark):
        return None
    if mark == ".":  # with dots the day comes first
        locale = locale._replace(american=False)
    thai = locale.code in ("", "th")
    solar = 12 * (locale.code in _SOLAR)
    lengths = len(first), len(third)
    spaced = end - start > sum(lengths) + len(second) + 2
    if lengths in ((4, 1), (4, 2)):
        if mark == "." and spaced and text[end : end + 1] == ".":
            end += 1
        year = _year(first, thai)
        date = _checked(year, int(second) + solar * (year in SOLAR_YEARS), int(third), start, end)
        # 2024.1.2 is a version, where it is not the way the language writes dates.
        version = mark == "." and not spaced and len(second + third) < 4
        return date and date._replace(needs=2 * (version and locale.code not in _YEAR_FIRST))
    if spaced and text[end : end + 1].isalpha():
        return None  # "1. 11. 2025卒": numbers of a list
    if lengths in ((1, 4), (2, 4)):
        day, month = int(first), int(second)
        if month > 12 or (locale.american and day < 13):
            day, month = month, day
        year = _year(third, thai)
        date = _checked(year, month + solar * (year in SOLAR_YEARS), day, start, end)
        return date and date._replace(ambiguous=locale.doubt and day < 13 and day != month)
    date = None
    if lengths[0] < 3 and lengths[1] < 3:
        date = _short((first, second, third), (start, end), locale)
    if date and spaced and mark == "." and text[end : end + 1] == ".":
        date = date._replace(end=end + 1)
    padded = spaced or mark == "/" or min(lengths) == len(second) == 2
    return date and date._replace(needs=1 if padded else 2)


def _short(numbers: tuple[str, ...], span: tuple[int, int], locale: Locale) -> Day | None:
    """Read a date whose year has two digits; with no language, if only one reading is possible."""
    if locale.code in _OTHER_CALENDAR or not numbers[0].isascii():
        return None
    if locale.code in _YEAR_FIRST:
        orders = [(0, 1, 2)]
    elif locale.american:
        orders = [(2, 0, 1), (2, 1, 0)]
    else:
        orders = [(2, 1, 0), (2, 0, 1)] if locale.code else [(2, 1, 0), (2, 0, 1), (0, 1, 2)]
    readings = {
        date: None
        for year, month, day in orders
        if len(numbers[year]) == 2
        and (date := _checked(_year(numbers[year]), int(numbers[month]), int(numbers[day]), *span))
    }
    if not readings or (len(readings) > 1 and not locale.code):
        return None
    return next(iter(readings))._replace(ambiguous=locale.doubt and len(readings) > 1)


def _stands_alone(text: str, start: int, end: int, mark: str) -> bool:
    """Tell whether numbers are a date and not part of an address, path, version or number."""
    before = text[max(start - 2, 0) : start]
    if before and _NO_NUMBER.search(before) and not (before[-1] == "/" and mark == "."):
        return False
    if before[-1:] == mark and before[0].isascii() and before[0].isalnum():
        return False
    return not _NO_END.match(text, end) and not (
        text[end : end + 1] == mark and (mark != "." or text[end + 1 : end + 2].isdigit())
    )
