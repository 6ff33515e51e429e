"""How much faster two processes clean many pages than one."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from statistics import median
from time import perf_counter
from typing import Final

from benchmarks.speed.timing import Sample
from benchmarks.tables import Table
from cleanarticle import clean

_ROUNDS: Final = 3
_TEXTS: Final = 400
_CHUNK: Final = 16


def table(samples: Sequence[Sample]) -> Table:
    """Wall time of one process and of two, in turns."""
    texts = [sample.text for sample in samples]
    texts = (texts * (_TEXTS // len(texts) + 1))[:_TEXTS]
    walls: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(_ROUNDS):
        for workers, times in walls.items():
            times.append(_wall(texts, workers))
    speedup = median(one / two for one, two in zip(walls[1], walls[2], strict=True))
    rows = [
        [str(workers), f"{min(times):.2f}", f"{len(texts) / min(times):.0f}"]
        for workers, times in walls.items()
    ]
    notes = [f"two over one: {speedup:.2f} times as fast, median of {_ROUNDS} rounds; wall time"]
    return Table("Workers", ["processes", "s", "pages/s"], rows, notes)


def _wall(texts: Sequence[str], workers: int) -> float:
    """Seconds for all texts, without the start of the processes."""
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(_length, texts[: 4 * workers]))
        begin = perf_counter()
        list(pool.map(_length, texts, chunksize=_CHUNK))
        return perf_counter() - begin


def _length(text: str) -> int:
    return len(clean(text, format="text").text)
