"""rs-trafilatura: trafilatura written anew in Rust. Where PyPI has no wheel it needs cargo."""

from __future__ import annotations

from typing import Any

from rs_trafilatura import extract as _extract


def extract(html: str, url: str) -> tuple[str, dict[str, Any]]:
    """Everything it finds."""
    found = _extract(html, url=url or None)
    return found.main_content, {"title": found.title, "authors": found.author, "date": found.date}
