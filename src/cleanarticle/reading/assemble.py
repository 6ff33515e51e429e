"""Puts blocks together from the text and the boundaries that a walk over a page comes upon."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from cleanarticle.model import Block, Document, Element, Mark, MarkKind, Unseen
from cleanarticle.text import blank_invisible

#: Tags of a path, and words of hints, that a block is given; more would take square space.
_NEAREST: Final = 40
_ITEMS: Final = frozenset(("li", "dt", "dd"))
#: What may stand between an item and its first words.
_THIN: Final = frozenset("p div span a b strong em i label".split())
_BETWEEN_BLOCKS: Final = "\n\n"


class Assembler:
    """Collects one page. White space is collapsed as it comes, so that marks have their offsets.

    Attributes:
        pre: how many open elements keep their white space.
        fresh: whether a paragraph has ended and no text has come since.
        seam: 1 since an inline element ended, 2 if another began at once.
        owner: the innermost element around the text of the block so far; -1 if there is none.
    """

    __slots__ = (
        "_blocks",
        "_chunks",
        "_elements",
        "_gap",
        "_hints",
        "_items",
        "_length",
        "_linked",
        "_marks",
        "_nested",
        "_offset",
        "_open",
        "_parts",
        "_paths",
        "_pending",
        "_space",
        "_texts",
        "_unseen",
        "fresh",
        "owner",
        "pre",
        "seam",
    )

    def __init__(self) -> None:
        self.pre = 0
        self.fresh = True
        self.seam = 0
        self._elements: list[Element] = []
        #: Path and hints of each element, with those around it.
        self._paths: list[str] = []
        self._hints: list[tuple[str, ...]] = []
        self._chunks: list[str] = []
        self._texts: list[str] = []
        self._blocks: list[Block] = []
        self._marks: list[Mark] = []
        self._unseen: list[Unseen] = []
        self._offset = 0
        self._gap = 1
        self._items: set[int] = set()
        #: How many marks of a kind are open.
        self._nested: dict[MarkKind, int] = {}
        #: Marks that have begun and not ended: kind, target, start in the block.
        self._open: list[tuple[MarkKind, str, int]] = []
        self._clear()

    def _clear(self) -> None:
        self._parts: list[str] = []
        #: Marks of the block: kind, start, end, target, label.
        self._pending: list[tuple[MarkKind, int, int, str, str]] = []
        self._length = 0
        self._linked = 0
        self.owner = -1
        #: Whether a space is due before the next word; None where none may stand.
        self._space: bool | None = None

    def element(self, tag: str, parent: int, hints: tuple[str, ...], number: int = 0) -> int:
        """Add an element and return its index, which is above its parent's."""
        if parent < 0:
            depth, path, around = 0, tag, hints
        else:
            depth = self._elements[parent].depth + 1
            path, around = self._paths[parent], self._hints[parent]
            if depth >= _NEAREST:
                path = path[path.index(">") + 1 :]
            path = f"{path}>{tag}"
            if hints:
                around = (hints + around)[:_NEAREST]
        self._elements.append(Element(tag, parent, depth, hints, number))
        self._paths.append(path)
        self._hints.append(around)
        return len(self._paths) - 1

    def text(self, raw: str, element: int) -> None:
        """Add text that stands in an element."""
        if self.pre:
            piece = blank_invisible(raw)
        else:
            piece = " ".join(raw.split())
            if not piece.isprintable():
                raw = blank_invisible(raw)
                piece = " ".join(raw.split())
                if not piece:
                    self.blank()
                    return
            if self._space is False and self.seam == 2 and _stands_apart(self._parts[-1], piece):
                self._space = True
            if self._space or (self._space is not None and raw[0].isspace()):
                piece = f" {piece}"
            self._space = raw[-1].isspace()
        self.seam = 0
        self.fresh = False
        if self.owner < 0:
            self.owner = element
        elif self.owner != element:
            self.owner = self._common(self.owner, element)
        self._parts.append(piece)
        self._length += len(piece)
        if self._nested.get("link"):
            self._linked += len(piece)

    def blank(self) -> None:
        """Add white space."""
        if self._space is False:
            self._space = True

    def cell(self) -> None:
        """Begin the next cell of a row that is one block."""
        self.fresh = False
        self._parts.append("\t")
        self._length += 1
        self._space = None

    def boundary(self, gap: int) -> None:
        """End the block, if one has begun.

        Args:
            gap: blank lines that such a boundary makes, 0 or 1.
        """
        if self._parts:
            self._close()
        if gap > self._gap:
            self._gap = gap
        self.fresh = self._gap > 0

    def line_break(self) -> None:
        """End a line: the first ends the block, the second makes a paragraph."""
        if self.pre:
            self._parts.append("\n")
            self._length += 1
            return
        self._close()
        self._gap = min(self._gap + 1, 1)
        self.fresh = self._gap > 0

    def new_line(self) -> None:
        """Begin a new line in text that keeps its white space, unless one has begun."""
        if self._parts and not self._parts[-1].endswith("\n"):
            self._parts.append("\n")
            self._length += 1

    def begin(self, kind: MarkKind, target: str = "") -> None:
        """Begin a mark; inside another of its kind it adds nothing."""
        nested = self._nested[kind] = self._nested.get(kind, 0) + 1
        if nested == 1:
            self._open.append((kind, target, self._length))

    def end(self, kind: MarkKind) -> None:
        """End the mark that began last, which is of this kind."""
        self._nested[kind] -= 1
        if self._nested[kind]:
            return
        _, target, start = self._open.pop()
        if self._length > start:
            self._pending.append((kind, start, self._length, target, ""))

    def image(self, target: str, label: str) -> None:
        """Add an image."""
        at = self._length if self.owner >= 0 else 0
        self._pending.append(("image", at, at, target, label))

    def note(self, kind: Literal["hidden", "iframe", "template", "noscript"]) -> None:
        """Note something that is left out."""
        self._unseen.append(Unseen(kind, self._offset + self._length))

    def document(self, head: Mapping[str, str]) -> Document:
        """End the page and return it."""
        self._close()
        text = _BETWEEN_BLOCKS.join(self._chunks)
        self._offset = len(text)
        self._place_marks("")
        return Document(
            text=text,
            blocks=tuple(self._blocks),
            texts=tuple(self._texts),
            format="html",
            head=head,
            elements=tuple(self._elements),
            marks=tuple(sorted(self._marks, key=lambda mark: (mark.start, -mark.end))),
            unseen=tuple(note._replace(at=min(note.at, len(text))) for note in self._unseen),
        )

    def _close(self) -> None:
        if self.owner < 0:
            if self._parts:
                self._drop_cells()
            return
        chunk = "".join(self._parts)
        # Tabs and line feeds at the ends are empty cells and lines; indentation is code's own.
        ends = "\t\n" if not self.pre else "\n"
        text = chunk.strip(ends).rstrip()
        start = self._offset + len(chunk) - len(chunk.lstrip(ends))
        plain = " ".join(text.split()) if self.pre or "\t" in text else text
        if plain:
            owner = self.owner
            density = min(1.0, self._linked / len(text)) if self._linked else 0.0
            self._blocks.append(
                Block(
                    start,
                    start + len(text),
                    max(self._gap, 0),
                    self._is_item(owner),
                    self._paths[owner],
                    self._hints[owner],
                    density,
                    owner,
                )
            )
            self._texts.append(plain)
            if self._open or self._pending:
                self._end_marks(chunk)
            self._chunks.append(chunk)
            self._offset += len(chunk) + len(_BETWEEN_BLOCKS)
            self._gap = -1
        self._clear()

    def _drop_cells(self) -> None:
        """Forget the borders of a row without text, but not the images in it."""
        images = [(kind, 0, 0, to, label) for kind, _, _, to, label in self._pending if label or to]
        self._clear()
        self._pending = images
        self._open = [(kind, target, 0) for kind, target, _ in self._open]

    def _end_marks(self, chunk: str) -> None:
        """Close the marks of the block; those that go on begin again with the next."""
        if self._open:
            end = len(chunk)
            self._pending += [(k, at, end, target, "") for k, target, at in self._open if at < end]
            self._open = [(kind, target, 0) for kind, target, _ in self._open]
        self._place_marks(chunk)

    def _place_marks(self, chunk: str) -> None:
        offset = self._offset
        for kind, start, end, target, label in self._pending:
            first = start + (start < end and chunk[start] in " \t")
            if first < end or kind == "image":
                self._marks.append(Mark(kind, offset + first, offset + end, target, label))

    def _common(self, one: int, other: int) -> int:
        """The innermost element around both; an element's index is above those around it."""
        while one != other:
            if one > other:
                one = self._elements[one].parent
            else:
                other = self._elements[other].parent
        return one

    def _is_item(self, index: int) -> bool:
        """Tell whether a block in the element is the first of a list item."""
        for _ in range(8):
            element = self._elements[index]
            if element.tag in _ITEMS:
                first = index not in self._items
                self._items.add(index)
                return first
            if element.tag not in _THIN:
                return False
            index = element.parent
        return False


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
