"""cleanarticle in other people's pipelines: one thin module for each framework.

None is imported unless you do, and each needs its framework alone. What they all share is here: a
page becomes a row of the same columns everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cleanarticle.batch import run_many
from cleanarticle.files.rows import flat

if TYPE_CHECKING:
    from cleanarticle import Cleaner

__all__ = ["ColumnWork", "rows"]


class ColumnWork:
    """The work: a raw page, or one with its address, to a row; nothing stays nothing.

    >>> row = ColumnWork()(("Advertisement:", "https://e.org"))
    >>> row["text"], row["url"], row["removed"][0]["rule"]
    ('', 'https://e.org', 'EN101')
    """

    def __init__(self, cleaner: Cleaner | None = None) -> None:
        from cleanarticle import Cleaner

        self.cleaner = cleaner or Cleaner()

    def __call__(self, page: tuple[Any, str | None]) -> dict[str, Any] | None:
        """Clean one page."""
        raw, url = page
        if not isinstance(raw, (str, bytes)):
            return None  # a missing cell is None, NaN, NA, …
        return flat(self.cleaner.clean(raw, url if isinstance(url, str) else None).to_dict())


def rows(
    raws: Iterable[Any],
    urls: Iterable[Any] | None = None,
    cleaner: Cleaner | None = None,
    workers: int | None = 0,
) -> Iterator[dict[str, Any] | None]:
    """A row for each raw page, in order; ``None`` where there is no page.

    Args:
        raws: pages, or whatever stands for a missing one.
        urls: their addresses.
        cleaner: settings; ``None`` for the defaults.
        workers: as for :func:`cleanarticle.clean_many`; 0 is this process.

    >>> [row and row["warnings"] for row in rows(["Advertisement:", None])]
    [['empty'], None]
    """
    pages = ((raw, None) for raw in raws) if urls is None else zip(raws, urls, strict=True)
    for outcome in run_many(pages, ColumnWork(cleaner), workers):
        if outcome.failure is None:
            yield outcome.value
        else:
            yield {"text": None, "warnings": [f"failed: {outcome.failure.message}"]}
