"""One walk over a page's tree: which text is seen, where blocks end, what is around them.

Knows the tree's nodes by their ways (``tag``, ``attributes``, ``first_child``, ``next``), not the
parser that made them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cleanarticle.model import Element, MarkKind
from cleanarticle.reading.assemble import Assembler
from cleanarticle.reading.hints import Hints, is_hidden

_TEXT, _INLINE, _BLOCK, _BREAK, _IMAGE, _UNSEEN = range(6)

_INLINES: Final = frozenset(
    (
        "a abbr acronym b bdi bdo big button cite code data del dfn em font i ins kbd label mark "
        "nobr picture q rb rt ruby s samp small span strike strong sub sup time tt u var wbr"
    ).split()
)
_NOT_TEXT: Final = frozenset(
    (
        "-comment script style noscript template svg iframe object canvas select textarea math "
        "audio video input link meta title head noembed noframes rp datalist option !doctype"
    ).split()
)
_IMAGES: Final = frozenset(("img", "amp-img", "image"))
_MARKED: Final[Mapping[str, MarkKind]] = {
    "a": "link",
    **dict.fromkeys(("em", "i"), "emphasis"),
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
_PREFORMATTED: Final = frozenset(("pre", "xmp", "listing", "plaintext"))
#: Blocks whose lines follow each other without a blank one.
_LINES: Final = frozenset("li dt dd tr tbody thead tfoot option".split())
_CELLS: Final = frozenset(("td", "th"))
#: Where a button is a heading that folds out, not something to do.
_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6 summary dt".split())
_NOTED: Final = frozenset(("iframe", "template", "noscript"))
#: A row of more text than this is a page laid out as a table.
_LONGEST_ROW: Final = 400
_SOURCES: Final = ("src", "data-src", "data-lazy-src", "data-original")


class _Open:
    """An element whose inside is being walked."""

    __slots__ = ("attributes", "count", "index", "is_block", "marked", "node", "number", "tag")

    def __init__(self, node: Any, tag: str, is_block: bool, attributes: dict[str, str | None]):
        self.node = node
        self.tag = tag
        self.is_block = is_block
        self.attributes = attributes
        self.index = -1
        self.marked = False
        self.count = self.number = 0


class Walk:
    """Walks a page once.

    Args:
        all_text: take what the page hides for text as well.
    """

    __slots__ = ("_all", "_hints", "_open", "_page", "_row")

    def __init__(self, all_text: bool = False) -> None:
        self._all = all_text
        self._page = Assembler()
        self._hints = Hints()
        self._open: list[_Open] = []
        #: The table row that is read as one block.
        self._row: _Open | None = None

    def over(self, body: Any) -> Assembler:
        """Walk a body element; what it says of its own visibility is not asked."""
        kinds: dict[int, tuple[str, int]] = {}
        self._begin(body)
        node = body.first_child
        while True:
            if node is None:
                left = self._open.pop()
                if not self._open:
                    return self._page
                self._leave(left)
                node = left.node.next
                continue
            number = node.tag_id
            known = kinds.get(number)
            if known is None:
                tag = node.tag
                known = kinds[number] = (tag, _kind(tag))
            tag, kind = known
            if kind == _TEXT:
                self._text(node.text_content)
            elif kind <= _BLOCK:
                inside = self._enter(node, tag, kind == _BLOCK)
                if inside is not None:
                    node = inside
                    continue
            elif kind == _BREAK:
                self._break()
            elif kind == _IMAGE:
                self._image(node.attributes)
            elif tag in _NOTED:
                self._page.note(tag)  # type: ignore[arg-type]
            node = node.next

    def _begin(self, body: Any) -> None:
        frame = _Open(body, "body", True, body.attributes)
        frame.index = 0
        self._page.elements.append(Element("body", -1, 0, self._hints.of(frame.attributes)))
        self._open.append(frame)

    def _text(self, raw: str) -> None:
        if raw.isspace() and not self._page.pre:
            self._page.blank()
        elif raw:
            index = self._open[-1].index
            self._page.text(raw, index if index >= 0 else self._indexed())

    def _indexed(self) -> int:
        """Add the open elements that are not yet among the page's, and return the innermost."""
        elements = self._page.elements
        at = len(self._open) - 1
        while self._open[at - 1].index < 0:
            at -= 1
        for place in range(at, len(self._open)):
            frame = self._open[place]
            parent = self._open[place - 1].index
            frame.index = len(elements)
            hints = self._hints.of(frame.attributes) if frame.attributes else ()
            elements.append(Element(frame.tag, parent, place, hints, frame.number))
        return frame.index

    def _enter(self, node: Any, tag: str, is_block: bool) -> Any:
        """Open an element and return its first child; None if it has none, or is not seen."""
        first = node.first_child
        attributes = node.attributes
        if attributes and not self._all and is_hidden(attributes):
            if first is not None:
                self._page.note("hidden")
            return None
        above = self._open[-1]
        if (tag == "button" and above.tag not in _HEADINGS) or (
            tag == "dialog" and "open" not in attributes
        ):
            return None
        if is_block:
            self._border(tag, True)
        if first is None:
            return None
        frame = _Open(node, tag, is_block, attributes)
        self._open.append(frame)
        if is_block:
            self._enter_block(frame, above)
        elif tag in _MARKED:
            frame.marked = True
            target = attributes.get("href") or "" if tag == "a" else ""
            self._page.begin(_MARKED[tag], target)
        return first

    def _enter_block(self, frame: _Open, above: _Open) -> None:
        tag = frame.tag
        if tag == "li" and above.tag == "ol":
            above.count += 1
            frame.number = above.count
        elif tag == "ol":
            start = frame.attributes.get("start") or ""
            frame.count = int(start) - 1 if start.isdecimal() and len(start) < 7 else 0
        elif tag in _PREFORMATTED:
            self._page.pre += 1
        elif tag == "tr" and self._row is None and _is_plain_row(frame.node):
            self._row = frame

    def _leave(self, frame: _Open) -> None:
        if frame.marked:
            self._page.end()
        if not frame.is_block:
            return
        if frame is self._row:
            self._row = None
        self._border(frame.tag, False)
        if frame.tag in _PREFORMATTED:
            self._page.pre -= 1

    def _border(self, tag: str, opens: bool) -> None:
        """The start or end of a block-level element."""
        if self._page.pre:
            if tag in _PREFORMATTED and not opens:
                self._page.boundary(1)
            else:
                self._page.new_line()
        elif self._row is None:
            self._page.boundary(0 if tag in _LINES else 1)
        elif tag not in _CELLS:
            self._page.blank()
        elif opens:
            self._page.cell()

    def _break(self) -> None:
        if self._row is None:
            self._page.line_break()
        else:
            self._page.blank()

    def _image(self, attributes: Mapping[str, str | None]) -> None:
        if not self._all and is_hidden(attributes):
            return
        sources = [s for name in _SOURCES if (s := attributes.get(name))]
        found = next((s for s in sources if not s.startswith("data:")), "")
        if found:
            self._page.image(found, " ".join((attributes.get("alt") or "").split()))


def _kind(tag: str) -> int:
    if tag == "-text":
        return _TEXT
    if tag in _INLINES:
        return _INLINE
    if tag == "br":
        return _BREAK
    if tag in _IMAGES:
        return _IMAGE
    return _UNSEEN if tag in _NOT_TEXT else _BLOCK


def _is_plain_row(row: Any) -> bool:
    """Tell whether a table row holds short cells of text: data, not a layout."""
    cells = 0
    cell = row.first_child
    while cell is not None:
        if cell.tag in _CELLS:
            cells += 1
            child = cell.first_child
            only = child
            while child is not None:
                tag = child.tag
                kind = _kind(tag)
                if kind == _BREAK or (kind == _BLOCK and not (tag in ("p", "div") and child is only)):
                    return False
                child = child.next
        cell = cell.next
    return cells > 1 and len(row.text()) <= _LONGEST_ROW
