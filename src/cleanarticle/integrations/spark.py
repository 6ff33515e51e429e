"""Spark: a DataFrame with a column of raw pages gets a column with what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from cleanarticle import Cleaner
from cleanarticle.files.rows import arrow_fields
from cleanarticle.integrations import rows

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import DataFrame


def clean_frame(
    frame: DataFrame,
    column: str = "html",
    url: str | None = None,
    cleaner: Cleaner | None = None,
) -> DataFrame:
    """Add the struct column ``article``: text, confidence, metadata, removed lines, warnings.

    Args:
        frame: any DataFrame; its partitions are cleaned in parallel, by Arrow batches.
        column: the column with the raw page, a string or binary.
        url: the column with its address, if there is one.
        cleaner: settings.
    """
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StructType

    article = from_arrow_type(pyarrow.struct(arrow_fields(pyarrow)))
    schema = StructType([*frame.schema.fields]).add("article", article)
    return frame.mapInArrow(_cleaning(column, url, cleaner), schema)


def _cleaning(column: str, url: str | None, cleaner: Cleaner | None) -> Callable[[Any], Any]:
    def clean(batches: Iterator[RecordBatch]) -> Iterator[RecordBatch]:
        import pyarrow

        kind = pyarrow.struct(arrow_fields(pyarrow))
        for batch in batches:
            raws = batch.column(column).to_pylist()
            urls = batch.column(url).to_pylist() if url else None
            articles = pyarrow.array(list(rows(raws, urls, cleaner)), kind)
            names = [*batch.schema.names, "article"]
            yield pyarrow.RecordBatch.from_arrays([*batch.columns, articles], names)

    return clean
