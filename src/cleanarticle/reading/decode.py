"""Bytes to text. The order is BOM, UTF-8 if (nearly) valid, what the page declares, a detector.

Valid UTF-8 with any non-ASCII character in it is practically never anything else, so it goes
before the declaration, which is wrong on a good many pages.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from cleanarticle.patterns import pattern

_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = pattern(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]{2,30})""", re.I
)
#: Codecs of Python that no page is written in, and that would run what a page says.
_NOT_FOR_PAGES: Final = frozenset(
    ("unicode-escape", "raw-unicode-escape", "idna", "punycode", "utf-7")
)
_LABELS: Final = {"x-sjis": "cp932", "shift_jis": "cp932", "shift-jis": "cp932", "gbk": "gb18030"}
_SUPERSETS: Final = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "euc_kr": "cp949",
}
_HEAD: Final = 4096
#: Encodings of Latin letters, in which any bytes are some text, and so declared by mistake.
_LATIN: Final = frozenset("cp1252 cp1250 cp1254 iso8859-2 iso8859-15".split())
_HIGH_RUN: Final = pattern(rb"[\x80-\xff]+")
_TAG: Final = pattern(rb"<[^<>]*>")
#: What Python makes of bytes that are no UTF-8, and what they are in a page of Latin letters.
_STRAY: Final = pattern("[\udc80-\udcff]")
_STRAYS: Final = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)
}
#: How many whole characters of UTF-8 are there for each stray byte, if it is not declared.
_CLEARLY_MORE: Final = 4
#: Bytes shown to the detector.
_SAMPLE: Final = 1 << 16


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
    marked = raw.startswith(codecs.BOM_UTF8)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if not marked and (utf16 := _utf16_without_bom(raw)):
        return _lenient(raw, utf16)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data"
    if cut and (marked or len(raw) > _HEAD or _has_utf8(raw)):
        return raw.decode("utf-8", "ignore"), ("encoding-damaged",)
    declared = "utf-8" if marked else _declared(raw)
    nearly = _mostly_utf8(raw, declared == "utf-8")
    if nearly is not None:
        return nearly, ("encoding-damaged",)
    if declared and (declared not in _LATIN or _is_latin(raw)):
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
    """Tell UTF-16 by its high bytes: few values, zero among them for spaces and marks."""
    head = raw[: _HEAD & ~1]
    even, odd = head[::2], head[1::2]
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        zeros = high.count(0)
        if len(high) > 3 and zeros * 12 > len(high) and zeros > 4 * low.count(0):
            plain = zeros * 10 > len(high) * 9
            if plain or len(set(high)) * 3 < len(set(low)):
                return name
    return None


def _has_utf8(raw: bytes) -> bool:
    """Tell whether whole characters of more than one byte are among the bytes."""
    return not raw.decode("utf-8", "ignore").isascii()


def _mostly_utf8(raw: bytes, declared: bool) -> str | None:
    """Decode UTF-8 with a few stray bytes, as of a line that was pasted from elsewhere.

    They are nearly always windows-1252, unless the page is not in Latin letters.
    """
    text = raw.decode("utf-8", "surrogateescape")
    bad = len(_STRAY.findall(text))
    whole = [char for char in _STRAY.sub("", text) if char > "\x7f"]
    # Of text in another encoding, at most one character for three bytes is UTF-8 by chance.
    if len(whole) <= bad if declared else len(whole) < _CLEARLY_MORE * bad:
        return None
    latin = 2 * sum(char < "\u0250" or not char.isalpha() for char in whole) >= len(whole)
    return text.translate(_STRAYS) if latin else _STRAY.sub("\ufffd", text)


def _declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:_HEAD])
    if not found:
        return None
    label = found.group(1).decode("ascii").casefold()
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except LookupError:
        return None
    if name in _NOT_FOR_PAGES or name.startswith(("utf-16", "utf-32")):
        return None  # a declaration that could be read is not in UTF-16
    # Browsers read these as their supersets (WHATWG Encoding Standard).
    return _SUPERSETS.get(name, name)


def _is_latin(raw: bytes) -> bool:
    """Tell whether letters beyond ASCII stand among others, not in words of their own."""
    runs = _HIGH_RUN.findall(raw[: 16 * _SAMPLE])
    return sum(len(run) > 2 for run in runs) * 4 <= len(runs)


def _guess(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Western text of few accents is told by eye, since a detector needs more to go by."""
    western = raw.decode("cp1252", "replace")
    accents = [char for char in western if char > "\x7f"]
    plausible = all(char.isalpha() or char in _TYPOGRAPHIC for char in accents)
    if plausible and len(accents) * 5 < len(western) and len(accents) < 200 and _is_latin(raw):
        return western, ("encoding-guessed",)
    from charset_normalizer import from_bytes  # slow to import, rarely needed

    # Tags are ASCII in any encoding, and drown what tells.
    text = _TAG.sub(b" ", raw[: 16 * _SAMPLE]) if raw.lstrip()[:1] == b"<" else raw
    best = from_bytes(text[:_SAMPLE]).best()
    name = best.encoding if best and not best.encoding.startswith("utf_") else "cp1252"
    return raw.decode(name, "replace"), ("encoding-guessed",)


_TYPOGRAPHIC: Final = frozenset("‘’“”„–—…•€£§°©®™«»¿¡·´\xa0")
