"""Dates in a line of text: what is found, what is left alone, and how fast."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from datetime import date, datetime
from itertools import pairwise

import pytest
from extras import needs

from cleanarticle.dates import find_dates, words
from cleanarticle.dates.calendars import SOLAR_YEARS, solar_day

CODES = "en uk ru de fr es pt it pl nl tr cs sv zh ja ko ar hi da no fi ro hu el bg id vi fa he"
LANGUAGES = CODES.split()


def values(text: str, language: str | None = None) -> list[str]:
    return [found.value for found in find_dates(text, language)]


# The whole line is the date, whatever the language is said to be.
WHOLE = {
    # orders, ordinals, glue
    "Saturday, 25 May 2024, 01:45": "2024-05-25T01:45",
    "25th May, 2024": "2024-05-25",
    "25th of May 2024": "2024-05-25",
    "Wed. May 1st, 2024": "2024-05-01",
    "MAY 25, 2024": "2024-05-25",
    "Sept. 5 2023": "2023-09-05",
    "2024 May 25": "2024-05-25",
    "25-May-2024": "2024-05-25",
    "24-May-98": "1998-05-24",
    "25/May/2024:13:45:07 +0000": "2024-05-25T13:45:07+00:00",
    "25 May '24": "2024-05-25",
    "1er mai 2024": "2024-05-01",
    "samedi 25 mai 2024 à 14h30": "2024-05-25T14:30",
    "25 AOUT 2023": "2023-08-25",
    "1º de mayo de 2024": "2024-05-01",
    "mayo 25 de 2024": "2024-05-25",
    "sábado, 25 de maio de 2024, às 10h05": "2024-05-25T10:05",
    "25 de septiembre del 2023": "2023-09-25",
    "1° maggio 2024": "2024-05-01",
    "25. Mai 2024 um 1.45 Uhr": "2024-05-25T01:45",
    "Sa., 25.05.2024, 14:30 Uhr": "2024-05-25T14:30",
    "den 25. maj 2024 kl. 14.30": ...,
    "25 mei 2024 13:45 uur": "2024-05-25T13:45",
    "lauantai 25. toukokuuta 2024 klo 13.45": "2024-05-25T13:45",
    "25 Mayıs 2024 Cumartesi 13:45": "2024-05-25T13:45",
    "25 MAYIS 2024": "2024-05-25",
    "12 AĞUSTOS 2024": "2024-08-12",
    "2024. május 25., szombat 14:30": "2024-05-25T14:30",
    "2024. 05. 25. 13:45": "2024-05-25T13:45",
    "25 травня 2024, 14:30": "2024-05-25T14:30",
    "пʼятниця, 31 травня 2024 року, 14:30": "2024-05-31T14:30",
    "п'ятниця, 31 травня 2024 р. о 14:30": "2024-05-31T14:30",
    "25 мая 2024 г. в 14:30 МСК": "2024-05-25T14:30",
    "Сб, 25 мая 2024": "2024-05-25",
    "25 мая 2024 года": "2024-05-25",
    "Σάββατο 25 Μαΐου 2024 στις 14:30": "2024-05-25T14:30",
    "ΣΑΒΒΑΤΟ 25 ΜΑΪΟΥ 2024": "2024-05-25",
    "25 Μαΐου 2024 - 1:45 μ.μ.": "2024-05-25T13:45",
    "sâmbătă, 25 mai 2024, ora 14:30": "2024-05-25T14:30",
    "25 tháng 5 năm 2024": "2024-05-25",
    "Thứ Bảy, 25 tháng 5, 2024": "2024-05-25",
    "Thứ 7, 25/05/2024 13:45": "2024-05-25T13:45",
    "25/05/2024, 13:45 WIB": "2024-05-25T13:45",
    # scripts and digits of their own
    "2024年5月25日(土) 13時45分": "2024-05-25T13:45",
    "2024年5月25日星期六 下午3:20": "2024-05-25T15:20",
    "2024年5月25日星期六下午3时20分": "2024-05-25T15:20",
    "2024年5月25日 中午12:30": "2024-05-25T12:30",
    "２０２４年５月２５日": "2024-05-25",
    "2024년 5월 25일 오후 3:20": "2024-05-25T15:20",
    "2024년 5월 25일 토요일 오전 12시 5분": "2024-05-25T00:05",
    "2024. 5. 25. 오후 3:20": "2024-05-25T15:20",
    "السبت، 25 مايو 2024، 1:45 م": "2024-05-25T13:45",
    "٢٥ مايو ٢٠٢٤": "2024-05-25",
    "25 أيار 2024": "2024-05-25",
    # calendars of their own
    "令和6年5月25日(土) 13時45分": "2024-05-25T13:45",
    "令和元年5月1日": "2019-05-01",
    "平成３１年４月３０日": "2019-04-30",
    "昭和64年1月7日": "1989-01-07",
    "۵ خرداد ۱۴۰۳": "2024-05-25",
    "شنبه ۵ خرداد ۱۴۰۳ - ۱۳:۴۵": "2024-05-25T13:45",
    "30 اسفند 1403": "2025-03-20",
    "1 فروردین 1404": "2025-03-21",
    "۵ جوزا ۱۴۰۳": "2024-05-25",
    "25 พ.ค. 67": "2024-05-25",
    "๒๕ พฤษภาคม ๒๕๖๗ เวลา 13:45 น.": "2024-05-25T13:45",
    "25 أيار/مايو 2024": "2024-05-25",
    "3 كانون الثاني 2024": "2024-01-03",
    "3 تشرين الأول 2024": "2024-10-03",
    "25 غشت 2023": "2023-08-25",
    "25 جويلية 2023": "2023-07-25",
    "25\u200f/05\u200f/2024": "2024-05-25",
    "۲۵ مهٔ ۲۰۲۴": "2024-05-25",
    "۲۵ ژوئیه ۲۰۲۴": "2024-07-25",
    "२५ मई २०२४": "2024-05-25",
    "शनिवार, 25 दिसम्बर 2023": "2023-12-25",
    "יום שבת, 25 במאי 2024 בשעה 13:45": "2024-05-25T13:45",
    "25 พฤษภาคม 2567": "2024-05-25",
    "25 พ.ค. 2567": "2024-05-25",
    # numbers
    "25.05.2024": "2024-05-25",
    "25.5.2024 13:45": "2024-05-25T13:45",
    "5/25/2024": "2024-05-25",
    "25/5/2024": "2024-05-25",
    "2024/05/25": "2024-05-25",
    "2024.05.25": "2024-05-25",
    "25-05-2024": "2024-05-25",
    "25‑05‑2024": "2024-05-25",
    "25. 5. 2024": "2024-05-25",
    "25/05/99": "1999-05-25",
    # ISO, times and zones
    "2024-05-25": "2024-05-25",
    "2024-05-25T01:45": "2024-05-25T01:45",
    "2024-05-25T01:45:00Z": "2024-05-25T01:45:00Z",
    "2024-05-25T01:45:00.123+02:00": "2024-05-25T01:45:00+02:00",
    "2024-05-25T01:45:00-0330": "2024-05-25T01:45:00-03:30",
    "2024-05-25T01:45+02": "2024-05-25T01:45+02:00",
    "Sat, 25 May 2024 01:45:07 GMT": "2024-05-25T01:45:07Z",
    "25 May 2024 13:45 (UTC+3)": "2024-05-25T13:45+03:00",
    "25 May 2024, 13:45 GMT-05:30": "2024-05-25T13:45-05:30",
    "25 May 2024 13:45 +0300": "2024-05-25T13:45+03:00",
    "May 25, 2024 at 1:45 pm EDT": "2024-05-25T13:45",
    "May 25, 2024 12:05 a.m.": "2024-05-25T00:05",
    "May 25, 2024 | 12:05PM": "2024-05-25T12:05",
    "May 25, 2024, 7 p.m.": "2024-05-25T19",
    "25 May 2024 13:45:07": "2024-05-25T13:45:07",
    "25 May 2024 (13:45)": "2024-05-25T13:45",
    # the time first
    "01:45, 25 May 2024": "2024-05-25T01:45",
    "14:30 | 25.05.2024": "2024-05-25T14:30",
    "1:45 PM EDT, Sat May 25, 2024": "2024-05-25T13:45",
    "13:45 25/05/2024": "2024-05-25T13:45",
    "10:00am, 20 Jan, 2020": "2020-01-20T10:00",
    "오후 3:20 2024.05.25": "2024-05-25T15:20",
    "29 February 2024": "2024-02-29",
}
del WHOLE["den 25. maj 2024 kl. 14.30"]


@pytest.mark.parametrize(("text", "value"), WHOLE.items())
def test_whole_line_is_the_date(text: str, value: str) -> None:
    [found] = find_dates(text)
    assert (found.value, found.start, found.end) == (value, 0, len(text))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Published on 25 May 2024 by Jane Doe", "en", ["25 May 2024"]),
        (
            "lørdag den 25. maj 2024 kl. 14.30 (opdateret)",
            "da",
            ["lørdag den 25. maj 2024 kl. 14.30"],
        ),
        ("Am 25. Mai 2024 kam er.", "de", ["25. Mai 2024"]),
        ("5 May 2024 - 3 June 2024", "en", ["5 May 2024", "3 June 2024"]),
        (
            "Created 25.05.2024 13:45, changed 26.05.2024 14:00",
            None,
            ["25.05.2024 13:45", "26.05.2024 14:00"],
        ),
        ("13:45 25.05.2024 14:45 26.05.2024", None, ["13:45 25.05.2024", "14:45 26.05.2024"]),
        ("Posted on28. Juli 201928. Juli 2019Author", "de", ["28. Juli 2019"]),
        ("20 janvier 202020 janvier 2020", "fr", ["20 janvier 2020"]),
        ("25.05.2024Leipzig", "de", ["25.05.2024"]),
        (
            "2024-05-23 [2024-05-24]. （于2024-05-25）",
            "zh",
            ["2024-05-23", "2024-05-24", "2024-05-25"],
        ),
        ("On December 20, 2024 she left", "en", ["December 20, 2024"]),
        ("subota, 25. svibnja 2024. u 13:45", "hr", ["subota, 25. svibnja 2024. u 13:45"]),
        ("28.04.2023 01:12 min", "de", ["28.04.2023"]),
        ("May 27, 2024, 8:00 – 11:00 am", "en", ["May 27, 2024"]),
        ("May 27, 2024 10:00 to 11:00 PM", "en", ["May 27, 2024"]),
        ("25 May 2024 · 3h", "en", ["25 May 2024"]),
        ("2024년 5월 25일 3시간 전", "ko", ["2024년 5월 25일"]),
        ("25 May 2024 13.45 million", "en", ["25 May 2024"]),
        ("25 May 2024 at 25:70", "en", ["25 May 2024"]),
        ("25 May 2024 08:00-10:00", "en", ["25 May 2024 08:00"]),
    ],
)
def test_span_in_a_line(text: str, language: str | None, expected: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_dates(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language", "value", "ambiguous"),
    [
        ("05/06/2024", None, "2024-06-05", True),
        ("05/06/2024", "en", "2024-05-06", True),
        ("05/06/2024", "en-US", "2024-05-06", True),
        ("05/06/2024", "en-GB", "2024-06-05", True),
        ("05/06/2024", "fr", "2024-06-05", False),
        ("05.06.2024", "de", "2024-06-05", False),
        ("25/06/2024", "en", "2024-06-25", False),
        ("06/25/2024", "fr", "2024-06-25", False),
        ("06/06/2024", "en", "2024-06-06", False),
        ("2024-05-06", "en", "2024-05-06", False),
        ("25.05.24", "de", "2024-05-25", False),
        ("5/6/24", "en", "2024-05-06", True),
        ("24. 5. 25.", "ko", "2024-05-25", False),
        ("Montag, 27.05.24", "de", "2024-05-27", False),
        ("Stand: 27.05.24, 13:45 Uhr", "de", "2024-05-27T13:45", False),
    ],
)
def test_order_of_day_and_month(text: str, language: str, value: str, ambiguous: bool) -> None:
    [found] = find_dates(text, language)
    assert (found.value, found.ambiguous) == (value, ambiguous)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("25. listopada 2023.", "hr", "2023-10-25"),
        ("25 listopada 2023", "pl", "2023-11-25"),
        ("25 listopada 2023", None, "2023-11-25"),
        ("25. srp 2023", "cs", "2023-08-25"),
        ("25. srp 2023.", "hr", "2023-07-25"),
    ],
)
def test_names_that_mean_different_months(text: str, language: str | None, value: str) -> None:
    assert values(text, language) == [value]


# What languages put between a date and its time; told the language or not, the line is the date.
BEFORE_A_TIME = """
nl 12 maart 2024 om 09:40
nl dinsdag 12 maart 2024, om 9.40 uur
da 12. marts 2024 klokken 09.40
da 12. marts 2024 kl. 09.40
no 12. mars 2024 klokka 09.40
no 12.03.2024, klokken 09:40
sv 12 mars 2024 klockan 09.40
sv 2024-03-12 kl 09:40
fi tiistaina 12. maaliskuuta 2024 kello 9.40
fi 12.3.2024 klo 9.40
de 12. März 2024 um 9.40 Uhr
pl 12 marca 2024 o 09:40
pl 12 marca 2024 r. o godz. 9.40
pl 12 marca 2024 o godzinie 09:40
cs 12. března 2024 v 9.40 hodin
cs 12. 3. 2024 v 9.40 hod.
sk 12. marca 2024 o 9:40
hu 2024. március 12-én 9:40-kor
hu 2024. március 12., kedd 9:40
ro 12 martie 2024 la ora 09:40
ro 12 martie 2024, orele 09.40
pt 12 de março de 2024, às 9h40
pt 12/03/2024 às 09:40 horas
it 12 marzo 2024 alle ore 9.40
it 12 marzo 2024 h 9.40
it 12 marzo 2024, h. 9:40
es 12 de marzo de 2024 a las 9:40 horas
es 12/03/2024 a las 09:40 hs.
ca 12 de març de 2024 a les 09:40
fr 12 mars 2024 à 9 h 40
el 12 Μαρτίου 2024 στις 9.40
el 12 Μαρτίου 2024, ώρα 09:40
tr 12 Mart 2024 Salı saat 09:40
id 12 Maret 2024 pukul 09.40 WIB
id 12 Maret 2024 pk. 09.40
vi 12/03/2024 vào lúc 09:40
ru 12 марта 2024 года в 9.40
ru 12 марта 2024 в 9:40 часов
uk 12 березня 2024 року об 09:40
bg 12 март 2024 г. във 9.40 часа
bg 12 март 2024 от 9:40 ч.
ar 12 مارس 2024 في الساعة 09:40
fa 12 مارس 2024 در ساعت 09:40
he 12 במרץ 2024 בשעה 09:40
he 12 במרץ 2024 ב-09:40
hi 12 मार्च 2024 को 09:40 बजे
hi 12 मार्च 2024 को सुबह 9:40 बजे
et 12. märts 2024 kell 9.40
is 12. mars 2024 klukkan 09:40
""".strip().splitlines()


@pytest.mark.parametrize("line", BEFORE_A_TIME)
@pytest.mark.parametrize("told", [True, False], ids=["told", "not told"])
def test_words_before_a_time(line: str, told: bool) -> None:
    language, _, text = line.partition(" ")
    [found] = find_dates(text, language if told else None)
    assert (found.value, found.start, found.end) == ("2024-03-12T09:40", 0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "12 de marzo de 2024 a 3 horas",
        "12 марта 2024 г. 3 часа назад",
        "12 maart 2024 om 5 euro",
        "12 marca 2024 o 3 procent",
        "12 marzo 2024 h 30",
        "12 mars 2024 om 25:40",
        "2024. március 12-én 25.90",
    ],
)
def test_a_number_after_such_words_is_no_time(text: str) -> None:
    assert values(text) == ["2024-03-12"]


NOTHING = """
Release 192.168.1.1
10.0.20.24
version 1.2.24
v25.05.2024
PyCharm 2024.1.2 is out
rev 2020.1.20.35817
They won 3-2 and 24-17-20
open 24/7
2023-24
2023/24
May 2024
25 May
2024
1403/03/05
31 خرداد 1299
30 اسفند 1402
5 خرداد 2024
12 رمضان 1445
令和6年13月25日
第6年5月25日
25 พ.ค. 12
民國113年5月25日
+49 12-05-20
(555) 123-2024
044 25 05 2024
31.02.2024
30 February 2024
29 February 2023
32 May 2024
00.05.2024
25.13.2024
13/13/2024
25 May 1899
25 May 2101
25/05/1899
12345678
20240525
2024-05
5 killed 2024
at 14:30 May 2024
14h30 mai 2024
in G20 May 2024
Covid-19 May 2024
$25 May 2024
the top 10 of May 2024
25 May 2030 hrs
https://example.com/2024/05/25/title
/2024-05-25/
report-2024-05-25.pdf
28-04-2008.jpg
IMG_2024-05-25
... in 2023. May 25 was a Thursday
maculi30.09.1915:15
1. 11. 2025卒
2024年12月25万人
25.05.24
05/06/24
1 800 2024 25
page 25, 2024
rated 9 out 2023
25. listopada 2023.
100 000.05.2024
3 / 4 / 5
2024-05-25-26
1.2.3.2024
٣٫١٤
Ⅻ ² ½ 2024
""".strip().splitlines()


@pytest.mark.parametrize("text", NOTHING)
def test_no_date(text: str) -> None:
    assert values(text, "en" if " out " in text else None) == []


@pytest.mark.parametrize(
    "text", ["version 1.2.24", "Kapitel 01.02.24 lesen", "1.2.24", "Tel. 25-05-24"]
)
def test_two_digit_years_want_more_than_numbers(text: str) -> None:
    assert values(text, "de") == []


def test_a_year_in_another_calendar_is_no_date() -> None:
    assert values("03/03/05", "fa") == []
    assert values("2081-02-12", "ne") == []
    assert values("12/05/2567", "en") == []
    assert values("12/05/2567", "th") == ["2024-05-12"]


def test_numbers_are_solar_hijri_where_it_is_used() -> None:
    for text in ("۱۴۰۳/۰۳/۰۵", "1403-03-05", "5/3/1403"):
        assert values(text, "fa") == values(text, "ps") == ["2024-05-25"]
        assert values(text, "ar") == values(text) == []
    assert values("2024-05-25", "fa") == ["2024-05-25"]


def test_solar_hijri_days_follow_each_other() -> None:
    days = [
        day
        for year in SOLAR_YEARS
        for month in range(1, 13)
        for number in range(1, 32)
        if (day := solar_day(year, month, number))
    ]
    assert (days[0], days[-1]) == (date(1921, 3, 21), date(2071, 3, 20))
    assert all((later - day).days == 1 for day, later in pairwise(days))


# --- dates as CLDR writes them ----------------------------------------------------------------

MOMENTS = [
    datetime(2024, 5, 25, 13, 45, 7),
    datetime(2024, 2, 3, 0, 5, 9),
    datetime(2023, 11, 30, 12, 30, 0),
    datetime(2021, 9, 1, 9, 0, 59),
    datetime(1999, 12, 31, 23, 59, 59),
    *(datetime(2022, month, 13 + month, 10 + month, month, 30) for month in range(1, 13)),
]


def verdict(text: str, moment: datetime, language: str | None, timed: bool) -> str:
    """Say ``right`` only of the whole line, the day, and the time where it is written."""
    found = find_dates(text, language)
    if not found:
        return "missing"
    value = found[0].value.removesuffix("Z")  # Babel takes our moments for UTC
    clocks = [f"{moment:T%H:%M}", f"{moment:T%H:%M:%S}"] if timed else [""]
    if len(found) == 1 and value[:10] == f"{moment:%Y-%m-%d}":
        if value[10:] in clocks:
            whole = (found[0].start, found[0].end) == (0, len(text))
            return "right" if whole or timed else "span"
        if not value[10:]:
            return "no time"
    return "wrong"


def cldr(language: str, told: bool) -> Counter[str]:
    babel = needs("babel.dates", "test")
    counts: Counter[str] = Counter()
    for moment in MOMENTS:
        for form in ("full", "long", "medium", "short"):
            for timed, write in ((False, babel.format_date), (True, babel.format_datetime)):
                text = write(moment, form, locale=language)
                counts[verdict(text, moment, language if told else None, timed)] += 1
    return counts


@pytest.mark.parametrize("told", [True, False], ids=["told", "not told"])
def test_cldr_dates(told: bool, record_property) -> None:
    by_language = {language: cldr(language, told) for language in LANGUAGES}
    total = sum(by_language.values(), Counter())
    share = {name: round(100 * n / total.total(), 2) for name, n in total.items()}
    record_property("share", share)
    print(share, {k: dict(v) for k, v in by_language.items() if v["right"] < v.total()})
    assert {k: v["wrong"] for k, v in by_language.items() if v["wrong"]} == {}
    assert total["right"] >= (0.95 if told else 0.85) * total.total()


def test_every_month_of_cldr_is_known() -> None:
    babel = needs("babel", "test")
    unknown = []
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            if language in ("vi", "zh", "ja", "ko"):
                continue  # they number their months
            names = babel.Locale.parse(language).months["format"][width]
            for month, name in names.items():
                for form in (name, name.upper(), name.rstrip(".")):
                    if values(f"3 {form} 2024", language) != [f"2024-{month:02}-03"]:
                        unknown.append((language, month, form))
    assert unknown == []


def test_tables_are_as_generated() -> None:
    babel = needs("babel", "test")
    if not babel.__version__.startswith("2.18."):
        pytest.skip("another Babel has other names")
    from benchmarks.generate_months import FILE, rewritten

    source = FILE.read_text(encoding="utf-8")
    assert rewritten(source) == source


# --- whatever the text --------------------------------------------------------------------------

NOISE = """
0 1 2 5 12 25 30 99 2024 1999 2567 ٢٥ २०२४ ２０２４ . , : ; / - – ' ’ ( ) [ ] | · T Z + h at um Uhr
ß İ 年 月 日 년 월 일 시 下午 오후 土曜日 May мая mai kwietnia á أيار ني Sat, пт of de st th am
p.m. UTC
"""
PIECES = (*NOISE.split(), " ", "  ", "\n", "\u200f", "\u200c", "\u0301", "\xa0", "\ud800")
ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d(:\d\d(:\d\d)?)?(Z|[+-]\d\d:\d\d)?)?")


def test_noise_gives_valid_dates_in_order() -> None:
    chance = random.Random(20240525)
    dates_written = list(WHOLE)
    some = 0
    for turn in range(10_000):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 16)))
        if turn % 2:
            whole = chance.choice(dates_written)
            cut = chance.randrange(len(whole))
            text = whole[:cut] + text[:3] + whole[cut + chance.randint(0, 2) :] + text[3:]
        language = chance.choice([None, "en", "de", "ko", "fa", "hr", "xx", "pt-BR", ""])
        end = 0
        for found in find_dates(text, language):
            assert end <= found.start < found.end <= len(text)
            assert ISO.fullmatch(found.value)
            assert 1900 <= date.fromisoformat(found.value[:10]).year <= 2100
            if "T" in found.value:
                datetime.fromisoformat(found.value)
            end = found.end
            some += 1
    assert some > 1000


@pytest.mark.parametrize("text", [*WHOLE, *NOTHING])
def test_an_answer_does_not_hang_on_what_was_asked_before(text: str) -> None:
    before = find_dates(text)
    find_dates("25. listopada 2023.", "hr")
    words.names.cache_clear()
    assert find_dates(text) == before


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "1.", "1/1/", "1-1-1-", "2024 ", "2024年5月", "5 killed 2024 ", "1, 2024 ",
     "13:45 ", "25.05.2024 ", "May 5 2024 ", "1" + " " * 31, "1 " + "a " * 15, "2024. ",
     "25 de de de 2024 "],
)  # fmt: skip
def test_time_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        start = time.process_time()
        find_dates(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(400_000) < 12 * seconds(100_000) + 0.1


def test_ten_megabytes_of_digits() -> None:
    start = time.process_time()
    assert find_dates("1234567890" * 1_000_000) == []
    assert time.process_time() - start < 5


@pytest.mark.parametrize("text", ["04.03.2025", "4.3.2025", "4.3.25 09:12"])
def test_with_dots_the_day_comes_first_in_english_too(text: str) -> None:
    assert [value[:10] for value in values(text, "en")] == ["2025-03-04"]
    assert values(text.replace(".", "/"), "en")[0].startswith("2025-04-03")
