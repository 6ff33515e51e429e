"""WARC files, as crawlers write them: records with a head, and a block of so many bytes.

Where the block is a server's response, its own head comes first. Heads are read here and not by a
library, for none keeps the promise that no page is lost without a word: warcio 1.8 and fastwarc 2.0
end at a torn record as if the file were whole, and with warcio a response that a server packed with
Brotli ends the file. It also costs the process that feeds the workers a third less than warcio.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, NamedTuple

from cleanarticle import InputError
from cleanarticle.files.opened import needed

_PAGE_TYPES: Final = (b"text/html", b"application/xhtml+xml", b"text/plain")
_PIECE: Final = 1 << 16
"""Bytes of a block that are read to see whether it is a page; few heads have a hundredth of it."""

#: The fields that are of use here; in capitals or not.
_FIELD: Final = re.compile(
    rb"^(warc-type|warc-target-uri|warc-record-id|content-length|content-type|content-encoding"
    rb"|transfer-encoding)[ \t]*:(.*)",
    re.IGNORECASE | re.MULTILINE,
)
_END: Final = re.compile(rb"\r?\n\r?\n")
#: How HTML begins; other XML mostly begins with ``<?xml``.
_MARKUP: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|!--|[a-z])", re.IGNORECASE)
_Head = Mapping[bytes, bytes]


class Found(NamedTuple):
    """A page in a record."""

    body: bytes
    kind: str
    """Its ``Content-Type``; empty where the server gave none."""
    url: str | None
    id: str | None
    problem: str = ""
    """Why there is no body."""


def pages_of(file: IO[bytes], path: Path) -> Iterator[Found]:
    """The pages among the responses and resources, and the texts of WET files.

    Args:
        file: the file, unpacked.
        path: what it is called.

    Raises:
        ValueError: what comes next is no record.
        EOFError: the file ends within a record.
    """
    while line := file.readline():
        if line.isspace():  # two such lines end a record
            continue
        if not line.startswith(b"WARC/"):
            raise ValueError(f"no record of a WARC file begins with {line[:20]!r}")
        lines = []
        while len(line := file.readline()) > 2:
            lines.append(line)
        record = _fields(b"".join(lines))
        length = record.get(b"content-length", b"")
        if not length.isdigit():
            raise ValueError(f"the length of a record is {length[:20]!r}")
        size = int(length)
        block = _read(file, min(size, _PIECE))
        head, start = _inner_head(record, block)
        if head is None:
            for at in range(len(block), size, _PIECE):
                _read(file, min(size - at, _PIECE))
        else:
            body = block[start:] + _read(file, size - len(block))
            yield _found(record, head, body, path)


def _fields(head: bytes) -> _Head:
    return {name.lower(): value.strip() for name, value in _FIELD.findall(head)}


def _inner_head(record: _Head, block: bytes) -> tuple[_Head | None, int]:
    """The head that says what the page is, and where it ends; ``None`` where there is no page."""
    head, start = record, 0
    kind = record.get(b"warc-type", b"").lower()
    if kind == b"response" and block.startswith(b"HTTP/"):
        end = _END.search(block)
        start = end.end() if end else len(block)
        if block[:20].split()[1:2] != [b"200"]:
            return None, 0
        head = _fields(block[:start])
    elif kind not in (b"response", b"resource", b"conversion"):
        return None, 0
    given = head.get(b"content-type", b"").lower()
    is_page = given.startswith(_PAGE_TYPES) if given else _is_markup(head, block[start:])
    return (head if is_page else None), start


def _is_markup(head: _Head, piece: bytes) -> bool:
    """True where a body begins as HTML does, behind what it was packed with for the way."""
    if head.get(b"transfer-encoding", b"").lower() == b"chunked":
        piece = _joined(piece)
    if head.get(b"content-encoding"):
        with suppress(zlib.error):
            piece = zlib.decompressobj(32 + zlib.MAX_WBITS).decompress(piece, _PIECE)
    return _MARKUP.match(piece) is not None


def _found(record: _Head, head: _Head, body: bytes, path: Path) -> Found:
    problem = ""
    if head is not record:
        if head.get(b"transfer-encoding", b"").lower() == b"chunked":
            body = _joined(body)
        try:
            body = _unpacked(body, head.get(b"content-encoding", b"").lower(), path)
        except InputError as error:
            body, problem = b"", str(error)
    url = record.get(b"warc-target-uri", b"").strip(b"<>")  # wget puts it in brackets
    name = record.get(b"warc-record-id")
    return Found(
        body,
        head.get(b"content-type", b"").decode("latin-1"),
        url.decode("utf-8", "replace") or None,
        None if name is None else name.decode("utf-8", "replace"),
        problem,
    )


def _joined(body: bytes) -> bytes:
    """A body without the sizes of its chunks; as it is, if a crawler took them out already.

    >>> _joined(b"4\\r\\nab\\r\\n\\r\\n0\\r\\n\\r\\n"), _joined(b"<p>")
    (b'ab\\r\\n', b'<p>')
    """
    chunks: list[bytes] = []
    at = 0
    while (end := body.find(b"\r\n", at)) >= 0:
        try:
            size = int(body[at:end].partition(b";")[0], 16)
        except ValueError:
            return b"".join(chunks) if chunks else body
        chunks.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
        if not size:
            break
    return b"".join(chunks) if chunks else body


def _unpacked(body: bytes, encoding: bytes, path: Path) -> bytes:
    """A body as it was before the server packed it; as it is, if a crawler unpacked it already.

    Raises:
        InputError: it was cut short or is broken, or the library that it takes is not installed.
    """
    match encoding:
        case b"gzip" | b"x-gzip" | b"deflate":
            return _inflated(body, path)
        case b"br":
            brotli = needed("brotli", "warc", path)
            try:
                return bytes(brotli.decompress(body))
            except brotli.error:
                return body
        case b"zstd":
            zstandard = needed("zstandard", "zst", path)
            try:
                unpacker = zstandard.ZstdDecompressor().decompressobj()
                plain = bytes(unpacker.decompress(body))
            except zstandard.ZstdError:
                return body
            if body and not unpacker.eof:
                raise _broken(path)
            return plain
    return body


def _inflated(body: bytes, path: Path) -> bytes:
    for bits in (32 + zlib.MAX_WBITS, -zlib.MAX_WBITS):  # with a head of its own, without
        unpacker = zlib.decompressobj(bits)
        try:
            plain = unpacker.decompress(body)
        except zlib.error:
            continue
        if unpacker.eof or not body:
            return plain
        if bits > 0 or not _MARKUP.match(body):
            raise _broken(path)
    if body.startswith(b"\x1f\x8b"):
        raise _broken(path)
    return body


def _broken(path: Path) -> InputError:
    return InputError(str(path), "the page's packed body is cut short or broken", "fetch it again")


def _read(file: IO[bytes], size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise EOFError("the file ends within a record")
    return data
