"""The process a peer runs in: ``python -m benchmarks.peers.child MODULE FUNCTION``.

It reads one JSON object a line, with a page and its address, and answers with one: text, metadata,
error, CPU time and peak memory. The first answer, before any question, says whether it is ready.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any, Final, NoReturn

#: More than any page needs, and little enough that no peer takes the machine down.
_MEMORY: Final = 4 * 2**30
#: So that the first page does not pay for what is loaded at first use.
_WARM_UP: Final = (
    "<html><head><title>The harbour is open</title></head><body><p>The harbour, which had been "
    "closed since the storm, was opened again on Saturday, they said.</p></body></html>"
)

Extract = Callable[[str, str], tuple[str | None, dict[str, Any]]]


def tidy(metadata: dict[str, Any]) -> dict[str, Any]:
    """Bring what a peer found into one form, without what it did not find.

    >>> tidy({"title": " Open \\n again ", "authors": "Ann; Bo ", "date": date(2024, 5, 25)})
    {'title': 'Open again', 'authors': ['Ann', 'Bo'], 'date': '2024-05-25'}
    >>> tidy({"title": None, "authors": [], "date": "2024-05-25T01:45:00Z"})
    {'date': '2024-05-25'}
    """
    authors = metadata.get("authors") or []
    if isinstance(authors, str):
        authors = authors.split(";")
    day = metadata.get("date") or ""
    found = {
        "title": " ".join(str(metadata.get("title") or "").split()),
        "authors": [" ".join(str(author).split()) for author in authors if str(author).strip()],
        "date": (day.isoformat() if isinstance(day, date) else str(day))[:10],
    }
    return {name: value for name, value in found.items() if value}


def answer(extract: Extract, page: str, url: str) -> dict[str, Any]:
    """Run a peer on a page; what it raises is the answer's error."""
    text, metadata, error = "", {}, ""
    _reset_peak()
    begin = process_time()
    try:
        found, details = extract(page, url)
    except (Exception, SystemExit) as problem:
        spent = process_time() - begin
        error = f"{type(problem).__name__}: {problem}"[:300]
    else:
        spent = process_time() - begin
        text, metadata = str(found or ""), tidy(details)
    return {
        "text": text,
        "metadata": metadata,
        "error": error,
        "cpu_ms": spent * 1000,
        "peak_mb": _peak(),
    }


def _reset_peak() -> None:
    """Let the kernel count the peak anew, where it can: otherwise it is that of all pages."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    """Peak resident memory in MB."""
    try:
        status = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        import resource

        unit = 2**20 if sys.platform == "darwin" else 2**10
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _shut() -> None:
    """Keep the peer from the network, and from taking all memory."""

    def refuse(event: str, _: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.getaddrinfo"):
            raise ConnectionRefusedError("peers are measured without network")

    sys.addaudithook(refuse)
    with suppress(ImportError, ValueError, OSError):  # not on this system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def main(module: str, function: str) -> None:
    """Answer until there are no more questions."""
    # What peers print must not get among the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def say(words: dict[str, Any]) -> None:
        answers.write(json.dumps(words) + "\n")
        answers.flush()

    def fail(problem: BaseException) -> NoReturn:
        say({"error": f"{type(problem).__name__}: {problem}"})
        sys.exit(1)

    _shut()
    try:
        extract: Extract = getattr(importlib.import_module(module), function)
    except (Exception, SystemExit) as problem:
        fail(problem)
    answer(extract, _WARM_UP, "https://example.org/")
    say({"error": ""})
    for line in sys.stdin:
        question = json.loads(line)
        say(answer(extract, question["page"], question["url"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
