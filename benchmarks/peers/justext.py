"""jusText, on HTML and on raw text given as paragraphs."""

from __future__ import annotations

from typing import Any

import justext

from benchmarks.peers.markup import paragraphs


def extract(html: str, url: str) -> tuple[str, dict[str, Any]]:
    """Paragraphs it takes for good ones."""
    found = justext.justext(html, justext.get_stoplist("English"))
    return "\n\n".join(one.text for one in found if not one.is_boilerplate), {}


def lines(text: str, url: str) -> tuple[str, dict[str, Any]]:
    """Raw text, each line as a paragraph."""
    return extract(paragraphs(text), url)
