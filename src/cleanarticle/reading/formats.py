"""Which format a page has."""

from __future__ import annotations


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
