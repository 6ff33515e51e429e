"""One walk over a page's tree: which text is seen, where blocks end, what is around them.

Knows the tree's nodes by their ways (``tag``, ``attributes``, ``first_child``, ``next``), not the
parser that made them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cleanarticle.model import MarkKind
from cleanarticle.patterns import pattern
from cleanarticle.reading.assemble import Assembler
from cleanarticle.reading.hints import Hints, is_hidden
from cleanarticle.reading.images import address, address_beside

#: What a tag means to the walk: from text to special blocks the order is made use of.
_TEXT, _INLINE, _BLOCK, _SPECIAL, _BREAK, _IMAGE, _NOTED, _UNSEEN = range(8)

#: Elements within a line: they end no block.
INLINES: Final = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark "
        "nobr picture q rb rt ruby s samp small span strike strong sub sup time tt u var wbr"
    ).split()
)
_NOT_TEXT: Final = frozenset(
    (
        "-comment script style noscript template svg iframe object canvas select textarea math "
        "audio video source track embed param input link meta title head noembed noframes rp "
        "datalist option !doctype amp-iframe amp-ad amp-embed"
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
#: Headings in which a link may say no more than where they stand, and the signs it says it with.
TITLES: Final = frozenset("h1 h2 h3 h4 h5 h6".split())
PERMALINK: Final = pattern(r"\s*(?:[¶#＃§🔗⚓⛓📎🔖][\ufe0e\ufe0f\u200b]*)+\s*")
#: Where a button is a heading that folds out, not something to do.
_HEADINGS: Final = TITLES | {"summary", "dt"}
_FRAMES: Final = frozenset(("iframe", "amp-iframe", "amp-ad", "amp-embed"))
_NOTES: Final = _FRAMES | {"template", "noscript"}
_MORE_THAN_BLOCKS: Final = _PREFORMATTED | frozenset(("li", "ol", "tr", "button", "dialog"))
#: A row of more text than this is a page laid out as a table.
_LONGEST_ROW: Final = 400
#: Attributes without which an element cannot hide itself.
_HIDING: Final = frozenset(("hidden", "style", "aria-hidden"))


#: What the walk knows of a tag: its name, what it does, blank lines at its borders, its mark.
_Kind = tuple[str, int, int, MarkKind | None]
#: An element whose inside is being walked: node, kind, attributes, and its number in a list.
_Open = tuple[Any, _Kind, Mapping[str, str | None], int]


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
        page, indices, kinds = self._page, self._indices, dict[int, _Kind]()
        self._begin(body)
        node = body.first_child
        while True:
            if node is None:
                node = self._leave()
                if node is self:
                    return page
                continue
            kind = kinds.get(node.tag_id)
            if kind is None:
                kind = kinds[node.tag_id] = _kind(node.tag)
            does = kind[1]
            if does == _TEXT:
                raw = node.text_content
                if page.pre or not raw.isspace():
                    page.text(raw, indices[-1] if page.owner >= 0 else self._indexed())
                elif page.space is False:
                    page.space = True
            elif does <= _SPECIAL:
                first = self._enter(node, kind)
                if first is not None:
                    node = first
                    continue
            elif does != _UNSEEN:
                self._lone(node, kind)
            node = node.next

    def _begin(self, body: Any) -> None:
        attributes = body.attributes
        self._indices.append(self._page.element("body", -1, 0, self._hints.of(attributes), 0))
        self._open.append((body, _kind("body"), attributes, 0))

    def _indexed(self) -> int:
        """Add the open elements that are not yet among the page's, and return the innermost."""
        indices, hints_of, add = self._indices, self._hints.of, self._page.element
        depth = len(indices)
        parent = indices[-1]
        for _, kind, attributes, number in self._open[depth:]:
            hints = hints_of(attributes) if attributes else ()
            parent = add(kind[0], parent, depth, hints, number)
            indices.append(parent)
            depth += 1
        return parent

    def _enter(self, node: Any, kind: _Kind) -> Any:
        """Open an element and return its first child; None if it has none, or is not seen."""
        page, first, number = self._page, node.first_child, 0
        tag, does, gap, mark = kind
        if first is None:
            if does >= _BLOCK:
                self._border(kind, True)
            return None
        attributes = node.attributes
        if not _HIDING.isdisjoint(attributes) and not self._all and is_hidden(attributes):
            page.note("hidden")
            return None
        if does >= _BLOCK:
            if self._row or page.pre:
                self._border(kind, True)
            elif page.parts or gap > page.gap:
                page.boundary(gap)
            if does == _SPECIAL:
                number = self._enter_special(node, tag, attributes)
                if number < 0:
                    return None
        else:
            href = ""
            if tag == "a":
                href = attributes.get("href") or ""
                if "#" in href and self._is_permalink(node):
                    return None
            page.seam = 2 if page.seam else 0
            if mark:
                page.begin(mark, href)
        self._open.append((node, kind, attributes, number))
        return first

    def _is_permalink(self, link: Any) -> bool:
        """Tell whether a link to a place on the page is a heading's own, and nothing but a sign."""
        if not any(kind[0] in TITLES for _, kind, _, _ in self._open):
            return False
        return PERMALINK.fullmatch(link.text()) is not None

    def _enter_special(self, node: Any, tag: str, attributes: Mapping[str, str | None]) -> int:
        """Begin what is more than a block: its number in a list, or -1 if it is not to be seen."""
        above = self._open[-1][1][0]
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
        page, opened = self._page, self._open
        size = len(opened)
        node, kind, _, _ = opened.pop()
        if size == 1:
            return self
        tag, does, gap, mark = kind
        if does >= _BLOCK:
            if self._row == size:
                self._row = 0
            if self._row or page.pre:
                self._border(kind, False)
            elif page.parts or gap > page.gap:
                page.boundary(gap)
            if does == _SPECIAL:
                if tag == "ol":
                    self._numbers.pop()
                elif tag in _PREFORMATTED:
                    page.pre -= 1
        else:
            page.seam = 1
            if mark:
                page.end(mark)
        if len(self._indices) == size:
            self._indices.pop()
        return node.next

    def _border(self, kind: _Kind, opens: bool) -> None:
        """The start or end of a block-level element, wherever it is."""
        page, (tag, _, gap, _) = self._page, kind
        if page.pre:
            if tag in _PREFORMATTED and not opens:
                page.boundary(1)
            else:
                page.new_line()
        elif not self._row:
            page.boundary(gap)
        elif tag not in _CELLS:
            page.blank()
        elif opens:
            page.cell()

    def _lone(self, node: Any, kind: _Kind) -> None:
        """What has no inside to be walked: a line break, an image, or a frame from elsewhere."""
        if kind[1] == _BREAK:
            if not self._row:
                self._page.line_break()
            else:
                self._page.blank()
        elif kind[1] == _IMAGE:
            self._image(node)
        else:
            self._page.note("iframe" if kind[0] in _FRAMES else kind[0])  # type: ignore[arg-type]

    def _image(self, node: Any) -> None:
        attributes = node.attributes
        if not self._all and is_hidden(attributes):
            return
        found = address(attributes) or address_beside(node)
        if found:
            self._page.image(found, " ".join((attributes.get("alt") or "").split()))


def _kind(tag: str) -> _Kind:
    return tag, _does(tag), 0 if tag in _LINES else 1, _MARKED.get(tag)


def _does(tag: str) -> int:
    if tag == "-text":
        return _TEXT
    if tag in INLINES:
        return _INLINE
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
                does = _does(tag)
                lone = tag in ("p", "div") and child is only and child.next is None
                if does in (_BREAK, _SPECIAL) or (does == _BLOCK and not lone):
                    return False
                child = child.next
        cell = cell.next
    return cells > 1 and len(row.text()) <= _LONGEST_ROW
