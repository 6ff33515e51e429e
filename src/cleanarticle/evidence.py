"""All that is measured of a page before any block is scored: one column a feature."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from cleanarticle.amounts import look_for_amounts
from cleanarticle.anchor import could_be_headlines, find_anchor, look_from
from cleanarticle.core import look_at_core
from cleanarticle.echoes import look_for_echoes
from cleanarticle.features import Features, measure
from cleanarticle.lexicon import Lexicon
from cleanarticle.masthead import look_for_site, names_of_site
from cleanarticle.model import Document
from cleanarticle.places import look_at_places
from cleanarticle.rules.rule import Match
from cleanarticle.scorecard import Scorecard
from cleanarticle.structure import Tree, look_at_markup
from cleanarticle.surroundings import look_around, masses
from cleanarticle.voice import listen


class Learned(NamedTuple):
    """What training has to say of a page's language and format."""

    stop: frozenset[str]
    """The function words of the language; empty if unknown."""
    lexicon: Lexicon | None
    """What words of the language say; ``None`` if nothing is known."""
    voice: frozenset[str]
    """The words by which a site speaks to its reader; empty if unknown."""
    names: Lexicon | None = None
    """What the names of elements say; for HTML only."""
    headline: Scorecard | None = None
    """Tells headlines from other lines; for HTML only, and not while it is being learned."""


class Gathered(NamedTuple):
    """What was measured."""

    seen: Features
    """What can be told of the blocks by themselves."""
    columns: dict[str, bytes]
    """All features."""
    site: Collection[str]
    """What the site calls itself, folded."""


def gather(
    document: Document,
    folded: Sequence[str],
    words: Sequence[list[str]],
    matches: Sequence[Match],
    learned: Learned,
) -> Gathered:
    """Measure every block by itself and among its neighbours; HTML also by tree and headline.

    Of text, which says less, the longest stretches of prose are measured too.

    Args:
        document: the page.
        folded: its blocks, folded.
        words: each block's folded words.
        matches: what the rules found.
        learned: what is known of the language and the format.
    """
    seen = measure(document, words, matches, learned.stop, learned.lexicon)
    mass = masses(seen)
    columns = seen.columns | look_around(seen, mass, matches, words, not document.collapsed)
    columns |= look_for_echoes(document.texts) | look_for_amounts(folded, seen.wide)
    columns |= listen(folded, words, mass, learned.voice, seen.wide)
    site = names_of_site(document, folded)
    columns |= look_for_site(site, folded, mass)
    if not document.elements:
        return Gathered(seen, columns | look_at_core(mass, columns["lexicon"]), site)
    tree = Tree(document, mass)
    columns |= look_at_markup(document, tree, learned.names)
    columns |= could_be_headlines(document, words, seen, mass)
    if learned.headline:
        anchor = find_anchor(columns, folded, learned.headline)
        columns |= look_from(anchor, document, words, seen.wide) | tree.around(anchor.lines)
        columns |= look_at_places(document, columns, mass)
    return Gathered(seen, columns, site)
