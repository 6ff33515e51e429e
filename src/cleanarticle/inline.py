"""Find labels and dates inside a line: where they begin and end.

A label stands between sentences (``… on Saturday. Advertisement: Ferries run …``), anywhere where
line breaks were lost, or marks frame it (``— Anzeige —``). Whether it is noise the rules say, once
it is a block of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Set
from itertools import chain
from typing import Final

from cleanarticle.dates import find_dates
from cleanarticle.patterns import pattern
from cleanarticle.rules.labels import Labels
from cleanarticle.text import CLOSERS, SENTENCE_MARKS, fold, is_wide

#: How far around a label is looked.
_NEAR: Final = 20
#: What, besides a capital, may open the sentence after a label.
_OPENERS: Final = frozenset("\"'“”„«»‘’([「『•*–—-")
#: Brackets, each with the one that closes it, and all marks that frame a label. A lone star opens
#: an item.
BRACKETS: Final = dict(zip("[(（【［〔", "])）】］〕", strict=True))
_FRAMES: Final = BRACKETS | dict(zip("-–—*=~", "-–—*=~", strict=True))
_DOUBLED: Final = frozenset("*=~")
_COLONS: Final = (":", "：")
#: No label is longer.
_LONGEST: Final = 80
#: Characters of a line that are searched for dates, and the longest word that leads to one.
_DATED: Final = 4000
_PREPOSITION: Final = 4
#: Where a number begins, or a word with a capital, or one of a script that has none.
_CAPITAL_WORD: Final = pattern(r"(?<!\S)(?=[^\W_])(?![a-zà-öø-ÿа-яёіїєґα-ω])")
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
        colon = after[:1] in _COLONS
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


def scattered_seams(source: str, labels: Labels) -> set[int]:
    """Both ends of labels of several words anywhere in a sentence of collapsed text.

    ``Support us The harbour``, ``… said. Ana Ruiz 12 May Related articles Selby bridge closed``.
    """
    seams: set[int] = set()
    at = 0
    for found in _CAPITAL_WORD.finditer(source):
        start = found.start()
        if start < at or not (label := labels.opening(source[start : start + _LONGEST])):
            continue
        end = start + len(label)
        rest = source[end : end + _NEAR].lstrip()
        named = source[max(0, start - 2) : start].rstrip()[-1:] in _COLONS  # "Photo: Getty Images"
        if named or (rest and not may_open(rest, " ", label)):
            continue
        seams |= {start, end}
        at = end
    return seams


def date_seams(source: str, cuts: Set[int], collapsed: bool) -> set[int]:
    """Both ends of dates that begin or end at a seam already found.

    Where line breaks were lost also of those that stand in no sentence: what follows begins one,
    and what stands before is no short word, as "on" is.

    Args:
        source: the line.
        cuts: the seams found.
        collapsed: whether line breaks were lost.
    """
    seams: set[int] = set()
    for date in find_dates(source[:_DATED]):
        apart = collapsed and _stands_apart(source, date.start, date.end)
        if apart or not cuts.isdisjoint((date.start, date.start - 1, date.end, date.end + 1)):
            seams |= {date.start, date.end}
    return seams


def _stands_apart(source: str, start: int, end: int) -> bool:
    rest = source[end : end + _NEAR].lstrip(" ,|·")
    before = source[max(0, start - _NEAR) : start].rstrip().rpartition(" ")[2]
    short = before[:1].islower() and len(before) <= _PREPOSITION
    return not short and (not rest or rest[0].isupper() or rest[0] in _OPENERS)


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
