"""The longest stretch of prose, as the first readers of web pages had it."""

from __future__ import annotations

from typing import Any, Final

from benchmarks.peers.long_lines import is_prose

#: A subhead or a caption does not end the stretch; a menu does.
_GAP: Final = 2


def extract(text: str, url: str) -> tuple[str, dict[str, Any]]:
    """The run of lines with most characters that has never more than two lines on end of no prose.

    >>> extract("Home\\nIt rained.\\nNews\\nIt stopped.\\nA\\nB\\nC\\nCookies help us.", "")
    ('It rained.\\nNews\\nIt stopped.', {})
    """
    longest: list[str] = []
    run: list[str] = []
    gap: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if is_prose(line):
            run += [*gap, line] if run else [line]
            gap = []
        else:
            gap.append(line)
            if len(gap) > _GAP:
                longest, run = max(longest, run, key=_size), []
                gap = []
    return "\n".join(max(longest, run, key=_size)), {}


def _size(lines: list[str]) -> int:
    return sum(map(len, lines))
