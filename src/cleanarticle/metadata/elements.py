"""Read elements that say what they hold: headings, times, bylines, microdata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleanarticle.metadata.said import Said, is_unsure, moment_of, plain
from cleanarticle.model import Label
from cleanarticle.patterns import pattern

#: Class and id words of what is not the article: teasers, comments, the margins of the page.
_ELSEWHERE: Final = pattern(
    r"comment|related|sidebar|footer|aside|widget|teaser|recommend|trending|popular|latest|most-|"
    r"read-?more|more-|next|prev|\bnav|menu|carousel|slider|card|reply|promo|kommentar|archive|"
    r"recent|reviewer|review-|testimonial|feed|tweet|listing|loop|grid|upcoming|event"
)
_UPDATED: Final = pattern(r"updat|modif|edited|aktualis|changed|lastmod|revised")
_SAYS_UPDATED: Final = pattern(
    r"(?i)(?:last\s|zuletzt\s)?(?:updated?|modified|edited|revised|aktualisiert|mis à jour|"
    r"actualizado|aggiornato|atualizado|bijgewerkt|zaktualizowano|обновлено|оновлено)\b"
)
_PUBLISHED: Final = pattern(r"publ|posted|entry-date|created|release")
_ABOUT_AUTHOR: Final = pattern(
    r"bio|desc|about|avatar|image|img|photo|social|follow|title|role|position|job|date|time|count|"
    r"email|box|profile|info|link-?list|excerpt|publisher"
)
_TITLED: Final = frozenset(("headline", "name headline", "headline name"))


def find_in_labels(labels: Sequence[Label], language: str | None) -> Iterator[Said]:
    """Yield what elements say of the article.

    >>> byline = Label("author", "", "Jane Doe", "span byline-author/div", True)
    >>> [(said.value, said.way) for said in find_in_labels([byline], None)]
    [('Jane Doe', 'class early')]
    """
    headings = [label for label in labels if label.kind == "h1"]
    for label in headings[:4]:
        if label.text:
            yield Said("title", label.text, "h1" if len(headings) == 1 else "h1 of more", "h1")
    for label in labels:
        kinds = set(label.kind.split())
        if label.kind == "h1 rest":
            yield Said("title", label.text, "h1 rest", "h1")
        elif label.kind == "time" or kinds & {"datePublished", "dateModified", "dateCreated"}:
            yield from _time(label, kinds, language)
        elif label.kind == "author" or kinds & {"author", "creator"}:
            yield from _author(label)
        elif "headline" in kinds and (text := label.text or plain(label.value)):
            yield Said("title", text, "microdata", "itemprop=headline")
        elif "articleSection" in kinds and (text := label.text or plain(label.value)):
            yield Said("section", text, "microdata", "itemprop=articleSection")


def _time(label: Label, kinds: set[str], language: str | None) -> Iterator[Said]:
    text = label.value
    moment = moment_of(text, language)
    if moment is None:
        text = label.text[:80]
        moment = moment_of(text, language)
    if moment is None:
        return
    unsure = is_unsure(text)
    if "datePublished" in kinds or "dateCreated" in kinds:
        way = "microdata elsewhere" if _ELSEWHERE.search(label.hints) else "microdata"
        yield Said("date_published", moment, way, "itemprop=datePublished", unsure)
    elif "dateModified" in kinds:
        yield Said("date_modified", moment, "microdata", "itemprop=dateModified", unsure)
    elif _UPDATED.search(label.hints.partition("/")[0]) or _SAYS_UPDATED.match(label.text):
        yield Said("date_modified", moment, "time", "time", unsure)
    else:
        way = "time elsewhere" if _ELSEWHERE.search(label.hints) else "time"
        if way == "time" and _PUBLISHED.search(label.hints):
            way = "time published"
        yield Said(
            "date_published", moment, way + (" early" if label.early else ""), "time", unsure
        )


def _author(label: Label) -> Iterator[Said]:
    own = label.hints.partition("/")[0]
    text = label.text
    if not text:
        text = plain(label.value) if "://" not in label.value else ""
    if not text or len(text) > 120:
        return
    if label.kind != "author" or "itemprop" in own:
        way = "microdata"
    elif re.search(r"\bauthor$|author url|url fn", own) and own.startswith("a "):
        way = "rel"
    else:
        way = "class"
    if _ELSEWHERE.search(label.hints):
        way += " elsewhere"
    elif _ABOUT_AUTHOR.search(own):
        way += " about"
    yield Said("authors", text, way + (" early" if label.early else ""), own[:60])
