"""Words that a page's makers gave an element: its class, id, role and the like, as tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cleanarticle.patterns import pattern

_TELLING: Final = frozenset(
    "class id role itemprop aria-label data-component data-testid data-module".split()
)
#: ``postBody``, ``post-body`` and ``POST_BODY`` are the same two words; digits tell nothing.
_HUMPS: Final = pattern(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")
#: For bytes, which are translated in a fraction of the time that a string takes.
_BREAKS: Final = bytes(
    ord(" ") if code in b"-_0123456789:/[](){}<>.,;!?#%&=+*|'\"@~" else code for code in range(256)
)
#: React's and Marko's names of parts that arrive hidden and are moved into place by a script.
_STREAMED: Final = pattern(r"S:[0-9a-f]+|af[a-zA-Z]*_?\d+")
_UNFOLDING_ROLES: Final = frozenset(("region", "tabpanel"))
_UNFOLDS: Final = pattern(r"(?i)accord[ie]|collaps|faq|tab-?pa|expand|toggle-?content|unfold")
#: Characters of an element's names that are read; generated class lists can be endless.
_LONGEST: Final = 400


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Tell whether an element says of itself that it is not to be seen, now or after a click.

    >>> is_hidden({"style": "Display: none"}), is_hidden({"hidden": None}), is_hidden({})
    (True, True, False)
    >>> is_hidden({"hidden": None, "role": "tabpanel"})  # a reader may unfold it
    False
    """
    if "hidden" in attributes:
        hidden = attributes["hidden"] != "until-found"
    elif attributes.get("aria-hidden") == "true":
        hidden = True
    elif style := attributes.get("style"):
        style = style.replace(" ", "").casefold()
        hidden = "display:none" in style or "visibility:hidden" in style
    else:
        return False
    return hidden and not _comes_to_light(attributes)


def _comes_to_light(attributes: Mapping[str, str | None]) -> bool:
    """Tell whether what is hidden is a part streamed in late, or one that unfolds."""
    if attributes.get("role") in _UNFOLDING_ROLES:
        return True
    if _STREAMED.fullmatch(attributes.get("id") or ""):
        return True
    return _UNFOLDS.search((attributes.get("class") or "")[:_LONGEST]) is not None


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
        if len(attributes) == 1 and "class" in attributes:  # as most elements are
            names = attributes["class"] or ""
        else:
            names = " ".join([v for k, v in attributes.items() if v and k in _TELLING])
        words = self._known.get(names)
        if words is None:
            short = names[:_LONGEST]
            if short.islower():
                apart = short.encode("utf-8", "surrogatepass").translate(_BREAKS)
                found = apart.decode("utf-8", "surrogatepass").split()
            else:
                found = " ".join(_HUMPS.findall(short)).casefold().split()
            words = self._known[names] = tuple(dict.fromkeys(found))
        return words
