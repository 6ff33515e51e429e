"""The names in a tag of the markup that is said to hold some."""

from __future__ import annotations

import re
from typing import Final

from cleanarticle.metadata.names import parts_of_byline
from cleanarticle.metadata.roles import is_agency
from cleanarticle.patterns import pattern

#: What opens a byline in the markup, where no language says which words to expect.
_OPENING: Final = pattern(
    r"(?:(?:written|posted|published|reviewed|text|story|words|reported|article|post|authored|"
    r"created|by staff writer|medically reviewed|fact[- ]checked)\s+by|"
    r"(?:ein )?(?:interview|kommentar|beitrag|text) von|"
    r"(?:interview|kommentar|beitrag)(?=\s*[:：])|interview by|by|von|par|por|de|di|da|"
    r"door|av|af|przez|autor(?:in|en|es|a|ka)?|authors?|auteur|autore|écrit par|escrito por|"
    r"scritto da|(?:verfasst|geschrieben|erstellt|veröffentlicht|eingestellt|gepostet) von|"
    r"(?:pubblicato|postato|inserito) da|(?:publié|posté) par|(?:publicado|postado) por|"
    r"geschreven door|napisał|oleh|yazan|haber|tác giả|írta|piše|από|מאת|بقلم|كتبت?|द्वारा|"
    r"автор|текст|від|yazar|text|"
    r"redaktion|written|published|来源|來源|作者|记者|記者)(?![\w'])\s*[:：]?\s*",
    re.IGNORECASE,
)
#: Given names of which only the first letters are told.
_INITIALS: Final = pattern(r"(?:[^\W\d_a-z]\.?[ -]?){1,4}")
_NONE: Final = frozenset(
    (
        "admin administrator unknown none null undefined author by staff guest n/a anonymous user "
        "webmaster website editor redaktion redaction name email comment comments more mehr share "
        "von par por door facebook twitter instagram linkedin youtube rss follow reply"
    ).split()
) | frozenset(
    (
        "guest user",
        "guest author",
        "guest writer",
        "guest contributor",
        "posted on",
        "published on",
        "veröffentlicht am",
        "publié le",
        "publicado el",
    )
)


def names_in_tag(text: str) -> tuple[str, ...]:
    """The names in a tag that is said to hold some; what it holds may be a user's name.

    >>> names_in_tag("By Jane Doe, PhD, Senior Reporter"), names_in_tag("https://example.org/jane")
    (('Jane Doe',), ())
    >>> names_in_tag("Interview: Jane Doe"), names_in_tag("Interview Magazine")
    (('Jane Doe',), ('Interview Magazine',))
    >>> names_in_tag("jdoe77"), names_in_tag("Posted by The Harbour Team")
    (('jdoe77',), ('The Harbour Team',))
    >>> names_in_tag("Skerry & Fells News"), names_in_tag("Jane Doe & Tom Ford")
    (('Skerry & Fells News',), ('Jane Doe', 'Tom Ford'))
    >>> names_in_tag("harbouradmin"), names_in_tag("Jane Doe, Harbour Works GmbH")
    ((), ('Jane Doe',))
    """
    if "://" in text or text.startswith(("www.", "@", "/")):
        return ()
    while opening := _OPENING.match(text):
        text = text[opening.end() :]
    names = parts_of_byline(text, None) if text else []
    return tuple(
        name
        for name in names
        if name.casefold() not in _NONE
        and any(map(str.isalpha, name))
        and len(name) <= 60
        and (" " in name or "admin" not in name.casefold())
    )


def is_turned(text: str) -> bool:
    """Tell whether a text may be a surname, a comma and a given name."""
    return text.count(",") == 1 and all(part.strip() for part in text.split(","))


def turned(text: str, several: bool) -> str:
    """A name of which the surname stands first, turned round; another text as it is.

    Args:
        text: what a tag holds.
        several: whether the page has more such tags; one alone may hold two full names.

    >>> turned("Vale, Jon", False), turned("van Dijk, J.", False)
    ('Jon Vale', 'J. van Dijk')
    >>> turned("Ruiz Paz, Ana María", True), turned("Jane Doe, Tom Ford", False)
    ('Ana María Ruiz Paz', 'Jane Doe, Tom Ford')
    >>> turned("Jane Doe, PhD", True), turned("Jane Doe, Reuters", False), turned("Jane Doe", True)
    ('Jane Doe, PhD', 'Jane Doe, Reuters', 'Jane Doe')
    """
    if not is_turned(text):
        return text
    surname, given = (part.strip() for part in text.split(","))
    if not several and " " in surname and " " in given:
        return text
    initials = _INITIALS.fullmatch(given) and (" " not in surname or len(given) < 3)
    if is_agency(given) or not (initials or names_in_tag(given)):  # a degree, a role
        return text
    return f"{given} {surname}"
