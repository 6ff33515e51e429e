"""The work of a batch: a page from a file to the row that is written of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from cleanarticle.files.sources import RawPage

if TYPE_CHECKING:
    from cleanarticle import Article, Cleaner

Form = Literal["text", "markdown", "json", "dict"]


class Row(NamedTuple):
    """What is written of a page."""

    data: Any
    """Bytes, or for Parquet a dict."""
    warnings: tuple[str, ...]
    size: int
    """Characters or bytes of the raw page."""


class RowWork:
    """Cleans a page and puts it in the form that is written, all in the worker."""

    def __init__(self, cleaner: Cleaner, form: Form, format: Literal["auto", "text", "html"]):
        self._cleaner = cleaner
        self._form = form
        self._format = format

    def __call__(self, page: RawPage | None) -> Row | None:
        """Clean one page; ``None`` is a page that could not be read, and stays ``None``."""
        if page is None or page.raw is None:
            return None
        article = self._cleaner.clean(page.raw, page.url, self._format)
        return Row(self._data(page, article), article.warnings, len(page.raw))

    def _data(self, page: RawPage, article: Article) -> bytes | dict[str, Any]:
        if self._form == "text":
            return encoded(article.text)
        if self._form == "markdown":
            return encoded(article.to_markdown())
        row = {**origin(page), **article.to_dict()}
        return row if self._form == "dict" else encoded(json.dumps(row, ensure_ascii=False) + "\n")


class ReportWork:
    """Cleans a page and keeps what a report shows of it."""

    def __init__(self, cleaner: Cleaner, format: Literal["auto", "text", "html"]) -> None:
        self._cleaner = cleaner
        self._format = format

    def __call__(self, page: RawPage | None) -> dict[str, Any] | None:
        """Clean one page; ``None`` is a page that could not be read, and stays ``None``."""
        from cleanarticle.report import page_of

        if page is None or page.raw is None:
            return None
        return page_of(place(page), self._cleaner.clean(page.raw, page.url, self._format))


def place(page: RawPage) -> str:
    """Where a page came from, for a reader."""
    return page.file if page.record is None else f"{page.file}, record {page.record}"


def origin(page: RawPage) -> dict[str, Any]:
    """Where a page came from: its file, and its record's number and name if it has them."""
    places = {"file": page.file, "record": page.record, "id": page.id}
    return {name: value for name, value in places.items() if value is not None}


def encoded(text: str) -> bytes:
    """UTF-8; lone surrogates, which it cannot hold, as escapes."""
    return text.encode("utf-8", "backslashreplace")


#: Metadata that is one string, and that is many, as columns of a table.
STRINGS: Final = tuple(
    "title date_published date_modified site_name language description section dateline source "
    "url".split()
)
LISTS: Final = ("authors", "tags")


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a table: metadata in columns of its own, where it was found as JSON."""
    row = dict(row)
    metadata = row.pop("metadata")
    columns = {name: metadata.get(name) for name in (*STRINGS, *LISTS, "captions")}
    columns["found"] = json.dumps(metadata.get("found", {}), ensure_ascii=False)
    return {name: _sound(value) for name, value in {**row, **columns}.items()}


def arrow_fields(arrow: Any) -> list[tuple[str, Any]]:
    """The columns of :func:`flat` with their Arrow types; ``arrow`` is the module pyarrow."""
    text, number = arrow.string(), arrow.float64()
    caption = arrow.struct([("text", text), ("credit", text)])
    spans = [("start", arrow.int64()), ("end", arrow.int64())]
    parts = [(name, text) for name in ("text", "category", "rule", "reason")]
    return [
        ("text", text),
        ("confidence", number),
        ("kind", text),
        ("kind_confidence", number),
        ("warnings", arrow.list_(text)),
        *((name, text) for name in STRINGS),
        *((name, arrow.list_(text)) for name in LISTS),
        ("captions", arrow.list_(caption)),
        ("found", text),
        ("removed", arrow.list_(arrow.struct([*spans, *parts, ("score", number)]))),
    ]


def _sound(value: Any) -> Any:
    """Lone surrogates as escapes, for Arrow refuses them."""
    if isinstance(value, str):
        return value if value.isascii() else encoded(value).decode()
    if isinstance(value, list):
        return [_sound(item) for item in value]
    if isinstance(value, dict):
        return {name: _sound(item) for name, item in value.items()}
    return value
