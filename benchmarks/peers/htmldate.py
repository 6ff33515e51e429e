"""htmldate: the date only."""

from __future__ import annotations

from typing import Any

from htmldate import find_date


def extract(html: str, url: str) -> tuple[str, dict[str, Any]]:
    """The day the page was first published."""
    return "", {"date": find_date(html, url=url or None, original_date=True)}
