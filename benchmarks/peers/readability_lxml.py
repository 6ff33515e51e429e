"""readability-lxml: the first port of Readability to Python."""

from __future__ import annotations

from typing import Any, Final

from readability import Document

from benchmarks.peers.markup import to_text

#: What it says where it found none.
_NOTHING: Final = {"[no-title]", "[no-author]"}


def extract(html: str, url: str) -> tuple[str, dict[str, Any]]:
    """The text of its summary, with the title and the author."""
    document = Document(html, url=url or None)
    found = {"title": document.short_title(), "authors": document.author()}
    metadata = {name: value for name, value in found.items() if value not in _NOTHING}
    return to_text(document.summary(html_partial=True)), metadata
