"""What the markup says of a block: links, tags, names of elements, place in the tree. HTML only.

The tree is asked three things: where the block stands against the element that holds most of the
page's prose, how much prose its own parents hold, and how often elements like its own occur (cards
of a list, posts of a thread). Class names, ids and roles are weighed by a learned lexicon like the
words of short lines: "related" or "footer" around a block says much in any language.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from cleanarticle.data import read_data
from cleanarticle.lanes import around, pack, unpack
from cleanarticle.lexicon import Lexicon
from cleanarticle.model import Block, Document, Element

#: The language under which the lexicon keeps the names of elements.
NAMES: Final = "html"
#: The nearest names that the lexicon reads. Of more than `lexicon.LONGEST` units only the ends
#: count, and nine in ten kinds of places have more. In one fit each, sites held out, all forty have
#: a blocks' F1 of .756 on WCXB's other kinds, .965 on fundus, .947 on segments and .955 on WCXB's
#: articles, twenty .761, .969, .950 and .953, twelve .756, .969, .950 and .955; fits of the same
#: rows differ by .002 or so.
_NAMES: Final = 20
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
#: Elements of tables, lists and code, whose lines look like pagers and counts; headings below the
#: page's own.
PARTS: Final = frozenset("tr li dt dd pre".split())
HEADINGS: Final = frozenset("h2 h3 h4 h5 h6".split())
_OUTSIDE: Final = frozenset("nav header footer aside form menu dialog".split())
_INSIDE: Final = frozenset(("article", "main"))
_FAR: Final = 15
#: An element with more than one in so many parts of the page's prose is what the page is about.
_WHOLE: Final = 4


def look_at_markup(document: Document, tree: Tree, names: Lexicon | None) -> dict[str, bytes]:
    """Measure what the markup says of every block.

    Args:
        document: the page, read from HTML.
        tree: its elements.
        names: what the names of elements say; ``None`` if nothing is known.
    """
    blocks, size = document.blocks, len(document.blocks)
    links = bytes([1 + int((b.link_density or 0.0) * _LINK_STEPS) for b in blocks])
    near = pack(bytes([n > _LINK_STEPS // 2 for n in links]))
    paths = [block.tags or "" for block in blocks]
    # Many blocks of a page stand in the same place, or under the same names.
    kinds = {path: _placed(path) for path in set(paths)}
    places = tree.places
    parents = [max(tree.parents[place], 0) for place in places]
    grandparents = [max(tree.parents[place], 0) for place in parents]
    return {
        "links": links,
        "links within 4": unpack(around(near, 4), size),
        "tag": bytes([kinds[path][0] for path in paths]),
        "landmark": bytes([kinds[path][1] for path in paths]),
        "names": _names([block.hints or () for block in blocks], names) if names else bytes(size),
        "to the core": bytes(tree.away(places)),
        "prose of the parent": bytes(tree.shares(parents)),
        "prose of the grandparent": bytes(tree.shares(grandparents)),
        "names of noise": bytes(tree.noise(places)),
        "elements alike": bytes(tree.alike(places)),
        "parents alike": bytes(tree.alike(parents)),
        "depth to the core": bytes(tree.depths_to_core(places)),
    }


def stands_in(block: Block, tags: frozenset[str]) -> bool:
    """Tell whether one of the two innermost elements around a block is one of these.

    >>> stands_in(Block(0, 1, tags="body>ul>li>a"), PARTS), stands_in(Block(0, 1), PARTS)
    (True, False)
    """
    return not tags.isdisjoint((block.tags or "").split(">")[-2:])


def _names(hints: Sequence[tuple[str, ...]], names: Lexicon) -> bytes:
    """What the lexicon says of the names around each block."""
    distinct = list(dict.fromkeys(hints))
    values = dict(zip(distinct, names.column(map(name_units, distinct)), strict=True))
    return bytes(map(values.__getitem__, hints))


def name_units(hints: Sequence[str]) -> list[str]:
    """The words of the nearest elements' names, and every two that follow each other.

    >>> name_units(("pull", "quote"))
    ['pull', 'quote', 'pull quote']
    """
    near = hints[:_NAMES]
    return [*near, *map(" ".join, pairwise(near))]


def _group_of(hints: Sequence[str]) -> int:
    """The last of the groups that have a name of an element; 0 for none, as of most."""
    names = _names_of_noise()
    if names.keys().isdisjoint(hints):
        return 0
    words = frozenset(hints)
    return max((g for word in hints for name, g in names.get(word, ()) if name <= words), default=0)


@cache
def _names_of_noise() -> dict[str, list[tuple[frozenset[str], int]]]:
    """The names in ``elements.toml`` with the numbers of their groups, under their first words."""
    found: dict[str, list[tuple[frozenset[str], int]]] = {}
    for group, names in enumerate(tomllib.loads(read_data("rules/elements.toml")).values(), 1):
        for words in (name.split("-") for name in names.split()):
            found.setdefault(words[0], []).append((frozenset(words), group))
    return found


def _placed(path: str) -> tuple[int, int]:
    """Class of the innermost tag of a path, and of its innermost landmark.

    2 in what the page calls its article or main part, 1 in its menus, margins and forms, else 3.
    """
    tags = path.split(">")
    kind = _TAGS.get(tags[-1], _OTHER_TAG)
    for tag in reversed(tags):
        if tag in _OUTSIDE:
            return kind, 1
        if tag in _INSIDE:
            return kind, 2
    return kind, 3


class Tree:
    """The page's elements with the prose inside each.

    Args:
        document: the page, read from HTML.
        mass: units of prose in each block by `surroundings.masses`.
    """

    def __init__(self, document: Document, mass: bytes) -> None:
        elements: Sequence[Element] = document.elements
        self.places = places = [block.element or 0 for block in document.blocks]
        tags, self.parents, self.depths, hints, _ = zip(*elements, strict=True)
        self.kinds = list(zip(tags, hints, strict=True))
        self.often = Counter(self.kinds)
        self.prose = prose = [0] * len(elements)
        for place, units in zip(places, mass, strict=True):
            prose[place] += units
        parents = self.parents
        for index in range(len(elements) - 1, 0, -1):
            if prose[index]:
                prose[parents[index]] += prose[index]
        self.whole = prose[0] or 1
        # The deepest element that holds more than half of the page's prose.
        half = self.whole // 2
        self.core = next((i for i in range(len(prose) - 1, 0, -1) if prose[i] > half), 0)

    def away(self, places: Sequence[int]) -> list[int]:
        """For each place, the steps up to an element around the core, 1 inside it; capped."""
        parents, known = self.parents, {self.core: 1}
        index = parents[self.core]
        while index >= 0:
            known[index] = 2
            index = parents[index]
        for index, parent in enumerate(parents):
            if index not in known:
                above = known[parent]
                known[index] = above + 1 if 1 < above < _FAR else above
        return [known[place] for place in places]

    def shares(self, places: Sequence[int]) -> list[int]:
        """Sixteenths of the page's prose inside each element, from 1."""
        prose, whole = self.prose, self.whole
        return [1 + 16 * prose[place] // whole for place in places]

    def noise(self, places: Sequence[int]) -> list[int]:
        """The group of ``elements.toml`` that the nearest of the names around each place is of.

        0 for none. What holds much of the page's prose is not what it is called: a class of the
        whole page may say that it has a newsletter.
        """
        groups = {hints: _group_of(hints) for hints in {hints for _, hints in self.often}}
        found: list[int] = []
        for parent, prose, (_, hints) in zip(self.parents, self.prose, self.kinds, strict=True):
            own = groups[hints]
            if not own or prose * _WHOLE > self.whole:
                own = found[parent] if parent >= 0 else 0
            found.append(own)
        return [found[place] for place in places]

    def alike(self, places: Sequence[int]) -> list[int]:
        """How many of the page's elements have the tag and the names of each one; capped."""
        kinds, often = self.kinds, self.often
        return [n if (n := often[kinds[place]]) < 30 else 30 for place in places]

    def depths_to_core(self, places: Sequence[int]) -> list[int]:
        """How much deeper than the core each element is, 16 where it is as deep."""
        base = 16 - self.depths[self.core]
        return [min(max(self.depths[place] + base, 1), 31) for place in places]

    def around(self, lines: Sequence[int]) -> dict[str, bytes]:
        """Each block's place against the nearest of some lines.

        The steps up from the line to an element around both, 1 if that is the line's own; and the
        prose inside it, in sixteenths of the page's.
        """
        parents, places = self.parents, self.places
        if not lines:
            return {"to the headline": bytes(len(places)), "prose by it": bytes(len(places))}
        known: dict[int, int] = {}
        for line in lines:
            index, steps = places[line], 1
            while index >= 0 and known.get(index, _FAR + 1) > steps:
                known[index] = steps
                index, steps = parents[index], min(steps + 1, _FAR)
        # What is around a block and the line: elements come after their parents.
        meets = list(range(len(parents)))
        for index, parent in enumerate(parents):
            if index not in known:
                meets[index] = meets[parent]
        shared = [meets[place] for place in places]
        return {
            "to the headline": bytes([known[index] for index in shared]),
            "prose by it": bytes(self.shares(shared)),
        }
