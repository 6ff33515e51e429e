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
from pathlib import Path
from typing import Final, TypeVar

import cleanarticle

Job = TypeVar("Job")
Result = TypeVar("Result")

#: The judge's machine and the smallest of the CI runners have two cores.
WORKERS = min(2, os.cpu_count() or 1)
#: Jobs handed out ahead of the one being read: enough to keep the workers busy, and few enough
#: that a corpus of 400 MB is never in memory.
_AHEAD: Final = 64
_ROOTS: Final = (Path(cleanarticle.__file__).parents[1], Path(__file__).parents[1])


class BenchmarkError(Exception):
    """Something the benchmark needs cannot be used; the message says what to do."""


def spread(function: Callable[[Job], Result], jobs: Iterable[Job], label: str) -> Iterator[Result]:
    """Yield the function's results in the jobs' order, with progress on stderr.

    With one worker everything happens in this process.

    Raises:
        BenchmarkError: a worker was killed, by its parser or for want of memory.

    >>> list(spread(len, ["a", "bb"], "words"))
    [1, 2]
    """
    progress = Progress(label)
    done = map(function, jobs) if WORKERS == 1 else _pooled(function, jobs, label)
    for result in done:
        progress.step()
        yield result
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
    """A line on stderr: rewritten in a terminal, now and then one more line elsewhere."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._count = 0
        self._begin = self._told = time.monotonic()
        self._terminal = sys.stderr.isatty()

    def step(self) -> None:
        """Count one more, and tell when it is time to."""
        self._count += 1
        now = time.monotonic()
        if now - self._told > (0.2 if self._terminal else 15):
            self._told = now
            self._tell("\r" if self._terminal else "", "" if self._terminal else "\n")

    def end(self) -> None:
        """Tell the last count."""
        if self._count:
            self._tell("\r" if self._terminal else "", "\n")

    def _tell(self, before: str, after: str) -> None:
        seconds = time.monotonic() - self._begin
        line = f"{before}{self._label}: {self._count} done in {seconds:.0f} s{after}"
        print(line, end="", file=sys.stderr, flush=True)


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
