"""CPU time of systems taken in turns, page by page, so that their ratios can be trusted.

Absolute times differ by machine and by what else it does; ratios of times measured in turns hardly
do. So the turns are short, and the ratios are what the gate looks at.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterable, Sequence
from itertools import islice, repeat
from pathlib import Path
from statistics import median
from time import process_time
from typing import Final, NamedTuple

from benchmarks import sets
from benchmarks.corpora import PageSet, page_set
from benchmarks.process import BenchmarkError, Progress
from benchmarks.renderers import rendered
from benchmarks.systems import RENDERER
from cleanarticle import clean

#: The corpus on which speed is measured, and how many of its articles.
CORPUS: Final = "wcxb_dev"
_PAGES: Final = 200

Times = list[list[list[float]]]
"""CPU seconds by round, system and page."""


class Sample(NamedTuple):
    """A page to be timed on."""

    text: str
    html: str


def own_samples() -> list[Sample]:
    """Return the sample pages that come with the project."""
    return _samples(sets.sample_pages())


def corpus_samples(folder: Path, every: int = 1) -> list[Sample]:
    """Return the first articles of WCXB dev, or of a sample of it."""
    return _samples(page_set(folder, CORPUS, every))


def _samples(pages: PageSet) -> list[Sample]:
    texts = zip(pages, rendered(pages, RENDERER), strict=False)
    articles = (
        Sample(text, page.html)
        for page, text in texts
        if page.kind == "article" or pages.name == sets.SAMPLES
    )
    return list(islice(articles, _PAGES))


def floor(sample: Sample) -> object:
    """The least that anything reading lines must do."""
    return [line.strip() for line in sample.text.splitlines()]


def parse(sample: Sample) -> object:
    """The least that anything reading HTML must do: Lexbor's parse alone."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(sample.html)


def clean_text(sample: Sample) -> object:
    """What a user calls on raw text."""
    return clean(sample.text, format="text")


def clean_html(sample: Sample) -> object:
    """What a user calls on HTML."""
    return clean(sample.html, format="html")


def in_turns(
    samples: Sequence[Sample],
    systems: Sequence[Callable[[Sample], object]],
    rounds: int,
    runs: Sequence[int] = (),
) -> Times:
    """Time systems in turns on every page, several rounds; one more, not counted, comes first.

    Args:
        samples: the pages.
        systems: what is timed.
        rounds: how often all pages are taken.
        runs: how often in a row each system takes a page, of which the fastest counts; once if
            nothing is given.

    Raises:
        BenchmarkError: a system failed on a page.
    """
    found: Times = []
    progress = Progress("timing, rounds")
    for _ in range(rounds + 1):
        times: list[list[float]] = [[] for _ in systems]
        for sample in samples:
            for system, often, own in zip(systems, runs or repeat(1), times, strict=False):
                own.append(min(_seconds(system, sample) for _ in range(often)))
        found.append(times)
        progress.step()
    progress.end()
    return found[1:]


def _seconds(system: Callable[[Sample], object], sample: Sample) -> float:
    begin = process_time()
    try:
        system(sample)
    except Exception as error:
        start = " ".join(sample.text[:200].split())[:80]
        message = f"no time to give: {error!r} on the page that begins {start!r}"
        raise BenchmarkError(message) from error
    return process_time() - begin


def ratio(times: Times, above: int, below: int, at: Iterable[int] = ()) -> float:
    """Return the median, over rounds, of a system's time over another's on the pages named, or all.

    >>> ratio([[[1.0], [2.0]], [[1.0], [3.0]], [[2.0], [8.0]]], 1, 0)
    3.0
    """
    places = list(at) or range(len(times[0][0]))
    return median(
        sum(map(one[above].__getitem__, places)) / sum(map(one[below].__getitem__, places))
        for one in times
    )


def best(times: Times, system: int, at: Iterable[int] = ()) -> float:
    """Return a system's CPU seconds on the pages named, or all, in its best round."""
    places = list(at) or range(len(times[0][0]))
    return min(sum(map(one[system].__getitem__, places)) for one in times)


def floor_ratios(samples: Sequence[Sample], rounds: int = 5) -> tuple[float, float]:
    """Return how many times the floors `clean` takes: text's over lines, HTML's over the parse.

    The floors take microseconds, which vary by a tenth with what the caches hold: of several runs
    in a row the fastest counts. So taken, ratios of the same code lie within .02 of their mean in
    an hour, and differ by .09 from hour to hour.
    """
    _keep_memory()
    systems = [floor, clean_text, parse, clean_html]
    times = in_turns(samples, systems, rounds, (_RUNS, 1, _RUNS, 1))
    return ratio(times, 1, 0), ratio(times, 3, 2)


#: Runs of a floor.
_RUNS: Final = 7


def _keep_memory() -> None:
    """Have glibc keep what was freed, where the heap is its own.

    Left alone it hands it back or not by what else lies on the heap. The parse alone then takes
    .43 ms a page of WCXB or .71, by chance, since the kernel has to clear the pages it asks for.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if os.name == "posix" else None
    if mallopt:
        for threshold, size in _KEPT.items():
            mallopt(threshold, size)


#: What `mallopt` calls the two thresholds, `M_TRIM_THRESHOLD` and `M_MMAP_THRESHOLD`, and their
#: bytes: all that is free stays, and what is not huge is taken from the heap.
_KEPT: Final = {-1: 1 << 30, -3: 32 << 20}
