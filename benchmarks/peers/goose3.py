"""goose3."""

from __future__ import annotations

from typing import Any

from goose3 import Goose


def extract(html: str, url: str) -> tuple[str, dict[str, Any]]:
    """Everything it finds; images are not fetched."""
    with Goose({"enable_image_fetching": False}) as goose:
        article = goose.extract(raw_html=html)
    found = {"title": article.title, "authors": article.authors, "date": article.publish_date}
    return article.cleaned_text, found
