"""Markdown inside a block: emphasis, code, links and images, and what has to be escaped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from cleanarticle.model import Document, Mark
from cleanarticle.patterns import pattern

_SIGNS: Final = {"emphasis": "*", "strong": "**"}
#: What Markdown takes for markup wherever it stands.
SPECIAL: Final = str.maketrans(
    {"\\": "\\\\", "*": "\\*", "_": "\\_", "[": "\\[", "<": "&lt;", "`": "\\`"}
)
_NUMBERED: Final = pattern(r"(\d{1,9})([.)])(?=\s|$)")
_ODD_IN_ADDRESS: Final = pattern(r"[\s()<>]")
_SAFE: Final = ("http://", "https://", "mailto:", "tel:", "ftp://")
_TICKS: Final = pattern("`+")


def escape(text: str) -> str:
    """Escape what Markdown would take for markup: signs, and what opens a line.

    >>> escape("# 2 * 3"), escape("1. May")
    ('\\\\# 2 \\\\* 3', '1\\\\. May')
    """
    return _open(text.translate(SPECIAL))


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
        self._marks = [mark for mark in document.marks if mark.kind not in unwanted]
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
        pieces: list[str] = []
        at, index = start, 0
        while index < len(marks):
            mark = marks[index]
            index += 1
            inner = index
            while index < len(marks) and marks[index].start < mark.end:
                index += 1
            stop = min(mark.end, end)
            pieces.append(self._text[at : mark.start].translate(SPECIAL))
            if mark.kind == "code":
                pieces.append(_code(self._text[mark.start : stop]))
            elif mark.kind in around.split():
                pieces.append(self._span(mark.start, stop, marks[inner:index], around))
            else:
                within = self._span(mark.start, stop, marks[inner:index], f"{around} {mark.kind}")
                pieces.append(self._marked(mark, within))
            at = stop
        pieces.append(self._text[at:end].translate(SPECIAL))
        return "".join(pieces)

    def _marked(self, mark: Mark, text: str) -> str:
        bare = text.strip()
        if not bare:
            return text
        tail = text[len(text.rstrip()) :]
        if mark.kind == "link":
            target = self._address(mark.target)
            return f"[{bare}]({target}){tail}" if target else text
        sign = _SIGNS[mark.kind]
        return f"{sign}{bare}{sign}{tail}"

    def _image(self, image: Mark) -> str:
        label = image.label.translate(SPECIAL).replace("]", "\\]")
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


def _code(text: str) -> str:
    """A code span, in more backticks than it holds."""
    fence = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
