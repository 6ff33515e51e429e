"""Measured figures as tables: for the terminal, for Markdown, for HTML."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text


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

    def markdown(self) -> str:
        """The table as Markdown.

        >>> print(Table("Speed", ["what", "ms"], [["a|b", "0.03"]]).markdown())
        **Speed**
        <BLANKLINE>
        | what | ms |
        | --- | ---: |
        | a/b | 0.03 |
        """
        rule = ["---", *["---:"] * (len(self.columns) - 1)]
        rows = [self.columns, rule, *self.rows]
        lines = [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
        return "\n".join([f"**{self.title}**\n", *lines, *(f"\n{note}" for note in self.notes)])

    def html(self) -> str:
        """The table as HTML, everything escaped.

        >>> "<td>a&lt;b</td>" in Table("Speed", ["what"], [["a<b"]]).html()
        True
        """
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in self.rows
        )
        notes = "".join(f"<p class='note'>{escape(note)}</p>" for note in self.notes)
        return (
            f"<figure><figcaption>{escape(self.title)}</figcaption><div class='wide'><table>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{notes}</figure>"
        )


def show(tables: Iterable[Table]) -> None:
    """Print tables: drawn in a terminal, plain elsewhere."""
    console = Console() if sys.stdout.isatty() else None
    for table in tables:
        if console:
            console.print(_drawn(table))
        else:
            print(f"{table}\n")


def _drawn(table: Table) -> RichTable:
    drawn = RichTable(title=Text(table.title), box=box.SIMPLE_HEAD, title_justify="left")
    for at, column in enumerate(table.columns):
        drawn.add_column(Text(column), justify="right" if at else "left", no_wrap=not at)
    for row in table.rows:
        drawn.add_row(*map(Text, row))
    drawn.caption = Text("\n".join(table.notes)) if table.notes else None
    drawn.caption_justify = "left"
    return drawn


def score(value: float) -> str:
    """A share with three decimals, as papers print it.

    >>> score(0.9436), score(1), score(-0.0312)
    ('.944', '1.000', '-.031')
    """
    return f"{value:.3f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.3f}"


def signed(value: float) -> str:
    """A difference of two scores.

    >>> signed(0.02), signed(-0.02), signed(0.0)
    ('+.020', '-.020', '+.000')
    """
    return f"{value:+.3f}".replace("0.", ".", 1)
