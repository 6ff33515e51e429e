"""What a page says twice: the list of its own headings, and a sentence that is set large again.

A table of contents names, one below the other, lines that stand further down in the same order,
apart from each other; so does a menu that the footer repeats, where they stand together. A pull
quote is a block whose words a longer block holds, mostly in quotation marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cleanarticle.text import CLOSERS, QUOTES

#: Entries of a list that are told apart; of one that stands apart again, as many are added.
_ENTRIES: Final = 7
#: From this value on it is a list of the page's own headings.
CONTENTS: Final = _ENTRIES + 3
#: Characters that its entries have on average at most: they are headings. Without it one article of
#: WCXB given the HTML keeps a quarter of its body.
_HEADING: Final = 80
#: A list stands apart again where its lines have, on average, so many between them.
_APART: Final = 2
#: What an entry may have before it and its heading not.
_NUMBERED: Final = "•‣◦▪·*+–—-()0123456789. "
#: Characters of a quotation that are looked for, that it has at least and at most; and quotations
#: of a page, where all may be dialogue.
_SOUGHT: Final = 60
_LEAST: Final = 24
_MOST: Final = 50
_LONGEST: Final = 300
#: The same for one without marks.
_LONGEST_BARE: Final = 160
_ENDS: Final = ".!?…。！？।۔"
#: Blocks on either side among which words without quotation marks are looked for.
_NEAR: Final = 12
_MARKS: Final = "".join(QUOTES) + CLOSERS + "'‘’–—- .,"


def look_for_echoes(texts: Sequence[str]) -> dict[str, bytes]:
    """Measure what of a page it says again.

    Args:
        texts: the blocks.

    >>> page = ["1. Causes", "2. Signs", "A sore foot", "Causes", "Rain", "Ice", "Signs", "."]
    >>> list(look_for_echoes(page)["entries listed"])
    [9, 9, 0, 0, 0, 0, 0, 0]
    >>> page = ["“No tide waits for a ferry.”", "She sighed. “No tide waits for a ferry.”"]
    >>> list(look_for_echoes(page)["quoted again"])
    [1, 0]
    """
    return {"entries listed": _listed(texts), "quoted again": _quoted(texts)}


def _listed(texts: Sequence[str]) -> bytes:
    """Entries in the run of lines, each of which stands again below that before it."""
    size = len(texts)
    found = bytearray(size)
    cores = [text if text[0].isalpha() else text.lstrip(_NUMBERED) or text for text in texts]
    # A year or a remark in brackets is left out of the list: "The Long Lunch (1994)".
    cores = [t.rpartition(" (")[0] or t if t[-1] == ")" else t for t in cores]
    if len(set(cores)) > size - 2:  # of two entries each stands there twice
        return bytes(found)
    again = _again(cores)
    at = sorted(again)
    start = 0
    for place in range(1, len(at) + 1):
        last = at[place - 1]
        if place < len(at) and at[place] == last + 1 and again[at[place]] > again[last]:
            continue
        entries = place - start
        if entries > 1:
            apart = again[last] - again[at[start]] >= _APART * (entries - 1)
            # Where paragraphs stand there twice, the page shows its body to two kinds of screens.
            apart = apart and sum(map(len, cores[at[start] : last + 1])) < _HEADING * entries
            value = min(entries, _ENTRIES) + _ENTRIES * apart
            found[at[start] : last + 1] = bytes((value,)) * entries
        start = place
    return bytes(found)


def _again(cores: Sequence[str]) -> dict[int, int]:
    """Where each line that stands on the page again does so next.

    >>> _again(["a", "b", "a", "a"])
    {0: 2, 2: 3}
    """
    last: dict[str, int] = {}
    again: dict[int, int] = {}
    for index, core in enumerate(cores):
        if core in last:
            again[last[core]] = index
        last[core] = index
    return again


def _quoted(texts: Sequence[str]) -> bytes:
    """1 for a block in quotation marks whose words a longer one holds too, 2 for another one.

    Of two sentences the first is looked for: between them may stand who said it.
    """
    found = bytearray(len(texts))
    lines = [i for i, text in enumerate(texts) if _LEAST < len(text) < _LONGEST]
    quoted = [i for i in lines if texts[i][0] in QUOTES]
    page = "\n".join(texts) if quoted else ""
    for index in quoted[:_MOST]:
        words = _sought(texts[index])
        if words and page.count(words) > 1:
            found[index] = _holds(texts, words, len(texts[index]))
    # What has no marks is looked for nearby, where a pull quote stands.
    others = [i for i in lines if texts[i][-1] in _ENDS and len(texts[i]) < _LONGEST_BARE]
    others = [i for i in others if texts[i][0] not in QUOTES]
    for index in others[:_MOST]:
        near = texts[max(0, index - _NEAR) : index + _NEAR]
        words = _sought(texts[index])
        if words and "\n".join(near).count(words) > 1:
            # An entry of a table of contents has only its number besides.
            found[index] = 2 * _holds(near, words, len(texts[index]) + _LEAST)
    return bytes(found)


def _sought(quote: str) -> str:
    """The words of a quotation that are looked for; empty if they are too few."""
    words = quote.strip(_MARKS)[:_SOUGHT]
    if len(first := words.partition(". ")[0]) >= _LEAST:
        words = first
    return words if len(words) >= _LEAST else ""


def _holds(texts: Sequence[str], words: str, size: int) -> bool:
    """Tell whether one of the blocks longer than ``size`` holds some words."""
    return any(len(other) > size and words in other for other in texts)
