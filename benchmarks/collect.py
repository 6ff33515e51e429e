"""Run systems on a set of pages and measure every output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import repeat
from typing import Final

from benchmarks.corpora import Page, PageSet
from benchmarks.measures import measure
from benchmarks.peers import Result
from benchmarks.process import BenchmarkError, spread, warn
from benchmarks.records import Column, Record, Series, machine
from benchmarks.systems import System, given, outputs

#: So many problems of a system are kept word for word; all are counted.
_TOLD: Final = 5


def collect(pages: PageSet, systems: Sequence[System]) -> Record:
    """Measure systems on a set; one that cannot be run is left out with a warning.

    Raises:
        CorpusError: the pages cannot be read.
    """
    if pages.every > 1:
        pages = pages.held()
    # A worker needs all of the page but its HTML, which is most of it.
    light = [replace(page, html="") for page in pages]
    series = []
    for system in systems:
        try:
            series.append(_run(pages, light, system))
        except BenchmarkError as error:
            warn(f"{system.name} on {pages.name} left out: {error}")
    listed = [(page.id, page.kind, page.language or "") for page in light]
    return Record(pages.name, pages.digest, listed, series)


def collect_all(sets: Iterable[PageSet], systems: Sequence[System]) -> list[Record]:
    """Measure systems on several sets; one that cannot be read is left out with a warning.

    Raises:
        BenchmarkError: none of them could be read.
    """
    found = []
    for pages in sets:
        try:
            found.append(collect(pages, systems))
        except BenchmarkError as error:
            warn(f"{pages.name} left out: {error}")
    if not found:
        raise BenchmarkError("nothing could be measured: see the warnings above")
    return found


def _run(pages: PageSet, light: Sequence[Page], system: System) -> Series:
    count = len(light)
    made = [answer for _, answer in zip(light, outputs(system, pages), strict=False)]
    raw = given(system, pages) if system.gives != "text" else None
    jobs = zip(light, made, raw or repeat(None), strict=False)
    columns: dict[str, Column] = {}
    problems = []
    label = f"measuring {system.name} on {pages.name}"
    for at, (measures, problem) in enumerate(spread(partial(_measured, system.gives), jobs, label)):
        for name, value in measures.items():
            columns.setdefault(name, [None] * count)[at] = value
        if problem:
            problems.append(problem)
    return Series(
        system.name,
        system.version,
        system.mode,
        system.renderer,
        {name: column for name, column in columns.items() if any(v is not None for v in column)},
        [True] * count,
        problems[:_TOLD],
        machine(),
    )


def _measured(
    gives: str, job: tuple[Page, Result, str | None]
) -> tuple[dict[str, float | None], str]:
    page, output, raw = job
    return measure(page, output, gives, raw), output.error and f"{page.id}: {output.error}"
