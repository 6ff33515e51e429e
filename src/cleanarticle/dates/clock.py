"""Read times of day, with their zones, before and after a date."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from cleanarticle.dates.patterns import DASHES, DIGIT, GAP, WORD, S
from cleanarticle.dates.words import (
    AM,
    BETWEEN,
    HALVES,
    NAMED_ZONE,
    NIGHT,
    NOON,
    PM,
    WEEKDAY,
    YEAR,
    Locale,
    is_weekday,
    role_of,
)
from cleanarticle.patterns import pattern

_TIME: Final = pattern(rf"""(?x)(\d(?<!\d\d)\d?+)(?!\d)                       # 1: hours, then
    (?:[:：](\d\d)(?!\d)(?:[:：](\d\d)(?!\d)(?:[.,]\d{{1,9}}+)?)?(?![:：]\d|{S}?[Mm]in)  # 2, 3
      |\.(\d\d)(?!\d)(?:\.(\d\d)(?!\d))?(?!\.?\d)                    # 4, 5: .45.07
      |{S}?(?:[hH]|giờ|g(?=\d)){S}?(\d\d)(?!\d)(?:min)?(?![^\W_])           # 6: h45
      |{S}?([時时点點시])(?![間间간])                            # 7-10: 時45分07秒
        (?:{S}?(\d\d?+){S}?[分분](?:{S}?(\d\d?+){S}?[秒초])?|({S}?[半반])|(?!{S}?\d))
    )?
    (?:{S}{{0,2}}([AaPp]\.?{S}?[Mm]\b\.?|[πΠμΜ]\.?{S}?[μΜ]\.?|(?:SA|CH|ÖÖ|ÖS|PT?G)\b
        |[mp]\.d\.|[صم](?![^\W_])\.?|صباح\w{{0,2}}|مساء\w{{0,2}}|[قب]\.ظ\.?|[לא][פח](?:נה|ה)["״]צ
        |पूर्वाह्न|अपराह्न))?                                            # 11: pm
    (?:{S}?(?:((?:[Uu]hr|UHR|uur|hrs?|[hH]|giờ|ч|น|óra(?:kor)?|hod)(?![^\W_])\.?)  # 12: a time
        |(?:-kor|horas?|hs|hodin|часа|часов|बजे)(?![^\W_])\.?))?           # or hours that pass
    """)
_AFTERNOON: Final = pattern(r"PTG|(?!PG|p\.d)[PpμΜم]|m\.d|CH|ÖS|अ|א|ب")
_ZONE: Final = pattern(rf"""(?x){S}{{0,2}}\(?(?:
      (UTC|GMT|Z)(?![^\W_])(?:{S}?([+−-])(\d\d?)(?::?(\d\d))?(?![\d:]))?      # 1-4
      |([+−-])(\d\d)(?:(:?)(\d\d))?(?![\d:.])                    # 5-8
      |([A-Z]{{2,4}}|МСК|мск)(?![^\W_])                           # 9: a zone by its name
    )\)?""")
# 1:00 - 3:00 pm: in which half of the day does it begin?
_RANGE: Final = pattern(
    rf"{S}?(?:[{DASHES}]|to|till|until){S}?\d\d?(?:[.:]\d\d)?{S}?[AaPp]\.?{S}?[Mm]\b"
)
_LINE_ENDS: Final = pattern(rf"{S}{{0,3}}+(?:$|[)|,;•·])")
# Languages that write 13.45 for a quarter to two.
_DOTTED_TIME: Final = frozenset({"da", "fi", "id", "no", "it", "de", "ms", "et"})


class Clock(NamedTuple):
    """A time of day."""

    value: str
    start: int
    end: int


def clock_before(text: str, start: int, floor: int, locale: Locale) -> Clock | None:
    """Read the time that stands before a date: 14:30, 25 May 2024."""
    low = max(floor, start - 40)
    if not DIGIT.search(text, low, start):
        return None
    times = list(_TIME.finditer(text, low, start))
    if not times or text[low : times[-1].start()].endswith((".", ":", "/", "-", ",")):
        return None
    last = times[-1]
    words = WORD.findall(text[low : last.start()][-12:])
    half = role_of(words[-1]) & HALVES if words else 0
    clock = _read_clock(text, last, half, "", locale)
    if clock is None or clock.end > start or not GAP.fullmatch(text, clock.end, start):
        return None
    if not all(role_of(word) & BETWEEN for word in WORD.findall(text[clock.end : start])):
        return None
    if half:
        return clock._replace(start=text.rindex(words[-1], low, clock.start))
    return clock


def clock_after(text: str, end: int, wanted: bool, locale: Locale) -> tuple[int, Clock | None]:
    """Read the weekday and time after a date; return where they end, and the time."""
    gap_match = GAP.match(text, end)
    gap = gap_match[0] if gap_match else ""
    if not gap:
        return end, None
    reach, half, known = _scan(gap)
    begin = end + len(gap)
    if known and wanted and (match := _TIME.match(text, begin)):
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
    for match in WORD.finditer(gap):
        word = match[0]
        end = match.end()
        mark = gap[end : end + 1]
        pair = role_of(f"{before} {word}") if before else 0
        role = role_of(word)
        if pair & WEEKDAY or is_weekday(word, marked=mark in (".", ",", ")")):
            reach = end
        elif (role | pair) & YEAR and not reach and word.islower():
            reach = end + (mark == ".")
        elif (role | pair) & HALVES:
            half = (role | pair) & HALVES
        elif not (role | pair) & BETWEEN:
            if before:
                return reach, 0, False
            before = word
            continue
        before = ""
    return reach, half, not before


def _read_clock(
    text: str, match: re.Match[str], half: int, gap: str, locale: Locale
) -> Clock | None:
    """Read a time, if it is one and the day has it."""
    hours, colon, seconds, dot, dot_seconds, h, sign, minutes, cjk_seconds, thirty, noon, mark = (
        match.groups()
    )
    if noon:
        half = PM if _AFTERNOON.match(noon) else AM
    if not (colon or dot or h or sign or half or mark):
        return None
    exact = colon or dot or h or minutes or thirty
    clear = exact or half or (sign and sign not in "点點") or (mark and mark[0] in "Uu")
    if not clear and (sign or not WORD.search(gap)):
        return None  # "3 h" may be how long ago, and 3点 three points
    if not half and _RANGE.match(text, match.end()):
        return None
    told = half or mark or dot_seconds or locale.code in _DOTTED_TIME or WORD.search(gap)
    if dot and not told and not _LINE_ENDS.match(text, match.end()):
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
    return Clock(value + zone, match.start(), end)


def _hour(hour: int, half: int) -> int | None:
    """Return the hour of 24; none if there is no such hour, or two readings of it."""
    if half == NIGHT and hour == 12:
        return None
    if half == NOON:
        hour += 12 if hour < 4 else 0
    elif half and hour < 13:
        hour = hour % 12 + (0 if half == AM else 12)
    elif half == AM:
        return None
    return hour if hour < 24 else None


def _zone(text: str, start: int, exact: bool) -> tuple[str, int]:
    """Return the offset from UTC as ISO 8601 writes it, and where it ends in the text.

    ``exact``: the time is written to the second, so that "-03:00" is not the end of a range.
    """
    match = _ZONE.match(text, start)
    if not match:
        return "", start
    utc, sign, hours, minutes, other, other_hours, colon, other_minutes, name = match.groups()
    if name:
        return "", match.end() if role_of(name) & NAMED_ZONE else start
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
