"""HTML to blocks. The only module that knows the HTML parser.

One parse (Lexbor, by selectolax), one walk over the text nodes. A block is a run of text nodes
with the same nearest block-level ancestor and no block-level tag between them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from cleanarticle.model import Block, Document
from cleanarticle.reading.markup import collect
from cleanarticle.text import blank_invisible, fold

_UNSEEN: Final = (
    "script style noscript template svg iframe object canvas select textarea math audio video "
    "dialog button input"
).split()
_HIDDEN: Final = (
    "[hidden], [aria-hidden=true], [style*='display:none'], [style*='display: none'], "
    "[style*='visibility:hidden']"
)
_INLINE: Final = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q "
        "rp rt ruby s samp small span strike strong sub sup time tt u var wbr -text"
    ).split()
)
#: How many parents of a block are looked at; deeper nesting says nothing more.
_DEPTH: Final = 40


def looks_like_html(text: str) -> bool:
    """Tell whether the text is markup rather than text that mentions some.

    >>> looks_like_html("<!doctype html><p>Hi"), looks_like_html("a < b and <b>bold</b> claims")
    (True, False)
    """
    head = text[:2048].lstrip("\ufeff \t\r\n").casefold()
    if not head.startswith("<"):
        return False
    if head.startswith(("<!doctype", "<html", "<?xml", "<!--", "<head", "<body")):
        return True
    tags = text.count("</")
    return tags >= 1 and head[1:2].isalpha() and ">" in head


def read_html(markup: str) -> Document:
    """Read a page's markup into blocks of visible text.

    >>> page = read_html("<title>T</title><h1>Head</h1><p>One <b>bold</b> word.<br>Two.")
    >>> page.texts, page.blocks[1].tags
    (('Head', 'One bold word.', 'Two.'), 'body>p')
    """
    from selectolax.lexbor import LexborHTMLParser  # for HTML pages only

    tree = LexborHTMLParser(markup.encode("utf-8", "replace").decode("utf-8"))
    head, said = _head(tree), collect(tree)
    tree.strip_tags(_UNSEEN)
    if tree.body is None:
        return Document("", (), (), format="html", head=head, markup=said)
    for node in tree.css(_HIDDEN):
        if node.tag not in ("html", "body"):
            node.decompose()
    return replace(_Walk().read(tree.body, head), markup=said)


def _head(tree: Any) -> dict[str, str]:
    head: dict[str, str] = {}
    title = tree.css_first("title")
    if title is not None:
        head["title"] = " ".join(title.text().split())
    for node in tree.css("meta[content]"):
        name = node.attributes.get("property") or node.attributes.get("name")
        content = node.attributes.get("content")
        if name and content:
            head.setdefault(name.casefold(), " ".join(content.split()))
    root = tree.css_first("html")
    if root is not None and root.attributes.get("lang"):
        head["lang"] = root.attributes["lang"]
    link = tree.css_first("link[rel=canonical]")
    if link is not None and link.attributes.get("href"):
        head["canonical"] = link.attributes["href"]
    return head


class _Walk:
    """Collects text nodes into blocks."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = 0
        self.owner: Any = None
        self.texts: list[str] = []
        self.blocks: list[Block] = []
        self.offset = 0

    def read(self, body: Any, head: dict[str, str]) -> Document:
        for node in body.traverse(include_text=True):
            tag = node.tag
            if tag == "-text":
                self._text(node)
            elif tag == "br" or tag not in _INLINE:
                self._close()
        self._close()
        text = "\n\n".join(self.texts)
        return Document(text, tuple(self.blocks), tuple(self.texts), format="html", head=head)

    def _text(self, node: Any) -> None:
        raw = node.text_content
        if not raw or raw.isspace():
            if self.parts:
                self.parts.append(" ")
            return
        owner, in_link = node.parent, False
        for _ in range(_DEPTH):
            if owner is None or owner.tag not in _INLINE:
                break
            in_link = in_link or owner.tag == "a"
            owner = owner.parent
        if self.owner is not None and (owner is None or owner.mem_id != self.owner.mem_id):
            self._close()
        self.owner = owner
        self.parts.append(raw)
        if in_link:
            self.linked += len(raw.strip())

    def _close(self) -> None:
        text = " ".join(blank_invisible("".join(self.parts)).split())
        if text:
            path, hints = _path(self.owner)
            end = self.offset + len(text)
            item = path.endswith((">li", ">dt", ">dd"))
            density = min(1.0, self.linked / len(text))
            self.blocks.append(Block(self.offset, end, 1, item, path, hints, density))
            self.texts.append(text)
            self.offset = end + 2
        self.parts.clear()
        self.linked = 0
        self.owner = None


def _path(node: Any) -> tuple[str, str]:
    tags: list[str] = []
    hints: list[str] = []
    while node is not None and node.tag != "html" and len(tags) < _DEPTH:
        tags.append(node.tag)
        if len(hints) < 8:
            attributes = node.attributes
            hints += [v for k in ("class", "id", "role") if (v := attributes.get(k))]
        node = node.parent
    return ">".join(reversed(tags)), fold(" ".join(hints)) if hints else ""
