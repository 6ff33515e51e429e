"""C4's rules for lines (Raffel et al. 2020, section 2.2), without those for whole documents.

A document rule (fewer than five sentences, a curly bracket, "lorem ipsum", bad words) drops the
page, which is no answer here.
"""

from __future__ import annotations

from typing import Any, Final

_ENDS: Final = (".", "!", "?", '"', "”")
_WORDS: Final = 5
_POLICIES: Final = (
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
)


def extract(text: str, url: str) -> tuple[str, dict[str, Any]]:
    """Lines of five words or more with an end mark, and nothing of scripts or cookies.

    >>> extract("Home\\nThe harbour is open today.\\nPlease do enable JavaScript first.", "")
    ('The harbour is open today.', {})
    """
    return "\n".join(line for line in map(str.strip, text.splitlines()) if _kept(line)), {}


def _kept(line: str) -> bool:
    if not line.endswith(_ENDS) or line.endswith("...") or len(line.split()) < _WORDS:
        return False
    lower = line.lower()
    return "javascript" not in lower and not any(policy in lower for policy in _POLICIES)
