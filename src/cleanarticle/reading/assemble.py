"""Puts blocks together from the text and the boundaries that a walk over a page comes upon."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from cleanarticle.model import Block, Document, Element, MarkKind, Unseen
from cleanarticle.reading.marks import Marks
from cleanarticle.text import without_invisible

#: Tags of a path, and words of hints, that a block is given; more would take square space.
_NEAREST: Final = 40
_ITEMS: Final = frozenset(("li", "dt", "dd"))
#: What may stand between an item and its first words.
_THIN: Final = frozenset("p div span a b strong em i label".split())
_BETWEEN_BLOCKS: Final = "\n\n"


#: Makes a named tuple of a plain one in half the time of a call by fields: a page has a thousand.
_made: Final[Any] = tuple.__new__


class Assembler:
    """Collects one page. White space is collapsed as it comes, so that marks have their offsets.

    Attributes:
        pre: how many open elements keep their white space.
        parts: pieces of the block's text so far.
        gap: blank lines between the last block and the next; -1 if they share a line.
        space: whether a space is due before the next word; None where none may stand.
        seam: 1 since an inline element ended, 2 if another began at once.
        owner: the innermost element around the text of the block so far; -1 if there is none.
    """

    __slots__ = (
        "_begun",
        "_blocks",
        "_chunks",
        "_elements",
        "_hints",
        "_item_of",
        "_length",
        "_linked",
        "_offset",
        "_paths",
        "_texts",
        "_unseen",
        "gap",
        "marks",
        "owner",
        "parts",
        "pre",
        "seam",
        "space",
    )

    def __init__(self) -> None:
        self.pre = 0
        self.gap = 1
        self.seam = 0
        self._elements: list[Element] = []
        #: Path and hints of each element, with those of the elements around it.
        self._paths: list[str] = []
        self._hints: list[tuple[str, ...]] = []
        #: The list item that each element may begin, -1 for none; and the items that have begun.
        self._item_of: list[int] = []
        self._begun: set[int] = set()
        self._chunks: list[str] = []
        self._texts: list[str] = []
        self._blocks: list[Block] = []
        self.marks = Marks()
        self._unseen: list[Unseen] = []
        self._offset = 0
        self._clear()

    def _clear(self) -> None:
        self.parts: list[str] = []
        self._length = 0
        self._linked = 0
        self.owner = -1
        self.space: bool | None = None

    def element(
        self, tag: str, parent: int, depth: int, hints: tuple[str, ...], number: int
    ) -> int:
        """Add an element and return its index, which is above its parent's."""
        index, path, around, item = len(self._elements), tag, hints, -1
        if parent >= 0:
            above = self._paths[parent]
            path = f"{above if depth < _NEAREST else above[above.index('>') + 1 :]}>{tag}"
            around = hints + self._hints[parent]
            if len(around) > _NEAREST:
                around = around[:_NEAREST]
            if tag in _ITEMS:
                item = index
            elif tag in _THIN:
                item = self._item_of[parent]
        self._paths.append(path)
        self._hints.append(around)
        self._item_of.append(item)
        self._elements.append(_made(Element, (tag, parent, depth, hints, number)))
        return index

    def text(self, raw: str, element: int) -> None:
        """Add text that stands in an element."""
        if self.pre:
            piece = without_invisible(raw)
        else:
            piece = " ".join(raw.split())
            if not piece.isprintable():
                raw = without_invisible(raw)
                piece = " ".join(raw.split())
                if not piece:
                    self.blank()
                    return
            space = self.space
            if space is not None and (
                space
                or raw[0].isspace()
                or (self.seam == 2 and _stands_apart(self.parts[-1], piece))
            ):
                piece = f" {piece}"
            self.space = raw[-1].isspace()
        self.seam = 0
        if self.owner < 0:
            self.owner = element
        elif self.owner != element:
            self.owner = self._common(self.owner, element)
        self.parts.append(piece)
        self._length += len(piece)
        if self.marks.inside("link"):
            self._linked += len(piece)

    def blank(self) -> None:
        """Add white space."""
        if self.space is False:
            self.space = True

    def cell(self) -> None:
        """Begin the next cell of a row that is one block."""
        self.parts.append("\t")
        self._length += 1
        self.space = None

    def boundary(self, gap: int) -> None:
        """End the block, if one has begun.

        Args:
            gap: blank lines that such a boundary makes, 0 or 1.
        """
        if self.parts:
            self._close()
        if gap > self.gap:
            self.gap = gap

    def line_break(self) -> None:
        """End a line: the first ends the block, the second makes a paragraph."""
        if self.pre:
            self.parts.append("\n")
            self._length += 1
            return
        if self.parts:
            self._close()
        self.gap = min(self.gap + 1, 1)

    def new_line(self) -> None:
        """Begin a new line in text that keeps its white space, unless one has begun."""
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")
            self._length += 1

    def begin(self, kind: MarkKind, target: str = "") -> None:
        """Begin a mark; inside another of its kind it adds nothing."""
        self.marks.begin(kind, target, self._length)

    def end(self, kind: MarkKind) -> None:
        """End the mark that began last, which is of this kind."""
        self.marks.end(kind, self._length)

    def image(self, target: str, label: str) -> None:
        """Add an image."""
        self.marks.image(target, label, self._length if self.owner >= 0 else 0)

    def note(self, kind: Literal["hidden", "iframe", "template", "noscript"]) -> None:
        """Note something that is left out."""
        self._unseen.append(Unseen(kind, self._offset + self._length))

    def document(self, head: Mapping[str, str]) -> Document:
        """End the page and return it."""
        self._close()
        text = _BETWEEN_BLOCKS.join(self._chunks)
        return Document(
            text=text,
            blocks=tuple(self._blocks),
            texts=tuple(self._texts),
            format="html",
            head=head,
            elements=tuple(self._elements),
            marks=self.marks.of_page(len(text)),
            unseen=tuple(note._replace(at=min(note.at, len(text))) for note in self._unseen),
        )

    def _close(self) -> None:
        owner = self.owner
        if owner < 0:
            if self.parts:
                self.marks.forget_text()
                self._clear()
            return
        text = plain = chunk = "".join(self.parts)
        start = self._offset
        if self.pre or "\t" in chunk:
            # Tabs and line feeds at the ends are empty cells and lines; indentation is code's own.
            ends = "\t\n" if not self.pre else "\n"
            text = chunk.strip(ends).rstrip()
            start += len(chunk) - len(chunk.lstrip(ends))
            plain = " ".join(text.split())
        if plain:
            path, hints = self._paths[owner], self._hints[owner]
            density = min(1.0, self._linked / len(text)) if self._linked else 0.0
            end, gap = start + len(text), self.gap if self.gap > 0 else 0
            item = self._item_of[owner]
            first = item >= 0 and item not in self._begun
            if first:
                self._begun.add(item)
            fields = (start, end, gap, first, path, hints, density, owner)
            self._blocks.append(_made(Block, fields))
            self._texts.append(plain)
            self.marks.end_block(chunk, self._offset)
            self._chunks.append(chunk)
            self._offset += len(chunk) + len(_BETWEEN_BLOCKS)
            self.gap = -1
        else:
            self.marks.forget()
        self._clear()

    def _common(self, one: int, other: int) -> int:
        """The innermost element around both; an element's index is above those around it."""
        while one != other:
            if one > other:
                one = self._elements[one].parent
            else:
                other = self._elements[other].parent
        return one


def _stands_apart(before: str, after: str) -> bool:
    """Tell whether two inline elements without a space between them are two things to the eye.

    Style sheets put space there; a capital or a number after a small letter gives it away. Letters
    of one word may be elements too.

    >>> _stands_apart("By Jane Doe", "Published"), _stands_apart("T", "he"), _stands_apart("a", "b")
    (True, False, False)
    """
    last, first = before[-1], after[0]
    if last.islower():
        return first.isupper() or first.isdecimal()
    return last.isdecimal() and first.isupper()
