"""resiliparse, with its heuristic for the main content."""

from __future__ import annotations

from typing import Any

from resiliparse.extract.html2text import extract_plain_text


def extract(html: str, url: str) -> tuple[str, dict[str, Any]]:
    """Main content, without the texts of pictures, which nobody sees."""
    return extract_plain_text(html, main_content=True, alt_texts=False), {}
