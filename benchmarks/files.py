"""Files are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.process import BenchmarkError


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path to write to; what was written takes its place at the end, or is deleted.

    Raises:
        OSError: the file cannot be written.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write(path: Path, text: str) -> Path:
    """Write a text file.

    Raises:
        BenchmarkError: it cannot be written; what was there before is untouched.
    """
    try:
        with whole(path) as part:
            part.write_text(text, encoding="utf-8")
    except OSError as error:
        why = error.strerror or error
        raise BenchmarkError(
            f"{path} cannot be written ({why}): make room, and run again"
        ) from error
    return path
