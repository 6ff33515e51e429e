"""Put columns that stand side by side one below the other.

A text browser sets a table in columns, also one that only lays out the page: the menu's lines and
the article's then share rows of the text. In a table of data nearly every row has both columns; in
a page laid out by one the columns do not keep step, and one of them is prose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Final, NamedTuple

from cleanarticle.patterns import pattern
from cleanarticle.text import BULLETS

#: White space inside a row that is no slip of the keyboard.
_GAP: Final = "    "
_NEXT_COLUMN: Final = pattern(r"(?<=\S) {4,}(?=\S)")
#: Rows that must have both columns, or the gap between them is chance; and paragraphs of prose.
_LEAST_ROWS: Final = 3
#: A paragraph has so many characters.
_PROSE_CHARS: Final = 80
#: What may stand before a cell's first word.
_OPENERS: Final = "".join(BULLETS) + " \"'“„«»([—¿¡"
#: Where the last column begins at most: one column may hold whole paragraphs.
_WIDEST: Final = 4000
#: How many places are tried for the border between columns, and how often a page is split.
_PLACES: Final = 3
_DEPTH: Final = 5


class _Pair(NamedTuple):
    """Rows from ``first`` to ``stop`` with a column on each side of ``at``."""

    at: int
    first: int
    stop: int


def unwoven(text: str) -> str:
    """Return the text with its columns one below the other; most texts come back as they are.

    >>> news = "Ferries run again from noon, the port said in a statement to this newspaper, again."
    >>> menu = ["News", "", "Sport", "", "About", "Jobs", "", ""]
    >>> article = [news, "By noon.", news, "All day.", "", "Nobody was hurt.", "", news]
    >>> rows = [f"{left:20}{right:90}" for left, right in zip(menu, article)]
    >>> unwoven("\\n".join(rows)).split("\\n")[:9]
    ['', 'News', '', 'Sport', '', 'About', 'Jobs', '', '']
    """
    if _GAP not in text:
        return text
    rows = text.split("\n")
    if "\n".join(map(str.strip, rows)).count(_GAP) < _LEAST_ROWS:  # most pages
        return text
    apart = _unwoven(rows, _DEPTH)
    return text if apart is rows else "\n".join(apart)


def _unwoven(rows: list[str], depth: int) -> list[str]:
    pair = _columns(rows) if depth else None
    if pair is None:
        return rows
    at, first, stop = pair
    inside = rows[first:stop]
    left = _unwoven([row[:at].rstrip() for row in inside], depth - 1)
    right = _unwoven([row[at:] for row in inside], depth - 1)
    rest = _unwoven(rows[stop:], depth - 1)
    return [*rows[:first], "", *left, "", *right, "", *rest]


def _columns(rows: Sequence[str]) -> _Pair | None:
    """The first two columns that do not keep step, one of them prose."""
    woven = [_GAP in row for row in map(str.strip, rows)]
    if sum(woven) < _LEAST_ROWS:
        return None
    gaps = (_NEXT_COLUMN.finditer(row[:_WIDEST]) for row in compress(rows, woven))
    starts = Counter(gap.end() for row in gaps for gap in row)
    for at, count in starts.most_common(_PLACES):
        if count < _LEAST_ROWS:
            break
        for first, stop in _runs(rows, at):
            if _do_not_keep_step(rows[first:stop], at):
                return _Pair(at, first, _end_of_left(rows, at, first, stop))
    return None


def _end_of_left(rows: Sequence[str], at: int, first: int, stop: int) -> int:
    """Where an article on the left ends that goes on when what stands beside it has ended."""
    if _are_prose([row[:at].strip() for row in rows[first:stop]]):
        while stop < len(rows) and len(rows[stop]) >= at and not rows[stop][at - 2 : at].strip():
            stop += 1
    return stop


def _runs(rows: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """The longest runs of rows that no text crosses at the border, up to the last right column."""
    start = last = 0
    for index, row in enumerate([*rows, "x" * at]):
        if row[at - 2 : at].strip():
            if last > start:
                yield start, last
            start = index + 1
        elif row[at:].strip():
            last = index + 1
        elif last <= start and len(row) < at:
            # Above the first right column a renderer pads the rows of the table, and no others.
            start = index + 1


def _do_not_keep_step(rows: Sequence[str], at: int) -> bool:
    """Tell whether most rows have one column only, now this one, now that, and one is prose."""
    sides = [(row[:at].strip(), row[at:].strip()) for row in rows]
    steps = Counter((bool(left), bool(right)) for left, right in sides)
    both, left, right = steps[True, True], steps[True, False], steps[False, True]
    if not (_LEAST_ROWS <= both < left + right and left and right):
        return False
    columns = [[cell for cell in column if cell] for column in zip(*sides, strict=True)]
    return all(map(_are_words, columns)) and any(map(_are_prose, columns))


def _are_words(cells: Sequence[str]) -> bool:
    """Tell whether most cells open with words, and not with numbers or remarks in code."""
    worded = sum(cell.lstrip(_OPENERS)[:1].isalpha() for cell in cells)
    return 2 * worded > len(cells) and 2 * len(set(cells)) > len(cells)


def _are_prose(cells: Sequence[str]) -> bool:
    """Tell whether there are some cells as long as paragraphs that hold no columns themselves."""
    return sum(len(cell) >= _PROSE_CHARS and "  " not in cell for cell in cells) >= _LEAST_ROWS
