"""What the finders of metadata look at, and what they give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleanarticle.page import Page

#: Codes of the page-wide findings (`rules/packs/any.toml`); disabling one switches it off.
TITLE, TITLE_AGAIN, DATE_LINE, CREDIT, BARE_BYLINE, DATELINE_RULE = (
    "ANY801",
    "ANY802",
    "ANY803",
    "ANY804",
    "ANY805",
    "ANY806",
)


class Finding(NamedTuple):
    """One value found in the page text."""

    field: str
    value: object
    block: int
    code: str
    """Code of the rule or page-wide finding that gave it."""
    start: int
    end: int
    way: str = ""
    """The kind of place, on which it depends how far the value is believed."""
    note: str = ""
    """What a reader should know of the value: that day and month may be the other way round."""


class PageView(NamedTuple):
    """What the finders look at."""

    page: Page
    chance: Sequence[float]
    """Probability of each block being body."""


def found(view: PageView, field: str, value: object, block: int, code: str) -> Finding:
    """A finding that spans its whole block."""
    span = view.page.document.blocks[block]
    return Finding(field, value, block, code, span.start, span.end)
