"""Where an image is: pages give it late, in many sizes, or only to those who run no scripts."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from typing import Any, Final

from cleanarticle.patterns import pattern

_SOURCES: Final = ("src", "data-src", "data-lazy-src", "data-original")
_SIZES: Final = ("srcset", "data-srcset", "data-lazy-srcset")
_SHOWN: Final = pattern(r"""(?i)<img\s[^<>]*?(?<=\s)src=["']?([^"'\s<>]+)""")


def address(attributes: Mapping[str, str | None]) -> str:
    """The address of an image; of several sizes, the first.

    >>> address({"src": "data:,", "data-srcset": "/small.jpg 1x, /large.jpg 2x"})
    '/small.jpg'
    """
    for name in _SOURCES:
        value = attributes.get(name)
        if value and not value.startswith("data:"):
            return value
    for name in _SIZES:
        sizes = (attributes.get(name) or "").split(None, 1)
        if sizes and not sizes[0].startswith("data:"):
            return sizes[0].rstrip(",")
    return ""


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
