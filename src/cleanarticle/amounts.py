"""Which lines say how much of something: the ingredients of a recipe, the measures of a table.

A list of ingredients looks like a menu, short lines without a sentence, and is body. What tells it
are amounts, line after line: a number and the unit of a kitchen or a workshop.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Final

from cleanarticle.data import read_data
from cleanarticle.lanes import around, pack, unpack
from cleanarticle.patterns import pattern
from cleanarticle.text import fold

#: Longest line looked at, in characters: an ingredient with its remark.
_LONGEST: Final = 120
#: Lines on both sides that are looked at too.
_REACH: Final = 3
#: What stands behind a number.
_COUNTED: Final = pattern(r"0 ?([^\W\d_]+)")
_FILE: Final = "amounts.toml"
#: The units of scripts without spaces, behind a number and before it.
_GLUED: Final = ("glued", "before")


@cache
def _units() -> frozenset[str]:
    """The units of all languages, folded."""
    words = tomllib.loads(read_data(_FILE))
    apart = (unit for key, units in words.items() if key not in _GLUED for unit in units.split())
    return frozenset(map(fold, apart))


@cache
def _glued() -> re.Pattern[str]:
    """An amount in a line whose words are not set apart."""
    words = tomllib.loads(read_data(_FILE))
    behind, before = ("|".join(words[key].split()) for key in _GLUED)
    return re.compile(rf"0 ?(?:{behind})|(?:{before})0")


def look_for_amounts(folded: Sequence[str], wide: bool = False) -> dict[str, bytes]:
    """Measure which lines hold an amount, 1, and how many of those around.

    Args:
        folded: the blocks, folded.
        wide: whether the page is in a script without spaces between words.

    >>> columns = look_for_amounts(["flour", "0 g sugar", "0/0 cup of milk", "0 replies"])
    >>> list(columns["amount"]), list(columns["amounts within 3"])
    ([0, 1, 1, 0], [2, 1, 1, 2])
    """
    counted, apart = _COUNTED.findall, _units().isdisjoint
    glued = _glued().search if wide else None
    found = bytes(
        [
            "0" in t and len(t) < _LONGEST and (not apart(counted(t)) or bool(glued and glued(t)))
            for t in folded
        ]
    )
    near = unpack(around(pack(found), _REACH), len(found))
    return {"amount": found, "amounts within 3": near}
