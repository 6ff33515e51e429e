"""HTML to blocks. The only module that knows the HTML parser.

One parse (Lexbor, by selectolax), one walk over the tree (``walk.py``), which puts the blocks
together (``assemble.py``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cleanarticle.model import Document
from cleanarticle.reading.guard import tame
from cleanarticle.reading.walk import Walk


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

    data, warnings = tame(markup.encode("utf-8", "replace"))
    # As a browser that runs scripts: what is in <noscript> is not shown.
    tree = LexborHTMLParser(data, scripting=True)
    head = _head(tree)
    if tree.body is None:
        return Document("", (), (), format="html", head=head, warnings=warnings)
    return replace(Walk().over(tree.body).document(head), warnings=warnings)


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
