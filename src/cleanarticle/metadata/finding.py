"""What the finders of metadata look at, and what they give."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from cleanarticle.page import Page
from cleanarticle.patterns import pattern

#: Codes of the page-wide findings (`rules/packs/any.toml`); disabling one switches it off.
TITLE, TITLE_AGAIN, DATE_LINE, CREDIT, BARE_BYLINE, DATELINE_RULE, BIO = (
    "ANY801",
    "ANY802",
    "ANY803",
    "ANY804",
    "ANY805",
    "ANY806",
    "ANY807",
)


#: In place of a block: what was found stands in a line that is more than that.
NOT_LIFTED: Final = -1


class Finding(NamedTuple):
    """One value found in the page text."""

    field: str
    value: object
    """``None`` where the block only belongs to a value: a label, a repeated headline."""
    block: int
    """The block that is lifted out of the body for it, or ``NOT_LIFTED``."""
    code: str
    """Code of the rule or page-wide finding that gave it."""
    start: int
    end: int
    points: float = 0.0
    """Log-odds that the value is right, by what stands around it."""
    note: str = ""
    """What a reader should know of the value: that day and month may be the other way round."""


class Near(NamedTuple):
    """Where on the page the article's own data are looked for."""

    title: int
    """The block of the headline, -1 where there is none."""
    first: int
    """The body's first block."""
    last: int
    """The body's last block."""

    def around(self, above: int, below: int, size: int) -> list[int]:
        """The blocks so many above and below the headline and the body's start."""
        found = set(range(max(0, self.first - above), min(self.first + below, size)))
        if self.title >= 0:
            found.update(range(max(0, self.title - above), min(self.title + 2 * below, size)))
        return sorted(found)


class PageView(NamedTuple):
    """What the finders look at."""

    page: Page
    chance: Sequence[float]
    """Probability of each block being body."""


def found(view: PageView, field: str, value: object, block: int, code: str) -> Finding:
    """A finding that spans its whole block."""
    span = view.page.document.blocks[block]
    return Finding(field, value, block, code, span.start, span.end)


_STEPS: Final = (-20, -6, -3, -1, 0, 1, 2, 3, 5, 8, 16)


def step(distance: int, steps: Sequence[int] = _STEPS) -> int:
    """The class of a distance in blocks.

    >>> step(4), step(-100)
    (3, -20)
    """
    return steps[max(0, bisect_right(steps, distance) - 1)]


_HINTS: Final = pattern(
    r"(?P<title>title|headline|heading)|(?P<author>author|byline|autor|writer|vcard)"
    r"|(?P<date>date|time|publi|posted|meta)"
    r"|(?P<elsewhere>comment|related|sidebar|footer|aside|widget|teaser|recommend|trending|popular|nav|menu|carousel|card)"
)


def hints_of(view: PageView, block: int) -> Iterator[str]:
    """Signs from the class and id words of a block and its parents; none in plain text."""
    if hints := view.page.document.blocks[block].hints:
        yield from _kinds_of(" ".join(hints))


@lru_cache(maxsize=512)  # the blocks of a site share few
def _kinds_of(hints: str) -> tuple[str, ...]:
    kinds = {str(found.lastgroup) for found in _HINTS.finditer(hints)}
    return tuple(f"hint {kind}" for kind in sorted(kinds))
