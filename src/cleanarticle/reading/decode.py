"""Bytes to text. The order is BOM, UTF-8 if it is valid, what the page declares, a detector.

Valid UTF-8 with any non-ASCII character in it is practically never anything else, so it goes
before the declaration, which is wrong on a good many pages.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]{2,30})""", re.I
)
#: Codecs of Python that no page is written in, and that would run what a page says.
_NOT_FOR_PAGES: Final = frozenset(
    ("unicode-escape", "raw-unicode-escape", "idna", "punycode", "utf-7")
)
_HEAD: Final = 4096


def decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode a page.

    Args:
        raw: the page's bytes.

    Returns:
        The text, and warnings: ``encoding-guessed``, ``encoding-damaged``.

    >>> decode("Grüße".encode())
    ('Grüße', ())
    >>> decode("<meta charset=windows-1251>Привет".encode("cp1251"))[0]
    '<meta charset=windows-1251>Привет'
    """
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return _lenient(raw, name)
    if utf16 := _utf16_without_bom(raw):
        return _lenient(raw, utf16)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    nearly = _mostly_utf8(raw)
    if nearly is not None:
        return nearly, ("encoding-damaged",)
    declared = _declared(raw)
    if declared:
        try:
            return raw.decode(declared), ()
        except (LookupError, ValueError):  # no text codec, or not the one it is written in
            return _guess(raw)
    return _guess(raw)


def _lenient(raw: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        return raw.decode(name), ()
    except UnicodeDecodeError:
        return raw.decode(name, "replace"), ("encoding-damaged",)


def _utf16_without_bom(raw: bytes) -> str | None:
    head = raw[:_HEAD]
    if len(head) < 8 or head.count(0) * 5 < len(head):
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 4 * even and odd * 3 > len(head) // 2:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd and even * 3 > len(head) // 2 else None


def _mostly_utf8(raw: bytes) -> str | None:
    """Decode UTF-8 with a few broken bytes (a page cut in the middle of a character)."""
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - bad
    return text if good >= 20 * bad else None


def _declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:_HEAD])
    if not found:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return None
    if name in _NOT_FOR_PAGES:
        return None
    # Browsers read these two as their Windows supersets (WHATWG Encoding Standard).
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name)


def _guess(raw: bytes) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes  # costs 20 ms to import; rarely needed

    best = from_bytes(raw[: 1 << 16]).best()
    name = best.encoding if best else "cp1252"
    return raw.decode(name, "replace"), ("encoding-guessed",)
