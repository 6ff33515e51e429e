"""The parts that sites are split in: a page is measured with what has not seen its site."""

from __future__ import annotations

import zlib
from typing import Final

#: So many parts.
FOLDS: Final = 4


def fold_of(site: str) -> int:
    """The part a site is in, the same in every run."""
    return zlib.crc32(site.encode()) % FOLDS
