"""Streams of outcomes: pieces are taken from the source only as fast as outcomes are taken."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Callable,
    Generator,
    Iterable,
    Iterator,
    Sequence,
)
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from cleanarticle import SettingError
from cleanarticle.batch.crew import Crew, Reply, Shop
from cleanarticle.batch.worker import Failure, Limits, attempt

if TYPE_CHECKING:
    import asyncio

_CHUNK: Final = 16
"""Pieces sent to a worker at once. The first chunks are smaller, so that all workers start soon."""
_AHEAD: Final = 3
"""Chunks for each worker that may be in work, or be done and wait for their turn."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one piece."""

    index: int
    """Its place in the source, from 0."""
    value: Any
    """What the work returned; ``None`` where it failed."""
    failure: Failure | None


def run_many(
    pieces: Iterable[Any],
    work: Callable[[Any], Any],
    workers: int | None = None,
    ordered: bool = True,
    limits: Limits | None = None,
) -> Generator[Outcome, None, None]:
    """Do a piece of work on each of many pieces, in worker processes.

    Args:
        pieces: any iterable of what can be pickled; read in this thread, a little ahead.
        work: called with one piece, in a worker; a function of a module, not of a script.
        workers: how many processes; ``None`` for as many as there are processors, 0 for none:
            the work is then done here, without limits.
        ordered: give outcomes in the order of the pieces, or as they come.
        limits: what one piece may cost; ``None`` for none.

    Raises:
        SettingError: ``workers`` is no number of processes.
        WorkerError: no worker process can be started.

    >>> [outcome.value for outcome in run_many(["a", "bcd"], len, workers=0)]
    [1, 3]
    """
    count = checked_workers(workers)
    if count == 0:
        return _run_here(pieces, work)
    return _run(pieces, _open(work, count, limits), count, ordered)


def checked_workers(workers: int | None) -> int:
    """How many workers are meant.

    Raises:
        SettingError: it is no number of processes.
    """
    if workers is None:
        return processors()
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 0:
        raise SettingError("workers", workers, "a number of processes, 0 or more, or None")
    return workers


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform != "win32" and hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _open(work: Callable[[Any], Any], workers: int, limits: Limits | None) -> Crew | Shop:
    """Limits need processes; without, threads will do where they run side by side."""
    if limits is None and threads_run_together():
        return Shop(work, workers)
    return Crew(work, workers, limits or Limits(seconds=None))


def threads_run_together() -> bool:
    """True on a free-threaded Python whose lock no extension module has brought back."""
    return not getattr(sys, "_is_gil_enabled", lambda: True)()


def _run_here(pieces: Iterable[Any], work: Callable[[Any], Any]) -> Generator[Outcome, None, None]:
    for index, piece in enumerate(pieces):
        yield Outcome(index, *attempt(work, piece))


def _run(
    pieces: Iterable[Any], crew: Crew | Shop, workers: int, ordered: bool
) -> Generator[Outcome, None, None]:
    pending: deque[tuple[int, Future[list[Reply]]]] = deque()
    try:
        for index, chunk in _chunks(pieces, workers):
            pending.append((index, crew.submit(chunk)))
            while pending and (len(pending) >= workers * _AHEAD or _ready(pending, ordered)):
                yield from _next(pending, ordered)
        while pending:
            yield from _next(pending, ordered)
    finally:
        crew.close()


def _chunks(pieces: Iterable[Any], workers: int) -> Iterator[tuple[int, Sequence[Any]]]:
    source, index = iter(pieces), 0
    while chunk := list(islice(source, min(_CHUNK, 1 + index // (4 * workers)))):
        yield index, chunk
        index += len(chunk)


def _ready(pending: deque[tuple[int, Future[list[Reply]]]], ordered: bool) -> bool:
    if ordered:
        return pending[0][1].done()
    return any(future.done() for _, future in pending)


def _next(pending: deque[tuple[int, Future[list[Reply]]]], ordered: bool) -> Iterator[Outcome]:
    if not ordered:
        wait([future for _, future in pending], return_when=FIRST_COMPLETED)
        done = next(i for i, (_, future) in enumerate(pending) if future.done())
        pending.rotate(-done)
    first, future = pending.popleft()
    for index, reply in enumerate(future.result(), first):
        yield Outcome(index, *reply)


async def arun_many(
    pieces: Iterable[Any] | AsyncIterable[Any],
    work: Callable[[Any], Any],
    workers: int | None = None,
    ordered: bool = True,
    limits: Limits | None = None,
) -> AsyncGenerator[Outcome, None]:
    """:func:`run_many` for an event loop, which is never blocked.

    ``pieces`` may also be an async iterable; outcomes are given while it is waited for.
    """
    import asyncio

    count = checked_workers(workers) or 1
    crew = _open(work, count, limits)
    source = _asynchronous(pieces)
    pending: deque[tuple[int, asyncio.Future[list[Reply]]]] = deque()
    reading: asyncio.Task[Any] | None = asyncio.create_task(_read(source))
    index = 0
    try:
        while reading or pending:
            room = len(pending) < count * _AHEAD
            waiting = {future for _, future in pending} if not ordered else _first(pending)
            await asyncio.wait(
                waiting | ({reading} if reading and room else set()),
                return_when=asyncio.FIRST_COMPLETED,
            )
            if reading and room and reading.done():
                piece = reading.result()
                if piece is _END:
                    reading = None
                else:
                    pending.append((index, asyncio.wrap_future(crew.submit([piece]))))
                    reading, index = asyncio.create_task(_read(source)), index + 1
            while (done := _pop_done(pending, ordered)) is not None:
                yield Outcome(done[0], *done[1].result()[0])
    finally:
        if reading:
            reading.cancel()
        for _, future in pending:
            future.cancel()
        await asyncio.to_thread(crew.close)


_END: Final = object()


async def _read(source: AsyncIterator[Any]) -> Any:
    return await anext(source, _END)


async def _asynchronous(pieces: Iterable[Any] | AsyncIterable[Any]) -> AsyncIterator[Any]:
    """An iterable that may block, such as a file, is read in a thread."""
    import asyncio

    if isinstance(pieces, AsyncIterable):
        async for piece in pieces:
            yield piece
        return
    source = iter(pieces)
    while (piece := await asyncio.to_thread(next, source, _END)) is not _END:
        yield piece


def _first(pending: deque[tuple[int, asyncio.Future[Any]]]) -> set[asyncio.Future[Any]]:
    return {pending[0][1]} if pending else set()


def _pop_done(
    pending: deque[tuple[int, asyncio.Future[list[Reply]]]], ordered: bool
) -> tuple[int, asyncio.Future[list[Reply]]] | None:
    for place, (_, future) in enumerate(pending):
        if future.done():
            found = pending[place]
            del pending[place]
            return found
        if ordered:
            break
    return None
