"""boilerpy3: Boilerpipe in Python, with its extractor for articles."""

from __future__ import annotations

from typing import Any

from boilerpy3.extractors import ArticleExtractor


def extract(html: str, url: str) -> tuple[str, dict[str, Any]]:
    """The article's text, and the page's title as it stands."""
    document = ArticleExtractor(raise_on_failure=False).get_doc(html)
    return document.content, {"title": document.title}
