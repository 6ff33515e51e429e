"""cleanarticle itself, on HTML and on raw text."""

from __future__ import annotations

from typing import Any, Literal

from cleanarticle import clean


def extract(html: str, url: str) -> tuple[str, dict[str, Any]]:
    """A page's HTML."""
    return _clean(html, url, "html")


def extract_text(text: str, url: str) -> tuple[str, dict[str, Any]]:
    """A page's raw text."""
    return _clean(text, url, "text")


def _clean(raw: str, url: str, form: Literal["html", "text"]) -> tuple[str, dict[str, Any]]:
    article = clean(raw, url=url or None, format=form)
    found = article.metadata
    return article.text, {
        "title": found.title,
        "authors": list(found.authors),
        "date": found.date_published,
    }
