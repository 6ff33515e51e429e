"""The pages that come out worst, line by line: what was kept and dropped, rightly or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rich.text import Text

from benchmarks import renderers
from benchmarks.corpora import Page, PageSet
from benchmarks.metrics.lines import found_in
from benchmarks.records import Record
from benchmarks.systems import OURS
from cleanarticle import clean

#: How a line is shown in a terminal, by what became of it and what should have.
_STYLES: Final = {
    (True, True): (" ", ""),
    (True, False): ("+", "red"),
    (False, True): ("-", "yellow"),
    (False, False): (" ", "dim"),
}


class Line(NamedTuple):
    """A block of a page."""

    text: str
    kept: bool
    wanted: bool
    """Whether the gold has it."""
    reason: str
    """The rule's code, or the category."""


class Worst(NamedTuple):
    """A page with its lines, in the order of the page."""

    corpus: str
    page: str
    url: str
    language: str
    f1: float
    lines: tuple[Line, ...]
    missing: tuple[str, ...]
    """Lines of the gold that the page's blocks do not have at all."""


def worst(pages: PageSet, record: Record, renderer: str = "", count: int = 20) -> Iterator[Worst]:
    """Yield the articles of a set on which ours has the least word F1, worst first.

    Args:
        pages: the set.
        record: what was measured of it.
        renderer: what made the text; empty for HTML.
        count: how many.
    """
    key = ("text" if renderer else "html", renderer, OURS)
    column = next((one.columns.get("f1", []) for one in record.series if one.key == key), [])
    articles = next(iter(record.groups().values()), [])
    scores = {
        record.pages[at][0]: value
        for at in articles
        if column and (value := column[at]) is not None
    }
    chosen = sorted(scores, key=lambda page: (scores[page], page))[:count]
    found = {
        page.id: _looked_at(page, raw, renderer, scores[page.id])
        for page, raw in _contents(pages, renderer)
        if page.id in chosen
    }
    yield from (found[page] for page in chosen if page in found)


def _contents(pages: PageSet, renderer: str) -> Iterator[tuple[Page, str]]:
    if not renderer:
        return ((page, page.html) for page in pages)
    return zip(pages, renderers.rendered(pages, renderer), strict=False)


def _looked_at(page: Page, raw: str, renderer: str, f1: float) -> Worst:
    article = clean(raw, url=page.url or None, format="text" if renderer else "html")
    texts, gold = list(article.document.texts), page.text or ""
    wanted = found_in(texts, gold)
    lines = tuple(
        Line(text, decision.keep, want, decision.rule or decision.category)
        for text, decision, want in zip(texts, article.decisions, wanted, strict=True)
    )
    golden = [line for line in gold.splitlines() if line.strip()]
    there = found_in(golden, "\n".join(texts))
    missing = tuple(line for line, has in zip(golden, there, strict=True) if not has)
    return Worst(page.corpus, page.id, page.url, page.language or "", f1, lines, missing)


def drawn(pages: Sequence[Worst], width: int = 110) -> Iterator[Text]:
    """The pages for a terminal: ``+`` left in wrongly, ``-`` lost, the rest as decided."""
    for page in pages:
        title = f"{page.corpus} {page.page}  word F1 {page.f1:.3f}  {page.url}"
        yield Text(f"\n{title}", style="bold")
        for line in page.lines:
            mark, style = _STYLES[line.kept, line.wanted]
            state = "kept" if line.kept else "dropped"
            text = " ".join(line.text.split())[:width]
            yield Text(f"{mark} {state:8}{line.reason:12}{text}", style=style)
        for text in page.missing:
            yield Text(f"  not in the page's blocks: {text[:width]}", style="magenta")
