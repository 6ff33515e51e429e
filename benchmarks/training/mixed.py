"""Bodies put among what stands around other pages' bodies, as text to be learned from.

What surrounds an article says little of what is in it: menus, teasers and footers are the site's. A
body among another site's is one more page to learn from, which no site ever had.
"""

from __future__ import annotations

import random
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from benchmarks.corpora import Page
from benchmarks.training import own
from benchmarks.training.align import body_lines
from benchmarks.training.folds import fold_of
from benchmarks.training.inserts import with_inserts
from cleanarticle.cleaner import Cleaner
from cleanarticle.reading.text import read_text

#: Hosts that each article is given, and pages that are kept to choose from.
_HOSTS = 2
_PAGES = 25
#: Share of the bodies that labels of sites are put into.
_WITH_INSERTS = 0.5


class Host(NamedTuple):
    """Another page, as text."""

    site: str
    body: str
    texts: dict[str, str]
    """By renderer."""


def beside(jobs: Iterable[tuple[Page, dict[str, str], Any]]) -> Iterator[tuple[Any, ...]]:
    """Give each article's job some pages before it, of other sites, in its language and fold.

    Those of other folds would bring what stands around their bodies to the sites held out.
    """
    known: dict[object, deque[Host]] = defaultdict(lambda: deque(maxlen=_PAGES))
    for page, texts, rest in jobs:
        if page.kind != "article":
            yield page, texts, rest, []
            continue
        language = Cleaner().look(read_text(page.text or "")).language
        pages = known[language, fold_of(page.site)]
        others = [host for host in pages if host.site != page.site]
        chance = random.Random(page.id)
        yield page, texts, rest, chance.sample(others, min(_HOSTS, len(others)))
        pages.append(Host(page.site, page.text or "", texts))


def among(text: str, page: Page, host: Host, renderer: str, chance: random.Random) -> str:
    """The host's text with what it has from its body's first line to the last one's replaced.

    Every second time labels and boxes stand between the paragraphs: of pages of the same fold.

    Args:
        text: a page as text.
        page: the page, whose body's first to last line replace the host's.
        host: the other page.
        renderer: what made both texts.
        chance: chooses.
    """
    lines, within = body_lines(text, page.text or "")
    around, gone = body_lines(host.texts[renderer], host.body)
    if len(within) < 2 or len(gone) < 2:
        return ""
    first, last = within[0], within[-1]
    body = lines[first : last + 1]
    if chance.random() < _WITH_INSERTS:
        language = Cleaner().look(read_text(page.text or "")).language
        boxes = own.boxes(language or "en", fold_of(page.site))
        body = with_inserts(body, [index - first for index in within], language, chance, boxes)
    around[gone[0] : gone[-1] + 1] = body
    return "\n".join(around)
