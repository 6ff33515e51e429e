"""CPU time of `clean` against its floors, by page size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from benchmarks.speed import timing
from benchmarks.speed.timing import Sample, Times
from benchmarks.tables import Table

_ROUNDS: Final = 5
#: Sizes in kilobytes of what is read.
_BOUNDS: Final = (0, 4, 8, 16, 32, 64, 128, 256, 512, 10**9)


def tables(samples: Sequence[Sample], name: str) -> list[Table]:
    """Text over `splitlines` and `strip`, HTML over the bare parse."""
    systems = [timing.floor, timing.clean_text, timing.parse, timing.clean_html]
    times = timing.in_turns(samples, systems, _ROUNDS)
    notes = [
        f"{len(samples)} pages: {name}",
        f"ms: best of {_ROUNDS} rounds in turns; x: median of the rounds' ratios",
    ]
    texts = [len(sample.text.encode("utf-8", "replace")) / 1000 for sample in samples]
    htmls = [len(sample.html.encode("utf-8", "replace")) / 1000 for sample in samples]
    return [
        Table(
            "CPU time given the text",
            ["text", "pages", "KB", "splitlines + strip, ms", "clean, ms", "MB/s", "x floor"],
            list(_rows(texts, times, (0, 1))),
            notes,
        ),
        Table(
            "CPU time given the HTML",
            ["HTML", "pages", "KB", "Lexbor parse, ms", "clean, ms", "MB/s", "x floor"],
            list(_rows(htmls, times, (2, 3))),
            notes,
        ),
    ]


def _rows(sizes: Sequence[float], times: Times, pair: tuple[int, int]) -> Iterator[list[str]]:
    for low, high in pairwise(_BOUNDS):
        at = [i for i, size in enumerate(sizes) if low <= size < high]
        if at:
            name = f"{low}-{high} KB" if high < _BOUNDS[-1] else f"{low} KB and more"
            yield _row(name, sizes, times, (pair, at))
    yield _row("all", sizes, times, (pair, range(len(sizes))))


def _row(
    name: str,
    sizes: Sequence[float],
    times: Times,
    what: tuple[tuple[int, int], Sequence[int]],
) -> list[str]:
    (below, above), at = what
    kilobytes = sum(sizes[i] for i in at)
    floor, ours = timing.best(times, below, at), timing.best(times, above, at)
    return [
        name,
        str(len(at)),
        f"{kilobytes / len(at):.1f}",
        f"{floor / len(at) * 1000:.3f}",
        f"{ours / len(at) * 1000:.2f}",
        f"{kilobytes / 1000 / ours:.1f}",
        f"{timing.ratio(times, above, below, at):.1f}",
    ]
