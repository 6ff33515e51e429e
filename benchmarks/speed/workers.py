"""How much faster two processes clean many pages than one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from statistics import median
from time import perf_counter
from typing import Final

from benchmarks.process import BenchmarkError
from benchmarks.speed.timing import Sample
from benchmarks.tables import Table
from cleanarticle import CleanArticleError, clean_many

_ROUNDS: Final = 3
_TEXTS: Final = 600
#: Results that come before the clock starts: the processes have started, and read ahead.
_FIRST: Final = 100


def table(samples: Sequence[Sample]) -> Table:
    """Wall time of one process and of two, in turns.

    Raises:
        BenchmarkError: the processes cannot be started.
    """
    texts = [sample.text for sample in samples]
    texts = (texts * (_TEXTS // len(texts) + 1))[:_TEXTS]
    walls: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(_ROUNDS):
        for workers, times in walls.items():
            times.append(_wall(texts, workers))
    speedup = median(one / two for one, two in zip(walls[1], walls[2], strict=True))
    rows = [
        [str(workers), f"{min(times):.2f}", f"{(_TEXTS - _FIRST) / min(times):.0f}"]
        for workers, times in walls.items()
    ]
    notes = [f"two over one: {speedup:.2f} times as fast, median of {_ROUNDS} rounds; wall time"]
    return Table("clean_many", ["workers", "s", "pages/s"], rows, notes)


def _wall(texts: Sequence[str], workers: int) -> float:
    """Seconds from the first results to the last."""
    try:
        results = clean_many(texts, workers=workers, ordered=False)
        for _ in islice(results, _FIRST):
            pass
        begin = perf_counter()
        for _ in results:
            pass
        return perf_counter() - begin
    except CleanArticleError as error:
        raise BenchmarkError(f"clean_many with {workers} workers: {error}") from error
