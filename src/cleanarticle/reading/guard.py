"""Takes from hostile markup what would make the parser take square time or space.

Lexbor takes time that grows with the square of how deep elements nest, and of how many attributes a
tag has; and formatting tags that are never closed are opened again in every paragraph after them.
Whether a page could have any of these is asked first, by counting, in a tenth of the time of its
parse. Only such a page is read tag by tag, and only what is beyond all reason is taken out of it.
"""

from __future__ import annotations

import re
from typing import Final

from cleanarticle.patterns import pattern
from cleanarticle.reading.walk import INLINES

#: A page of fewer tags is parsed in a fraction of a second, however they nest.
_MANY_TAGS: Final = 8000
#: The same for a page with formatting tags that have attributes: their number times the tags.
_MANY_REOPENED: Final = 1_500_000
_FEW_TAGS: Final = 1800
#: A stretch of markup without a tag's end that may be one tag of thousands of attributes.
_LONG_TAG: Final = 8192
_MANY_ATTRIBUTES: Final = 500
_NEAR: Final = 1 << 14
#: Deeper blocks are line breaks; deeper inline elements, and more formatting at once, are nothing.
_DEEPEST: Final = 800
_MOST_FORMATTING: Final = 10
_MOST_BODIES: Final = 8

#: Most tags begin with another letter, which is told in half the time.
_FORMATTING_TAG: Final = pattern(
    rb"<(?=[bceifnstu])(?:[bisu]|big|code|em|font|nobr|small|strike|strong|tt)[\s/]", re.I
)
_TAG: Final = pattern(
    rb"<(/?)([a-zA-Z][^\s/>]*+)"
    rb"((?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|))*+)>?"
)
_QUOTED: Final = pattern(rb"=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)")
_FORMATTING: Final = frozenset(b"b big code em font i nobr s small strike strong tt u".split())
#: Tags that hold nothing, or whose next one closes them.
_FLAT: Final = frozenset(
    (
        b"a area base br col embed hr img input link meta param source track wbr p li dt dd td th "
        b"tr option"
    ).split()
)
#: An end tag does not reach out of these.
_WALLS: Final = frozenset(
    b"table caption td th object applet marquee template button select svg math html".split()
)
_INLINE: Final = frozenset(name.encode() for name in INLINES)
_BODIES: Final = frozenset((b"html", b"body"))
#: Elements in whose drawing a slash closes a tag, as it does nowhere else, and what ends that: text
#: in a drawing, and the tags by which the parser leaves it (13.2.6.5 of the HTML standard).
_DRAWINGS: Final = frozenset((b"svg", b"math"))
_NO_DRAWING: Final = frozenset(
    (
        b"annotation-xml b big blockquote body br center code dd desc div dl dt em embed font "
        b"foreignobject h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta mi mn mo ms mtext "
        b"nobr ol p pre ruby s small span strike strong sub sup table title tt u ul var"
    ).split()
)
#: How far out an end tag is looked for.
_REACH: Final = 30


def tame(markup: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return markup that is parsed in linear time, and what had to be done for it.

    Returns:
        The markup, which is the same for all but hostile pages, and the warning
        ``markup-simplified`` if it is not.

    >>> tame(b"<p>Hi")
    (b'<p>Hi', ())
    >>> tame(b"<div>" * 100_000)[1]
    ('markup-simplified',)
    """
    if not _is_suspicious(markup):
        return markup, ()
    tamed = _Tamer().tame(markup)
    return (tamed, ("markup-simplified",)) if tamed != markup else (markup, ())


def _is_suspicious(markup: bytes) -> bool:
    tags = markup.count(b"<")
    if tags > _MANY_TAGS or _has_long_tag(markup):
        return True
    many = 2 * tags + _MANY_ATTRIBUTES
    # A byte is counted in a third of the time of two.
    if markup.count(b"=") > many and markup.count(b'="') + markup.count(b"='") > many:
        return True
    if tags < _FEW_TAGS:
        return False
    return len(_FORMATTING_TAG.findall(markup)) * tags > _MANY_REOPENED


def _has_long_tag(markup: bytes) -> bool:
    """Tell whether a tag may be long, by leaps: most pages take a dozen looks."""
    at, size = 0, len(markup)
    while at + _LONG_TAG < size:
        end = markup.rfind(b">", at, at + _LONG_TAG)
        if end < 0:
            end = _script_end(markup, at)
        if end < 0:
            end = at + _LONG_TAG - 1
            if len(markup[at:end].replace(b"/", b" ").split()) > _MANY_ATTRIBUTES:
                return True
        at = end + 1
    return False


def _script_end(markup: bytes, at: int) -> int:
    """Where the script or style sheet ends that begins shortly before; -1 if there is none."""
    near = max(0, at - _NEAR)
    for start, end in ((b"<script", b"</script"), (b"<style", b"</style")):
        if markup.rfind(start, near, at) > markup.rfind(end, near, at):
            found = markup.find(end, at)
            return found if found >= 0 else len(markup)
    return -1


def _has_many(attributes: bytes) -> bool:
    """Tell whether a tag has more attributes than any page needs, however long they are."""
    names = _QUOTED.sub(b" ", attributes).replace(b"/", b" ").split()
    return len(names) > _MANY_ATTRIBUTES


class _Tamer:
    """Goes through the tags as a parser would, keeping count of what is open."""

    def __init__(self) -> None:
        #: Open elements: name, and whether the tag was left in.
        self._open: list[tuple[bytes, bool]] = []
        self._formatting = 0
        self._bodies = 0
        #: How many elements were open where the drawing began that we are in; -1 outside.
        self._drawing = -1

    def tame(self, markup: bytes) -> bytes:
        return _TAG.sub(self._tag, markup)

    def _tag(self, found: re.Match[bytes]) -> bytes:
        slash, name, attributes = found.groups()
        name = name.lower()
        if name in _NO_DRAWING:
            self._drawing = -1
        if slash:
            return found.group() if self._closes(name) else b""
        if name in _BODIES:
            self._bodies += 1
            return found.group() if self._bodies <= _MOST_BODIES else b""
        whole = found.group()
        if len(attributes) > _MANY_ATTRIBUTES and _has_many(attributes):
            whole = b"<%b>" % name
        closed = self._drawing >= 0 and attributes.endswith(b"/")
        return whole if closed or name in _FLAT else self._opens(name, whole)

    def _opens(self, name: bytes, whole: bytes) -> bytes:
        if name in _FORMATTING:
            fits = self._formatting < _MOST_FORMATTING
            self._formatting += 1
        else:
            fits = len(self._open) - self._formatting < _DEEPEST
        if name in _DRAWINGS and self._drawing < 0:
            self._drawing = len(self._open)
        self._open.append((name, fits))
        if fits:
            return whole
        return b"" if name in _INLINE else b"<br>"

    def _closes(self, name: bytes) -> bool:
        """Close the element the end tag is for; tell whether its start tag was left in."""
        for back in range(1, min(len(self._open), _REACH) + 1):
            opened, kept = self._open[-back]
            if opened == name:
                for closed, _ in self._open[-back:]:
                    self._formatting -= closed in _FORMATTING
                del self._open[-back:]
                if len(self._open) <= self._drawing:
                    self._drawing = -1
                return kept
            if opened in _WALLS:
                break
        return len(self._open) < _DEEPEST
