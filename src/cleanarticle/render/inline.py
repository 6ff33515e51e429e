"""Markdown inside a block: emphasis, code, links and images, and what has to be escaped."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final
from unicodedata import category

from cleanarticle.model import Document, Mark
from cleanarticle.patterns import pattern

_SIGNS: Final = {"emphasis": "*", "strong": "**"}
#: What Markdown takes for markup wherever it stands.
SPECIAL: Final = str.maketrans(
    {"\\": "\\\\", "*": "\\*", "_": "\\_", "[": "\\[", "<": "&lt;", "`": "\\`"}
)
#: Elements on the same words, outermost first: code shows its signs, and a link holds them.
_NESTING: Final = ("link", "strong", "emphasis", "code")
_NUMBERED: Final = pattern(r"^(\d{1,9})([.)])(?=\s|$)")
_ENTITY: Final = pattern(r"&(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z][a-zA-Z0-9]*;)")
_ODD_IN_ADDRESS: Final = pattern(r"[\s()<>]")
_SAFE: Final = ("http://", "https://", "mailto:", "tel:", "ftp://")
_TICKS: Final = pattern("`+")


def escape(text: str) -> str:
    """Escape what Markdown would take for markup: signs, and what opens a line.

    >>> escape("# 2 * 3"), escape("1. May")
    ('\\\\# 2 \\\\* 3', '1\\\\. May')
    """
    return _open(literal(text))


def literal(text: str) -> str:
    """Escape what is markup wherever it stands, and ``&`` where it would begin an entity.

    >>> literal("R&D; &copy; [1]")
    'R&D; \\\\&copy; \\\\[1]'
    """
    shown = text.translate(SPECIAL)
    return _ENTITY.sub(_without_entity, shown) if "&" in text else shown


def _without_entity(found: re.Match[str]) -> str:
    from html.entities import html5  # most pages hold nothing like an entity

    name = found[1]
    return f"\\{found[0]}" if name[0] == "#" or name in html5 else found[0]


def _open(line: str) -> str:
    if line[:1] in ("#", ">", "+", "-", "="):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if line[:1].isdigit() else line


class Inline:
    """Writes the text of blocks with its marks.

    Args:
        document: the page.
        base: the page's address.
        links: write links.
        images: write images.
    """

    def __init__(self, document: Document, base: str, links: bool, images: bool) -> None:
        self._text = document.text
        unwanted = {"image"} if links else {"image", "link"}
        wanted = [mark for mark in document.marks if mark.kind not in unwanted]
        self._marks = sorted(wanted, key=lambda m: (m.start, -m.end, _NESTING.index(m.kind)))
        self._starts = [mark.start for mark in self._marks]
        self._images = [mark for mark in document.marks if images and mark.kind == "image"]
        self._places = [mark.start for mark in self._images]
        self._base = base

    def write(self, start: int, end: int) -> str:
        """Return ``document.text[start:end]`` as Markdown on one line."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        marks = [mark._replace(end=min(mark.end, end)) for mark in self._marks[low:high]]
        pieces: list[str] = []
        at = start
        # Images that open a block stand before it: see `images_before`.
        first, last = bisect_left(self._places, start + 1), bisect_left(self._places, end + 1)
        for image in self._images[first:last]:
            stop = image.start
            inside = any(mark.start < stop < mark.end for mark in marks)
            if inside:
                continue
            pieces += [self._span(at, stop, [m for m in marks if at <= m.start < stop]), " "]
            pieces += [self._image(image), " "]
            at = stop
        pieces.append(self._span(at, end, [mark for mark in marks if mark.start >= at]))
        return _open(" ".join("".join(pieces).split()))

    def images_before(self, start: int, end: int) -> list[str]:
        """Return the images that stand after ``start`` and not after ``end``, between blocks."""
        low, high = bisect_left(self._places, start), bisect_left(self._places, end + 1)
        return [self._image(image) for image in self._images[low:high]]

    def _span(self, start: int, end: int, marks: Sequence[Mark], around: str = "") -> str:
        """A run of text with its marks; a mark inside another of its kind adds nothing."""
        if not marks:
            return self._plain(start, end, around)
        pieces: list[str] = []
        at, index = start, 0
        while index < len(marks):
            mark = marks[index]
            _add(pieces, self._plain(at, mark.start, around))
            inner, at, index = _together(marks, index)
            at = min(at, end)
            _add(pieces, self._marked(mark, at, inner, around))
        _add(pieces, self._plain(at, end, around))
        return "".join(pieces)

    def _plain(self, start: int, end: int, around: str) -> str:
        shown = literal(self._text[start:end])
        return shown.replace("]", "\\]") if "link" in around else shown

    def _marked(self, mark: Mark, end: int, inner: Sequence[Mark], around: str) -> str:
        kind, start = mark.kind, mark.start
        if kind == "code":
            return _code(self._text[start:end])
        if kind in around.split():
            return self._span(start, end, inner, around)
        target = self._address(mark.target) if kind == "link" else ""
        if kind == "link" and not target:
            return self._span(start, end, inner, around)
        around = f"{around} {kind}"
        if target:
            return _enclosed("[", self._span(start, end, inner, around), f"]({target})")
        sign = _SIGNS[kind]
        first, last = self._edges(start, end, inner)
        if last - first == end - start:
            return _enclosed(sign, self._span(start, end, inner, around), sign)
        before, within, after = (
            self._span(a, b, _cut(inner, a, b), around)
            for a, b in ((start, first), (first, last), (last, end))
        )
        return before + _enclosed(sign, within, sign) + after

    def _edges(self, start: int, end: int, inner: Sequence[Mark]) -> tuple[int, int]:
        """Where signs can stand: one between a letter outside and punctuation inside is text."""
        text = self._text
        # Links and code end in punctuation of their own, which cannot be moved.
        solid = [mark for mark in inner if mark.kind in ("link", "code")]
        if _is_letter(text[end : end + 1]):
            low = max((mark.end for mark in solid), default=start)
            if solid and low >= end:
                return start, start
            while end > low and not _is_letter(text[end - 1]):
                end -= 1
        if start and _is_letter(text[start - 1]):
            high = min((mark.start for mark in solid), default=end)
            if solid and high <= start:
                return start, start
            while start < min(high, end) and not _is_letter(text[start]):
                start += 1
        return start, end

    def _image(self, image: Mark) -> str:
        label = literal(image.label).replace("]", "\\]")
        target = self._address(image.target)
        return f"![{label}]({target})" if target else ""

    def _address(self, target: str) -> str:
        """The whole address, if it is one that leads to another page."""
        target = target.strip()
        if not target or target.startswith("#"):
            return ""
        from urllib.parse import urljoin  # for pages with links only

        try:
            target = urljoin(self._base, target)
        except ValueError:  # what only looks like an address
            return ""
        scheme = target.partition(":")[0].casefold() if ":" in target.partition("/")[0] else ""
        if scheme and not target.casefold().startswith(_SAFE):
            return ""
        return _ODD_IN_ADDRESS.sub(lambda odd: f"%{ord(odd.group()) & 0xFF:02X}", target)


def _together(marks: Sequence[Mark], index: int) -> tuple[list[Mark], int, int]:
    """Take a mark for one with those like it that follow at once.

    Returns:
        The marks inside, where they end, and the index of the first mark after them.
    """
    kind, _, stop, target, _ = marks[index]
    inner: list[Mark] = []
    for at in range(index + 1, len(marks)):
        mark = marks[at]
        if mark.start < stop:
            inner.append(mark)
        elif mark.start == stop and mark.kind == kind and mark.target == target:
            stop = mark.end
        else:
            return inner, stop, at
    return inner, stop, len(marks)


def _cut(marks: Sequence[Mark], start: int, end: int) -> list[Mark]:
    """The parts of marks that lie between two places."""
    return [
        mark._replace(start=max(mark.start, start), end=min(mark.end, end))
        for mark in marks
        if mark.start < end and mark.end > start
    ]


def _add(pieces: list[str], piece: str) -> None:
    """Add a piece; a ``!`` before a link would make an image of it."""
    if piece.startswith("[") and pieces and pieces[-1].endswith("!"):
        pieces[-1] = f"{pieces[-1][:-1]}\\!"
    if piece:
        pieces.append(piece)


def _enclosed(opening: str, text: str, closing: str) -> str:
    bare = text.strip()
    tail = text[len(text.rstrip()) :]
    return f"{opening}{bare}{closing}{tail}" if bare else text


def _is_letter(char: str) -> bool:
    """Tell whether a character is neither space nor punctuation, as CommonMark has it.

    >>> _is_letter("a"), _is_letter("\u093f"), _is_letter(":"), _is_letter("\u20ac"), _is_letter("")
    (True, True, False, False, False)
    """
    if not char or char.isspace():
        return False
    return char.isalnum() or category(char)[0] not in "PS"


def _code(text: str) -> str:
    """A code span, in more backticks than it holds."""
    fence = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
