"""Runs a peer in a child process, one page at a time, so that no peer can harm the run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Timer
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from benchmarks.peers import Peer

#: Folder, here, of the peers that run in Node.
NODE: Final = "node"
#: How long a child may take to import its package and to try it on a page of its own.
_START_SECONDS: Final = 120.0
_FOLDER: Final = Path(__file__).parent


class Result(NamedTuple):
    """What a peer made of one page."""

    page: str
    text: str
    """Empty where there is an error."""
    metadata: dict[str, Any]
    """``title`` (str), ``authors`` (list of str) and ``date`` (ISO day), those it found."""
    error: str
    """What went wrong; empty if nothing did."""
    cpu_ms: float
    """CPU time of the extraction alone; of a child that was lost, the wall time until then."""
    peak_mb: float
    """Peak resident memory of the whole child while it was at this page, in MB of 2**20 bytes."""


class _LostError(Exception):
    """The child did not answer; the message says why."""


def run(
    peer: Peer, pages: Iterable[tuple[str, str, str]], seconds: float = 20.0
) -> Iterator[Result]:
    """Yield what a peer makes of pages, in their order, one result for each.

    Whatever the peer does on a page (raise, hang, crash, fill the memory) ends as an empty text
    with an error, and the next page gets a new process. A peer that cannot start at all gives the
    same error for every page.

    Args:
        peer: what to run.
        pages: identifier, address, and HTML or text of each page.
        seconds: how long it may take over a page, in wall time.

    >>> from benchmarks.peers import named
    >>> [result.text for result in run(named("text as is"), [("1", "", "It rained.")])]
    ['It rained.']
    """
    child: _Child | None = None
    broken = ""
    try:
        for page, url, source in pages:
            begin = perf_counter()
            try:
                if broken:
                    raise _LostError(broken)
                if child is None:
                    child, broken = _started(peer)
                    if child is None:
                        raise _LostError(broken)
                    begin = perf_counter()
                answer = child.ask({"page": source, "url": url}, seconds)
            except _LostError as loss:
                if child:
                    child.end()
                    child = None
                lost = 0.0 if broken else (perf_counter() - begin) * 1000
                yield Result(page, "", {}, str(loss), lost, 0.0)
            else:
                yield Result(page, **answer)
    finally:
        if child:
            child.end()


def _started(peer: Peer) -> tuple[_Child | None, str]:
    """A child that is ready, or why there is none."""
    try:
        child = _Child(_command(peer.module))
    except OSError as error:
        return None, f"cannot start: {error}"
    try:
        problem = child.ask(None, _START_SECONDS)["error"]
    except _LostError as loss:
        problem = str(loss)
    if problem:
        child.end()
        return None, f"cannot start: {problem}"
    return child, ""


def _command(module: str) -> list[str]:
    if module.startswith(NODE):
        memory = "--max-old-space-size=2048"
        return ["node", memory, str(_FOLDER / NODE / "child.mjs"), str(_FOLDER / module)]
    file, _, function = module.partition(":")
    # Where the name has dots already, the peer is no file of this folder.
    name = file if "." in file else f"{__package__}.{file}"
    return [sys.executable, "-m", f"{__package__}.child", name, function or "extract"]


class _Child:
    """A process that answers lines of JSON with lines of JSON."""

    def __init__(self, command: list[str]) -> None:
        path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # The modules this process sees, and sets in the same order every time.
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0"},
            start_new_session=True,
        )
        assert self._process.stdin and self._process.stdout
        self._questions, self._answers = self._process.stdin, self._process.stdout

    def ask(self, question: dict[str, str] | None, seconds: float) -> dict[str, Any]:
        """Return the answer to a question, or the next answer where nothing is asked.

        Raises:
            _LostError: the process ended, or was killed because the time was over.
        """
        over = Event()

        def stop() -> None:
            over.set()
            self._process.kill()

        timer = Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            if question is not None:
                self._questions.write(json.dumps(question).encode() + b"\n")
                self._questions.flush()
            line = self._answers.readline()
        except OSError:  # the pipe is broken: the process is gone
            line = b""
        finally:
            timer.cancel()
        if over.is_set():
            raise _LostError(f"took longer than {seconds:g} s")
        if not line.endswith(b"\n"):
            raise _LostError(f"the process ended ({_ending(self._process.wait())})")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def end(self) -> None:
        """Kill the process if it still runs, and close its pipes."""
        self._process.kill()
        self._process.wait()
        self._answers.close()
        with suppress(OSError):  # what was buffered has no reader any more
            self._questions.close()


def _ending(code: int) -> str:
    """Say how a process ended.

    >>> _ending(-11), _ending(3)
    ('signal 11', 'exit code 3')
    """
    return f"signal {-code}" if code < 0 else f"exit code {code}"
