"""Pages out of files: one a file, or one a record of JSON Lines, CSV, Parquet and WARC files.

What cannot be read is a page too, one with a problem, so that nothing is passed over in silence
and the count of pages is the same on every reading.
"""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from cleanarticle import InputError
from cleanarticle.files.opened import PACKED, kind_of, needed, opened
from cleanarticle.files.warc import pages_of

#: Where a record's page is looked for, in this order, if nobody says.
PAGE_FIELDS: Final = ("html", "raw_html", "raw", "content", "page", "text", "body")
_PAGE_SUFFIXES: Final = frozenset((".txt", ".text", ".html", ".htm", ".xhtml", ".md"))


class RawPage(NamedTuple):
    """A page as it lay in a file."""

    file: str
    """The file's path."""
    record: int | None
    """The record's number in the file, from 1; ``None`` where the file is the page."""
    raw: str | bytes | None
    """The page; ``None`` where it has a problem."""
    url: str | None = None
    id: str | None = None
    """What the record calls itself."""
    problem: str = ""
    """Why the page could not be read."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What a record's fields are called."""

    page: str | None = None
    """``None`` takes the first of :data:`PAGE_FIELDS` that there is."""
    url: str = "url"
    id: str = "id"


class Source:
    """The pages of many files, in a fixed order.

    Args:
        paths: files, folders (all pages and files of pages in them and below) and glob patterns.
        fields: the names of records' fields.

    Raises:
        InputError: a path does not exist, when it is reached.
    """

    def __init__(self, paths: Iterable[str], fields: Fields) -> None:
        self._paths = paths
        self._fields = fields
        self._file: BinaryIO | None = None
        self._behind = 0

    @property
    def bytes_read(self) -> int:
        """How far the reading is, in bytes of the files."""
        try:
            return self._behind + (self._file.tell() if self._file else 0)
        except ValueError:  # just closed
            return self._behind

    def __iter__(self) -> Iterator[RawPage]:
        for path in files_of(self._paths):
            try:
                with path.open("rb") as self._file:
                    yield from self._pages(path, self._file)
                self._file = None
                self._behind += path.stat().st_size
            except InputError as error:
                yield RawPage(str(path), None, None, problem=str(error))
            except IsADirectoryError:
                yield RawPage(str(path), None, None, problem="the folder cannot be searched")
            except OSError as error:
                yield RawPage(str(path), None, None, problem=error.strerror or str(error))

    def _pages(self, path: Path, file: BinaryIO) -> Iterator[RawPage]:
        kind = kind_of(path)
        if kind == "page":
            yield _whole(path, file)
            return
        pages = _READERS[kind](path, file, self._fields)
        number = 0
        while True:
            number += 1
            try:
                page = next(pages, None)
            except InputError:
                raise
            except Exception as error:  # a broken archive: whatever its reader makes of it
                what = f"the rest cannot be read: {type(error).__name__}: {error}"
                yield RawPage(str(path), number, None, problem=what)
                return
            if page is None:
                return
            yield page._replace(record=number)


def files_of(paths: Iterable[str]) -> Iterator[Path]:
    """The files that paths mean: folders and patterns are searched, in the order of names.

    Raises:
        InputError: there is no such file.
    """
    for name in paths:
        path = Path(name)
        if name and path.is_dir():  # Path("") is the folder we are in
            yield from _below(path)
        elif name and path.exists():
            yield path
        else:
            # Path.glob takes no absolute patterns.
            found = glob.glob(name, recursive=True) if glob.has_magic(name) else []  # noqa: PTH207
            if not found:
                raise InputError(name, "No such file", "check the name, and that you may read it")
            yield from (path for path in map(Path, sorted(found)) if path.is_file())


def _below(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder  # whoever opens it will see
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(path)
        elif kind_of(path) != "page" or _plain(path).suffix.casefold() in _PAGE_SUFFIXES:
            yield path


def _plain(path: Path) -> Path:
    return path.with_suffix("") if path.suffix in PACKED else path


def _whole(path: Path, file: BinaryIO) -> RawPage:
    try:
        return RawPage(str(path), None, opened(file, path).read())
    except OSError:
        raise
    except Exception as error:  # broken in packing: whatever its reader makes of it
        return _bad(path, f"it cannot be unpacked: {type(error).__name__}: {error}")


def _json_lines(path: Path, file: BinaryIO, fields: Fields) -> Iterator[RawPage]:
    for line in opened(file, path):
        if line.isspace():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield _bad(path, f"no JSON: {error}")
            continue
        if isinstance(record, str):
            record = {"page": record}
        if isinstance(record, dict):
            yield _page(path, record, fields)
        else:
            yield _bad(path, "a record is an object with fields, or a string")


def _csv(path: Path, file: BinaryIO, fields: Fields) -> Iterator[RawPage]:
    import csv
    import io

    csv.field_size_limit(1 << 30)  # pages are longer than the cells csv expects
    text = io.TextIOWrapper(opened(file, path), "utf-8-sig", "replace", newline="")
    tabs = "\t" if ".tsv" in map(str.casefold, path.suffixes) else ","
    try:
        for record in csv.DictReader(text, delimiter=tabs):
            yield _page(path, record, fields)
    finally:
        text.detach()  # the file is not ours to close


def _parquet(path: Path, file: BinaryIO, fields: Fields) -> Iterator[RawPage]:
    parquet = needed("pyarrow.parquet", "parquet", path)
    table = parquet.ParquetFile(file)
    wanted = {fields.page, fields.url, fields.id} if fields.page else {fields.url, fields.id}
    names = [n for n in table.schema_arrow.names if n in wanted or n in PAGE_FIELDS]
    if not fields.page:  # one page a record is enough to load
        pages = [n for n in PAGE_FIELDS if n in names]
        names = [n for n in names if n not in pages[1:] or n in wanted]
    for batch in table.iter_batches(batch_size=32, columns=names or None):
        for record in batch.to_pylist():
            yield _page(path, record, fields)


def _warc(path: Path, file: BinaryIO, fields: Fields) -> Iterator[RawPage]:
    for page in pages_of(opened(file, path), path):
        raw = None if page.problem else _decoded(page.body, page.kind)
        yield RawPage(str(path), None, raw, page.url, page.id, page.problem)


def _decoded(raw: bytes, kind: str) -> str | bytes:
    """A header's charset says what the page may not say itself; UTF-8 needs no saying.

    Bytes that are neither UTF-8 nor what the header says stay bytes, for the reader to guess.
    """
    _, _, charset = kind.casefold().partition("charset=")
    if not charset or raw.isascii():
        return raw
    for encoding in ("utf-8", charset.split(";")[0].strip(" \"'")):
        with suppress(LookupError, ValueError):  # no such encoding, or not the page's
            return raw.decode(encoding)
    return raw


def _page(path: Path, record: Mapping[str, Any], fields: Fields) -> RawPage:
    names = [fields.page] if fields.page else PAGE_FIELDS
    raw = next((record[name] for name in names if record.get(name) is not None), None)
    url, given = record.get(fields.url), record.get(fields.id)
    page = RawPage(
        str(path), None, raw, str(url) if url else None, None if given is None else str(given)
    )
    if isinstance(raw, (str, bytes)):
        return page
    held = ", ".join(map(str, record)) or "none"
    kind = f"is no text but {type(raw).__name__}" if raw is not None else "is missing"
    problem = f"the page's field {kind}; name it with --field (fields here: {held})"
    return page._replace(raw=None, problem=problem)


def _bad(path: Path, problem: str) -> RawPage:
    return RawPage(str(path), None, None, problem=problem)


_READERS: Final[Mapping[str, Callable[[Path, BinaryIO, Fields], Iterator[RawPage]]]] = {
    "jsonl": _json_lines,
    "csv": _csv,
    "parquet": _parquet,
    "warc": _warc,
}
