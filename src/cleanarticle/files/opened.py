"""Opening files that may be compressed, and libraries that may not be there."""

from __future__ import annotations

import io
import os
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Final, cast

from cleanarticle import InputError

if TYPE_CHECKING:
    from pathlib import Path

#: Suffixes of compressed files.
PACKED: Final = (".gz", ".zst")


def opened(raw: BinaryIO, path: Path) -> IO[bytes]:
    """The content of an open file, unpacked if its name ends in ``.gz`` or ``.zst``.

    Raises:
        InputError: it is ``.zst`` and zstandard is not installed.
    """
    if path.suffix == ".gz":
        import gzip

        return cast(IO[bytes], gzip.open(raw))
    if path.suffix == ".zst":
        zstandard = needed("zstandard", "zst", path)
        unpacker = zstandard.ZstdDecompressor()
        stream = unpacker.stream_reader(raw, read_across_frames=True, closefd=False)
        return io.BufferedReader(stream)
    return raw


def packed(raw: BinaryIO, path: Path) -> IO[bytes]:
    """A writer into an open file, packing as its name says; the same bytes every time.

    Raises:
        InputError: it is ``.zst`` and zstandard is not installed.
    """
    if path.suffix == ".gz":
        import gzip

        return cast(IO[bytes], gzip.GzipFile("", "wb", 6, raw, mtime=0))
    zstandard = needed("zstandard", "zst", path)
    return cast(IO[bytes], zstandard.ZstdCompressor().stream_writer(raw, closefd=False))


def kind_of(path: str | Path) -> str:
    """What a file holds, by its name: ``jsonl``, ``csv``, ``parquet``, ``warc`` or ``page``.

    >>> kind_of("crawl/CC-MAIN.warc.gz"), kind_of("page.html")
    ('warc', 'page')
    """
    name, suffix = os.path.splitext(path)
    if suffix in PACKED:
        suffix = os.path.splitext(name)[1]
    return _KINDS.get(suffix.casefold(), "page")


_KINDS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
}


def needed(module: str, extra: str, path: Path) -> Any:
    """Import a library that only some files need.

    Raises:
        InputError: it is not installed; the message says how to.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.split(".")[0]
        raise InputError(
            str(path),
            f"the package {package} is not installed",
            f"pip install 'cleanarticle[{extra}]'",
        ) from error
