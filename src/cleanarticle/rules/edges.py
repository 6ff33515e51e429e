"""Whether a phrase stands at an edge of a line as whole words."""

from __future__ import annotations

from unicodedata import category

from cleanarticle.text import is_wide


def opens(core: str, phrase: str) -> bool:
    """Tell whether a phrase opens a line.

    >>> opens("share this page", "share"), opens("shareholders met", "share")
    (True, False)
    """
    return core.startswith(phrase) and _ends_word(core, phrase)


def closes(core: str, phrase: str) -> bool:
    """Tell whether a phrase ends a line.

    >>> closes("all rights reserved", "reserved"), closes("unreserved", "reserved")
    (True, False)
    """
    return core.endswith(phrase) and _starts_word(core, phrase)


def _ends_word(core: str, phrase: str) -> bool:
    after = core[len(phrase) : len(phrase) + 1]
    if not after or not phrase[-1].isalnum() or is_wide(phrase[-1]):
        return True
    if after == "-":  # part of a compound, if a letter follows
        return not core[len(phrase) + 1 : len(phrase) + 2].isalpha()
    return not (after.isalnum() or after == "'" or category(after)[0] == "M")


def _starts_word(core: str, phrase: str) -> bool:
    before = core[: len(core) - len(phrase)][-1:]
    return not before.isalnum() or not phrase[0].isalnum() or is_wide(phrase[0])
