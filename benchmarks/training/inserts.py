"""Labels and boxes of sites put between the paragraphs of bodies, as text to be learned from.

Sites put buttons, teasers and headings of boxes into the middle of an article, and pages of the
corpora have them mostly at its end: learned from these alone, a label for comments or a teaser ends
the body. The labels are the examples that the rules come with; the boxes stand on our own pages,
and hold what only its words tell from the article: pleas for support, teasers, who the author is.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from functools import cache
from typing import Final

from cleanarticle.rules import registry
from cleanarticle.text import ends_sentence

#: Most labels that a body is given, and the chance that one of them is English, as they are in all
#: languages.
_MOST: Final = 4
_ENGLISH: Final = 0.15
#: The chance that a box is put in and not a label.
_BOXES: Final = 0.5


def with_inserts(
    lines: list[str],
    within: Collection[int],
    language: str | None,
    chance: random.Random,
    boxes: Sequence[Sequence[str]] = (),
) -> list[str]:
    """A page's lines with one to four labels or boxes behind paragraphs.

    Args:
        lines: the page.
        within: which of them are the body's.
        language: the page's, whose labels are taken.
        chance: chooses.
        boxes: the lines of each box.

    >>> lines = with_inserts(["One ends.", "", "Two begins."], [0, 2], "en", random.Random(4))
    >>> [line for line in lines if line not in _labels("en")]
    ['One ends.', '', '', 'Two begins.']
    """
    inner = sorted(within)[:-1]
    places = [index for index in inner if ends_sentence(lines[index].rstrip())]
    apart = any(not lines[index + 1].strip() for index in inner)
    chosen = set(chance.sample(places, min(chance.randint(1, _MOST), len(places))))
    labels, english = _labels(language or "en"), _labels("en")
    found: list[str] = []
    for index, line in enumerate(lines):
        found.append(line)
        if index in chosen:
            label = chance.choice(english if chance.random() < _ENGLISH else labels)
            boxed = boxes and chance.random() < _BOXES
            for inserted in chance.choice(boxes) if boxed else (label,):
                found += ["", inserted] if apart else [inserted]
    return found


@cache
def _labels(language: str) -> list[str]:
    """The examples of what rules for a language drop; those of English where it has none."""
    packs = registry.languages()
    rules = registry.builtin(language if language in packs else "en").rules
    return [hit for rule in rules if rule.action == "drop" for hit in rule.hits if "\n" not in hit]
