"""Hugging Face datasets: a function for ``Dataset.map`` with ``batched=True``."""

from __future__ import annotations

from typing import Any

from cleanarticle import Cleaner
from cleanarticle.integrations import ColumnWork, rows


class CleanColumn:
    """Adds the columns of a clean article to a batch of records; can be pickled and fingerprinted.

    Args:
        column: the column with the raw page.
        url: the column with its address, if there is one.
        cleaner: settings.
        prefix: put before the names of the new columns, where they would hide others.

    >>> CleanColumn("html")({"html": ["Advertisement:"]})["warnings"]
    [['empty']]
    """

    def __init__(
        self,
        column: str = "html",
        url: str | None = None,
        cleaner: Cleaner | None = None,
        prefix: str = "",
    ) -> None:
        self.column = column
        self.url = url
        self.cleaner = cleaner or Cleaner()
        self.prefix = prefix

    def __call__(self, batch: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """Called by ``map`` with lists of values."""
        names = list(ColumnWork(self.cleaner)(("", None)) or ())
        urls = batch[self.url] if self.url else None
        cleaned = [row or {} for row in rows(batch[self.column], urls, self.cleaner)]
        return {self.prefix + name: [row.get(name) for row in cleaned] for name in names}
