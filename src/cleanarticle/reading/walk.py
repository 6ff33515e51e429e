"""One walk over a page's tree: which text is seen, where blocks end, what is around them.

Knows the tree's nodes by their ways (``tag``, ``attributes``, ``first_child``, ``next``), not the
parser that made them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cleanarticle.model import MarkKind
from cleanarticle.reading.assemble import Assembler
from cleanarticle.reading.hints import Hints, is_hidden

#: What a tag means to the walk: from text to special blocks the order is made use of.
_TEXT, _INLINE, _MARK, _BLOCK, _SPECIAL, _BREAK, _IMAGE, _NOTED, _UNSEEN = range(9)

_INLINES: Final = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark "
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
_NOTES: Final = frozenset(("iframe", "template", "noscript"))
_MORE_THAN_BLOCKS: Final = _PREFORMATTED | frozenset(("li", "ol", "tr", "button", "dialog"))
#: A row of more text than this is a page laid out as a table.
_LONGEST_ROW: Final = 400
_SOURCES: Final = ("src", "data-src", "data-lazy-src", "data-original")


#: An element whose inside is being walked: node, tag, kind, attributes, and its number in a list.
_Open = tuple[Any, str, int, Mapping[str, str | None], int]


class Walk:
    """Walks a page once.

    Args:
        all_text: take what the page hides for text as well.
    """

    __slots__ = ("_all", "_hints", "_indices", "_numbers", "_open", "_page", "_row")

    def __init__(self, all_text: bool = False) -> None:
        self._all = all_text
        self._page = Assembler()
        self._hints = Hints()
        self._open: list[_Open] = []
        #: Of the outer open elements, those that are among the page's elements, their index.
        self._indices: list[int] = []
        #: Of every open numbered list, the number of its last item.
        self._numbers: list[int] = []
        #: How many elements are open in the table row that is read as one block; 0 if none is.
        self._row = 0

    def over(self, body: Any) -> Assembler:
        """Walk a body element; what it says of its own visibility is not asked."""
        page, kinds = self._page, dict[int, tuple[str, int]]()
        self._begin(body)
        node = body.first_child
        while True:
            if node is None:
                node = self._leave()
                if node is self:
                    return page
                continue
            number = node.tag_id
            known = kinds.get(number)
            if known is None:
                tag = node.tag
                known = kinds[number] = (tag, _kind(tag))
            tag, kind = known
            if kind == _TEXT:
                raw = node.text_content
                if not raw.isspace() or page.pre:
                    page.text(raw, self._indices[-1] if page.owner >= 0 else self._indexed())
                elif not page.fresh:
                    page.blank()
            elif kind <= _SPECIAL:
                first = self._enter(node, tag, kind)
                if first is not None:
                    node = first
                    continue
            elif kind != _UNSEEN:
                self._lone(node, tag, kind)
            node = node.next

    def _begin(self, body: Any) -> None:
        attributes = body.attributes
        self._indices.append(self._page.element("body", -1, self._hints.of(attributes)))
        self._open.append((body, "body", _BLOCK, attributes, 0))

    def _indexed(self) -> int:
        """Add the open elements that are not yet among the page's, and return the innermost."""
        indices = self._indices
        parent = indices[-1]
        for _, tag, _, attributes, number in self._open[len(indices) :]:
            hints = self._hints.of(attributes) if attributes else ()
            parent = self._page.element(tag, parent, hints, number)
            indices.append(parent)
        return parent

    def _enter(self, node: Any, tag: str, kind: int) -> Any:
        """Open an element and return its first child; None if it has none, or is not seen."""
        page, first, number = self._page, node.first_child, 0
        if first is None:
            if kind >= _BLOCK:
                self._border(tag, True)
            return None
        attributes = node.attributes
        # Most elements have none of the attributes that could hide them.
        may_hide = "hidden" in attributes or "style" in attributes or "aria-hidden" in attributes
        if may_hide and not self._all and is_hidden(attributes):
            page.note("hidden")
            return None
        if kind >= _BLOCK:
            if self._row or not page.fresh:
                self._border(tag, True)
            if kind == _SPECIAL:
                number = self._enter_special(node, tag, attributes)
                if number < 0:
                    return None
        else:
            page.seam = 2 if page.seam else 0
            if kind == _MARK:
                page.begin(_MARKED[tag], attributes.get("href") or "" if tag == "a" else "")
        self._open.append((node, tag, kind, attributes, number))
        return first

    def _enter_special(self, node: Any, tag: str, attributes: Mapping[str, str | None]) -> int:
        """Begin what is more than a block: its number in a list, or -1 if it is not to be seen."""
        above = self._open[-1][1]
        if tag == "li":
            if above == "ol":
                self._numbers[-1] += 1
                return self._numbers[-1]
        elif tag == "ol":
            start = attributes.get("start") or ""
            self._numbers.append(int(start) - 1 if start.isdecimal() and len(start) < 7 else 0)
        elif tag in _PREFORMATTED:
            self._page.pre += 1
        elif tag == "tr":
            if not self._row and not self._page.pre and _is_plain_row(node):
                self._row = len(self._open) + 1
        elif tag == "button":
            return 0 if above in _HEADINGS else -1
        elif tag == "dialog":
            return 0 if "open" in attributes else -1
        return 0

    def _leave(self) -> Any:
        """Close the innermost element and return what follows it; the walk itself at the end."""
        size = len(self._open)
        node, tag, kind, *_ = self._open.pop()
        if size == 1:
            return self
        if kind >= _BLOCK:
            if self._row == size:
                self._row = 0
            if self._row or not self._page.fresh:
                self._border(tag, False)
            if tag == "ol":
                self._numbers.pop()
            elif tag in _PREFORMATTED:
                self._page.pre -= 1
        else:
            self._page.seam = 1
            if kind == _MARK:
                self._page.end(_MARKED[tag])
        if len(self._indices) == size:
            self._indices.pop()
        return node.next

    def _border(self, tag: str, opens: bool) -> None:
        """The start or end of a block-level element."""
        if self._page.pre:
            if tag in _PREFORMATTED and not opens:
                self._page.boundary(1)
            else:
                self._page.new_line()
        elif not self._row:
            self._page.boundary(0 if tag in _LINES else 1)
        elif tag not in _CELLS:
            self._page.blank()
        elif opens:
            self._page.cell()

    def _lone(self, node: Any, tag: str, kind: int) -> None:
        """What has no inside to be walked: a line break, an image, or a frame from elsewhere."""
        if kind == _BREAK:
            if not self._row:
                self._page.line_break()
            else:
                self._page.blank()
        elif kind == _IMAGE:
            self._image(node.attributes)
        else:
            self._page.note(tag)  # type: ignore[arg-type]

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
        return _MARK if tag in _MARKED else _INLINE
    if tag == "br":
        return _BREAK
    if tag in _IMAGES:
        return _IMAGE
    if tag in _NOT_TEXT:
        return _NOTED if tag in _NOTES else _UNSEEN
    return _SPECIAL if tag in _MORE_THAN_BLOCKS else _BLOCK


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
                lone = tag in ("p", "div") and child is only and child.next is None
                if kind in (_BREAK, _SPECIAL) or (kind == _BLOCK and not lone):
                    return False
                child = child.next
        cell = cell.next
    return cells > 1 and len(row.text()) <= _LONGEST_ROW
