"""Files of data that come with the package: packs, points, names of months.

By ``os`` and not by ``pathlib``, whose import takes as long as two packs.
"""

from __future__ import annotations

import os
from typing import Final

_FOLDER: Final = os.path.dirname(os.path.abspath(__file__))


def read_data(name: str) -> str:
    """Return the text of a file of the package.

    >>> read_data("metadata/tags.toml")[:1]
    '#'
    """
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return file.read()


def names_in(folder: str) -> list[str]:
    """Return the names of the files in a folder of the package, sorted.

    >>> "uk.toml" in names_in("rules/packs")
    True
    """
    return sorted(os.listdir(os.path.join(_FOLDER, folder)))
