"""Find labels inside a line: where they begin and end.

A label stands between sentences (``… on Saturday. Advertisement: Ferries run …``), opens one where
line breaks were lost, or marks frame it (``— Anzeige —``). Whether it is noise the rules say, once
it is a block of its own.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain
from typing import Final

from cleanarticle.rules.labels import Labels
from cleanarticle.text import CLOSERS, SENTENCE_MARKS, fold, is_wide

#: How far around a label is looked.
_NEAR: Final = 20
#: What, besides a capital, may open the sentence after a label.
_OPENERS: Final = frozenset("\"'“”„«»‘’([「『•*–—-")
#: Marks that frame a label, each with the one that closes it. A lone star opens an item.
_FRAMES: Final = dict(zip("[(（【［〔-–—*=~", "])）】］〕-–—*=~", strict=True))
_DOUBLED: Final = frozenset("*=~")
#: No label is longer.
_LONGEST: Final = 80
#: A label in another script than what follows is longer than this, or it is an abbreviation.
_ABBREVIATION: Final = 3


def label_seams(source: str, words: Collection[str], labels: Labels) -> set[int]:
    """Both ends of every label that stands between sentences.

    Args:
        source: the line.
        words: those of its folded words that labels hold.
        labels: what is looked for.
    """
    seams: set[int] = set()
    for found in chain.from_iterable(labels.inline[word].finditer(source) for word in words):
        start, end = found.span()
        if framed := _framed(source, start, end):
            seams |= set(framed)
            continue
        label = found.group()
        # A look at what is near, not at the whole line: there may be many labels.
        before = source[max(0, start - _NEAR) : start].rstrip()
        free = not before or before.rstrip(CLOSERS)[-1:] in SENTENCE_MARKS or before[-1] in ":|"
        after = source[end : end + _NEAR].lstrip()
        colon = after[:1] in (":", "：")
        if label[0].islower() or not (free or colon or label.isupper()):
            continue
        sentence = colon and before and not after.lstrip(" :：")[:1].islower()
        if not (free and sentence) and fold(label) not in labels.spans:
            continue
        if not colon and after and not may_open(after, source[end], label):
            continue
        while source[end : end + 1] in (":", "：", "!", "."):
            end += 1
        seams |= {start, end}
    return seams


def opening_seams(source: str, labels: Labels) -> set[int]:
    """The ends of labels that open a sentence of collapsed text: ``Support us The harbour``."""
    seams: set[int] = set()
    at = 0
    while label := labels.opening(source[at : at + _LONGEST]):
        at += len(label)
        rest = source[at : at + _NEAR].lstrip()
        if not rest or not may_open(rest, " ", label):
            break
        seams.add(at)
        at += source[at : at + _NEAR].index(rest)
    return seams


def may_open(after: str, between: str, label: str) -> bool:
    """Tell whether a sentence may begin after a label.

    Where letters have no capitals a space tells in scripts without spaces, else a label in another
    script or one too long to open a sentence itself.
    """
    first = after[0]
    if first.isupper() or first in _OPENERS:
        return True
    if not first.isalpha() or first.lower() != first.upper():
        return False
    foreign = label[0].isupper() and len(label) > _ABBREVIATION
    return foreign or label.count(" ") > 1 or (is_wide(first) and between.isspace())


def _framed(source: str, start: int, end: int) -> tuple[int, int] | None:
    """Both ends of a label with the marks that frame it, wherever it stands: ``--- AD ---``."""
    before, after = source[max(0, start - _NEAR) : start], source[end : end + _NEAR]
    mark = before.rstrip()[-1:]
    inside = after.lstrip(" :：.")
    if mark not in _FRAMES or inside[:1] != _FRAMES[mark]:
        return None
    head, tail = before.rstrip().rstrip(mark), inside.lstrip(_FRAMES[mark])
    if not tail and len(after) == _NEAR:  # a rule across the page
        return None
    outside = head.rstrip().rstrip(CLOSERS)[-1:]
    # Round brackets may stand in a sentence, a dash in a word.
    if outside and mark in "(（" and outside not in SENTENCE_MARKS:
        return None
    if mark == _FRAMES[mark] and head[-1:].isalnum():
        return None
    if mark in _DOUBLED and not before.rstrip().endswith(2 * mark):
        return None
    return start - len(before) + len(head), end + len(after) - len(tail)
