"""HTML to blocks. The only module that knows the HTML parser.

One parse (Lexbor, by selectolax), one walk over the tree (``walk.py``), which puts the blocks
together (``assemble.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cleanarticle.model import Document, Markup
from cleanarticle.reading.embedded import Script, bodies, prose_words
from cleanarticle.reading.guard import tame
from cleanarticle.reading.hints import Hints
from cleanarticle.reading.markup import collect
from cleanarticle.reading.walk import Walk

#: Words of prose with which a page is not taken for empty.
_ENOUGH: Final = 120
#: Words of prose that a body from elsewhere has at least, and how many times those that are seen.
_LEAST: Final = 40
_TIMES: Final = 2
_DIALOGS: Final = frozenset(("dialog", "alertdialog"))
#: Words in the names of elements that ask a reader for something, not of those around a page.
_ASKING: Final = frozenset("cookie cookies cookiebot consent gdpr modal dialog".split())
_CONTENT: Final = frozenset(("article", "main"))
_MEANT_TO_BE_READ: Final = frozenset(("body-from-noscript", "body-from-json-ld"))


def read_html(markup: str) -> Document:
    """Read a page's markup into blocks of visible text.

    >>> page = read_html("<title>T</title><h1>Head</h1><p>One <b>bold</b> word.<br>Two.")
    >>> page.texts, page.blocks[1].tags
    (('Head', 'One bold word.', 'Two.'), 'body>p')
    """
    tree, warnings = _parse(markup)
    said = collect(tree)
    document = _document(tree, said)
    return document._replace(markup=said, warnings=(*warnings, *document.warnings))


def _document(tree: Any, said: Markup) -> Document:
    head, body = _head(said), tree.body
    if body is None:
        return Document("", (), (), format="html", head=head)
    document = Walk().over(body).document(head)
    elsewhere = any("articleBody" in script for script in said.ld)
    visible = prose_words(document, None if elsewhere else _ENOUGH)
    if not elsewhere and visible >= _ENOUGH:
        return document
    return _fuller(document, visible, tree) or document


def _parse(markup: str) -> tuple[Any, tuple[str, ...]]:
    from selectolax.lexbor import LexborHTMLParser  # for HTML pages only

    data, warnings = tame(markup.encode("utf-8", "replace"))
    # As a browser that runs scripts: what is in <noscript> is not shown.
    return LexborHTMLParser(data, scripting=True), warnings


def _fuller(document: Document, visible: int, tree: Any) -> Document | None:
    """The page with the body it carries elsewhere, if that is far longer than what is seen."""
    # Menus and lists are not prose, but a page full of them hides nothing.
    all_words = sum(text.count(" ") + 1 for text in document.texts)
    best, most = None, max(_LEAST - 1, visible * _TIMES)
    for found in _elsewhere(document, visible, tree):
        words = prose_words(found)
        surer = found.warnings[-1] in _MEANT_TO_BE_READ
        # What comes later is less sure to be what readers see: it has to hold clearly more.
        if words > most and (surer or words > 3 * all_words):
            best, most = found, words * 4 // 3
    return best


def _elsewhere(document: Document, visible: int, tree: Any) -> Iterator[Document]:
    """The page as read from every other place that may hold its body, the surest first."""

    def reading(source: str, root: Any, walk: Walk | None = None) -> Document:
        read = (walk or Walk()).over(root).document(document.head)
        return read._replace(warnings=(f"body-from-{source}",))

    if visible < _ENOUGH:
        for node in tree.css("noscript"):
            root = _parse(node.text())[0].body
            if root is not None:  # it holds a set of frames
                yield reading("noscript", root)
        if any(note.kind == "hidden" for note in document.unseen):
            yield reading("hidden", tree.body, _HiddenToo(all_text=True))
    # Page state is large, and worth reading only for a page that shows next to nothing.
    nodes = tree.css("script" if visible < _ENOUGH else "script[type*='ld+json']")
    for body in bodies(Script(node.attributes.get("type") or "", node.text()) for node in nodes):
        yield reading(body.source, _parse(f"<body>{body.markup}")[0].body)


class _HiddenToo(Walk):
    """Walks over what the page hides as well, but over no dialog: it waits for something else."""

    __slots__ = ()

    def _enter(self, node: Any, kind: Any) -> Any:
        return None if _is_dialog(node.tag, node.attributes) else super()._enter(node, kind)


def _is_dialog(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Tell whether an element lies over the page and asks for something.

    >>> _is_dialog("div", {"role": "alertdialog"}), _is_dialog("div", {"id": "cookie-banner"})
    (True, True)
    >>> _is_dialog("article", {"class": "post tag-cookies"})
    False
    """
    if tag == "dialog" or attributes.get("role") in _DIALOGS:
        return True
    if attributes.get("aria-modal") == "true":
        return True
    return tag not in _CONTENT and not _ASKING.isdisjoint(Hints().of(attributes))


def _head(said: Markup) -> dict[str, str]:
    """What the page's head says of the page, each name once."""
    head = {"title": said.title} if said.title else {}
    for name, content in said.meta:
        head.setdefault(name, content)
    if said.lang:
        head["lang"] = said.lang
    canonical = next((link.href for link in said.links if link.rel == "canonical"), "")
    if canonical:
        head["canonical"] = canonical
    return head
