"""Wall and CPU time of the import over a bare interpreter."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from time import perf_counter
from typing import Final

from benchmarks.process import Progress, python
from benchmarks.tables import Table

_STARTS: Final = 15
_BARE: Final = "bare Python"
_PROGRAMS: Final = {
    _BARE: "pass",
    "import cleanarticle": "import cleanarticle",
    "import + first clean()": (
        "import cleanarticle; cleanarticle.clean('The harbour, they said, was open again.')"
    ),
}
#: For comparison, where they are installed.
_PEERS: Final = ("trafilatura", "readability", "resiliparse.extract.html2text")


def table() -> Table:
    """The least of several processes each, in turns."""
    programs = _PROGRAMS | {f"import {name}": f"import {name}" for name in _PEERS if _has(name)}
    best: dict[str, tuple[float, float]] = {}
    progress = Progress("starting Python, rounds")
    for round_number in range(_STARTS + 1):
        for name, code in programs.items():
            times = _start(code)
            if round_number:  # the first writes the byte code
                wall, cpu = best.get(name, times)
                best[name] = min(wall, times[0]), min(cpu, times[1])
        progress.step()
    progress.end()
    bare = best[_BARE]
    rows = [
        [name, *_milliseconds((wall, cpu, wall - bare[0], cpu - bare[1]))]
        for name, (wall, cpu) in best.items()
    ]
    columns = ["", "wall ms", "CPU ms", "wall over bare", "CPU over bare"]
    return Table("Start", columns, rows, [f"minimum of {_STARTS} processes each, in turns"])


def _has(name: str) -> bool:
    return find_spec(name.partition(".")[0]) is not None


def _milliseconds(times: Sequence[float]) -> list[str]:
    return [f"{seconds * 1000:.1f}" for seconds in times]


def _start(code: str) -> tuple[float, float]:
    """Wall and CPU seconds of an interpreter that runs the code."""
    import resource  # not on Windows, where the rest works

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = perf_counter()
    python(code)
    wall = perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu
