"""What the markup says of a block: links, tags, names of elements, place in the tree. HTML only.

The tree is asked three things: where the block stands against the element that holds most of the
page's prose, how much prose its own parents hold, and how often elements like its own occur (cards
of a list, posts of a thread). Class names, ids and roles are weighed by a learned lexicon like the
words of short lines: "related" or "footer" around a block says much in any language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from cleanarticle.lanes import around, pack, unpack
from cleanarticle.lexicon import Lexicon
from cleanarticle.model import Document, Element

#: The language under which the lexicon keeps the names of elements.
NAMES: Final = "html"
_LINK_STEPS: Final = 12
#: Classes of the innermost telling tag, from what is mostly not body to what mostly is.
_TAGS: Final = {
    **dict.fromkeys("button label select option input form nav footer".split(), 1),
    **dict.fromkeys("figcaption figure caption small time address".split(), 2),
    **dict.fromkeys("a li ul ol dl".split(), 3),
    **dict.fromkeys("h1 h2 title".split(), 5),
    **dict.fromkeys("h3 h4 h5 h6".split(), 6),
    **dict.fromkeys("td th tr table dt dd".split(), 7),
    **dict.fromkeys("pre code".split(), 8),
    **dict.fromkeys("blockquote q".split(), 9),
    "p": 10,
}
_OTHER_TAG: Final = 4
_OUTSIDE: Final = frozenset("nav header footer aside form menu dialog".split())
_INSIDE: Final = frozenset(("article", "main"))
_FAR: Final = 15


def look_at_markup(document: Document, mass: bytes, names: Lexicon | None) -> dict[str, bytes]:
    """Measure what the markup says of every block.

    Args:
        document: the page, read from HTML.
        mass: units of prose in each block by `surroundings.masses`.
    """
    blocks, size = document.blocks, len(document.blocks)
    links = bytes([1 + int((b.link_density or 0.0) * _LINK_STEPS) for b in blocks])
    near = pack(bytes([n > _LINK_STEPS // 2 for n in links]))
    tags = [(block.tags or "").split(">") for block in blocks]
    places = [block.element or 0 for block in blocks]
    tree = _Tree(document.elements, places, mass)
    return {
        "links": links,
        "links within 4": unpack(around(near, 4), size),
        "tag": bytes([_TAGS.get(path[-1], _OTHER_TAG) for path in tags]),
        "landmark": bytes([_landmark(path) for path in tags]),
        "names": names.column([list(b.hints or ()) for b in blocks]) if names else bytes(size),
        "to the core": bytes(map(tree.away.__getitem__, places)),
        "prose of the parent": bytes([tree.share(place, 1) for place in places]),
        "prose of the grandparent": bytes([tree.share(place, 2) for place in places]),
        "elements alike": bytes(map(tree.alike.__getitem__, places)),
        "parents alike": bytes([tree.alike[tree.up(place, 1)] for place in places]),
        "depth to the core": bytes([tree.depth_to_core(place) for place in places]),
    }


def _landmark(path: Sequence[str]) -> int:
    """2 in what the page calls its article or main part, 1 in its menus, margins and forms, else 3.

    The innermost landmark counts.
    """
    for tag in reversed(path):
        if tag in _OUTSIDE:
            return 1
        if tag in _INSIDE:
            return 2
    return 3


class _Tree:
    """The page's elements with the prose inside each."""

    def __init__(self, elements: Sequence[Element], places: Sequence[int], mass: bytes) -> None:
        self.elements = elements
        self.prose = [0] * len(elements)
        for place, units in zip(places, mass, strict=True):
            self.prose[place] += units
        for index in range(len(elements) - 1, 0, -1):
            self.prose[elements[index].parent] += self.prose[index]
        self.whole = self.prose[0] or 1
        self.core = self._core()
        self.away = self._away()
        kinds = [(element.tag, element.hints) for element in elements]
        often = Counter(kinds)
        self.alike = [min(often[kind], 30) for kind in kinds]

    def _core(self) -> int:
        """The deepest element that holds more than half of the page's prose."""
        core = 0
        for index, prose in enumerate(self.prose):
            if prose * 2 > self.whole and self.elements[index].depth >= self.elements[core].depth:
                core = index
        return core

    def _away(self) -> list[int]:
        """For each element, the steps up to an element around the core, 1 inside it; capped."""
        around_core = set()
        index = self.core
        while index >= 0:
            around_core.add(index)
            index = self.elements[index].parent
        away = []
        for index, element in enumerate(self.elements):
            if index == self.core:
                away.append(1)
            elif index in around_core:
                away.append(2)
            else:
                above = away[element.parent]
                away.append(1 if above == 1 else min(above + 1, _FAR))
        return away

    def up(self, index: int, steps: int) -> int:
        """The element so many steps further out."""
        for _ in range(steps):
            index = max(self.elements[index].parent, 0)
        return index

    def share(self, index: int, steps: int) -> int:
        """Sixteenths of the page's prose inside the element so many steps further out, from 1."""
        return 1 + 16 * self.prose[self.up(index, steps)] // self.whole

    def depth_to_core(self, index: int) -> int:
        """How much deeper than the core the element is, 16 where it is as deep."""
        return min(max(self.elements[index].depth - self.elements[self.core].depth + 16, 1), 31)
