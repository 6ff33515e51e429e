"""Find metadata in a page's markup: what its head says in meta tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from cleanarticle.dates import find_dates


class HeadValue(NamedTuple):
    """One value found in the head."""

    field: str
    value: object
    tag: str


_TAGS: Final = {
    "title": ("og:title", "twitter:title", "dc.title", "title"),
    "authors": ("author", "article:author", "dc.creator", "parsely-author"),
    "date_published": (
        "article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "parsely-pub-date",
    ),
    "date_modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified"),
    "site_name": ("og:site_name", "application-name"),
    "description": ("og:description", "description", "twitter:description"),
    "section": ("article:section",),
    "tags": ("keywords", "news_keywords", "article:tag"),
    "language": ("lang", "og:locale", "content-language"),
    "url": ("canonical", "og:url"),
}


def find(head: Mapping[str, str]) -> Iterator[HeadValue]:
    """Yield the value of every field the head has.

    >>> [v.value for v in find({"author": "By Jane Doe", "og:locale": "en_GB"})]
    [('Jane Doe',), 'en']
    """
    for field, tags in _TAGS.items():
        for tag in tags:
            value = _value(field, head.get(tag, ""))
            if value:
                yield HeadValue(field, value, tag)
                break


def _value(field: str, text: str) -> object:
    if not text:
        return None
    if field == "authors":
        from cleanarticle.metadata.names import split_names

        return None if "://" in text else split_names(text.removeprefix("By ").removeprefix("by "))
    if field.startswith("date"):
        dates = find_dates(text)
        return dates[0].value if dates else None
    if field == "tags":
        return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if field == "language":
        code = text.replace("_", "-").split("-")[0].strip().casefold()
        return code if 2 <= len(code) <= 3 and code.isalpha() else None
    return text
