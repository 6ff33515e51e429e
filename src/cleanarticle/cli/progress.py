"""How far a batch is: a line that moves on a terminal, a line now and then in a log."""

from __future__ import annotations

import shutil
import sys
import time
from typing import Final

from cleanarticle.cli.console import say, tell

_BAR: Final = 10
_EVERY: Final = {True: 0.2, False: 10.0}
"""Seconds between two lines, on a terminal and in a log."""
_ERASE: Final = "\r\x1b[K"


class Progress:
    """Counts pages and tells of them on standard error.

    Args:
        total: bytes of all input files, if known.
        quiet: count only.
    """

    def __init__(self, total: int | None, quiet: bool) -> None:
        self.pages = 0
        self.failed = 0
        self._size = 0
        self._total = total
        self._quiet = quiet
        self._terminal = bool(sys.stderr and sys.stderr.isatty())
        self._began = self._told = time.monotonic()

    def add(self, size: int, failed: bool, read: int) -> None:
        """Count a page of a size, when so many bytes of the input are read."""
        self.pages += 1
        self.failed += failed
        self._size += size
        now = time.monotonic()
        if not self._quiet and now - self._told >= _EVERY[self._terminal]:
            self._told = now
            line = self.line(now - self._began, read)
            self._show(line)

    def _show(self, line: str) -> None:
        if self._terminal:
            width = shutil.get_terminal_size().columns
            tell(_ERASE + line[: width - 1])
        else:
            say(line)

    def line(self, seconds: float, read: int) -> str:
        """Pages, pages/s, MB/s, failures, and time left where the total is known."""
        parts = [
            f"{self.pages:,} pages",
            f"{self.pages / seconds:.1f}/s",
            f"{self._size / seconds / 1e6:.2f} MB/s",
            f"{self.failed:,} failed",
        ]
        if self._total and read:
            share = min(1.0, read / self._total)
            bar = "#" * int(share * _BAR)
            parts = [f"[{bar:.<{_BAR}}] {share:4.0%}", *parts]
            parts.append(f"{span(seconds / share - seconds)} left")
        return "  ".join(parts)

    def clear(self) -> None:
        """Make way for another message."""
        if self._terminal and not self._quiet:
            tell(_ERASE)

    def end(self) -> None:
        """Say what was done."""
        self.clear()
        if not self._quiet:
            seconds = max(time.monotonic() - self._began, 1e-9)
            say(f"{self.line(seconds, 0)}, in {span(seconds)}")


def span(seconds: float) -> str:
    """A time as a clock shows it.

    >>> span(75), span(3675)
    ('1:15', '1:01:15')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
