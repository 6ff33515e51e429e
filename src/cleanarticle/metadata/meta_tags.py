"""Read meta tags: Open Graph, article:*, Dublin Core, citation_*, and what sites call their own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from cleanarticle.data import read_data
from cleanarticle.metadata.said import Said, is_unsure, moment_of, plain
from cleanarticle.metadata.tag_names import is_turned, turned
from cleanarticle.patterns import pattern

_DATES: Final = ("date_published", "date_modified")
_MINUTES: Final = pattern(r"[1-9]\d{0,2}")
#: Tags of libraries and journals, which give a surname first.
_CATALOGUES: Final = frozenset(
    ("citation_author", "dc.creator", "dcterms.creator", "dc.creator.personalname")
)
#: What twitter:label1 calls the author in twitter:data1, and the reading time.
_WRITTEN: Final = frozenset(
    (
        "written by",
        "verfasst von",
        "geschrieben von",
        "écrit par",
        "escrito por",
        "scritto da",
        "geschreven door",
        "napisane przez",
        "автор",
        "написано автором",
        "skriven av",
        "skrevet av",
        "skrevet af",
        "yazan",
    )
)
_READING: Final = frozenset(
    (
        "est. reading time",
        "reading time",
        "time to read",
        "geschätzte lesezeit",
        "lesezeit",
        "durée de lecture estimée",
        "tiempo de lectura",
        "tempo di lettura stimato",
        "geschatte leestijd",
    )
)


@cache
def _table() -> Mapping[str, tuple[str, str]]:
    """For each tag, its field and way of finding."""
    source = read_data("metadata/tags.toml")
    fields = tomllib.loads(source)
    return {
        tag: (field, way)
        for field, ways in fields.items()
        for way, tags in ways.items()
        for tag in tags.split()
    }


def find_in_meta(meta: Sequence[tuple[str, str]], language: str | None) -> Iterator[Said]:
    """Yield what meta tags say.

    Args:
        meta: names and contents of the page's meta tags.
        language: the page's, for dates that are written out.

    >>> [said.value for said in find_in_meta([("og:title", "Hi"), ("twitter:label1", "Written by"),
    ... ("twitter:data1", "Jane Doe")], None)]
    ['Hi', 'Jane Doe']
    """
    table = _table()
    turn = _all_turned(meta)
    label = ""
    for name, content in meta:
        if name.startswith("twitter:label"):
            label = content.casefold().strip(" :")
        elif name.startswith("twitter:data"):
            if label in _WRITTEN:
                yield Said("authors", plain(content), "label", name)
            elif label in _READING and (minutes := _MINUTES.search(content)):
                yield Said("reading_time", int(minutes[0]), "label", name)
        elif known := table.get(_spelled(name)) or (
            _dated(name) if "ubl" in name or "date" in name or "time" in name else None
        ):
            field, way = known
            value = _value(field, plain(content), language)
            if _spelled(name) in _CATALOGUES:
                value = turned(str(value), name in turn)
            if value:
                unsure = field in _DATES and is_unsure(content)
                yield Said(field, value, way, name, unsure)


def _spelled(name: str) -> str:
    return name.replace("dc:", "dc.").replace("dcterms:", "dcterms.")


def _all_turned(meta: Sequence[tuple[str, str]]) -> set[str]:
    """Names of the tags that occur several times, each time with a surname and what follows it."""
    names: dict[str, set[str]] = {}
    for name, content in meta:
        if _spelled(name) in _CATALOGUES:
            names.setdefault(name, set()).add(content)
    return {name for name, found in names.items() if len(found) > 1 and all(map(is_turned, found))}


#: What sites call a date in names of their own: ``w-published-date``, ``shop:date_modified``.
_OF_DATES: Final = pattern(
    r"(?:^|[\W_])(?:first[\W_]?)?(?:(?P<published>publish(?:ed)?|publication|pub|posted|issued?)"
    r"|(?P<updated>updated?|modified|revised))"
    r"(?:[\W_]?(?:date|time|on|at))+$"
    r"|(?:^|[\W_])date[\W_]?(?:(?P<published_too>publish(?:ed)?|publication|pub|posted|issued)"
    r"|(?P<updated_too>updated?|modified|revised))$"
)


def _dated(name: str) -> tuple[str, str] | None:
    """Field and way of a tag with a name that says which date it holds.

    >>> _dated("w-published-date"), _dated("event-date")
    (('date_published', 'meta other'), None)
    """
    found = _OF_DATES.search(name)
    if not found:
        return None
    field = "date_published" if found["published"] or found["published_too"] else "date_modified"
    return field, "meta other"


def _value(field: str, text: str, language: str | None) -> object:
    if field in _DATES:
        return moment_of(text, language)
    if field == "tags":
        return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    return text
