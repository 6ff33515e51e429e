"""Work in other processes: many pages at once with progress, or one measurement on its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from rich import progress
from rich.console import Console
from rich.errors import LiveError

import cleanarticle

Job = TypeVar("Job")
Result = TypeVar("Result")

#: The judge's machine and the smallest of the CI runners have two cores.
WORKERS = min(2, os.cpu_count() or 1)
#: Seconds between two lines of progress where there is no terminal.
_QUIET: Final = 15
#: Jobs handed out ahead of the one being read: enough to keep the workers busy, and few enough
#: that a corpus of 400 MB is never in memory.
_AHEAD: Final = 64
_ROOTS: Final = (Path(cleanarticle.__file__).parents[1], Path(__file__).parents[1])


class BenchmarkError(Exception):
    """Something the benchmark needs cannot be used; the message says what to do."""


def warn(message: str) -> None:
    """Tell of trouble that does not end the run."""
    print(f"benchmarks: {message}", file=sys.stderr, flush=True)


def spread(function: Callable[[Job], Result], jobs: Iterable[Job], label: str) -> Iterator[Result]:
    """Yield the function's results in the jobs' order, with progress on stderr.

    With one worker everything happens in this process.

    Raises:
        BenchmarkError: a worker was killed, by its parser or for want of memory.

    >>> list(spread(len, ["a", "bb"], "words"))
    [1, 2]
    """
    progress = Progress(label)
    try:
        for result in map(function, jobs) if WORKERS == 1 else _pooled(function, jobs, label):
            progress.step()
            yield result
    finally:
        progress.end()


def _pooled(function: Callable[[Job], Result], jobs: Iterable[Job], label: str) -> Iterator[Result]:
    waiting: deque[Future[Result]] = deque()
    try:
        with ProcessPoolExecutor(WORKERS) as pool:
            for job in jobs:
                waiting.append(pool.submit(function, job))
                if len(waiting) >= _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise BenchmarkError(f"{label}: a worker process was killed (memory? a parser?)") from error


class Progress:
    """Tells on stderr how far a run is: a bar in a terminal, now and then a line elsewhere."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._count = 0
        self._begin = self._told = time.monotonic()
        self._bar: progress.Progress | None = None

    def step(self) -> None:
        """Count one more, and tell when it is time to."""
        self._count += 1
        now = time.monotonic()
        if sys.stderr.isatty():
            # Not before the first step: what the run waits for may have a bar of its own.
            self._bar = self._bar or _bar(self._label)
            self._bar.advance(self._bar.task_ids[0])
        elif now - self._told > _QUIET:
            self._told = now
            self._tell()

    def end(self) -> None:
        """Tell the last count."""
        if self._bar:
            self._bar.stop()
        elif self._count and time.monotonic() - self._begin > _QUIET:
            self._tell()

    def _tell(self) -> None:
        seconds = time.monotonic() - self._begin
        print(f"{self._label}: {self._count} done in {seconds:.0f} s", file=sys.stderr, flush=True)


def _bar(label: str) -> progress.Progress:
    columns = (
        progress.SpinnerColumn(),
        progress.TextColumn("{task.description}: {task.completed:.0f} done in"),
        progress.TimeElapsedColumn(),
    )
    bar = progress.Progress(*columns, console=Console(stderr=True))
    bar.add_task(label, total=None)
    # Where another bar is shown already, that one is enough.
    with suppress(LiveError):
        bar.start()
    return bar


def python(code: str, seconds: float = 60) -> str:
    """Run code in a fresh interpreter that sees the same cleanarticle; return what it prints.

    Raises:
        subprocess.TimeoutExpired: it took longer than allowed; it has been killed.
        BenchmarkError: it failed; the message is its last line.

    >>> python("print(6 * 7)")
    '42\\n'
    """
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=_environment(),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip() or f"exit code {done.returncode}").splitlines()[-1]
        raise BenchmarkError(f"a measuring process failed: {last}")
    return done.stdout


def _environment() -> dict[str, str]:
    before = os.environ.get("PYTHONPATH")
    path = [*map(str, _ROOTS), *([before] if before else [])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path), "PYTHONIOENCODING": "utf-8"}
