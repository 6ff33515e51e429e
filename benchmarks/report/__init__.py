"""One self-contained HTML file of everything measured: plots, tables, worst pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from benchmarks import files
from benchmarks.metrics import mean
from benchmarks.metrics.bootstrap import interval
from benchmarks.records import Record, Series
from benchmarks.report import plots, worst_pages
from benchmarks.report.plots import Point, Row
from benchmarks.systems import OURS, RENDERER
from benchmarks.tables import Table
from benchmarks.views import calibration, leaks, metadata, quality
from benchmarks.worst import Worst

_STYLE: Final = Path(__file__).with_name("style.css")
_MODES: Final = {"html": "given the HTML", "text": f"given the text by {RENDERER}"}
#: What ours was given in the plot of confidence: HTML, text, text without line breaks.
_PROMISED: Final = ("", RENDERER, "collapsed")
_ABOUT: Final = (
    "Every dot is a mean over pages, every bar its 95% bootstrap interval. Output of a system that "
    "failed counts as empty. CPU times here are of the run that measured quality; the ratios of "
    "the speed tables, taken in turns, are the ones to trust."
)


class Content(NamedTuple):
    """What a report tells."""

    records: Sequence[Record]
    speed: Sequence[Table]
    worst: Sequence[Worst]


def write(content: Content, path: Path) -> Path:
    """Write a report.

    Raises:
        BenchmarkError: it cannot be written.
    """
    return files.write(path, page(content))


def page(content: Content) -> str:
    """The report's HTML; it needs nothing besides itself."""
    style = _STYLE.read_text(encoding="utf-8")
    parts = "".join(_sections(content))
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>cleanarticle measured</title><style>{style}</style></head>"
        f"<body><h1>cleanarticle measured</h1><p>{escape(_ABOUT)}</p>{parts}</body></html>\n"
    )


def _sections(content: Content) -> Iterator[str]:
    for record in content.records:
        yield from _record(record)
    if content.speed:
        yield "<h2>Speed</h2>"
        yield from (table.html() for table in content.speed)
    if content.worst:
        yield "<h2>Worst pages of ours</h2>"
        yield worst_pages.section(content.worst)
    yield "<h2>What was measured</h2>"
    yield "".join(f"<p class='note'>{escape(line)}</p>" for line in _provenance(content.records))


def _record(record: Record) -> Iterator[str]:
    group, at = next(iter(record.groups().items()), (record.name, []))
    yield f"<h2>{escape(group)}: {len(at)} pages</h2>"
    drawn = list(_plots(record, at))
    if drawn:
        yield f"<div class='plots'>{''.join(drawn)}</div>"
    for view in (leaks, quality, metadata, calibration):
        tables = list(view.tables(record))
        if tables:
            name = view.__name__.rpartition(".")[2]
            inner = "".join(table.html() for table in tables)
            yield f"<details><summary>tables: {name}</summary>{inner}</details>"


def _plots(record: Record, at: Sequence[int]) -> Iterator[str]:
    for mode, title in _MODES.items():
        found = [
            one
            for one in record.of_mode(mode)
            if one.values("f1", at) and one.renderer in ("", RENDERER)
        ]
        if not found:
            continue
        found.sort(key=lambda one: mean(one.values("f1", at)), reverse=True)
        yield plots.dots(f"Word F1 {title}", [_row(one, at) for one in found])
        points = list(_points(found, at))
        if len(points) > 1:
            yield plots.scatter(f"Word F1 against CPU ms a page, {title}", points)
        yield plots.curves(
            f"Word F1 of every page, worst to best, {title}",
            [(one.system, one.values("f1", at)) for one in _distinct(found)],
        )
    promised = [one for one in record.series if one.renderer in _PROMISED]
    binned = [(_where(one), calibration.bins(one)) for one in promised]
    binned = [(name, bins) for name, bins in binned if bins]
    if binned:
        yield plots.reliability("Word F1 by confidence", binned)


def _distinct(found: Sequence[Series]) -> list[Series]:
    """Ours first, for the accent colour; then the best setting of every peer."""
    best = {one.system.split()[0]: one for one in reversed(found)}
    return sorted(found, key=lambda one: (one.system != OURS, best[one.system.split()[0]] != one))[
        : len(best)
    ]


def _where(one: Series) -> str:
    """What ours was given.

    >>> _where(Series("trafilatura + cleanarticle", "", "after", "", {}, []))
    'after trafilatura'
    """
    if one.mode == "after":
        return f"after {one.system.removesuffix(f' + {OURS}')}"
    return f"text by {one.renderer}" if one.renderer else "HTML"


def _row(one: Series, at: Sequence[int]) -> Row:
    return Row(one.system, interval(one.values("f1", at)), one.system == OURS)


def _points(found: Sequence[Series], at: Sequence[int]) -> Iterator[Point]:
    for one in found:
        spent = one.values("cpu_ms", at)
        if spent:
            value = mean(one.values("f1", at))
            yield Point(one.system, median(spent), value, one.system == OURS)


def _provenance(records: Sequence[Record]) -> Iterator[str]:
    for record in records:
        yield f"{record.name}: {len(record.pages)} pages, digest {record.digest}"
        seen = dict.fromkeys(f"{one.system} {one.version}".strip() for one in record.series)
        yield f"systems: {', '.join(seen)}"
        yield f"on {', '.join(dict.fromkeys(one.machine for one in record.series))}"
