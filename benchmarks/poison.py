"""Work that comes to harm on pages that say so: in a module, for workers must import it."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Final
from unittest import mock

from cleanarticle.cli import main as command
from cleanarticle.files.rows import Row, RowWork
from cleanarticle.files.sources import RawPage

#: What a page may say, and the reason it is set aside for.
HARM: Final = {"die": "crash", "hang": "time", "eat": "memory", "raise": "error"}


class Poisoned(RowWork):
    """Cleans pages, and does what some of them say."""

    def __call__(self, page: RawPage | None) -> Row | None:
        """Clean one page, or come to harm."""
        said = page.raw if page else None
        if said == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        while said == "hang":
            pass
        if said == "eat":
            bytes(1 << 40)
        if said == "raise":
            raise ValueError("no good")
        return super().__call__(page)


def main(source: Path, out: Path) -> int:
    """Run the command on a file in which some pages are poison; return its exit status."""
    limits = ["--timeout", "10", "--memory", "1500", "--workers", "2", "--quiet"]
    with mock.patch("cleanarticle.cli.batch.RowWork", Poisoned):
        return command(["clean", str(source), "-o", str(out), *limits])
