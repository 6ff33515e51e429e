"""Where an image is: pages give it late, in many sizes, or only to those who run no scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, Final

from cleanarticle.patterns import pattern

_SOURCES: Final = ("src", "data-src", "data-lazy-src", "data-original")
_SIZES: Final = ("srcset", "data-srcset", "data-lazy-srcset")
#: File names of what is shown until the image is loaded.
_STAND_IN: Final = pattern(
    r"(?i)(?:placeholder|(?<![a-z])(?:blank|spacer|transparent|loading|loader|lazy(?:load)?|pixel|"
    r"1x1|gr[ea]y|dummy|empty|clear)(?![a-z]))[^/]*$"
)
_SHOWN: Final = pattern(r"""(?i)<img\s[^<>]*?(?<=\s)src=["']?([^"'\s<>]+)""")


def address(attributes: Mapping[str, str | None]) -> str:
    """The address of an image; of several sizes, the first; a stand-in only where nothing else is.

    >>> address({"src": "data:,", "data-srcset": "/small.jpg 1x, /large.jpg 2x"})
    '/small.jpg'
    >>> address({"src": "/placeholder.gif", "data-src": "/real.jpg"})
    '/real.jpg'
    """
    found = list(_addresses(attributes))
    if len(found) > 1 and found[0] == attributes.get("src") and _STAND_IN.search(found[0]):
        return found[1]
    return found[0] if found else ""


def _addresses(attributes: Mapping[str, str | None]) -> Iterator[str]:
    for name in _SOURCES:
        value = attributes.get(name)
        if value and not value.startswith("data:"):
            yield value
    for name in _SIZES:
        sizes = (attributes.get(name) or "").split(None, 1)
        if sizes and not sizes[0].startswith("data:"):
            yield sizes[0].rstrip(",")


def address_beside(image: Any) -> str:
    """The address that an image without one is given: before it in a picture, or in noscript."""
    node = image.prev
    while node is not None and node.tag in ("-text", "source"):
        if node.tag == "source" and (found := address(node.attributes)):
            return found
        node = node.prev
    node = image.next
    if node is not None and node.tag == "-text":
        node = node.next
    if node is None or node.tag != "noscript":
        return ""
    shown = _SHOWN.search(node.text())
    return unescape(shown[1]) if shown else ""
