"""Split long lines into sentences, so that noise glued to them can be told apart."""

from __future__ import annotations

from typing import Final

from cleanarticle.patterns import pattern

_ENDS: Final = pattern(r"[.!?…؟۔।][\"'”’»)\]]{0,3}\s+|[。！？][」』）”]{0,2}\s*")
#: Words before a full stop that do not end a sentence.
_ABBREVIATIONS: Final = frozenset(
    (
        "mr mrs ms dr prof st jr sr vs no gen sen rep gov capt lt col sgt inc ltd co corp dept "
        "fig hr fr bzw ca z.b d.h usw nr tel str u.s u.k e.g i.e etc a.m p.m jan feb mar apr jun "
        "jul aug sep sept oct nov dec м г им ул тыс млн млрд др т.е т.д т.п р грн руб рис ст ім "
        "вул"
    ).split()
)


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split ``text[start:end]`` into sentence spans that cover it but for white space.

    >>> line = "He met Dr. Ives on 3. May. It rained! 雨。晴。"
    >>> [line[a:b] for a, b in split_sentences(line, 0, len(line))]
    ['He met Dr. Ives on 3. May.', 'It rained!', '雨。', '晴。']
    """
    spans = []
    for found in _ENDS.finditer(text, start, end):
        after = found.end()
        if after >= end or (
            text[found.start()] == "." and not _ends(text, start, found.start(), after)
        ):
            continue
        if text[after].islower():
            continue
        spans.append((start, found.start() + len(found.group().rstrip())))
        start = after
    tail = text[start:end].rstrip()
    if tail:
        spans.append((start, start + len(tail)))
    return spans


def _ends(text: str, start: int, stop: int, after: int) -> bool:
    """Tell whether the full stop at ``stop`` ends a sentence, rather than an abbreviation."""
    at = max(start, stop - 12)
    word = text[at:stop].rsplit(None, 1)[-1] if text[at:stop].strip() else ""
    bare = word.lstrip("(\"'“«[").casefold()
    if (len(bare) == 1 and bare.isalpha()) or bare in _ABBREVIATIONS:
        return False
    return not (bare.isdigit() and len(bare) <= 2 and text[after].isalpha())
