"""How time and memory grow with the page, on ordinary and on hostile shapes.

Every measurement has a process of its own, which is killed when it takes too long: a shape that
makes some pattern run away costs a line in the table, not the run.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.process import BenchmarkError, Progress, python
from benchmarks.tables import Table
from cleanarticle import clean

#: Seconds a measurement may take before it is killed.
LIMIT: Final = 120.0
#: The least and the most pairs of a page and its half; more than the least while a page is quick.
_PAIRS: Final = (3, 7)
_QUICK: Final = 2.0
_SENTENCE: Final = "The harbour, which had been closed since Monday, reopened at noon. "
_WRAPPED: Final = "The harbour which had been closed since the storm of last Monday was to\n"
_ORDINARY: Final = (
    "The old harbour\n\n" + (_SENTENCE * 4 + "\n\n") * 3 + "Advertisement:\n\n"
    "Read also: Ferry to the islands runs again\n\n"
)


class Shape(NamedTuple):
    """A way for a page to be large."""

    unit: str
    """What the page repeats."""
    size: int = 1_000_000
    """Characters of the whole page."""


_LARGE: Final = 10_000_000

ORDINARY: Final = "ordinary page"

SHAPES: Final = {
    ORDINARY: Shape(_ORDINARY, _LARGE),
    "one line of prose": Shape(_SENTENCE, _LARGE),
    "short lines": Shape("Harbour 1\n", _LARGE),
    "paragraphs": Shape(_SENTENCE * 4 + "\n\n", _LARGE),
    "(": Shape("("),
    "one word": Shape("a"),
    "spaces": Shape(" " * 99 + "x"),
    "blank lines": Shape("\n" * 99 + "x"),
    "hard-wrapped, no end": Shape(_WRAPPED),
    "broken sentence, no end": Shape("The harbour was \nlater, and\n it was\n"),
    "sentence marks": Shape(". "),
    "ad labels": Shape("Advertisement: "),
    "ad lines": Shape("Advertisement:\n"),
    "names": Shape("By Jane Doe, "),
    "dates": Shape("1 May 2024, "),
    "digits": Shape("1"),
    "pipes": Shape("Home | "),
    "bullets": Shape("• \n"),
    "quotes": Shape('"'),
    "addresses": Shape("www.a.b/c@d."),
    "combining marks": Shape("e\u0301"),
    "Chinese, no marks": Shape("港口"),
    "Chinese lines": Shape("港口重新开放，\n"),
    "Arabic": Shape("الميناء، "),
    "emoji": Shape("\U0001f469\u200d\U0001f467 "),
    "open tags": Shape("<div>"),
    "<": Shape("<"),
    "entities": Shape("<p>&amp;"),
    "comment never closed": Shape("<!-- "),
}


class Cost(NamedTuple):
    """What one page cost."""

    seconds: float
    megabytes: float
    """Peak memory of the process above what it had before the page was made."""


def page(shape: str, size: int) -> str:
    """Make a page of a shape, of whole units: a cut one could be something else.

    >>> page("sentence marks", 5)
    '. . '
    """
    unit = SHAPES[shape].unit
    return unit * (size // len(unit))


def measure(shape: str, size: int) -> Cost | str:
    """Measure one page in its own process; if it fails or must be killed, say so."""
    code = f"from benchmarks.scale import child; child({shape!r}, {size})"
    try:
        return Cost(*json.loads(python(code, LIMIT)))
    except subprocess.TimeoutExpired:
        return f"over {LIMIT:.0f} s"
    except BenchmarkError as error:
        return str(error)


def child(shape: str, size: int) -> None:
    """Clean a page several times, and print the least CPU time and the peak of memory."""
    clean(_SENTENCE)
    before = _peak()
    text = page(shape, size)
    times: list[float] = []
    while sum(times) < 0.5 or (len(times) < 3 and sum(times) < 3):
        times.append(_seconds(text))
    print(json.dumps([min(times), _peak() - before]))


def doubling(shape: str, size: int) -> float:
    """Return the CPU time of a page over that of its half, as the median of several pairs.

    Both are measured in turn in one process: a machine that is slower for seconds at a time, or
    for as long as a process happens to live, is slower for both of a pair.

    Raises:
        BenchmarkError: no figure came of it, or not in time.
    """
    code = f"from benchmarks.scale import pairs; pairs({shape!r}, {size})"
    try:
        return float(python(code, LIMIT))
    except subprocess.TimeoutExpired:
        raise BenchmarkError(f"over {LIMIT:.0f} s") from None


def pairs(shape: str, size: int) -> None:
    """Clean a page and its half in turn, and print the median of the ratios of their times."""
    clean(_SENTENCE)
    whole, half = page(shape, size), page(shape, size // 2)
    taken = [(_seconds(whole), _seconds(half)) for _ in range(_PAIRS[0])]
    if taken[0][0] < _QUICK:
        taken += [(_seconds(whole), _seconds(half)) for _ in range(_PAIRS[0], _PAIRS[1])]
    print(statistics.median(long / short for long, short in taken))


def _seconds(text: str) -> float:
    # A full collection in one of two runs is a tenth of it, and says nothing of growth.
    gc.collect()
    begin = time.process_time()
    clean(text)
    return time.process_time() - begin


def _peak() -> float:
    """Peak memory of this process in MB.

    Linux's ``ru_maxrss`` starts from the parent's, which may be larger than all we measure.
    """
    try:
        with Path("/proc/self/status").open(encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024  # macOS: bytes


def costs(shape: str, sizes: Sequence[int]) -> list[Cost | str]:
    """Measure a shape at growing sizes; after a failure the larger ones are not tried."""
    found: list[Cost | str] = []
    for size in sizes:
        failed = found and isinstance(found[-1], str)
        found.append("not tried" if failed else measure(shape, size))
    return found


def growth(found: Sequence[Cost | str]) -> list[float]:
    """Return each time over the one before; infinite where either failed.

    >>> growth([Cost(1, 0), Cost(2, 0), Cost(8, 0), "over 120 s"])
    [2.0, 4.0, inf]
    """
    return [
        b.seconds / a.seconds if isinstance(a, Cost) and isinstance(b, Cost) else float("inf")
        for a, b in pairwise(found)
    ]


def run() -> list[Table]:
    """Measure an ordinary page from 1 KB to 10 MB, and all shapes up to their size."""
    return [ordinary(), shapes()]


def ordinary() -> Table:
    """Time and memory of a page like any other, from 1 KB to 10 MB."""
    sizes = [10**exponent for exponent in range(3, 8)]
    progress = Progress("sizes")
    rows = []
    for size in sizes:
        cost = measure(ORDINARY, size)
        progress.step()
        if isinstance(cost, Cost):
            rate = size / cost.seconds / 1e6
            figures = [f"{cost.seconds * 1000:.2f}", f"{rate:.1f}", f"{cost.megabytes:.1f}"]
        rows.append([f"{size:,}", *(figures if isinstance(cost, Cost) else [cost, "-", "-"])])
    progress.end()
    columns = ["characters", "CPU ms", "MB/s", "MB of memory"]
    notes = ["paragraphs with subheads, ad labels and read-also lines; memory above the start"]
    return Table("An ordinary page, by size", columns, rows, notes)


def shapes() -> Table:
    """Every shape at a quarter, half and the whole of its size."""
    rows, notes = [], []
    progress = Progress("shapes")
    for name, shape in SHAPES.items():
        if name == ORDINARY:
            continue
        found = costs(name, [shape.size // 4, shape.size // 2, shape.size])
        rows.append(_row(name, shape.size, found))
        notes += [f"{name}: {cost}" for cost in found if isinstance(cost, str)]
        progress.step()
    progress.end()
    columns = ["shape", "characters", "s at n/4", "s at n/2", "s at n", "x", "x", "MB"]
    notes.append("x: CPU time over that at half the size; MB: peak memory above the start")
    return Table("Growth", columns, rows, notes)


def _row(name: str, size: int, found: Sequence[Cost | str]) -> list[str]:
    seconds = [f"{cost.seconds:.3f}" if isinstance(cost, Cost) else "-" for cost in found]
    last = found[-1]
    memory = f"{last.megabytes:.0f}" if isinstance(last, Cost) else "-"
    return [name, f"{size:,}", *seconds, *(f"{x:.2f}" for x in growth(found)), memory]
