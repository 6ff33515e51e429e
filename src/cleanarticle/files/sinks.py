"""Where rows go. A file is written under a temporary name and moved into place when it is whole.

A sink can say at any checkpoint how much of it is safely on the disk, and can be taken back to that
state after a kill: the rows written since are cut off, and written again.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, BinaryIO, Final, Protocol

from cleanarticle import InputError
from cleanarticle.files.opened import PACKED, kind_of, needed, packed
from cleanarticle.files.rows import Form, Row, arrow_fields, flat, place
from cleanarticle.files.sources import RawPage

PART: Final = ".part"
#: What is wrong with the name of one page's text, and not with the disk.
_NAMES: Final = (errno.ENAMETOOLONG, errno.EEXIST, errno.ENOTDIR, errno.EISDIR)


class UnwritableError(Exception):
    """One page's text cannot be written; those of others can."""


class Sink(Protocol):
    """A place for rows."""

    form: Form
    """What a row's data must be."""

    def begin(self, state: Any) -> None:
        """Start anew where ``state`` is ``None``, else go on from it."""

    def write(self, page: RawPage, row: Row) -> None:
        """Write one row.

        Raises:
            UnwritableError: this one cannot be written.
        """

    def checkpoint(self) -> Any:
        """Bring all rows to the disk; return the state to go on from, as JSON can hold it."""

    def close(self) -> None:
        """Let go of the files."""

    def finish(self) -> None:
        """Move what was written into place, once closed. May be called again after a kill."""


def sink_for(path: str, form: Form) -> Sink:
    """The sink that a path means by its name: JSON Lines, Parquet, or else a folder of texts.

    Raises:
        InputError: it can be neither, or a library is missing.
    """
    target = Path(path)
    kind = kind_of(target)
    if kind == "jsonl":
        return LinesSink(target)
    if kind == "parquet":
        return ParquetSink(target)
    if kind == "page" and (target.is_dir() or not target.suffix or path.endswith(("/", "\\"))):
        return FolderSink(target, form)
    remedy = "name a folder, or a file ending in .jsonl, .jsonl.gz, .jsonl.zst or .parquet"
    raise InputError(path, "no output of this kind can be written", remedy)


class LinesSink:
    """JSON Lines, packed if the name says so. Each checkpoint ends a member of the packed file."""

    form: Form = "json"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._part = path.with_name(path.name + PART)
        self._file: BinaryIO | None = None
        self._packed: IO[bytes] | None = None

    def begin(self, state: Any) -> None:
        try:
            self._file = self._part.open("wb" if state is None else "r+b")
        except FileNotFoundError as error:
            remedy = "start anew, without --resume, and check that the folder exists"
            raise InputError(str(self._part), "No such file", remedy) from error
        if self._file.seek(0, os.SEEK_END) < (state or 0):
            problem = "it is shorter than when the run was stopped"
            raise InputError(str(self._part), problem, "start anew, without --resume")
        self._file.truncate(self._file.seek(state or 0))

    def write(self, page: RawPage, row: Row) -> None:
        self.line(row.data)

    def line(self, data: bytes) -> None:
        assert self._file is not None
        if self.path.suffix in PACKED:
            self._packed = self._packed or packed(self._file, self.path)
            self._packed.write(data)
        else:
            self._file.write(data)

    def checkpoint(self) -> int:
        assert self._file is not None
        if self._packed:
            self._packed.close()
            self._packed = None
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell()

    def close(self) -> None:
        with suppress(OSError):  # it was said when it was written
            if self._packed:
                self._packed.close()
        with suppress(OSError):
            if self._file:
                self._file.close()

    def finish(self) -> None:
        with suppress(FileNotFoundError):  # moved already
            self._part.replace(self.path)

    def drop(self) -> None:
        """Leave no file, for there was nothing to write; one that was there before stays."""
        self._part.unlink(missing_ok=True)


class ParquetSink:
    """A table; each checkpoint is a row group, kept in a file of its own until the end."""

    form: Form = "dict"

    def __init__(self, path: Path) -> None:
        self._arrow = needed("pyarrow", "parquet", path)
        self._parquet = needed("pyarrow.parquet", "parquet", path)
        self.path = path
        self._folder = path.with_name(path.name + PART)
        self._rows: list[Mapping[str, Any]] = []
        self._count = 0

    def begin(self, state: Any) -> None:
        self._count = state or 0
        if state is None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(exist_ok=True)
        for piece in self._pieces()[self._count :]:
            piece.unlink()

    def write(self, page: RawPage, row: Row) -> None:
        self._rows.append(flat(row.data))

    def checkpoint(self) -> int:
        if self._rows:
            table = self._arrow.Table.from_pylist(self._rows, schema=_schema(self._arrow))
            with self._piece(self._count).open("wb") as file:
                self._parquet.write_table(table, file, compression="zstd")
                os.fsync(file.fileno())
            self._rows.clear()
            self._count += 1
        return self._count

    def close(self) -> None:
        """Each piece is closed as soon as it is written."""

    def finish(self) -> None:
        if not self._folder.exists():
            return  # moved already
        whole = self._folder / "whole"
        schema = _schema(self._arrow)
        with self._parquet.ParquetWriter(whole, schema, compression="zstd") as writer:
            for piece in self._pieces():
                writer.write_table(self._parquet.read_table(piece, schema=schema))
        whole.replace(self.path)
        done = self._folder.with_suffix(".done")  # at once, for removing takes time
        self._folder.replace(done)
        shutil.rmtree(done)

    def _pieces(self) -> list[Path]:
        return sorted(self._folder.glob("*.parquet"))

    def _piece(self, number: int) -> Path:
        return self._folder / f"{number:08}.parquet"


def _schema(arrow: Any) -> Any:
    origin = [("file", arrow.string()), ("record", arrow.int64()), ("id", arrow.string())]
    return arrow.schema([*origin, *arrow_fields(arrow)])


class FolderSink:
    """A text or Markdown file for each page, at the page's own path below the folder."""

    def __init__(self, path: Path, form: Form) -> None:
        self.form: Form = form
        self.path = path
        self._suffix = ".md" if form == "markdown" else ".txt"

    def begin(self, state: Any) -> None:
        self.path.mkdir(parents=True, exist_ok=True)

    def write(self, page: RawPage, row: Row) -> None:
        target = self.path / _below(page, self._suffix)
        part = target.with_name(target.name + PART)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(row.data + b"\n" if row.data else b"")
            part.replace(target)
        except OSError as error:
            if error.errno not in _NAMES:
                raise
            raise UnwritableError(f"its text cannot be written: {error.strerror}") from error

    def checkpoint(self) -> None:
        """Every file is whole as soon as it is there."""

    def close(self) -> None:
        """Nothing is open."""

    def finish(self) -> None:
        """Nothing waits."""


def _below(page: RawPage, suffix: str) -> Path:
    """A place below the folder, whatever the page's path is."""
    path = Path(page.file)
    parts = ["_up" if part == ".." else part for part in path.parts if part != path.anchor]
    if page.record is not None:
        return Path(*parts, f"{page.record:08}{suffix}")
    return Path(*parts[:-1], parts[-1] + suffix)


class OutputSink:
    """Standard output, a page as soon as it is done."""

    def __init__(self, form: Form) -> None:
        self.form: Form = form
        self._above = "==> {} <==\n"

    def begin(self, state: Any) -> None:
        """Nothing to prepare."""

    def write(self, page: RawPage, row: Row) -> None:
        data = row.data
        if self.form != "json":
            shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in place(page))
            data = self._above.format(shown).encode("utf-8", "backslashreplace") + data
            data += b"\n" if row.data else b""
            self._above = "\n==> {} <==\n"
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def checkpoint(self) -> None:
        """What is printed is printed."""

    def close(self) -> None:
        """Nothing is open."""

    def finish(self) -> None:
        """Nothing waits."""
