"""The words that dates are written with, and what the language decides."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from cleanarticle.data import read_data
from cleanarticle.patterns import pattern

# What a word may be: the roles of ``months.toml`` as bits, for a word may have several.
WEEKDAY, INSIDE, YEAR, BETWEEN, AM, NOON, PM, NIGHT, NAMED_ZONE = (1 << bit for bit in range(9))
HALVES: Final = AM | NOON | PM | NIGHT
_MARKS: Final = pattern(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u093c\u094d\u09bc\u09cd]+"
)
_SAME_LANGUAGE: Final = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "tl": "fil", "sh": "hr"}
_DAY_FIRST_ENGLISH: Final = frozenset(
    {"gb", "uk", "ie", "au", "nz", "in", "za", "ng", "ke", "pk", "sg", "my"}
)


class Locale(NamedTuple):
    """What the language decides."""

    code: str
    american: bool
    """Numeric dates have the month first."""
    doubt: bool
    """Numeric dates may have either first."""


class Names(NamedTuple):
    """The words of ``months.toml``."""

    months: dict[str, int]
    """Month by name in any language, from 13 on of solar Hijri; 0 where languages disagree."""
    local: dict[str, dict[str, int]]
    """The same, language by language."""
    roles: dict[str, int]
    """What other words may be, as a sum of roles."""


def locale_of(language: str | None) -> Locale:
    """Return what a language tag decides.

    >>> locale_of("nb-NO")
    Locale(code='no', american=False, doubt=False)
    >>> locale_of("en_GB").american, locale_of("en").american
    (False, True)
    """
    if not language:
        return Locale("", american=False, doubt=True)
    code, _, region = language.lower().replace("_", "-").partition("-")
    english = code in ("en", "fil", "tl")
    american = english and region not in _DAY_FIRST_ENGLISH
    return Locale(_SAME_LANGUAGE.get(code, code), american, doubt=english)


@cache
def names() -> Names:
    """Read the words once, each as it is written and without diacritics."""
    tables = tomllib.loads(read_data("dates/months.toml"))
    months: dict[str, int] = {}
    local: dict[str, dict[str, int]] = {}
    rows = [(row, 1) for row in tables["months"].items()]
    rows += [(row, 13) for row in tables["solar"].items()]
    for (language, line), first in rows:
        own = local.setdefault(language, {})
        for number, forms in enumerate(_spellings(line), first):
            own.update(dict.fromkeys(forms, number))
        for form, number in own.items():
            if months.setdefault(form, number) != number:
                months[form] = 0
    roles: dict[str, int] = {}
    words = tables["words"]
    for role, lines in (
        (WEEKDAY, " ".join(tables["weekdays"].values())),
        (INSIDE, words["inside"]),
        (YEAR, words["year"]),
        (BETWEEN, words["between"]),
        (AM, words["am"]),
        (NOON, words["noon"]),
        (PM, words["pm"]),
        (NIGHT, words["night"]),
        (NAMED_ZONE, words["zones"]),
    ):
        for word in set().union(*_spellings(lines)):
            roles[word] = roles.get(word, 0) | role
    return Names(months, local, roles)


def _spellings(line: str) -> list[set[str]]:
    """Split a line of the data at its semicolons, adding the forms without diacritics."""
    parts = zip(line.split(";"), _plain(line).split(";"), strict=True)
    return [{word.replace("_", " ") for word in f"{forms} {bare}".split()} for forms, bare in parts]


def _plain(word: str) -> str:
    """Take away diacritics, and what else tells spellings of one word apart.

    >>> _plain("août"), _plain("mayıs"), _plain("أبريل")
    ('aout', 'mayis', 'ابريل')
    """
    marked = unicodedata.normalize("NFKD", word.replace("\u200c", "").replace("ı", "i"))
    return _MARKS.sub("", marked).replace("ی", "ي").replace("ک", "ك").replace("ى", "ي")


def month_of(word: str, locale: Locale) -> int:
    """Return the month of a word or pair of words, 0 if it is none.

    >>> month_of("maj", locale_of("pl")), month_of("Maja", locale_of(None))
    (5, 5)
    >>> month_of("listopada", locale_of("pl")), month_of("listopada", locale_of("hr"))
    (11, 10)
    """
    months, local, _ = names()
    own = local.get(locale.code, months)
    word = word.lower()
    if locale.code == "en" and len(word) < 4:
        return own.get(word, 0)  # "out" and "set" are months elsewhere
    found = own.get(word) or months.get(word)
    if found or word.isascii():
        return found or 0
    word = _plain(word)
    return own.get(word) or months.get(word) or 0


def role_of(word: str) -> int:
    """Return what a word other than a month may be, 0 for nothing known.

    >>> role_of("Saturday") == WEEKDAY, role_of("klockan") == BETWEEN, role_of("news")
    (True, True, 0)
    """
    roles = names().roles
    word = word.lower()
    return roles.get(word) or (0 if word.isascii() else roles.get(_plain(word), 0))


def is_weekday(word: str, marked: bool) -> bool:
    """Tell whether a word is a weekday; "to" and "on" are words unless a mark follows them.

    >>> is_weekday("sat", marked=False), is_weekday("sat", marked=True)
    (False, True)
    """
    if not role_of(word) & WEEKDAY:
        return False
    return marked or len(word) > 3 or not word.islower()
