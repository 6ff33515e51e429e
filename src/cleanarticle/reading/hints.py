"""Words that a page's makers gave an element: its class, id, role and the like, as tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_TELLING: Final = frozenset(
    "class id role itemprop aria-label data-component data-testid data-module".split()
)
#: ``postBody``, ``post-body`` and ``POST_BODY`` are the same two words; digits tell nothing.
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")
#: Characters of an element's names that are read; generated class lists can be endless.
_LONGEST: Final = 400


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Tell whether an element says of itself that it is not to be seen.

    >>> is_hidden({"style": "Display: none"}), is_hidden({"hidden": None}), is_hidden({})
    (True, True, False)
    """
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    if not style:
        return False
    style = style.replace(" ", "").casefold()
    return "display:none" in style or "visibility:hidden" in style


class Hints:
    """Reads hints; names that occur again on a page are split once."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {"": ()}

    def of(self, attributes: Mapping[str, str | None]) -> tuple[str, ...]:
        """Return the words of the telling attributes, in small letters, each once.

        >>> Hints().of({"class": "post-body relatedLinks", "id": "main2", "href": "/x"})
        ('post', 'body', 'related', 'links', 'main')
        """
        names = " ".join([v for k, v in attributes.items() if v and k in _TELLING])
        words = self._known.get(names)
        if words is None:
            found = _WORD.findall(names[:_LONGEST])
            words = tuple(dict.fromkeys([word.casefold() for word in found]))
            self._known[names] = words
        return words
