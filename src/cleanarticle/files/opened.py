"""Opening files that may be compressed, and libraries that may not be there."""

from __future__ import annotations

import io
import os
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Final, cast

from cleanarticle import InputError

if TYPE_CHECKING:
    from pathlib import Path

#: Packed bytes read at once: few, for they may unpack to thirty thousand times as many.
_CHUNK: Final = 1 << 12
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
        return io.BufferedReader(_Frames(raw, needed("zstandard", "zst", path)))
    return raw


class _Frames(io.RawIOBase):
    """The content of zstandard frames, whose own reader takes a frame cut short for whole."""

    def __init__(self, raw: BinaryIO, zstandard: Any) -> None:
        self._raw = raw
        self._decompressor = zstandard.ZstdDecompressor()
        self._frame: Any = None
        self._packed = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """It is for nothing else."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as what is unpacked reaches; 0 at the end of the file.

        Raises:
            EOFError: the file ends inside a frame.
        """
        while not self._ready:
            self._packed = self._packed or self._raw.read(_CHUNK)
            if not self._packed and self._frame is None:
                return 0
            if not self._packed:
                raise EOFError("compressed file ended before the end of its last frame")
            self._frame = self._frame or self._decompressor.decompressobj()
            self._ready = memoryview(self._frame.decompress(self._packed))
            self._packed = self._frame.unused_data
            if self._frame.eof:
                self._frame = None
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


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
