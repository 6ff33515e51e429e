"""polars: ``pl.col("html").article.clean()``, once this module is imported."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import polars as pl

from cleanarticle import Cleaner
from cleanarticle.files.rows import LISTS, STRINGS
from cleanarticle.integrations import rows

_LINE: Final = {"start": pl.Int64, "end": pl.Int64} | dict.fromkeys(
    ("text", "category", "rule", "reason"), pl.String
)
ARTICLE: Final = pl.Struct(
    {
        "text": pl.String,
        "confidence": pl.Float64,
        "kind": pl.String,
        "kind_confidence": pl.Float64,
        "warnings": pl.List(pl.String),
        **dict.fromkeys(STRINGS, pl.String),
        **dict.fromkeys(LISTS, pl.List(pl.String)),
        "captions": pl.List(pl.Struct({"text": pl.String, "credit": pl.String})),
        "found": pl.String,
        "removed": pl.List(pl.Struct(_LINE | {"score": pl.Float64})),
    }
)
"""What a page becomes."""


@pl.api.register_expr_namespace("article")
class ArticleNamespace:
    """Cleans a column of raw pages.

    >>> frame = pl.DataFrame({"html": ["Advertisement:", None]})
    >>> frame.select(pl.col("html").article.text()).to_series().to_list()
    ['', None]
    """

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def clean(self, cleaner: Cleaner | None = None, workers: int | None = 0) -> pl.Expr:
        """A struct of text, confidence, metadata, removed lines and warnings."""
        function = partial(_clean, cleaner=cleaner, workers=workers)
        return self._expression.map_batches(function, return_dtype=ARTICLE, is_elementwise=True)

    def text(self, cleaner: Cleaner | None = None, workers: int | None = 0) -> pl.Expr:
        """The clean text alone."""
        return self.clean(cleaner, workers).struct.field("text")


def _clean(column: pl.Series, **settings: Any) -> pl.Series:
    return pl.Series(column.name, list(rows(column, **settings)), dtype=ARTICLE, strict=False)
