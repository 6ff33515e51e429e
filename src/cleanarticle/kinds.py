"""What kind of page it is: what counts as content differs between an article and a forum thread.

Signs of the whole page (what it declares itself to be, its address, the tags it is made of, the
words of its labels, what other lines open with, how much prose stands in how many blocks and how it
takes turns with short lines) each have a learned weight for every kind, as in `lexicon.py`; the
softmax of their sums are the kinds' probabilities. They become features of every block, and the
article's says how much each scorecard counts (`scorecard/blend.py`). One more feature of a text is
the probability that it is no whole page but what an extractor left of one: there a short line
between paragraphs is mostly the article's.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp
from operator import and_
from typing import Final, Literal, NamedTuple, get_args

from cleanarticle.data import read_data
from cleanarticle.lanes import half_octaves
from cleanarticle.model import Document, Markup
from cleanarticle.patterns import pattern
from cleanarticle.scorecard.blend import PARTS
from cleanarticle.surroundings import DROPPED, LONG, SHORT
from cleanarticle.text import fold

KindName = Literal[
    "article", "forum", "documentation", "service", "product", "listing", "collection"
]
#: In the order of all that holds a number for each kind. The names are those of WCXB.
KINDS: Final[tuple[KindName, ...]] = get_args(KindName)
#: Blocks of at most so many words are labels, whose words say what a page is for.
_LABEL: Final = 4
#: A text of fewer words than this tells nothing of its kind.
_TELLING: Final = 20
#: Weights are in these parts of a unit of log-odds.
STEPS: Final = 32
#: A number in a line of at most so many words is mostly a date, a time or a count.
_DATED: Final = 12
#: Words of an address's last part are counted up to here.
_SLUG: Final = 8
_TYPES: Final = pattern(r'"@type"\s*:\s*\[?\s*"([A-Za-z]+)')
_HOST: Final = pattern(r"(?:[a-z]+:)?//[^/?#]*")
_PATH: Final = pattern(r"[a-z]+")
_DIGITS: Final = pattern(r"[0-9]")
_MONEY: Final = "$€£"


class Kind(NamedTuple):
    """What kind of page it is, and how sure that is."""

    name: KindName
    """``forum`` is a thread, ``service`` a page of a company, ``listing`` one of links to other
    pages, ``collection`` one of many products."""
    confidence: float
    """Probability, 0 to 1."""


def likeliest(chances: Sequence[float]) -> Kind:
    """The kind of the highest probability.

    >>> likeliest([0.1, 0.7, 0, 0, 0.2, 0, 0])
    Kind(name='forum', confidence=0.7)
    """
    best = max(range(len(KINDS)), key=chances.__getitem__)
    return Kind(KINDS[best], chances[best])


class KindModel(NamedTuple):
    """The weights of one format, in 32nds of a unit of log-odds."""

    base: Sequence[int]
    """Of each kind."""
    weights: Mapping[str, Sequence[int]]
    """Of each kind, by sign."""
    extract: Mapping[str, int]
    """By sign, of a text's being what an extractor left; ``""`` has the base. Empty for HTML."""

    def chances(self, signs: Iterable[str]) -> list[float]:
        """The probability of each kind, in the order of :data:`KINDS`."""
        known = self.weights
        found = [known[sign] for sign in signs if sign in known]
        if not found:  # of such a page nothing is known but that it is read for an article
            return [1.0, *(0.0,) * (len(self.base) - 1)]
        sums = list(map(sum, zip(self.base, *found, strict=True)))
        top = max(sums)
        odds = [exp((value - top) / STEPS) for value in sums]
        whole = sum(odds)
        return [value / whole for value in odds]

    def extracted(self, signs: Iterable[str]) -> float | None:
        """The probability that a text is what an extractor left of a page; ``None`` for HTML."""
        if not self.extract:
            return None
        known = self.extract.get
        steps = known("", 0) + sum(known(sign, 0) for sign in signs)
        return 1 / (1 + exp(-max(-30.0, min(30.0, steps / STEPS))))


def page_signs(
    document: Document, words: Sequence[list[str]], columns: Mapping[str, bytes]
) -> set[str]:
    """What of a page may have a weight; words as they are, all else as ``name:value``.

    Args:
        document: the page.
        words: each block's folded words.
        columns: the features of all blocks.
    """
    few = document.format == "text" and sum(map(len, words)) < _TELLING
    if few or not document.blocks:
        return set()
    signs = set().union(*[ws for ws in words if len(ws) <= _LABEL])
    signs |= {f"opens:{ws[0]}" for ws in words if len(ws) > _LABEL}
    signs |= _rhythm(words, columns["words"].translate(LONG))
    signs.add(f"prose:{columns['page prose'][0]}")
    signs.add(f"blocks:{columns['page blocks'][0]}")
    signs.add(f"share of prose:{columns['page share of prose'][0] // 3}")
    signs.add(f"prices:{half_octaves(sum(map(document.text.count, _MONEY)))}")
    if document.markup:
        signs |= _declared(document.markup)
    if document.elements:
        for tag, count in Counter([element.tag for element in document.elements]).items():
            signs.add(f"tag:{tag}")
            signs.add(f"tag:{tag}:{half_octaves(count)}")
        links = columns["links"]
        signs.add(f"links:{10 * sum(n > 7 for n in links) // len(links)}")
        sizes = zip(columns["elements alike"], columns["words"], strict=True)
        if alike := sorted(often for often, size in sizes if size > 12):
            signs.add(f"alike:{alike[len(alike) // 2]}")
    else:
        signs |= _around_body(columns)
    return signs


def _rhythm(words: Sequence[list[str]], long: bytes) -> set[str]:
    """How often prose follows prose, as in an article, or something short, as in a list or thread.

    Args:
        words: each block's folded words.
        long: 1 for every block of prose.
    """
    together = sum(map(and_, long, long[1:]))
    apart = long.count(1) - together
    dated = sum("0" in line for line in words if 1 < len(line) <= _DATED)
    return {
        f"together:{half_octaves(together)}",
        f"apart:{10 * apart // (apart + together + 1)}",
        f"dated:{half_octaves(dated)}",
    }


def _around_body(columns: Mapping[str, bytes]) -> set[str]:
    """How much stands before the first long block and behind the last, and how much is short."""
    sizes, rules = columns["words"], columns["rule"]
    long, short = sizes.translate(LONG), sizes.translate(SHORT)
    size, dropped = len(sizes), sum(rules.translate(DROPPED))
    row = max(map(len, short.split(b"\0")))
    return {
        f"before long:{half_octaves(long.find(1) if 1 in long else size)}",
        f"after long:{half_octaves(size - 1 - long.rfind(1))}",
        f"short in a row:{half_octaves(row)}",
        f"short:{10 * short.count(1) // size}",
        f"dropped:{half_octaves(dropped)}",
        f"share dropped:{20 * dropped // size}",
    }


def _declared(markup: Markup) -> set[str]:
    """What the head says the page is, its title, and its address."""
    signs = {f"ld:{kind}" for script in markup.ld for kind in _TYPES.findall(script)}
    for name, value in markup.meta:
        signs.add(f"meta:{name.casefold()}")
        if name in ("og:type", "generator"):
            signs.add(f"{name}:{value.casefold()[:20]}")
    signs.update(f"title:{word}" for word in fold(markup.title).split())
    return signs | _address(markup)


def _address(markup: Markup) -> set[str]:
    """How the page's address is made: an article's ends with its headline, a listing's is short."""
    found = [link.href for link in markup.links if link.rel == "canonical"]
    found += [value for name, value in markup.meta if name == "og:url"]
    if not found:
        return {"no address"}
    path = _HOST.sub("", found[0].casefold(), count=1)
    slug = path.partition("?")[0].rstrip("/").rpartition("/")[2]
    return {
        *(f"path:{word}" for word in _PATH.findall(path)),
        f"slug words:{min(len(_PATH.findall(slug)), _SLUG)}",
        f"slug length:{half_octaves(len(slug))}",
        f"path digits:{half_octaves(len(_DIGITS.findall(path)))}",
    }


def kind_columns(chances: Sequence[float], extracted: float | None, size: int) -> dict[str, bytes]:
    """The probabilities in sixteenths, as features of every block.

    Args:
        chances: of each of :data:`KINDS`.
        extracted: that a text is what an extractor left; ``None`` for HTML.
        size: how many blocks there are.
    """
    found = {f"{kind} page": chance for kind, chance in zip(KINDS, chances, strict=True)}
    if extracted is not None:
        found["extracted page"] = extracted
    return {name: bytes((round(PARTS * chance),)) * size for name, chance in found.items()}


@cache
def kind_model(format: str) -> KindModel:
    """The model shipped for ``text`` or ``html``."""
    data = json.loads(read_data(f"scorecard/kinds-{format}.json"))
    return KindModel(**{field: data[field] for field in KindModel._fields})
