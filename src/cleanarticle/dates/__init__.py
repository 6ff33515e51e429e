"""Find dates in a line of text, whatever the language, and write them as ISO 8601.

One pattern looks for two or three numbers that may be a date, with what stands between them; only
then are words looked up (``months.toml``). Nothing is guessed: what could be a version, a score
or a telephone number is left alone, and so is a date without a year.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple


class FoundDate(NamedTuple):
    """A date in a text."""

    value: str
    """ISO 8601, as exact as the text: ``2024-05-25``, ``2024-05-25T01:45+02:00``."""
    start: int
    end: int
    """End of the span, which takes in the weekday and the time that belong to the date."""
    ambiguous: bool = False
    """True where day and month could be the other way round."""


class _Date(NamedTuple):
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


class _Clock(NamedTuple):
    """A time of day."""

    value: str
    start: int
    end: int


class _Locale(NamedTuple):
    """What the language decides."""

    code: str
    american: bool
    """Numeric dates have the month first."""
    doubt: bool
    """Numeric dates may have either first."""


class _Names(NamedTuple):
    """The words of ``months.toml``."""

    months: dict[str, int]
    """Month by name in any language; 0 where languages disagree."""
    local: dict[str, dict[str, int]]
    """The same, language by language."""
    roles: dict[str, int]
    """What other words may be, as a sum of the roles below."""


_WEEKDAY, _INSIDE, _YEAR, _BETWEEN, _AM, _NOON, _PM, _NIGHT, _NAMED_ZONE = (
    1 << bit for bit in range(9)
)
_HALVES: Final = _AM | _NOON | _PM | _NIGHT

# White space, zero-width spaces and direction marks: a small set, for it stands in every pattern.
_S: Final = r"[\s\u200b-\u200f]"
# Other direction marks, made spaces before the patterns see them.
_UNSEEN: Final = r"[\u061c\u202a-\u202e\u2066-\u2069\ufeff]"
_DASH: Final = r"\-‐‑‒–—−"
# Never inside a date, nor between it and its time.
_STOPS: Final = r"\n\r;!?\"“”„«»<>=+*#%$€£&~_{}"
# What parts words. (The zero-width non-joiner does not: Persian words hold it.)
_PARTS: Final = rf"\s\u200b\u200e\u200f{_DASH}{_STOPS}\d.,:/\\'’ʼ`׳॰()（）\[\]【】|•·@،、。，："
_WORD: Final = (
    r"[°ºª]|(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]|[日月火水木金土]曜日?|[일월화수목금토]요일"
    rf"|[上下]午|午[前後]|凌晨|早上|中午|晚上|傍晚|오[전후]|[^{_PARTS}°ºª]{{1,24}}+"
)
_DIGIT: Final = re.compile(r"\d")
# Scrapers glue the next date or the time to a year: 28. Juli 201928. Juli 2019.
_LAST_YEAR: Final = r"(?:(?:19|20)\d\d(?=\d\d?(?:[./:]|\s[^\W\d]))|\d{4}(?!\d))"
# The first element is a digit, so that the search skips all else at full speed. Group 2 tells that
# the first number is a year; what the last number may be hangs on that.
_DATE: Final = rf"""(?x)(\d(?<!\d\d)(?:(\d{{3}})|\d?+))(?!\d)
    (?:{_S}{{0,2}}+([./]){_S}{{0,2}}+(\d\d?+){_S}{{0,2}}+\3{_S}{{0,2}}+  # 3-5: /05/2024
        ((?(2)\d\d?+(?!\d)|(?:{_LAST_YEAR}|\d\d?+(?!\d))))
      |([{_DASH}])(\d\d?+)\6                                         # 6-8: -05-2024
        ((?(2)\d\d?+(?!\d)|(?:{_LAST_YEAR}|\d\d?+(?!\d))))
      |(?(2){_S}?[年년]{_S}?(\d\d?+){_S}?[月월]{_S}?(\d\d?+)(?!\d)         # 9, 10
          (?:{_S}?[日号號일]|(?![^\W_]))
        |{_S}[Tt](?:[Hh](?:[ÁáAa]\u0301?[Nn])?[Gg]?)?\.?{_S}?(\d\d?+),?{_S}     # 11, 12: tháng 5
          (?:[Nn][Ăăa]\u0306?[Mm]{_S})?(\d{{4}})(?!\d))
      |([^{_STOPS}\d:\[\]|@]{{1,32}}+)                                  # 13, 14: May 2024
        ((?(2)\d\d?+(?!\d)|(?:{_LAST_YEAR}|(?<=['’‘{_DASH}])\d\d(?!\d))))
    )"""
# The last group that took part tells which kind of date it is.
_NUMERIC_GROUPS: Final = (6, 7, 8), (3, 4, 5)
_SLASHED, _DASHED, _IDEOGRAPHIC, _VIETNAMESE, _WORDED = 5, 8, 10, 12, 14
_TIME: Final = rf"""(?x)(\d(?<!\d\d)\d?+)(?!\d)                                # 1: hours, then
    (?:[:：](\d\d)(?!\d)(?:[:：](\d\d)(?!\d)(?:[.,]\d{{1,9}}+)?)?(?![:：]\d|{_S}?[Mm]in)  # 2, 3
      |\.(\d\d)(?!\d)(?:\.(\d\d)(?!\d))?(?!\.?\d)            # 4, 5: .45.07
      |{_S}?(?:[hH]|giờ|g(?=\d)){_S}?(\d\d)(?!\d)(?:min)?(?![^\W_])         # 6: h45
      |{_S}?([時时点點시])(?![間间간])                              # 7-10: 時45分07秒
        (?:{_S}?(\d\d?+){_S}?[分분](?:{_S}?(\d\d?+){_S}?[秒초])?|({_S}?[半반])|(?!{_S}?\d))
    )?
    (?:{_S}{{0,2}}([AaPp]\.?{_S}?[Mm]\b\.?|[πΠμΜ]\.?{_S}?[μΜ]\.?|(?:SA|CH|ÖÖ|ÖS|PT?G)\b
        |[mp]\.d\.|[صم](?![^\W_])\.?|صباح\w{{0,2}}|مساء\w{{0,2}}|[قب]\.ظ\.?|[לא][פח](?:נה|ה)["״]צ
        |पूर्वाह्न|अपराह्न))?                                            # 11: pm
    (?:{_S}?((?:[Uu]hr|UHR|uur|hrs?|[hH]|giờ|ч|น|óra|hod)(?![^\W_])\.?))?   # 12: a time, it says
    """
_AFTERNOON: Final = r"PTG|(?!PG|p\.d)[PpμΜم]|m\.d|CH|ÖS|अ|א|ب"
_ZONE: Final = rf"""(?x){_S}{{0,2}}\(?(?:
      (UTC|GMT|Z)(?![^\W_])(?:{_S}?([+−-])(\d\d?)(?::?(\d\d))?(?![\d:]))?      # 1-4
      |([+−-])(\d\d)(?:(:?)(\d\d))?(?![\d:.])                    # 5-8
      |([A-Z]{{2,4}}|МСК|мск)(?![^\W_])                           # 9: a zone by its name
    )\)?"""
_GAP: Final = rf"[^\d{_STOPS}]{{0,30}}+"
_GLUE: Final = rf"(?:{_S}|[.,،，(（|/{_DASH}])"
# Read backwards, from the date: what parts it from the word before, the word, and one more.
_BACK: Final = (
    rf"({_GLUE}{{0,4}}+)([^{_PARTS}]{{1,24}}+)(?:(?:{_S}|['’ʼ-]){{1,2}}+([^{_PARTS}]{{1,24}}+))?"
)
_VIETNAMESE_DAY: Final = rf"[Tt]h(?:ứ|u){_S}[2-7],?{_S}?$"
# With the month before the day, what may stand between day and year.
_AFTER_DAY: Final = rf"(?:st|nd|rd|th|º|er)?{_S}?,?{_S}{{0,2}}(?:(?:del?|of){_S})?"
# A number is no day after these: 13:45, 14h30, G20, $5, Covid-19; no numeric date after those.
_NO_DAY: Final = r"\d[.,:hH]|[A-ZА-Я]$|[$€£¥₴#№+%_=]$|[A-Za-zА-яёіїє]-$"
_NO_NUMBER: Final = r"\d[.,:]|[$€£¥₴#№+_=\\&@/A-Z]$|(?:^|[^a-z])[a-z]$"
_NO_YEAR: Final = rf"{_S}?(?:hrs?|hours|h|Uhr)\b|s\b"
# Nor one before these: a path, a file's ending, the rest of a time (18.10.1919:24).
_NO_END: Final = r"[_\\]|:\d|\.[a-z]{2,4}\b"
_NO_LAST_DAY: Final = rf"[:.,]?\d|%|,?{_S}\d{{4}}(?!\d)"
_MARKS: Final = (
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u093c\u094d\u09bc\u09cd]+"
)
# 1:00 - 3:00 pm: in which half of the day does it begin?
_RANGE: Final = rf"{_S}?(?:[{_DASH}]|to|till|until){_S}?\d\d?(?:[.:]\d\d)?{_S}?[AaPp]\.?{_S}?[Mm]\b"
_LINE_ENDS: Final = rf"{_S}{{0,3}}+(?:$|[)|,;•·])"

_DAYS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SAME_LANGUAGE: Final = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "tl": "fil", "sh": "hr"}
# Languages that write 24/05/25 for the 25th of May 2024.
_YEAR_FIRST: Final = frozenset({"ja", "ko", "zh", "hu", "mn"})
# Languages with a calendar of their own, in which two digits may be another year.
_OTHER_CALENDAR: Final = frozenset({"fa", "ar", "ps", "ckb", "th", "ne", "am", "ti"})
# Languages that put a dot after the year.
_DOTTED_YEAR: Final = frozenset({"hr", "sr", "bs"})
# Languages that write 13.45 for a quarter to two.
_DOTTED_TIME: Final = frozenset({"da", "fi", "id", "no", "it", "de", "ms", "et"})
_DAY_FIRST_ENGLISH: Final = frozenset(
    {"gb", "uk", "ie", "au", "nz", "in", "za", "ng", "ke", "pk", "sg", "my"}
)


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
    if not _DIGIT.search(text):
        return []
    if not text.isascii():
        text = _regex(_UNSEEN).sub(" ", text)
    locale = _locale(language)
    found: list[FoundDate] = []
    position = floor = 0
    while match := _regex(_DATE).search(text, position):
        date = _read(text, match, floor, locale)
        whole = date and _with_surroundings(text, date, floor, locale)
        if whole:
            found.append(whole)
            position = floor = whole.end
        else:
            position = match.end(1)
    return found


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first wanted: all of them take 5 ms, which imports need not."""
    return re.compile(pattern)


def _locale(language: str | None) -> _Locale:
    if not language:
        return _Locale("", american=False, doubt=True)
    code, _, region = language.lower().replace("_", "-").partition("-")
    english = code in ("en", "fil", "tl")
    american = english and region not in _DAY_FIRST_ENGLISH
    return _Locale(_SAME_LANGUAGE.get(code, code), american, doubt=english)


# --- words ------------------------------------------------------------------------------------


@cache
def _names() -> _Names:
    """Read the words once, each as it is written and without diacritics."""
    source = (files("cleanarticle.dates") / "months.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(source)
    months: dict[str, int] = {}
    local: dict[str, dict[str, int]] = {}
    for language, line in tables["months"].items():
        own = local[language] = {}
        for number, forms in enumerate(line.split(";"), 1):
            own.update(dict.fromkeys(_spellings(forms), number))
        for form, number in own.items():
            if months.setdefault(form, number) != number:
                months[form] = 0
    roles: dict[str, int] = {}
    words = tables["words"]
    for role, lines in (
        (_WEEKDAY, " ".join(tables["weekdays"].values())),
        (_INSIDE, words["inside"]),
        (_YEAR, words["year"]),
        (_BETWEEN, words["between"]),
        (_AM, words["am"]),
        (_NOON, words["noon"]),
        (_PM, words["pm"]),
        (_NIGHT, words["night"]),
        (_NAMED_ZONE, words["zones"]),
    ):
        for word in _spellings(lines):
            roles[word] = roles.get(word, 0) | role
    return _Names(months, local, roles)


def _spellings(forms: str) -> set[str]:
    """Split a line of the data, adding the forms without diacritics."""
    words = set(forms.split())
    words.update(_plain(forms).split())
    return {word.replace("_", " ") for word in words} if "_" in forms else words


def _plain(word: str) -> str:
    """Take away diacritics, and what else tells spellings of one word apart.

    >>> _plain("août"), _plain("mayıs"), _plain("أبريل")
    ('aout', 'mayis', 'ابريل')
    """
    marked = unicodedata.normalize("NFKD", word.replace("\u200c", "").replace("ı", "i"))
    return _regex(_MARKS).sub("", marked).replace("ی", "ي").replace("ک", "ك").replace("ى", "ي")


def _month(word: str, locale: _Locale) -> int:
    """Return the month of a word or pair of words, 0 if it is none."""
    names = _names()
    own = names.local.get(locale.code, names.months)
    word = word.lower()
    if locale.code == "en" and len(word) < 4:
        return own.get(word, 0)  # "out" and "set" are months elsewhere
    found = own.get(word) or names.months.get(word)
    if found or word.isascii():
        return found or 0
    word = _plain(word)
    return own.get(word) or names.months.get(word) or 0


def _role(word: str) -> int:
    """Return what a word other than a month may be, 0 for nothing known."""
    roles = _names().roles
    word = word.lower()
    return roles.get(word) or (0 if word.isascii() else roles.get(_plain(word), 0))


def _is_weekday(word: str, marked: bool) -> bool:
    """Tell whether a word is a weekday; "to" and "on" are words unless a mark follows them."""
    if not _role(word) & _WEEKDAY:
        return False
    return marked or len(word) > 3 or not word.islower()


# --- dates ------------------------------------------------------------------------------------


def _read(text: str, match: re.Match[str], floor: int, locale: _Locale) -> _Date | None:
    """Read what the pattern found, if it is a date."""
    kind = match.lastindex
    if kind == _WORDED:
        return _worded(text, match, floor, locale)
    if kind in (_SLASHED, _DASHED):
        return _numeric(text, match, locale)
    start, end = match.span()
    if kind == _IDEOGRAPHIC:
        return _checked(_year(match[1]), int(match[9]), int(match[10]), start, end)
    return _checked(_year(match[12]), int(match[11]), int(match[1]), start, end)


def _checked(year: int, month: int, day: int, start: int, end: int) -> _Date | None:
    """Return the date if the calendar has it (``year`` is 0 for one out of range)."""
    if not (year and 0 < month < 13 and day > 0):
        return None
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _Date(year, month, day, start, end) if day <= _DAYS[month] + leap else None


def _year(digits: str, thai: bool = False) -> int:
    """Return the year if it is one that pages write about, else 0.

    >>> _year("2024"), _year("1403"), _year("2567"), _year("2567", thai=True), _year("98")
    (2024, 0, 0, 2024, 1998)
    """
    year = int(digits)
    if len(digits) == 2:  # 45 may be 1945 or 2045
        return year + 2000 if year < 40 else year + 1900 if year > 69 else 0
    if thai and 2443 <= year <= 2643:
        return year - 543
    return year if 1900 <= year <= 2100 and len(digits) == 4 else 0


def _worded(text: str, match: re.Match[str], floor: int, locale: _Locale) -> _Date | None:
    """Read a date with the month's name: 25 May 2024, May 25, 2024, 2024. május 25."""
    first, between, last = match.group(1, 13, 14)
    start, end = match.span()
    if len(first) == 4:
        return _year_first(text, match, locale)
    short = len(last) == 2  # '24, or -24 that a hyphen before the month must match
    if between.startswith(" of") or (short and between[-1] not in (between[0], *"'’‘")):
        return None  # "the top 10 of May 2024"
    if _regex(_NO_DAY).search(text[max(start - 2, 0) : start]) or _regex(_NO_YEAR).match(text, end):
        return None
    year = _year(last, thai="ก" <= max(between) <= "๛")
    if not year:
        return None
    if not locale.code and between[0] != ".":
        # Listopada is October in Croatian, which has a dot after the day, and November in Polish.
        locale = locale._replace(code="pl")
    month = _month_inside(between, locale)
    if not month and not short and _regex(_AFTER_DAY).fullmatch(between):
        month, start = _month_before(text, start, floor, locale)
    return _checked(year, month, int(first), start, end)


def _year_first(text: str, match: re.Match[str], locale: _Locale) -> _Date | None:
    year, between, day = match.group(1, 13, 14)
    start, end = match.span()
    before = text[max(start - 2, 0) : start]
    if _regex(_NO_NUMBER).search(before) or _regex(_NO_LAST_DAY).match(text, end):
        return None
    dotted = between[0] == "."
    if dotted and not between.lstrip(". ")[:1].islower():
        return None  # A sentence ends with the year: "... in 2023. May 25 was ..."
    if dotted and text[end : end + 1] == ".":
        end += 1
    return _checked(_year(year), _month_inside(between, locale), int(day), start, end)


def _month_inside(between: str, locale: _Locale) -> int:
    """Return the month that is named in the text between day and year; 0 if anything else is."""
    month = 0
    before = ""
    for word in _regex(_WORD).findall(between):
        found = _month(word, locale)
        if before and not found:
            word = f"{before} {word}"
            before = ""
            found = _month(word, locale)
        if found:
            if month and month != found:
                return 0
            month = found
        elif not _role(word) & (_INSIDE | _WEEKDAY):
            if before or " " in word:
                return 0
            before = word
    return 0 if before else month


def _month_before(text: str, start: int, floor: int, locale: _Locale) -> tuple[int, int]:
    """Return the month named just before the day, and where its name starts."""
    match = _regex(_BACK).match(text[max(floor, start - 30) : start][::-1])
    if not match:
        return 0, start
    month = _month(match[2][::-1], locale)
    return month, start - match.end(2)


def _numeric(text: str, match: re.Match[str], locale: _Locale) -> _Date | None:
    """Read a date in numbers: 25.05.2024, 5/25/2024, 2024-05-25."""
    first, mark, second, third = match.group(1, *_NUMERIC_GROUPS[match.lastindex == _SLASHED])
    start, end = match.span()
    if locale.code == "ne" or not _stands_alone(text, start, end, mark):
        return None
    thai = locale.code in ("", "th")
    lengths = len(first), len(third)
    spaced = end - start > sum(lengths) + len(second) + 2
    if lengths in ((4, 1), (4, 2)):
        if mark == "." and spaced and text[end : end + 1] == ".":
            end += 1
        date = _checked(_year(first, thai), int(second), int(third), start, end)
        # 2024.1.2 is a version, where it is not the way the language writes dates.
        version = mark == "." and not spaced and len(second + third) < 4
        return date and date._replace(needs=2 * (version and locale.code not in _YEAR_FIRST))
    if spaced and text[end : end + 1].isalpha():
        return None  # "1. 11. 2025卒": numbers of a list
    if lengths in ((1, 4), (2, 4)):
        day, month = int(first), int(second)
        if month > 12 or (locale.american and day < 13):
            day, month = month, day
        date = _checked(_year(third, thai), month, day, start, end)
        return date and date._replace(ambiguous=locale.doubt and day < 13 and day != month)
    date = None
    if lengths[0] < 3 and lengths[1] < 3:
        date = _short((first, second, third), (start, end), locale)
    if date and spaced and mark == "." and text[end : end + 1] == ".":
        date = date._replace(end=end + 1)
    padded = spaced or mark == "/" or min(lengths) == len(second) == 2
    return date and date._replace(needs=1 if padded else 2)


def _short(numbers: tuple[str, ...], span: tuple[int, int], locale: _Locale) -> _Date | None:
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
    if before and _regex(_NO_NUMBER).search(before) and not (before[-1] == "/" and mark == "."):
        return False
    if before[-1:] == mark and before[0].isascii() and before[0].isalnum():
        return False
    return not _regex(_NO_END).match(text, end) and not (
        text[end : end + 1] == mark and (mark != "." or text[end + 1 : end + 2].isdigit())
    )


# --- what belongs to a date -----------------------------------------------------------------------


def _with_surroundings(text: str, date: _Date, floor: int, locale: _Locale) -> FoundDate | None:
    """Take in the weekday and the time before and after a date."""
    start = _weekday_before(text, date.start, floor)
    clock = None
    if start > floor and (clock := _clock_before(text, start, floor, locale)):
        start = _weekday_before(text, clock.start, floor)
    if locale.code in _DOTTED_YEAR and text[date.end : date.end + 1] == ".":
        date = date._replace(end=date.end + 1)
    end, after = _clock_after(text, date.end, clock is None, locale)
    clock = clock or after
    bare = not clock and (start, end) == (date.start, date.end)
    if bare and (date.needs > 1 or (date.needs and not _is_all(text, start, end))):
        return None
    value = f"{date.year:04}-{date.month:02}-{date.day:02}" + (clock.value if clock else "")
    return FoundDate(value, start, end, date.ambiguous)


def _is_all(text: str, start: int, end: int) -> bool:
    """Tell whether the text is the span and nothing more (a few brackets and marks aside)."""
    return len(text) - (end - start) < 8 and not _regex(r"\w").search(text[:start] + text[end:])


def _weekday_before(text: str, start: int, floor: int) -> int:
    """Return where the weekday before the date starts, else where the date does."""
    if start <= floor:
        return start
    head = text[max(floor, start - 30) : start]
    if found := _regex(_VIETNAMESE_DAY).search(head[-9:]):
        return start - len(head[-9:]) + found.start()
    backward = head[::-1]
    at = 0
    while match := _regex(_BACK).match(backward, at):
        word, more = match[2][::-1], match[3]
        if more and _role(f"{more[::-1]} {word}") & _WEEKDAY:
            return start - match.end(3)
        begin = start - match.end(2)
        first = begin == 0 and len(word) > 2
        if _is_weekday(word, marked=first or any(mark in match[1] for mark in ".,،，")):
            return begin
        if at or not _role(word) & _BETWEEN:
            break
        at = match.end(2)
    return start


def _clock_before(text: str, start: int, floor: int, locale: _Locale) -> _Clock | None:
    """Read the time that stands before a date: 14:30, 25 May 2024."""
    low = max(floor, start - 40)
    if not _DIGIT.search(text, low, start):
        return None
    times = list(_regex(_TIME).finditer(text, low, start))
    if not times or text[low : times[-1].start()].endswith((".", ":", "/", "-", ",")):
        return None
    last = times[-1]
    words = _regex(_WORD).findall(text[low : last.start()][-12:])
    half = _role(words[-1]) & _HALVES if words else 0
    clock = _read_clock(text, last, half, "", locale)
    if clock is None or clock.end > start or not _regex(_GAP).fullmatch(text, clock.end, start):
        return None
    if not all(_role(word) & _BETWEEN for word in _regex(_WORD).findall(text[clock.end : start])):
        return None
    if half:
        return clock._replace(start=text.rindex(words[-1], low, clock.start))
    return clock


def _clock_after(text: str, end: int, wanted: bool, locale: _Locale) -> tuple[int, _Clock | None]:
    """Read the weekday and time after a date; return where they end, and the time."""
    gap_match = _regex(_GAP).match(text, end)
    gap = gap_match[0] if gap_match else ""
    if not gap:
        return end, None
    reach, half, known = _scan(gap)
    begin = end + len(gap)
    if known and wanted and (match := _regex(_TIME).match(text, begin)):
        clock = _read_clock(text, match, half, gap, locale)
        if clock:
            reach = clock.end - end
            closes = "(" in gap and text[clock.end : clock.end + 1] == ")"
            return clock.end + closes, clock
    if reach and text[end + reach : end + reach + 1] in (")", "）") and ("(" in gap or "（" in gap):
        reach += 1
    return end + reach, None


def _scan(gap: str) -> tuple[int, int, bool]:
    """Read the words after a date.

    Return how far they belong to it, the half of the day they name, and whether all are known, so
    that a number after them may be the date's time.
    """
    reach = half = 0
    before = ""
    for match in _regex(_WORD).finditer(gap):
        word = match[0]
        end = match.end()
        mark = gap[end : end + 1]
        pair = _role(f"{before} {word}") if before else 0
        role = _role(word)
        if pair & _WEEKDAY or _is_weekday(word, marked=mark in (".", ",", ")")):
            reach = end
        elif (role | pair) & _YEAR and not reach and word.islower():
            reach = end + (mark == ".")
        elif (role | pair) & _HALVES:
            half = (role | pair) & _HALVES
        elif not (role | pair) & _BETWEEN:
            if before:
                return reach, 0, False
            before = word
            continue
        before = ""
    return reach, half, not before


def _read_clock(
    text: str, match: re.Match[str], half: int, gap: str, locale: _Locale
) -> _Clock | None:
    """Read a time, if it is one and the day has it."""
    hours, colon, seconds, dot, dot_seconds, h, sign, minutes, cjk_seconds, thirty, noon, mark = (
        match.groups()
    )
    if noon:
        half = _PM if _regex(_AFTERNOON).match(noon) else _AM
    if not (colon or dot or h or sign or half or mark):
        return None
    exact = colon or dot or h or minutes or thirty
    clear = exact or half or (sign and sign not in "点點") or (mark and mark[0] in "Uu")
    if not clear and (sign or not _regex(_WORD).search(gap)):
        return None  # "3 h" may be how long ago, and 3点 three points
    if not half and _regex(_RANGE).match(text, match.end()):
        return None
    told = half or mark or dot_seconds or locale.code in _DOTTED_TIME or _regex(_WORD).search(gap)
    if dot and not told and not _regex(_LINE_ENDS).match(text, match.end()):
        return None
    hour = _hour(int(hours), half)
    minute = int(colon or dot or h or minutes or (30 if thirty else 0))
    second = seconds or dot_seconds or cjk_seconds
    if hour is None or minute > 59 or (second and int(second) > 59):
        return None
    value = f"T{hour:02}:{minute:02}" if exact else f"T{hour:02}"
    if second:
        value += f":{int(second):02}"
    zone, end = _zone(text, match.end(), gap == "T" or bool(second))
    return _Clock(value + zone, match.start(), end)


def _hour(hour: int, half: int) -> int | None:
    """Return the hour of 24; none if there is no such hour, or two readings of it."""
    if half == _NIGHT and hour == 12:
        return None
    if half == _NOON:
        hour += 12 if hour < 4 else 0
    elif half and hour < 13:
        hour = hour % 12 + (0 if half == _AM else 12)
    elif half == _AM:
        return None
    return hour if hour < 24 else None


def _zone(text: str, start: int, exact: bool) -> tuple[str, int]:
    """Return the offset from UTC as ISO 8601 writes it, and where it ends in the text.

    ``exact``: the time is written to the second, so that "-03:00" is not the end of a range.
    """
    match = _regex(_ZONE).match(text, start)
    if not match:
        return "", start
    utc, sign, hours, minutes, other, other_hours, colon, other_minutes, name = match.groups()
    if name:
        return "", match.end() if _role(name) & _NAMED_ZONE else start
    if utc and not sign:
        return "Z", match.end()
    if not utc:
        sign, hours, minutes = other, other_hours, other_minutes
        if not exact and (minutes is None or (colon and sign != "+")):
            return "", start
    offset = int(hours) * 60 + int(minutes or 0)
    if offset > 14 * 60 or int(minutes or 0) > 59:
        return ("Z", match.end(1)) if utc else ("", start)
    return (
        f"{'+' if sign == '+' or not offset else '-'}{offset // 60:02}:{offset % 60:02}",
        match.end(),
    )
