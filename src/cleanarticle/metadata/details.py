"""Find the smaller things in the page text: path of sections, reading time, holder of the rights,
tags, the line under the headline, source line and dateline."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from cleanarticle.metadata.finding import (
    DATELINE_RULE,
    NOT_LIFTED,
    TITLE,
    Finding,
    Near,
    PageView,
    found,
)
from cleanarticle.patterns import pattern
from cleanarticle.rules.guards import rest_of
from cleanarticle.rules.rule import Match
from cleanarticle.spans import DATELINE
from cleanarticle.text import word_count

_CRUMB: Final = pattern(r"\s+(?:[>»›→/\\]|::)\s+")
_MINUTES: Final = pattern(r"\d{1,3}")
_HOLDER: Final = pattern(
    r"(?:©|\(c\)|ⓒ|copyright)[\s:]*(?:copyright\s*)?(?:by\s+)?"
    r"(?:(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)?\d\d)?)?[\s,:|·-]*(?:by\s+)?"
    r"([^\W\d_][^.|©·•\d]{1,60})",
    re.IGNORECASE,
)
_RIGHTS: Final = pattern(
    r"\W*(?:all rights|alle rechte|tous droits|todos los derechos|tutti i diritti|"
    r"todos os direitos|riproduzione riservata|reproduction interdite|alle rechten|"
    r"wszelkie prawa|все права|усі права|rights reserved).*$",
    re.IGNORECASE,
)
_TAG_GLUE: Final = pattern(r"\s*[,;|•·#]\s*")
#: Words of a line that may stand under a headline and sum the article up.
_SUBTITLE: Final = range(6, 46)


def find_details(view: PageView, near: Near, taken: Collection[int]) -> Iterator[Finding]:
    """Yield what is found of the smaller fields.

    Args:
        view: the page.
        near: where the headline and the body are.
        taken: blocks that are dates, bylines or noise.
    """
    readers = {
        "breadcrumb": _breadcrumbs,
        "read-time": _reading_time,
        "copyright-mark": _holder,
        "copyright": _holder,
        "tags-label": _tags,
        "source-line": _source,
    }
    for match in view.page.matches:
        if reader := readers.get(match.rule.name):
            yield from reader(view, near, match)
    yield from _subtitle(view, near, taken)


def _beside(view: PageView, field: str, value: object, match: Match) -> Finding:
    """A finding in a block that its own rule, not the finding, takes out of the body."""
    return found(view, field, value, match.block, match.rule.code)._replace(block=NOT_LIFTED)


def _breadcrumbs(view: PageView, near: Near, match: Match) -> Iterator[Finding]:
    text = view.page.document.texts[match.block]
    parts = tuple(part.strip() for part in _CRUMB.split(text) if part.strip())
    if len(parts) > 1 and match.block < near.first:
        yield _beside(view, "breadcrumbs", parts, match)


def _reading_time(view: PageView, near: Near, match: Match) -> Iterator[Finding]:
    minutes = _MINUTES.search(view.page.document.texts[match.block])
    if minutes and int(minutes[0]) and match.block <= near.first + 2:
        yield _beside(view, "reading_time", int(minutes[0]), match)


def _holder(view: PageView, near: Near, match: Match) -> Iterator[Finding]:
    holder = _HOLDER.search(view.page.document.texts[match.block][:300])
    if holder and match.block > near.first:
        name = _RIGHTS.sub("", holder[1]).strip(" ,;:-–—")
        if len(name) > 1:
            yield _beside(view, "copyright_holder", name, match)


def _tags(view: PageView, near: Near, match: Match) -> Iterator[Finding]:
    rest = rest_of(view.page.document.texts[match.block], match.phrase)
    tags = tuple(tag for tag in _TAG_GLUE.split(rest) if 1 < len(tag) < 60)
    if tags:
        yield _beside(view, "tags", tags, match)


def _source(view: PageView, near: Near, match: Match) -> Iterator[Finding]:
    value = rest_of(view.page.document.texts[match.block], match.phrase)
    if value and view.chance[match.block] > 0.02:
        yield found(view, "source", value, match.block, match.rule.code)


def _subtitle(view: PageView, near: Near, taken: Collection[int]) -> Iterator[Finding]:
    """The line under the headline, where the date or byline follows it: a summary, not the lead."""
    index = near.title + 1
    if near.title < 0 or index >= near.first or index in taken:
        return
    text = view.page.document.texts[index]
    if word_count(text) in _SUBTITLE and {index + 1, index + 2} & set(taken):
        yield found(view, "subtitle", text, index, TITLE)._replace(block=NOT_LIFTED)


def find_dateline(view: PageView) -> Iterator[Finding]:
    """Yield the place and agency that open the body, where they stand apart from it."""
    blocks, texts = view.page.document.blocks, view.page.document.texts
    for index in range(1, len(blocks)):
        if blocks[index].gap < 0 and blocks[index - 1].gap >= 0 and view.chance[index] > 0.3:
            opening = texts[index - 1]
            if len(opening) < 90 and DATELINE.fullmatch(opening + " "):
                value = opening.rstrip(" —–-")
                yield found(view, "dateline", value, index - 1, DATELINE_RULE)
                return
