"""A crew of worker processes: pieces of work go in, answers come out, and no piece is lost.

Each worker is served by a thread of this process, which sends it a chunk and reads an answer per
piece. A worker that dies has named its culprit: the first piece without an answer. That piece is
tried again with a new worker, for it may have been the system that killed the worker; after three
deaths, or when its time was up, it is set aside with the reason.

Workers are plain child processes and not ``multiprocessing``'s: they can be had from a notebook, a
script without a main guard and a process with threads alike.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, BinaryIO, Final, cast

from cleanarticle import WorkerError
from cleanarticle.batch.worker import OVERTIME, Failure, Limits, attempt, receive, send

Reply = tuple[Any, Failure | None]

_START: Final = """\
import sys
sys.path[:] = sys.argv[1:]
from cleanarticle.batch.worker import main
main()
"""
#: Ctrl-C is for us, who end the workers; a group of their own keeps it from them.
_APART: Final = 0 if os.name == "posix" else None
_TRIES: Final = 3
_FAREWELL: Final = 2.0
"""Seconds a worker whose pipes are closed may take to end by itself."""


class Crew:
    """Worker processes that are hired when there is work, and all do the same work.

    Args:
        work: a function that can be pickled; called with one piece, in a worker.
        workers: how many processes at most.
        limits: what one piece may cost.
    """

    def __init__(self, work: Callable[[Any], Any], workers: int, limits: Limits) -> None:
        self._hello = pickle.dumps((work, limits), pickle.HIGHEST_PROTOCOL)
        self._limits = limits
        self._threads = ThreadPoolExecutor(workers, "cleanarticle")
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, pieces: Sequence[Any]) -> Future[list[Reply]]:
        """Give a chunk of pieces away; the future has a reply for each."""
        letters = [pickle.dumps(piece, pickle.HIGHEST_PROTOCOL) for piece in pieces]
        return self._threads.submit(self._serve, letters)

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            worker.die()

    def _serve(self, letters: list[bytes]) -> list[Reply]:
        """Answer a chunk, with as many workers as it takes."""
        replies: list[Reply] = []
        deaths = 0
        while len(replies) < len(letters):
            worker = self._hire()
            before = len(replies)
            for reply in worker.ask(letters[before:]):
                replies.append(reply)
                deaths = 0
            if worker.alive:
                self._rest(worker)
                continue
            self._bury(worker)
            if len(replies) == len(letters) or _spent(replies[before:]):
                continue  # it went of itself, after a piece that took all its memory
            failure = worker.obituary(self._limits)
            deaths += 1
            if failure.reason == "time" or deaths == _TRIES:
                replies.append((None, failure))
                deaths = 0
        return replies

    def _hire(self) -> _Worker:
        for _ in range(_TRIES):
            with self._lock:
                if self._closed:
                    raise WorkerError("the batch was ended", "start a new one")
                if self._idle:
                    return self._idle.pop()
                worker = _Worker()
                self._all.add(worker)
            if worker.greet(self._hello):
                return worker
            self._bury(worker)
        raise WorkerError(
            f"a worker process could not start ({worker.obituary(self._limits).message})",
            "see standard error for its message; work must be importable from a module; "
            "or clean with workers=0",
        )

    def _rest(self, worker: _Worker) -> None:
        with self._lock:
            self._idle.append(worker)

    def _bury(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)


def _spent(replies: list[Reply]) -> bool:
    failure = replies[-1][1] if replies else None
    return failure is not None and failure.reason == "memory"


class Shop:
    """The same work in threads of this process, for Pythons whose threads run side by side."""

    def __init__(self, work: Callable[[Any], Any], workers: int) -> None:
        self._work = work
        self._threads = ThreadPoolExecutor(workers, "cleanarticle")

    def submit(self, pieces: Sequence[Any]) -> Future[list[Reply]]:
        """Give a chunk of pieces away; the future has a reply for each."""
        return self._threads.submit(lambda: [attempt(self._work, piece) for piece in pieces])

    def close(self) -> None:
        """Forget what has not begun, and wait for the rest."""
        self._threads.shutdown(wait=True, cancel_futures=True)


class _Worker:
    """A child process, seen from here."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", _START, *map(str, sys.path)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=_APART
        )
        self.alive = True

    def greet(self, hello: bytes) -> bool:
        """Tell what the work is; False if the worker died of it."""
        if self._tell(hello) and self._hear() == b"ready":
            return True
        self.die()
        return False

    def ask(self, letters: list[bytes]) -> Iterator[Reply]:
        """Give the replies that come before the worker dies, all of them if it does not."""
        if self._tell(pickle.dumps(letters, pickle.HIGHEST_PROTOCOL)):
            for _ in letters:
                message = self._hear()
                if message is None:
                    break
                reply, failure = attempt(pickle.loads, message)
                yield reply if failure is None else (None, failure)
            else:
                return
        self.die()

    def kill(self) -> None:
        """End the process, at once and whatever it does."""
        with suppress(OSError):
            self._process.kill()

    def obituary(self, limits: Limits) -> Failure:
        """Why the worker died."""
        code = self._process.returncode
        if limits.seconds and code == OVERTIME:
            return Failure("time", f"not done within {limits.seconds:g} seconds")
        if code >= 0:
            return Failure("crash", f"the worker process ended with exit status {code}")
        name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
        cause = ": out of memory, or ended by hand" if name == "SIGKILL" else ""
        return Failure("crash", f"the worker process was ended by {name}{cause}")

    def die(self) -> None:
        """Let go of the process, and wait until it has ended."""
        self.alive = False
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast(BinaryIO, pipe).close()
        try:
            self._process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _tell(self, message: bytes) -> bool:
        try:
            send(cast(BinaryIO, self._process.stdin), message)
        except OSError:
            return False
        return True

    def _hear(self) -> bytes | None:
        try:
            return receive(cast(BinaryIO, self._process.stdout))
        except (EOFError, OSError):
            return None
