"""What FineWeb and Gopher ask of documents, asked of lines.

Their filters (Penedo et al. 2024, section 3; Rae et al. 2021, appendix A) drop whole documents:
few lines with an end mark, many lines under 30 characters, many characters in repeated lines; mean
word length, symbols, words with a letter. Here each line answers for itself.
"""

from __future__ import annotations

import re
from typing import Any, Final

_ENDS: Final = tuple(".!?…\"'”’»。！？।؟۔")
_SHORT: Final = 30
_BULLETS: Final = tuple("•●○■□▪▫※·➢*-")
_LETTER: Final = re.compile(r"[^\W\d_]")


def extract(text: str, url: str) -> tuple[str, dict[str, Any]]:
    """Lines that are new, not short without an end mark, and made of words.

    >>> extract("Home\\nIt rained.\\nIt rained.\\n| # | # | 12 | 13 | 14 | 15 | 16 | 17 |", "")
    ('It rained.', {})
    """
    seen: set[str] = set()
    kept = []
    for line in map(str.strip, text.splitlines()):
        if line and line not in seen and _is_text(line):
            kept.append(line)
        seen.add(line)
    return "\n".join(kept), {}


def _is_text(line: str) -> bool:
    words = line.split()
    ended = line.endswith(_ENDS)
    if not ended and (len(line) < _SHORT or line.startswith(_BULLETS)):
        return False
    if line.endswith(("...", "…")):
        return False
    worded = sum(bool(_LETTER.search(word)) for word in words)
    symbols = line.count("#") + line.count("…") + line.count("...")
    return worded >= 0.8 * len(words) and symbols <= 0.1 * len(words)
