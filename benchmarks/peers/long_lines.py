"""The best of the one-line rules: long lines, and those that end like a sentence."""

from __future__ import annotations

from typing import Any, Final

_WORDS: Final = 12
_ENDS: Final = tuple(".!?…。！？．।॥؟۔։።")
_CLOSERS: Final = "\"'”’»)]」』）"


def extract(text: str, url: str) -> tuple[str, dict[str, Any]]:
    """Lines of 12 words or more, or with an end mark.

    >>> extract("Home\\nIt rained.\\nRead more", "")
    ('It rained.', {})
    """
    return "\n".join(line for line in map(str.strip, text.splitlines()) if is_prose(line)), {}


def is_prose(line: str) -> bool:
    """Tell whether a line is long, or ends like a sentence.

    >>> is_prose("“It rained.”"), is_prose("Read more")
    (True, False)
    """
    return len(line.split()) >= _WORDS or line.rstrip(_CLOSERS).endswith(_ENDS)
