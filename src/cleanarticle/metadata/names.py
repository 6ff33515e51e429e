"""Names in a byline: several of them, without roles, addresses, dates and what else stands there."""

from __future__ import annotations

import re
from typing import Final

from cleanarticle.dates import find_dates
from cleanarticle.rules.structure import AGENCIES, looks_like_names

#: What stands between names.
GLUE: Final = re.compile(
    # A capital A or I is an initial.
    r"\s*(?:[,;|•·/、，／｜]|(?<!\w)(?:(?i:and|und|et|та|og|och|en|ja|és|ve|και|và|dan|și|şi)|[yeiaиіو])(?!\w)|&)\s*"
)
#: What opens a byline in the markup, where no language says which words to expect.
_OPENING: Final = re.compile(
    r"(?:(?:written|posted|published|reviewed|text|story|words|reported|article|post|authored|"
    r"created|by staff writer|medically reviewed|fact[- ]checked)\s+by|by|von|par|por|de|di|da|"
    r"door|av|af|przez|autor(?:in|en|es|a|ka)?|authors?|auteur|autore|écrit par|escrito por|"
    r"scritto da|verfasst von|geschrieben von|geschreven door|napisał|автор|текст|yazar|text|"
    r"redaktion|written|published)(?![\w'])\s*:?\s*",
    re.IGNORECASE,
)
_APART: Final = re.compile(
    r"[\w.+-]{1,60}@[\w.-]{1,60}|(?<!\w)@\w+|\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|https?://\S+|\s[–—-]\s.*$"
)
#: Letters after a name, and words before it.
_CREDENTIAL: Final = re.compile(
    r"(?:ph\.?\s?d|m\.?d|m\.?a|b\.?a|m\.?s|b\.?s|m\.?sc|b\.?sc|mba|mph|rn|bsn|msn|rd|rdn|ld|cpa|cfp|cfa|esq|jr|sr|"
    r"ii|iii|iv|lcsw|lmft|psy\.?d|ed\.?d|j\.?d|do|dds|dvm|np|fnp|pa-c|pt|dpt|cscs|cpt|e-ryt(?: \d+)?|"
    r"pmp|cissp|shrm-cp|phr|inc|llc|ltd)\.?",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(
    r"(?:\w+[\s-]){0,4}(?:editors?|reporters?|writers?|correspondents?|contributors?|staff writers?|"
    r"journalists?|columnists?|producers?|redakteur(?:in)?|redaktor(?:ka)?|korrespondent(?:in)?|chef(?:fe|in)?redakteur(?:in)?|"
    r"journaliste?|rédacteur|rédactrice|periodista|redactora?|giornalista|redacteur|founder|ceo|director|manager|"
    r"professor|fellow|researcher|guest|author|admin|specialist|strategist|expert|analyst|contributing)",
    re.IGNORECASE,
)
_NONE: Final = frozenset(
    (
        "admin administrator unknown none null undefined author by staff guest n/a anonymous user "
        "webmaster website editor redaktion redaction"
    ).split()
)
#: Longest byline read, in characters, and most names taken.
_LONGEST: Final = 400
_MOST: Final = 12


def split_names(text: str, language: str | None = None) -> tuple[str, ...]:
    """Split a byline into names, without dates, roles, addresses and agencies behind a dash.

    >>> split_names("Jane Doe, Tom O'Neil and Ana Paz (desk@example.org)")
    ('Jane Doe', "Tom O'Neil", 'Ana Paz')
    """
    names = _parts(text, language)
    return tuple(n for n in names if looks_like_names(n) and not any(map(str.isdigit, n)))


def names_in_tag(text: str) -> tuple[str, ...]:
    """The names in a tag that is said to hold some; what it holds may be a user's name.

    >>> names_in_tag("By Jane Doe, PhD, Senior Reporter"), names_in_tag("https://example.org/jane")
    (('Jane Doe',), ())
    >>> names_in_tag("jdoe77"), names_in_tag("Posted by The Harbour Team")
    (('jdoe77',), ('The Harbour Team',))
    """
    if "://" in text or text.startswith(("www.", "@", "/")):
        return ()
    opening = _OPENING.match(text)
    while opening and opening.end() < len(text):
        text = text[opening.end() :]
        opening = _OPENING.match(text)
    names = _parts(text, None)
    return tuple(name for name in names if name.casefold() not in _NONE and any(map(str.isalpha, name)) and len(name) <= 60)


def is_agency(name: str) -> bool:
    """Tell whether a name is a news agency's.

    >>> is_agency("dpa"), is_agency("AFP/Reuters"), is_agency("Jane Doe")
    (True, True, False)
    """
    words = [word for word in re.split(r"[\W_]+", name.casefold()) if word]
    return bool(words) and (words[0] in AGENCIES or name.casefold() in _AGENCY_NAMES) and len(words) < 4


_AGENCY_NAMES: Final = frozenset(
    (
        "associated press",
        "the associated press",
        "agence france-presse",
        "deutsche presse-agentur",
        "press association",
        "europa press",
        "thomson reuters",
    )
)


def _parts(text: str, language: str | None) -> list[str]:
    """The parts of a byline that are no role, address, date or letters after a name."""
    text = text[:_LONGEST]
    for date in reversed(find_dates(text, language)):
        text = text[: date.start] + "|" + text[date.end :]
    text = _APART.sub("|", text)
    names = []
    for part in GLUE.split(text):
        name = part.strip(" .,:;|–—-=\"'“”*")
        if len(name) < 2 or name.isdigit() or _CREDENTIAL.fullmatch(name) or _ROLE.fullmatch(name):
            continue
        names.append(name)
    return list(dict.fromkeys(names))[:_MOST]
