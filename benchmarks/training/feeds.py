"""Feeds of other pages' teasers, put below articles to be learned from.

Short reports with a long feed below are common in the wild and rare among the corpora's pages. The
words of the teasers are other pages' headlines and paragraphs, their markup is ours.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final, NamedTuple

from benchmarks.corpora import Page

_LISTS: Final = "stream feed list cards items grid river latest stories more row wrap".split()
_ENTRIES: Final = "card item teaser entry tile box post story block media col".split()
_TEXTS: Final = "summary text desc dek excerpt intro".split()
#: A list of teasers, and one of them.
_LAYOUTS: Final = (
    (
        "<ul class={list}>{feed}</ul>",
        "<li><div class={entry}><h4><a href=/{n}>{head}</a></h4><p>{text}</p></div></li>",
    ),
    (
        "<div class={list}>{feed}</div>",
        "<article class={entry}><h3><a href=/{n}>{head}</a></h3>"
        "<p class={dek}>{text}</p></article>",
    ),
    (
        "<section class={list}><div>{feed}</div></section>",
        "<div class={entry}><a href=/{n}><h3>{head}</h3></a><div>{text}</div></div>",
    ),
    (
        "<div class={list}>{feed}</div>",
        "<div class={entry}><h2>{head}</h2><p>{text} <a href=/{n}>&raquo;</a></p></div>",
    ),
    ("<div>{feed}</div>", "<div><h3><a href=/{n}>{head}</a></h3><p>{text}</p></div>"),
)
#: Pages whose teasers are kept for those after them, and paragraphs that each gives.
_PAGES: Final = 30
_EACH: Final = 2


class Teaser(NamedTuple):
    """A headline and some words below it."""

    site: str
    head: str
    text: str


def beside(
    pages: Iterable[tuple[Page, dict[str, str]]],
) -> Iterator[tuple[Page, dict[str, str], list[Teaser]]]:
    """Give each article the teasers of those before it, of other sites."""
    known: deque[Teaser] = deque(maxlen=_PAGES * _EACH)
    for page, texts in pages:
        if page.kind != "article":
            yield page, texts, []
            continue
        yield page, texts, [teaser for teaser in known if teaser.site != page.site]
        lines = [line.strip() for line in (page.text or "").splitlines()]
        prose = [line for line in lines if 60 < len(line) < 400][:_EACH]
        heads = [page.title, *(line for line in lines if 20 < len(line) <= 80)]
        known += [
            Teaser(page.site, *pair) for pair in zip(filter(None, heads), prose, strict=False)
        ]


def with_feed(html: str, teasers: Sequence[Teaser], chance: random.Random) -> str:
    """The page with a feed at its end, or right after its article."""
    around, one = chance.choice(_LAYOUTS)
    names = {
        "list": chance.choice(_LISTS),
        "entry": chance.choice(_ENTRIES),
        "dek": chance.choice(_TEXTS),
    }
    chosen = [chance.choice(teasers) for _ in range(chance.randint(4, 50))]
    feed = "".join(
        one.format(n=n, head=escape(head), text=escape(text), **names)
        for n, (_, head, text) in enumerate(chosen)
    )
    feed = around.format(feed=feed, **names)
    if chance.random() < 0.5 and html.count("</article>") == 1:
        return html.replace("</article>", f"</article>{feed}")
    before, end, after = html.rpartition("</body>")
    return f"{before}{feed}{end}{after}" if end else html + feed
