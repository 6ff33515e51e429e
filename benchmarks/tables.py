"""Measured figures as plain text tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, column names, rows of cells, and notes below."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = field(default=())

    def __str__(self) -> str:
        """The table as text: the first column to the left, the others to the right.

        >>> print(Table("Speed", ["what", "ms"], [["floor", "0.03"], ["clean", "1.2"]]))
        Speed
        what     ms
        floor  0.03
        clean   1.2
        """
        cells = [list(self.columns), *map(list, self.rows)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = [
            "  ".join(
                cell.rjust(width) if at else cell.ljust(width)
                for at, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in cells
        ]
        return "\n".join([self.title, *lines, *(f"  {note}" for note in self.notes)])


def score(value: float) -> str:
    """A share with three decimals, as papers print it.

    >>> score(0.9436), score(1)
    ('.944', '1.000')
    """
    return f"{value:.3f}".removeprefix("0") if value >= 0 else f"{value:.3f}"
