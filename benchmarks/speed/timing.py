"""CPU time of systems taken in turns, page by page, so that their ratios can be trusted.

Absolute times differ by machine and by what else it does; ratios of times measured in turns hardly
do. So the turns are short, and the ratios are what the gate looks at.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
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
    samples: Sequence[Sample], systems: Sequence[Callable[[Sample], object]], rounds: int
) -> Times:
    """Time systems in turns on every page, several rounds; one more, not counted, comes first.

    Raises:
        BenchmarkError: a system failed on a page.
    """
    found: Times = []
    progress = Progress("timing, rounds")
    for _ in range(rounds + 1):
        times: list[list[float]] = [[] for _ in systems]
        for sample in samples:
            for system, own in zip(systems, times, strict=True):
                own.append(_seconds(system, sample))
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
    """Return how many times the floors `clean` takes: text's over lines, HTML's over the parse."""
    _pin_heap()
    times = in_turns(samples, [floor, clean_text, parse, clean_html], rounds)
    return ratio(times, 1, 0), ratio(times, 3, 2)


def _pin_heap() -> None:
    """Keep glibc's heap at the thresholds it starts with, where it is glibc's.

    Left alone it keeps more memory once a large block was freed, as that of a data file. The parse
    alone then takes half of the time (.17 ms a sample page for .35), and what a page takes over it
    would tell of the size of our files.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if os.name == "posix" else None
    if mallopt:
        for threshold in (_TRIM, _MMAP):
            mallopt(threshold, _AT_START)


#: What `mallopt` calls the two thresholds, and their bytes at the start.
_TRIM, _MMAP = -1, -3
_AT_START: Final = 128 * 1024
