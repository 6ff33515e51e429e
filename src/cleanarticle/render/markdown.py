"""Markdown of the kept blocks: headings, lists in lists, tables, quotes, code, links, emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cleanarticle.model import Block, Document, Metadata
from cleanarticle.patterns import pattern
from cleanarticle.render.inline import Inline, escape, literal
from cleanarticle.render.text import to_text

_BULLETS: Final = "•‣◦▪▫●–*"
_HEADING: Final = pattern(r"h[1-6]")
_PREFORMATTED: Final = frozenset(("pre", "xmp", "listing", "plaintext"))
_LANGUAGE: Final = frozenset(("language", "lang"))
_TICKS: Final = pattern("^`{3,}", re.M)
#: The number of an item, escaped like one that opens a sentence.
_NUMBERED: Final = pattern(r"^(\d{1,9})\\([.)])")
#: Elements deep inside each other are shown no deeper than this.
_DEEPEST: Final = 12
_NEAREST: Final = 100


class _Part(NamedTuple):
    """One block as Markdown, and what it stands in."""

    lines: list[str]
    kind: str
    """``item``, ``row``, ``broken`` (a line of the paragraph before) or empty."""
    prefix: str
    """What goes before every line: indentation and quote marks."""
    opening: str
    """The same before the first line, with the bullet or number of an item."""
    group: int
    """The outermost list or table it stands in, by element; -1 outside of them."""


def to_markdown(
    document: Document,
    kept: Sequence[bool],
    metadata: Metadata,
    links: bool = True,
    images: bool = False,
) -> str:
    """The title as a heading, then the kept blocks with what their markup says of them.

    Args:
        document: the page.
        kept: for every block, whether it is kept.
        metadata: gives the title, and the address that links are relative to.
        links: keep links; otherwise their text alone.
        images: keep the images that stand before kept blocks or in them.

    >>> from cleanarticle.reading.html import read_html
    >>> page = read_html("<h2>A</h2><ol><li>b <b>c</b><ul><li><a href=/d>d</a></ul></ol>")
    >>> print(to_markdown(page, [True] * 3, Metadata(url="https://example.org/x")))
    ## A
    <BLANKLINE>
    1. b **c**
       - [d](https://example.org/d)
    """
    inline = Inline(document, metadata.url or "", links, images)
    if document.elements:
        body = _joined(_Writer(document, inline).parts(kept))
    else:
        shown = tuple(_shown(document, kept, inline))
        body = to_text(document._replace(texts=shown), kept)
    return f"# {escape(metadata.title)}\n\n{body}" if metadata.title else body


def _shown(document: Document, kept: Sequence[bool], inline: Inline) -> Iterator[str]:
    """The blocks of a page that came as text, each as Markdown."""
    since = 0
    for block, text, keep in zip(document.blocks, document.texts, kept, strict=True):
        if not keep:
            yield text
            continue
        bullet = text[:1] in _BULLETS and text[1:2] == " "
        if document.marks:
            line = inline.write(block.start + bullet, block.end)
        elif block.gap < 0:
            line = literal(text)  # goes on where another block ends
        else:
            line = escape(text[2:].strip() if bullet else text)
        if block.item:
            line = _NUMBERED.sub(r"\1\2", line)
        if block.tags:
            line = f"{'#' * max(2, int(block.tags[1]))} {line}"
        images = filter(None, inline.images_before(since, block.start))
        yield "\n\n".join([*images, f"- {line}" if bullet else line])
        since = block.end + 1


class _Writer:
    """Writes blocks one by one; remembers which items have had their bullet."""

    def __init__(self, document: Document, inline: Inline) -> None:
        self._document = document
        self._inline = inline
        self._begun: set[int] = set()

    def parts(self, kept: Sequence[bool]) -> list[_Part]:
        """Return the kept blocks, in order."""
        found: list[_Part] = []
        since, before = 0, -1
        for index, block in enumerate(self._document.blocks):
            if kept[index]:
                found += self._images(since, block)
                broken = block.gap == 0 and before == index - 1
                found.append(self._part(block, broken))
                before = index
            if kept[index] or "figcaption" not in (block.tags or ""):
                since = block.end + 1
        return found

    def _images(self, since: int, block: Block) -> list[_Part]:
        images = self._inline.images_before(since, block.start)
        return [_Part([image], "", "", "", -1) for image in images if image]

    def _part(self, block: Block, broken: bool) -> _Part:
        chain = self._chain(block)
        tags = [self._document.elements[index].tag for index in chain]
        opening, prefix, group = self._place(chain)
        if any(tag in _PREFORMATTED for tag in tags):
            return _Part(self._code(block, chain), "", prefix, opening, group)
        heading = next((tag for tag in reversed(tags) if _HEADING.fullmatch(tag)), "")
        if not heading and self._is_row(block):
            table = max((i for i, t in zip(chain, tags, strict=True) if t == "table"), default=-1)
            return _Part([self._row(block)], "row", prefix, opening, table)
        line = self._inline.write(block.start, block.end)
        if heading:
            line = f"{'#' * max(2, int(heading[1]))} {line}"
        elif block.item and opening == prefix:
            line = f"- {line}"  # of a list of definitions
        kind = "item" if block.item else "broken" if broken and not heading else ""
        return _Part([line], kind, prefix, opening, group)

    def _chain(self, block: Block) -> list[int]:
        """The elements around a block, outermost first; of very many, the nearest."""
        chain: list[int] = []
        index = block.element if block.element is not None else -1
        while index >= 0 and len(chain) < _NEAREST:
            chain.append(index)
            index = self._document.elements[index].parent
        return chain[::-1]

    def _place(self, chain: Sequence[int]) -> tuple[str, str, int]:
        """What opens the block's first line and its others, and the outermost list."""
        opening = prefix = ""
        group = -1
        containers = [i for i in chain if self._document.elements[i].tag in ("li", "blockquote")]
        for index in containers[-_DEEPEST:]:
            element = self._document.elements[index]
            if element.tag == "blockquote":
                opening, prefix = f"{opening}> ", f"{prefix}> "
                continue
            group = element.parent if group < 0 else group
            bullet = f"{element.number}. " if element.number else "- "
            space = " " * len(bullet)
            opening += space if index in self._begun else bullet
            prefix += space
            self._begun.add(index)
        return opening, prefix, group

    def _code(self, block: Block, chain: Sequence[int]) -> list[str]:
        code = self._document.text[block.start : block.end]
        language = ""
        for index in chain[-3:]:
            hints = self._document.elements[index].hints
            after = (hints[i + 1] for i, hint in enumerate(hints[:-1]) if hint in _LANGUAGE)
            language = next(after, language)
        ticks = max((len(found) + 1 for found in _TICKS.findall(code)), default=3)
        return ["`" * ticks + language, *code.split("\n"), "`" * ticks]

    def _is_row(self, block: Block) -> bool:
        """Tell whether the block is a table row: its cells, or the empty ones, stand at tabs."""
        text = self._document.text
        return "\t" in text[max(0, block.start - 1) : block.end + 1]

    def _row(self, block: Block) -> str:
        text, start = self._document.text, block.start
        while start and text[start - 1] == "\t":
            start -= 1
        start += text[start] == "\t"  # every cell begins with one
        end = block.end
        while text[end : end + 1] == "\t":  # cells without text
            end += 1
        cells = []
        for cell in text[start:end].split("\t"):
            cells.append(self._inline.write(start, start + len(cell)).replace("|", "\\|"))
            start += len(cell) + 1
        return f"| {' | '.join(cells)} |"


def _joined(parts: Sequence[_Part]) -> str:
    lines: list[str] = []
    for at, part in enumerate(parts):
        before = parts[at - 1] if at else None
        if before is not None:
            _separate(lines, before, part)
        first, *rest = part.lines
        lines.append(f"{part.opening}{first}")
        lines += [f"{part.prefix}{line}" for line in rest]
        if part.kind == "row" and not _same_table(before, part):
            # The first row is the head: Markdown knows no table without one.
            lines.append(f"{part.prefix}|{' --- |' * (_cells(first))}")
    return "\n".join(lines)


def _separate(lines: list[str], before: _Part, part: _Part) -> None:
    """Put a blank line between two blocks, unless they belong to one list, table or paragraph."""
    if part.kind == "row" and _same_table(before, part):
        return
    if part.kind == "item" and before.kind in ("item", "broken") and before.group == part.group:
        return
    if part.kind == "broken" and before.kind in ("", "broken", "item"):
        lines[-1] += "  "
        return
    quoted = before.prefix.startswith(">") and part.prefix.startswith(">")
    lines.append(">" if quoted else "")


def _same_table(before: _Part | None, part: _Part) -> bool:
    return before is not None and before.kind == "row" and before.group == part.group


def _cells(row: str) -> int:
    return row.replace("\\|", "").count("|") - 1
