"""readability-lxml: the first port of Readability to Python."""

from __future__ import annotations

from typing import Any

from readability import Document

from benchmarks.peers.markup import to_text


def extract(html: str, url: str) -> tuple[str, dict[str, Any]]:
    """The text of its summary, with the title it makes of the page's."""
    document = Document(html, url=url or None)
    return to_text(document.summary(html_partial=True)), {"title": document.short_title()}
