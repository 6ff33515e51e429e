"""Write the tables of months and weekdays in ``months.toml`` from CLDR, by way of Babel.

    pip install Babel==2.18.0
    python -m benchmarks.generate_months     # writes src/cleanarticle/dates/months.toml anew

Only the lines under ``[months]`` and ``[weekdays]`` are written: the comment above them and
``[words]`` are kept by hand in the file itself. The same Babel gives the same bytes.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from babel import Locale, localedata

FILE: Final = Path(__file__).parents[1] / "src/cleanarticle/dates/months.toml"

#: The locales whose names a language unites, where it is more than the one of its own code.
LOCALES: Final = {
    "ar": "ar ar_SY ar_MA ar_TN ar_DZ ar_IQ ar_LB ar_SA ar_EG ar_MR",
    "de": "de de_AT de_CH",
    "en": "en en_GB en_AU en_CA en_IN en_ZA",
    "es": "es es_MX es_AR es_CO es_PE es_US es_UY",
    "fa": "fa fa_AF",
    "fr": "fr fr_CA fr_CH",
    "it": "it it_CH",
    "nl": "nl nl_BE",
    "no": "nb nn no",
    "pt": "pt pt_PT",
    "ro": "ro ro_MD",
    "sr": "sr sr_Latn",
}
MONTHS_BY_NAME: Final = (
    "af ar az be bg bn bs ca cs da de el en es et fa fi fil fr gl he hi hr hu hy id is it ka kk lt "
    "mk mr ms nl no pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur uz"
)
MONTHS_BY_NUMBER: Final = "ja ko vi zh"
#: Where pages write the short weekdays (Mo, Пн) and not only the abbreviated ones.
SHORT_WEEKDAYS: Final = "be bg de nl ru uk"

#: Months as pages write them and CLDR does not: older, clipped, or spelled another way.
MORE_MONTHS: Final[dict[str, dict[int, str]]] = {
    "ar": {
        1: "كانون_ثاني كانون_الثانى",
        3: "مارث",
        4: "ابريل",
        5: "ماية",
        6: "يونيه",
        7: "يوليه جويليه",
        8: "أوغسطس اوت",
        10: "تشرين_أول",
        11: "تشرين_ثاني نوفنبر",
        12: "كانون_أول دسمبر",
    },
    "be": {1: "студ"},
    "bg": {2: "февр", 3: "мар", 9: "септ", 11: "ноем"},
    "cs": {6: "čer"},
    "da": {9: "sept"},
    "de": {2: "feber", 3: "mrz maerz", 6: "juno", 7: "julei"},
    "el": {
        1: "γενάρη γενάρης",
        2: "φλεβάρη φλεβάρης",
        3: "μάρτη μάρτης",
        4: "απρίλη απρίλης",
        5: "μάη μάης",
        6: "ιούνη ιούνης",
        7: "ιούλη ιούλης",
        8: "αύγουστο",
        9: "σεπτ σεπτέμβρη σεπτέμβρης",
        10: "οκτώβρη οκτώβρης",
        11: "νοεμ νοέμβρη νοέμβρης",
        12: "δεκέμβρη δεκέμβρης",
    },
    "es": {3: "marz", 8: "agto", 9: "septbre", 11: "novbre", 12: "dicbre"},
    "fa": {6: "ژوین", 7: "ژوییه", 8: "آگوست"},
    "fr": {1: "jan", 2: "fév", 3: "mar", 6: "jun", 7: "jul", 8: "aou aoû", 9: "sep"},
    "hi": {2: "फरवरी", 9: "सितम्बर", 10: "अक्तूबर", 11: "नवम्बर", 12: "दिसम्बर"},
    "hu": {1: "januárius", 2: "feb", 3: "már", 9: "sze szep"},
    "id": {2: "pebruari", 8: "agt ags agust", 9: "sept", 11: "nop nopember"},
    "it": {1: "genn", 2: "febbr", 6: "giugn", 7: "lugl", 9: "sett"},
    "nl": {3: "maa"},
    "no": {9: "sept"},
    "pl": {
        1: "stycz",
        4: "kwiec",
        6: "czerw",
        8: "sierp",
        9: "wrzes wrześ",
        10: "październ",
        11: "listop",
        12: "grudz",
    },
    "ro": {3: "mart", 9: "sep", 11: "noi noem"},
    "ru": {2: "фев", 9: "сен", 11: "ноя"},
    "sk": {1: "januar"},
    "sv": {9: "sept"},
    "uk": {
        3: "берез",
        4: "кві",
        5: "тра",
        6: "чер",
        8: "сер",
        9: "верес",
        10: "жов",
        11: "лис листоп",
        12: "гру",
    },
}
#: Weekdays likewise; the accusatives are for "on Wednesday".
MORE_WEEKDAYS: Final = {
    "ar": (
        "يوم_السبت يوم_الأحد يوم_الاثنين يوم_الإثنين "
        "يوم_الثلاثاء يوم_الأربعاء يوم_الخميس يوم_الجمعة"
    ),
    "de": "sonnabend",
    "en": "tues weds thur thurs",
    "ja": "祝",
    "pl": "środę sobotę niedzielę",
    "ru": "среду пятницу субботу",
    "th": "วันจันทร์ที่ วันอังคารที่ วันพุธที่ วันพฤหัสบดีที่ วันศุกร์ที่ วันเสาร์ที่ วันอาทิตย์ที่",
    "uk": "середу п_ятницю суботу неділю",
}
#: Abbreviated weekdays of CLDR that are far more often another word, in some language.
NO_WEEKDAYS: Final = {
    "fi": "to la",
    "lt": "an",
    "no": "sø må ty on to fr la",
    "th": "อา พฤ",
    "vi": "cn",
}

_INVISIBLE: Final = dict.fromkeys((0xAD, 0x200C, 0x200D, 0x200E, 0x200F))
_FULL: Final = ("wide", "abbreviated")


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.generate_months",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, nargs="?", default=FILE, help="instead of the package's")
    file = parser.parse_args().file
    file.write_text(rewritten(file.read_text(encoding="utf-8")), encoding="utf-8")


def rewritten(source: str) -> str:
    """Return ``months.toml`` with its generated tables made anew."""
    match = re.search(r"(?ms)(^\[months\][^\n]*\n).*(?=^\[words\])", source)
    if not match:
        raise SystemExit("months.toml lacks [months] or [words]: give it both headings")
    tables = "\n".join([match[1] + _table(_months()), "[weekdays]\n" + _table(_weekdays()), ""])
    return source[: match.start()] + tables + source[match.end() :]


def _table(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{code} = '{line}'\n" for code, line in rows)


def _months() -> Iterator[tuple[str, str]]:
    for code in MONTHS_BY_NAME.split():
        forms: list[list[str]] = [[] for _ in range(12)]
        for locale in _locales(code):
            for names in _names(locale.months, _FULL):
                for month, name in names.items():
                    forms[month - 1].append(folded(name))
        if code == "he":  # "in May" is one word
            forms = [[*own, *("ב" + form for form in own if form[0] != "ב")] for own in forms]
        for month, more in MORE_MONTHS.get(code, {}).items():
            forms[month - 1] += more.split()
        yield code, "; ".join(" ".join(_kept(own, shortest=3)) for own in forms)


def _weekdays() -> Iterator[tuple[str, str]]:
    for code in sorted([*MONTHS_BY_NAME.split(), *MONTHS_BY_NUMBER.split()]):
        widths = (*_FULL, "short") if code in SHORT_WEEKDAYS.split() else _FULL
        forms = [
            folded(name)
            for locale in _locales(code)
            for names in _names(locale.days, widths)
            for name in names.values()
        ]
        forms += MORE_WEEKDAYS.get(code, "").split()
        dropped = NO_WEEKDAYS.get(code, "").split()
        yield code, " ".join(form for form in _kept(forms, shortest=2) if form not in dropped)


def _locales(code: str) -> Iterator[Locale]:
    for name in LOCALES.get(code, code).split():
        # Babel resolves what a locale inherits in place, and so changes it for those read later.
        localedata._cache.clear()
        yield Locale.parse(name)


def _names(contexts: Mapping[str, Any], widths: Iterable[str]) -> Iterator[Mapping[int, str]]:
    for context in ("format", "stand-alone"):
        for width in widths:
            yield contexts[context].get(width, {})


def _kept(forms: Iterable[str], shortest: int) -> Iterator[str]:
    """Leave out repeated and numbered names, and those so short that they are other words too.

    Scripts other than Latin, Greek and Cyrillic say in two signs what these say in three, and
    Chinese characters in one.
    """
    for form in dict.fromkeys(forms):
        enough = 1 if form > "\u3000" else 2 if form > "\u0530" else shortest
        if len(form) >= enough and not re.search(r"\d", form):
            yield form


def folded(name: str) -> str:
    """Write a name as the file does.

    >>> folded("Set."), folded("ม.ค."), folded("d\u2019abril"), folded("segunda-feira")
    ('set', 'ม_ค', 'abril', 'segunda_feira')
    """
    name = unicodedata.normalize("NFC", name).lower().translate(_INVISIBLE)
    name = re.sub(r"^(de |d['\u2019])", "", name)  # Catalan: "of"
    return "_".join(re.sub(r"[.,'’ʻʼ‘׳॰\-/()]", " ", name).split())


if __name__ == "__main__":
    main()
