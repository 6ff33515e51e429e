"""What a page's markup says of the page, apart from its text: the raw words, not yet judged.

Three queries of the parsed tree, and bounded looks around what they find. `metadata/` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from cleanarticle.model import Label, Link, Markup
from cleanarticle.reading.walk import INLINES, PERMALINK, TITLES
from cleanarticle.text import without_invisible

_HEAD: Final = "meta, title, link[rel][href], base[href]"
_BODY: Final = (
    "h1, time, [itemprop], [rel~=author], [class*=author i], [class*=byline i], [class*=autor i],"
    "meta[property], meta[name], script[type^='application/ld+json']"
)
#: Relations of links that say something of the article.
_RELATIONS: Final = frozenset(("canonical", "alternate", "amphtml", "shortlink"))
#: Elements of one kind that are kept, and characters of each: an article says it early and briefly.
_MOST: Final = 60
_LONGEST: Final = 300
#: Parents whose class and id words are looked at.
_DEPTH: Final = 6
_META_NAMES: Final = ("property", "name", "itemprop", "http-equiv")
#: Microdata that says something of an article.
_PROPERTIES: Final = frozenset(
    (
        "headline name alternativeHeadline author creator publisher datePublished dateModified "
        "dateCreated articleSection keywords inLanguage copyrightHolder image"
    ).split()
)
#: Names of the line over a title, in the same heading.
_KICKER: Final = re.compile(
    r"(?i)kicker|(?:over|top|roof|head|spitz)-?(?:line|zeile|marke)|dachzeile|eyebrow|"
    r"(?:pre|top|super|over|sub|ante|title)-?_?(?:title|head(?:ing|er)|titulo)|surtitre|volanta|"
    r"descriptor"
)
#: Pieces of text that are looked at before a time, and characters that they have together.
_BESIDE: Final = 4
_LONGEST_WORDS: Final = 40
_DIGIT: Final = re.compile(r"\d")
#: Characters that a text has at most which may be but a sign.
_SIGN: Final = 12
_UNSEEN: Final = frozenset(("script", "style", "noscript", "template", "svg", "button"))


def collect(tree: Any) -> Markup:
    """Collect what the markup says.

    Args:
        tree: the page as ``LexborHTMLParser`` parsed it, before anything is taken out of it.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> found = collect(LexborHTMLParser("<meta name=author content='Jane Doe'><h1>Head</h1>"))
    >>> found.meta, [(label.kind, label.text) for label in found.labels]
    ((('author', 'Jane Doe'),), [('h1', 'Head')])
    """
    page = _Page()
    root = tree.css_first("html")
    lang = (root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root else ""
    seen: set[int] = set()
    for part, selector in ((tree.head, _HEAD), (tree.head, "script[type]"), (tree.body, _BODY)):
        for node in part.css(selector) if part is not None else ():
            if node.mem_id not in seen:
                seen.add(node.mem_id)
                page.take(node)
    return Markup(
        meta=tuple(page.meta),
        ld=tuple(page.ld),
        title=page.title,
        lang=lang,
        links=tuple(page.links),
        labels=tuple(page.labels),
    )


class _Page:
    """What has been found so far."""

    def __init__(self) -> None:
        self.meta: list[tuple[str, str]] = []
        self.ld: list[str] = []
        self.title = ""
        self.links: list[Link] = []
        self.labels: list[Label] = []
        self.counts: dict[str, int] = {}
        self.headed = False

    def take(self, node: Any) -> None:
        tag, attributes = node.tag, node.attributes
        if tag == "meta":
            self._meta(attributes)
        elif tag == "script":
            if "ld+json" in (attributes.get("type") or ""):
                self.ld.append(node.text())
        elif tag == "title":
            self.title = self.title or _spaced(node.text())
        elif tag == "link":
            rel = (attributes.get("rel") or "").casefold()
            if rel in _RELATIONS:
                self.links.append(Link(rel, attributes.get("type") or "", attributes["href"] or ""))
        elif tag == "base":
            self.links.append(Link("base", "", attributes["href"] or ""))
        else:
            self._label(node, tag, attributes)

    def _meta(self, attributes: dict[str, str | None]) -> None:
        content = attributes.get("content")
        if not content or not content.strip():
            return
        for kind in _META_NAMES:
            if name := attributes.get(kind):
                self.meta.append((name.casefold().strip(), _spaced(content[:2000])))
                return

    def _label(self, node: Any, tag: str, attributes: dict[str, str | None]) -> None:
        kind = (attributes.get("itemprop") or "").strip()
        if _PROPERTIES.isdisjoint(kind.split()):
            kind = tag if tag in ("h1", "time") else "author"
            if kind == "author" and "itemprop" in attributes and not _names_author(attributes):
                return
        count = self.counts[kind] = self.counts.get(kind, 0) + 1
        if count > _MOST:
            return
        value = ""
        for name in ("datetime", "content", "href"):
            if value := attributes.get(name) or "":
                break
        text = _spaced(" ".join(_texts(node)))
        hints, early = _hints(node), not self.headed
        # A line at the top often shows the last change as the article's day; one below never does.
        if kind == "time" and value and "footer" in hints:
            text = f"{_words_before(node)} {text}".strip()
        if tag == "h1" and (rest := _without_kicker(node)):
            self.labels.append(Label("h1 rest", "", rest, hints, early))
        if tag == "h1" or "headline" in kind:
            self.headed = True
        self.labels.append(Label(kind, value.strip()[:_LONGEST], text, hints, early))


def _without_kicker(node: Any) -> str:
    """The text of a heading after the line over the title in it; empty where there is none."""
    kicker, *rest = [part for part in node.iter(include_text=True) if part.text().strip()] or [None]
    if not rest or kicker.tag == "-text":
        return ""
    if not _KICKER.search(kicker.attributes.get("class") or ""):
        return ""
    words = " ".join(word for part in rest for word in _texts(part))
    return _spaced(words).strip(" -–—:|•·/")[:_LONGEST]


def _names_author(attributes: dict[str, str | None]) -> bool:
    """Tell whether a class or relation, rather than microdata, is why an element was found."""
    words = f"{attributes.get('class')} {attributes.get('rel')}".casefold()
    return any(word in words for word in ("author", "autor", "byline"))


def _texts(node: Any) -> Iterator[str]:
    """The text in an element, as far as a label's could go."""
    size = 0
    for inner in node.traverse(include_text=True):
        if inner.tag == "-text" and inner.parent.tag not in _UNSEEN:
            text = inner.text_content or ""
            if len(text.strip()) < _SIGN and PERMALINK.fullmatch(text) and _is_permalink(inner):
                continue
            size += len(text.strip())
            yield text
            if size > _LONGEST:
                return


def _is_permalink(sign: Any) -> bool:
    """Tell whether a sign is all that a link says which is in a heading and leads to it."""
    above = _above(sign, frozenset("a"))
    if above is None or "#" not in (above.attributes.get("href") or ""):
        return False
    return _above(above, TITLES) is not None and PERMALINK.fullmatch(above.text()) is not None


def _above(node: Any, tags: frozenset[str]) -> Any:
    """The nearest element around a node that is one of these, if it is near."""
    for _ in range(_DEPTH):
        node = node.parent
        if node is None or node.tag in tags:
            return node
    return None


def _words_before(node: Any) -> str:
    """What a time stands right behind, on its line: ``Last updated on``."""
    while node.prev is None and node.parent is not None and node.parent.tag in INLINES:
        node = node.parent
    words: list[str] = []
    node = node.prev
    while node is not None and (node.tag in INLINES or node.tag in ("-text", "-comment")):
        if node.tag != "-comment":
            words.insert(0, node.text())
        if len(words) == _BESIDE:
            break
        node = node.prev
    said = _spaced("".join(words))
    return said if len(said) <= _LONGEST_WORDS and not _DIGIT.search(said) else ""


def _hints(node: Any) -> str:
    """Class, id and other words of an element and its parents, nearest first, a slash between."""
    words = []
    for _ in range(_DEPTH):
        if node is None or node.tag == "body":
            break
        attributes = node.attributes
        named = [v for k in ("class", "id", "itemprop", "rel") if (v := attributes.get(k))]
        words.append(" ".join([node.tag, *named])[:_LONGEST].casefold())
        node = node.parent
    return "/".join(words)


def _spaced(text: str) -> str:
    return " ".join(without_invisible(text).split())
