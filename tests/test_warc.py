"""WARC files as crawlers write them, and as they break."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from pathlib import Path

import pytest
from extras import needs

from cleanarticle.files.sources import Fields, RawPage, Source
from cleanarticle.files.warc import Found, pages_of

HTML = "<p>Порт снова открыт.</p>".encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def record(block: bytes, kind: str = "response", more: str = "", end: str = "\r\n") -> bytes:
    lines = [
        "WARC/1.1",
        f"warc-type: {kind}",
        "WARC-Target-URI: <https://e.org/ä>",
        "WARC-Record-ID: <urn:uuid:1>",
        f"Content-Length: {len(block)}",
    ]
    lines += [more] if more else []
    return end.join([*lines, "", ""]).encode() + block + (2 * end).encode()


def found(data: bytes) -> list[Found]:
    return list(pages_of(io.BytesIO(data), Path("x.warc")))


def pack_plainly(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_response(end) -> None:
    block = HEAD.replace(b"\r\n", end.encode()) + end.encode() + HTML
    wanted = Found(HTML, "text/html", "https://e.org/ä", "<urn:uuid:1>")
    assert found(record(block, end=end)) == [wanted]


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_a_page_without_a_head_of_its_own(kind) -> None:
    assert found(record(HTML, kind, "Content-Type: text/plain"))[0].body == HTML
    assert not found(record(HTML, kind, "Content-Type: image/png"))


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        (b"Content-Encoding: gzip\r\n", gzip.compress(HTML, mtime=0)),
        (b"content-encoding: GZIP\r\n", HTML),
        (b"Content-Encoding: deflate\r\n", zlib.compress(HTML)),
        (b"Content-Encoding: deflate\r\n", pack_plainly(HTML)),
        (b"Transfer-Encoding: chunked\r\n", b"3;x=y\r\n%b\r\nff\r\n%b" % (HTML[:3], HTML[3:])),
        (b"Transfer-Encoding: chunked\r\n", HTML),
        (b"Transfer-Encoding: chunked\r\n", HTML + b"\r\n"),
    ],
)
def test_bodies_are_unpacked_where_the_crawler_did_not(fields, body) -> None:
    assert found(record(HEAD + fields + b"\r\n" + body))[0].body.strip() == HTML


@pytest.mark.parametrize(
    ("name", "module", "extra"), [("br", "brotli", "warc"), ("zstd", "zstandard", "zst")]
)
def test_bodies_that_take_a_package(monkeypatch, name, module, extra) -> None:
    head = HEAD + f"Content-Encoding: {name}\r\n\r\n".encode()
    packed = needs(module, extra).compress(HTML)
    pages = found(record(head + packed) + record(head + HTML))
    assert [page.body for page in pages] == [HTML, HTML]
    monkeypatch.setitem(sys.modules, module, None)
    (page,) = found(record(head + packed))
    assert page.body == b"" and f"pip install 'cleanarticle[{extra}]'" in page.problem


BARE = b"HTTP/1.1 200 OK\r\n"
CHUNKED = b"4\r\n<!do\r\nf\r\nctype html><p>x\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("fields", "body", "raw"),
    [
        (b"", b" \n<!DOCTYPE html><p>x", b" \n<!DOCTYPE html><p>x"),
        (b"Content-Type:\r\n", HTML, HTML),
        (b"Content-Encoding: gzip\r\n", gzip.compress(HTML * 9), HTML * 9),
        (b"Transfer-Encoding: chunked\r\n", CHUNKED, b"<!doctype html><p>x"),
    ],
)
def test_a_page_without_a_type_is_told_by_its_beginning(fields, body, raw) -> None:
    (page,) = found(record(BARE + fields + b"\r\n" + body))
    assert (page.body, page.kind, page.problem) == (raw, "", "")


@pytest.mark.parametrize("body", [b"", b"\x89PNG", b"a < b", b"<?xml version='1.0'?><rss>"])
def test_other_bodies_without_a_type_are_no_pages(body) -> None:
    assert not found(record(BARE + b"\r\n" + body))


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(HTML * 50)[:-20]),
        ("gzip", gzip.compress(HTML * 50)[:30] + b"\xff" * 30),
        ("deflate", zlib.compress(HTML * 50)[:-20]),
        ("deflate", pack_plainly(HTML * 50)[:-20]),
    ],
)
def test_a_packed_body_that_is_cut_short_is_told(encoding, body) -> None:
    head = HEAD + f"Content-Encoding: {encoding}\r\n\r\n".encode()
    first, second = found(record(head + body) + record(head))
    assert first.body == b"" and "cut short or broken" in first.problem
    assert (second.body, second.problem) == (b"", "")


def test_what_is_no_page_is_passed_over_in_pieces() -> None:
    film = record(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n" + bytes(200_000))
    gone = record(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n")
    name = record(b"20260101\r\n1.2.3.4", more="Content-Type: text/dns")
    asked = record(b"GET / HTTP/1.1\r\nContent-Type: text/html\r\n\r\n", "request")
    page = record(HEAD + b"\r\n" + HTML * 4000)
    assert [p.body for p in found(film + gone + name + asked + page)] == [HTML * 4000]


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (b"oops", "ValueError: no record of a WARC file begins with b'oops'"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "ValueError: the length of a record is b''"),
        (b"WARC/1.0\r\nContent-Length: -1\r\n\r\n", "ValueError: the length of a record is b'-1'"),
        (record(HEAD + b"\r\n" + HTML)[:-9], "EOFError: the file ends within a record"),
    ],
)
def test_a_broken_file_is_said_to_be(tmp_path, broken, problem) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(gzip.compress(record(HEAD + b"\r\n" + HTML) + broken))
    whole, rest = Source([str(path)], Fields())
    assert whole == RawPage(str(path), 1, HTML, "https://e.org/ä", "<urn:uuid:1>")
    assert rest == RawPage(str(path), 2, None, problem=f"the rest cannot be read: {problem}")


def test_pages_before_a_tear_are_read(tmp_path) -> None:
    path = tmp_path / "x.warc.gz"
    page = gzip.compress(record(HEAD + b"\r\n" + HTML))
    path.write_bytes(page + page[:-9])
    *whole, rest = Source([str(path)], Fields())
    assert [p.raw for p in whole] == [HTML, HTML]
    assert rest.problem.startswith("the rest cannot be read: EOFError: ")
