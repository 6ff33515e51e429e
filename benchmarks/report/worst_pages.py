"""The worst pages in the report, every block coloured by what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from benchmarks.worst import Line, Worst

_SHOWN: Final = 400
_LINES: Final = 200
_CLASSES: Final = {
    (True, True): ("kept", "kept"),
    (True, False): ("left", "left in"),
    (False, True): ("lost", "lost"),
    (False, False): ("dropped", "dropped"),
}


def section(pages: Sequence[Worst]) -> str:
    """All pages, folded."""
    legend = "".join(f"<span class='line {css}'>{name}</span> " for css, name in _CLASSES.values())
    return f"<p>{legend}</p>{''.join(map(_page, pages))}"


def _page(page: Worst) -> str:
    head = f"{page.corpus}: {page.page} ({page.language or 'language unknown'})"
    summary = f"<summary>{escape(head)}: word F1 {page.f1:.3f}</summary>"
    # The address is shown, not linked: a report opens nothing by itself.
    address = f"<p class='note'>{escape(page.url)}</p>" if page.url else ""
    return f"<details>{summary}{address}{''.join(_lines(page))}</details>"


def _lines(page: Worst) -> Iterator[str]:
    yield from map(_line, page.lines[:_LINES])
    if len(page.lines) > _LINES:
        yield f"<p class='note'>and {len(page.lines) - _LINES} blocks more</p>"
    for text in page.missing[:_LINES]:
        yield f"<p class='line missing'><b>not in the page's blocks</b> {escape(text[:_SHOWN])}</p>"


def _line(line: Line) -> str:
    css, name = _CLASSES[line.kept, line.wanted]
    text = " ".join(line.text.split())
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    why = f"<b>{name}</b> <i>{escape(line.reason)}</i>"
    return f"<p class='line {css}' dir='auto'>{why} {escape(shown)}</p>"
