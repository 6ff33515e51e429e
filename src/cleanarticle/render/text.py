"""The kept blocks as text, and as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from cleanarticle.model import Block, Document
from cleanarticle.text import is_wide

_QUOTED: Final = frozenset(("blockquote", "q"))


def to_text(document: Document, kept: Sequence[bool]) -> str:
    """Join the kept blocks: a blank line between paragraphs, a line break between list items.

    Blocks that stood on one line stay on one line; rows of a table, lines that the markup breaks
    and lines of code stay lines.

    >>> from cleanarticle.reading.html import read_html
    >>> page = read_html("<p>One<br>two<pre>  a&#10;   b</pre><table><tr><td>c<td>d<tr><td>e<td>f")
    >>> to_text(page, [True] * len(page.blocks)).splitlines()
    ['One', 'two', '', '  a', '   b', '', 'c d', 'e f']
    """
    parts: list[str] = []
    before: Block | None = None
    last, gap = -1, 1  # of the kept block before: its index, and the widest gap since
    for index, (block, text) in enumerate(zip(document.blocks, document.texts, strict=True)):
        gap = max(gap, block.gap)
        if not kept[index]:
            continue
        if before is not None:
            broken = block.gap == 0 and block.tags is not None and last == index - 1
            one_line = gap < 0
            parts.append("\n" if broken else _separator(before, block, one_line, parts[-1]))
        parts.append(document.text[block.start : block.end] if _is_code(block) else text)
        before, last, gap = block, index, -1
    return "".join(parts)


def _separator(before: Block, block: Block, one_line: bool, last: str) -> str:
    if one_line:
        return "" if is_wide(last[-1]) or last[-1] in "。！？" else " "
    return "\n" if block.item and before.item else "\n\n"


def _is_code(block: Block) -> bool:
    return block.tags is not None and ">pre" in block.tags


def blocks_to_list(document: Document, kept: Sequence[bool]) -> list[dict[str, Any]]:
    """The kept blocks as plain data: ``kind``, ``text``, and offsets in the page's text.

    The kind is ``heading`` (with its ``level``), ``item``, ``quote``, ``code``, ``row`` of a table
    or ``paragraph``; text that came without markup has items and paragraphs only.
    """
    found = []
    for block, text, keep in zip(document.blocks, document.texts, kept, strict=True):
        if keep:
            kind, level = _kind(block)
            shown = document.text[block.start : block.end] if kind == "code" else text
            data = {"kind": kind, "text": shown, "start": block.start, "end": block.end}
            found.append({**data, "level": level} if level else data)
    return found


def _kind(block: Block) -> tuple[str, int]:
    """What a block is, and a heading's level."""
    tags = (block.tags or "").split(">")
    for tag in reversed(tags):
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            return "heading", int(tag[1])
        if tag == "pre":
            return "code", 0
        if tag == "tr":
            return "row", 0
        if tag in _QUOTED:
            return "quote", 0
    return ("item" if block.item else "paragraph"), 0
