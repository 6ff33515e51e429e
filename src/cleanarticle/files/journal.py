"""The journal of a run: how far its output is safely on the disk, so that it can be resumed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cleanarticle import SettingError
from cleanarticle.files.sources import files_of


@dataclass(slots=True)
class State:
    """A checkpoint."""

    fingerprint: str
    """Tells whether the inputs and settings are still the same."""
    done: int = 0
    """Pages of the source that are in the output or among the failed."""
    failed: int = 0
    output: Any = None
    """The state of the output's sink."""
    letters: Any = None
    """The state of the dead letters."""
    finished: bool = False
    """True where all that is left is to move files into place."""


class Journal:
    """A small file beside the output, replaced whole at every checkpoint.

    Args:
        path: the file.
        fingerprint: of the inputs and settings of this run.
    """

    def __init__(self, path: Path, fingerprint: str) -> None:
        self.path = path
        self.fingerprint = fingerprint

    def load(self) -> State | None:
        """The last checkpoint; ``None`` where there is none.

        Raises:
            SettingError: the run that was interrupted had other inputs or settings.
        """
        try:
            state = State(**json.loads(self.path.read_bytes()))
        except FileNotFoundError:
            return None
        if state.fingerprint != self.fingerprint:
            allowed = "it for the same inputs and settings, or start anew without it"
            raise SettingError("resume", str(self.path), allowed)
        return state

    def save(self, state: State) -> None:
        """Make a checkpoint last."""
        part = self.path.with_name(self.path.name + ".new")
        with part.open("w", encoding="utf-8") as file:
            json.dump(asdict(state), file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.path)

    def remove(self) -> None:
        """The run is over."""
        self.path.unlink(missing_ok=True)


def fingerprint(paths: Iterable[str], settings: object) -> str:
    """A digest of the settings, and of the names, sizes and times of all files that paths mean.

    Raises:
        InputError: a path does not exist.

    >>> fingerprint([], 1) == fingerprint([], 2)
    False
    """
    digest = hashlib.sha256(repr(settings).encode("utf-8", "surrogateescape"))
    for path in files_of(paths):  # a page more or less in a folder moves all that follow
        digest.update(os.fsencode(path) + b"\0")
        if path.is_file():
            stat = path.stat()
            digest.update(f"{stat.st_size} {stat.st_mtime_ns}".encode())
    return digest.hexdigest()
