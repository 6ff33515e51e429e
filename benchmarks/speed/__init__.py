"""What `clean` costs: over floors by page size, beside peers, at the start, in two processes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import TimeoutExpired

from benchmarks.process import BenchmarkError, warn
from benchmarks.speed import against, sizes, stages, starts, workers
from benchmarks.speed.timing import CORPUS, corpus_samples, own_samples
from benchmarks.tables import Table


def run(folder: Path | None) -> list[Table]:
    """Measure on the corpus, or on the project's own sample pages where none is named.

    What cannot be measured is left out with a warning.

    Raises:
        BenchmarkError: the pages cannot be read.
    """
    samples = corpus_samples(folder) if folder else own_samples()
    name = f"the first articles of {CORPUS}" if folder else "the project's sample pages"
    steps: list[Callable[[], list[Table]]] = [
        lambda: sizes.tables(samples, name),
        lambda: [against.table(samples)],
        lambda: [stages.table(samples)],
        lambda: [starts.table()],
        lambda: [workers.table(samples)],
    ]
    found: list[Table] = []
    for step in steps:
        try:
            found += step()
        except (BenchmarkError, TimeoutExpired) as error:
            warn(f"a table of speed is missing: {error}")
    return found
