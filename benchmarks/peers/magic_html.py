"""magic-html, from the project of the same name; it needs Python 3.12."""

from __future__ import annotations

from typing import Any

from magic_html import GeneralExtractor

from benchmarks.peers.markup import to_text


def extract(html: str, url: str) -> tuple[str, dict[str, Any]]:
    """The text of the article's HTML, and the title."""
    found = GeneralExtractor().extract(html, base_url=url, html_type="article")
    return to_text(found["html"]), {"title": found["title"]}
