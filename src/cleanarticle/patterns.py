"""Regular expressions that are compiled when they are first wanted.

To compile all of them takes longer than to clean a page, and most pages want a third.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """``re.compile``, but later.

    >>> pattern("b+").search("abbc")
    <re.Match object; span=(1, 3), match='bb'>
    """
    return cast("re.Pattern[AnyStr]", _Later(source, flags))


class _Later:
    """Stands for a pattern; its methods become attributes here, each when it is first called."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, method)
        return method
