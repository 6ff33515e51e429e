"""Work for worker processes to do, and to die of: in a module, for they must import it."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path
from typing import Any

from cleanarticle.files.rows import Row, RowWork
from cleanarticle.files.sources import RawPage


def work(piece: Any) -> Any:
    """Do what the piece says."""
    if piece == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif piece == "exit":
        os._exit(7)
    elif piece == "fault":
        ctypes.string_at(0)
    elif piece == "hang":
        while True:
            pass
    elif piece == "alarm":
        os.kill(os.getpid(), signal.SIGALRM)
    elif piece == "pid":
        return os.getpid()
    elif piece == "sleep":
        time.sleep(0.3)
    elif piece == "eat":
        return len([bytes(300_000_000) for _ in range(1000)])
    elif piece == "raise":
        raise ValueError("no good")
    elif piece == "unpicklable":
        return lambda: None
    elif piece == "print":
        print("to standard output", flush=True)
        os.write(1, b"to its descriptor\n")
    elif isinstance(piece, Path):  # dies of it the first times only
        with piece.open("a") as log:
            log.write("x")
        if piece.stat().st_size < 3:
            os.kill(os.getpid(), signal.SIGKILL)
    return piece


class Poisoned(RowWork):
    """Cleans pages, but does what a page says that is one of the words above."""

    def __call__(self, page: RawPage | None) -> Row | None:
        """Clean one page, or come to harm."""
        if page and page.raw and len(page.raw) < 20:
            work(page.raw if isinstance(page.raw, str) else page.raw.decode().strip())
        return super().__call__(page)
