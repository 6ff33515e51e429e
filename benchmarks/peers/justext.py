"""jusText, on HTML and on raw text given as paragraphs.

It has to be told the language. Its users know it; here the stop list is taken that covers most of
the page's words, which is paid for in CPU time.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

import justext

from benchmarks.peers.markup import paragraphs

_MARKUP: Final = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
#: Words looked at, from all over the page.
_SAMPLE: Final = 500


def extract(html: str, url: str) -> tuple[str, dict[str, Any]]:
    """Paragraphs it takes for good ones."""
    return _good(html, _MARKUP.sub(" ", html)), {}


def lines(text: str, url: str) -> tuple[str, dict[str, Any]]:
    """Raw text, each line as a paragraph."""
    return _good(paragraphs(text), text), {}


def _good(html: str, text: str) -> str:
    found = justext.justext(html, _stop_list(text))
    return "\n\n".join(one.text for one in found if not one.is_boilerplate)


def _stop_list(text: str) -> frozenset[str]:
    """The list of the page's language; English where the page has no word of any."""
    words = _WORD.findall(text.lower())
    sample = words[:: max(1, len(words) // _SAMPLE)]
    seen = set(sample)

    def covered(name: str) -> int:
        common = seen & _stop_lists()[name]
        return sum(word in common for word in sample)

    # At a draw the first one wins.
    return _stop_lists()[max(["English", *sorted(_stop_lists())], key=covered)]


@cache
def _stop_lists() -> dict[str, frozenset[str]]:
    return {name: justext.get_stoplist(name) for name in justext.get_stoplists()}
