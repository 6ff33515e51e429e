"""Marks of a page as a walk comes upon them: links, emphasis, code and images, with offsets."""

from __future__ import annotations

from typing import Any, Final, get_args

from cleanarticle.model import Mark, MarkKind

_made: Final[Any] = tuple.__new__


class Marks:
    """Collects marks. Those of the block that is being read have offsets in it until it ends."""

    __slots__ = ("_block", "_nested", "_open", "_page")

    def __init__(self) -> None:
        self._page: list[Mark] = []
        #: Marks of the block: kind, start, end, target, label.
        self._block: list[tuple[MarkKind, int, int, str, str]] = []
        #: How many marks of a kind are open.
        self._nested: dict[MarkKind, int] = dict.fromkeys(get_args(MarkKind), 0)
        #: Marks that have begun and not ended: kind, target, start in the block.
        self._open: list[tuple[MarkKind, str, int]] = []

    def inside(self, kind: MarkKind) -> int:
        """How many marks of a kind are open."""
        return self._nested[kind]

    def begin(self, kind: MarkKind, target: str, at: int) -> None:
        """Begin a mark; inside another of its kind it adds nothing."""
        self._nested[kind] += 1
        if self._nested[kind] == 1:
            self._open.append((kind, target, at))

    def end(self, kind: MarkKind, at: int) -> None:
        """End the mark that began last, which is of this kind."""
        self._nested[kind] -= 1
        if self._nested[kind]:
            return
        _, target, start = self._open.pop()
        if at > start:
            self._block.append((kind, start, at, target, ""))

    def image(self, target: str, label: str, at: int) -> None:
        """Add an image."""
        self._block.append(("image", at, at, target, label))

    def forget(self) -> None:
        """Forget the marks of a block that came to nothing."""
        self._block = []

    def forget_text(self) -> None:
        """Forget the marks of a row without text, but not the images in it."""
        self._block = [
            (kind, 0, 0, to, label) for kind, _, _, to, label in self._block if label or to
        ]
        self._open = [(kind, target, 0) for kind, target, _ in self._open]

    def end_block(self, chunk: str, offset: int) -> None:
        """Close the marks of a block; those that go on begin again with the next.

        Args:
            chunk: the block's text.
            offset: where it stands in the page's.
        """
        if self._open:
            end = len(chunk)
            self._block += [(k, at, end, target, "") for k, target, at in self._open if at < end]
            self._open = [(kind, target, 0) for kind, target, _ in self._open]
        if self._block:
            for kind, start, end, target, label in self._block:
                first = start + (start < end and chunk[start] in " \t")
                if first < end or kind == "image":
                    mark = (kind, offset + first, offset + end, target, label)
                    self._page.append(_made(Mark, mark))
            self._block = []

    def of_page(self, end: int) -> tuple[Mark, ...]:
        """All marks in order, with those that follow the last block at the page's end."""
        self._open = []
        self.end_block("", end)
        return tuple(sorted(self._page, key=lambda mark: (mark.start, -mark.end)))
