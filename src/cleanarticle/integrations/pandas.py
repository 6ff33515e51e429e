"""pandas: ``series.article.clean()``, once this module is imported."""

from __future__ import annotations

from typing import Any

import pandas

from cleanarticle import Cleaner
from cleanarticle.integrations import ColumnWork, rows


@pandas.api.extensions.register_series_accessor("article")
class ArticleAccessor:
    """Cleans a Series of raw pages.

    >>> frame = pandas.DataFrame({"html": ["Advertisement:", None]})
    >>> frame["html"].article.text().tolist()[0]
    ''
    """

    def __init__(self, series: pandas.Series[Any]) -> None:
        self._series = series

    def clean(
        self,
        url: pandas.Series[Any] | None = None,
        cleaner: Cleaner | None = None,
        workers: int | None = 0,
    ) -> pandas.DataFrame:
        """Text, confidence, metadata, removed lines and warnings, a column each, same index.

        Args:
            url: the pages' addresses.
            cleaner: settings.
            workers: processes; 0 is this one, ``None`` one per processor.
        """
        columns = list(ColumnWork()(("", None)) or ())
        cleaned = (row or {} for row in rows(self._series, url, cleaner, workers))
        return pandas.DataFrame(list(cleaned), columns=columns, index=self._series.index)

    def text(self, cleaner: Cleaner | None = None, workers: int | None = 0) -> pandas.Series[Any]:
        """The clean text alone."""
        return self.clean(None, cleaner, workers)["text"]
