"""What the commands do, each from the options of the command line to what is printed."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator

from rich.console import Console

from benchmarks import importing, records, sets
from benchmarks import report as reporting
from benchmarks import scale as growth
from benchmarks import speed as timing
from benchmarks.collect import collect_all
from benchmarks.corpora import PageSet, names
from benchmarks.process import BenchmarkError
from benchmarks.records import Record
from benchmarks.systems import OURS, available
from benchmarks.tables import Table, show
from benchmarks.views import calibration
from benchmarks.views import compare as comparing
from benchmarks.views import leaks as leaking
from benchmarks.views import metadata as fields
from benchmarks.views import quality as qualities
from benchmarks.worst import Worst, drawn, worst

Options = argparse.Namespace
View = Callable[[Record], Iterable[Table]]

#: Of the worst pages, so many are in a report for every set.
_IN_REPORT = 10


def everything(options: Options) -> int:
    """Measure all there is, print it, and write the report."""
    measured = _measured(options)
    views: list[View] = [qualities.tables, leaking.tables, fields.tables, calibration.tables]
    _show(measured, views)
    tables = timing.run(options.corpora)
    show(tables)
    if options.record:
        _keep("speed", tables)
    content = reporting.Content(measured, tables, list(_worst(options, measured)))
    print(f"report: {reporting.write(content, options.out)}")
    return 0


def quality(options: Options) -> int:
    """Word F1 and what else is said of a body."""
    _show(_measured(options), [qualities.tables, calibration.tables])
    return 0


def leaks(options: Options) -> int:
    """Noise left and body lost; only the sample pages are labelled."""
    options.set = options.set or sets.SAMPLES
    _show(_measured(options), [leaking.tables])
    return 0


def metadata(options: Options) -> int:
    """Title, authors, date, of the systems that give any."""
    _show(_measured(options, but="text"), [fields.tables])
    return 0


def speed(options: Options) -> int:
    """CPU time."""
    return _timed(options, "speed", timing.run(options.corpora))


def scale(options: Options) -> int:
    """Growth."""
    return _timed(options, "scale", growth.run())


def pages(options: Options) -> int:
    """The worst pages, measured anew."""
    by = [options.renderer] if options.renderer else []
    console = Console(highlight=False)
    for pages in _sets(options):
        ours = [
            one
            for one in available([OURS], by)
            if one.renderer == options.renderer and one.mode in ("html", "text")
        ]
        [record] = collect_all([pages], ours)
        for text in drawn(list(worst(pages, record, options.renderer, options.count))):
            console.print(text, soft_wrap=True)
    return 0


def compare(options: Options) -> int:
    """Two records."""
    show(comparing.tables(records.read(options.before), records.read(options.after)))
    return 0


def import_(options: Options) -> int:
    """Corpora from a clone."""
    return importing.run(options.kind, options.source, options.target)


def report(options: Options) -> int:
    """The report of what the records hold; worst pages where their set can be read."""
    found = records.read_all()
    if not found:
        raise BenchmarkError(
            f"no records in {records.FOLDER}; make some with python -m benchmarks quality --record"
        )
    options.set, options.sample = None, 1
    tables = [table for name in ("speed", "scale") for table in records.read_tables(name)]
    content = reporting.Content(found, tables, list(_worst(options, found)))
    print(f"report: {reporting.write(content, options.out)}")
    return 0


def _sets(options: Options) -> list[PageSet]:
    """The sets of pages that are meant.

    Raises:
        BenchmarkError: there is no such set, or no such folder.
    """
    if options.corpora:
        names(options.corpora)  # better to say now what is wrong with it
    found = sets.page_sets(options.corpora, options.sample)
    if not options.set:
        return found
    chosen = [pages for pages in found if pages.name == options.set]
    if not chosen:
        known = ", ".join(pages.name for pages in found)
        hint = "" if options.corpora else "; corpora are found with --corpora DIR"
        raise BenchmarkError(f"no set {options.set!r}; there are {known}{hint}")
    return chosen


def _measured(options: Options, but: str = "") -> list[Record]:
    systems = available(options.systems, options.renderers)
    found = collect_all(_sets(options), [one for one in systems if one.gives != but])
    if options.record:
        for record in found:
            print(f"recorded in {records.write(record)}")
    return found


def _show(found: Iterable[Record], views: Iterable[View]) -> None:
    views = list(views)
    for record in found:
        for view in views:
            show(view(record))


def _timed(options: Options, name: str, tables: list[Table]) -> int:
    show(tables)
    if options.record:
        _keep(name, tables)
    return 0


def _keep(name: str, tables: list[Table]) -> None:
    print(f"recorded in {records.write_tables(name, tables)}")


def _worst(options: Options, found: Iterable[Record]) -> Iterator[Worst]:
    by_digest = {pages.digest: pages for pages in _sets(options)}
    for record in found:
        pages = by_digest.get(record.digest)
        if pages:
            yield from worst(pages, record, count=_IN_REPORT)
