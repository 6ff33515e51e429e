"""Reading: raw page to Document. One module per kind of input."""

from __future__ import annotations

from typing import Any

from cleanarticle.model import Document
from cleanarticle.reading.columns import unwoven
from cleanarticle.reading.decode import decode
from cleanarticle.reading.formats import looks_like_html
from cleanarticle.reading.markdown import is_markdown, read_markdown
from cleanarticle.reading.text import read_text


def read(raw: Any, format: str) -> Document:
    """Read a raw page.

    Args:
        raw: ``str``, ``bytes``, or an object that BeautifulSoup made.
        format: ``text``, ``html`` or ``auto``.

    Raises:
        TypeError: ``raw`` is of another type.
    """
    warnings: tuple[str, ...] = ()
    if isinstance(raw, (bytes, bytearray, memoryview)):
        raw, warnings = decode(bytes(raw))
    elif not isinstance(raw, str):
        raw, format = _markup_of(raw), "html"
    if format == "html" or (format == "auto" and looks_like_html(raw)):
        from cleanarticle.reading.html import read_html  # for HTML pages only

        document = read_html(raw)
    elif is_markdown(raw):
        document = read_markdown(raw)
    else:
        document = read_text(unwoven(raw))
    if not warnings:
        return document
    return document._replace(warnings=(*warnings, *document.warnings))


def _markup_of(raw: Any) -> str:
    """The markup of a BeautifulSoup object, told by its class so that bs4 need not be imported."""
    if any(kind.__module__.startswith("bs4") for kind in type(raw).__mro__):
        return str(raw)
    raise TypeError(
        f"clean() takes str, bytes or a BeautifulSoup object, not {type(raw).__name__}; "
        "pass the page's text, or response.content for bytes"
    )
