"""Columns side by side, as a text browser sets a table that lays out the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import pytest
from strategies import PROSE
from test_reading import ink, paragraphs

from cleanarticle import clean
from cleanarticle.reading import read
from cleanarticle.reading.columns import unwoven

MENU = "Home;News;;Sport;Business;;Jobs;Weather;;Contact;Imprint".split(";")
GUTTER = 6


def side_by_side(*columns: Sequence[str]) -> str:
    """The columns as a text browser sets them: every row as wide as the table."""
    widths = [max(map(len, column)) + GUTTER for column in columns]
    return "\n".join(
        "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in zip_longest(*columns, fillvalue="")
    )


def blank_between(lines: Sequence[str]) -> list[str]:
    return [row for line in lines for row in (line, "")]


@pytest.mark.parametrize("language", ["en", "uk", "ar", "vi"])
@pytest.mark.parametrize("menu_first", [True, False], ids=["menu on the left", "on the right"])
def test_the_article_beside_a_menu_is_whole(language: str, menu_first: bool) -> None:
    article = blank_between(paragraphs(language))
    columns = (MENU, article) if menu_first else (article, MENU)
    body = clean(side_by_side(*columns)).text.split("\n")
    assert [line for line in article if line and line not in body] == []
    assert [line for line in MENU if line and line in body] == []


def test_three_columns_are_read_one_after_the_other() -> None:
    teasers = [f"Teaser {number}" if number % 3 else "" for number in range(30)]
    article = ["", "", *blank_between(PROSE)]
    texts = read(side_by_side(MENU, article, teasers), "text").texts
    assert texts == tuple(line for column in (MENU, article, teasers) for line in column if line)


def test_nothing_is_lost_and_nothing_invented() -> None:
    page = side_by_side(MENU, blank_between(PROSE))
    assert sorted(ink(unwoven(page))) == sorted(ink(page))


#: What has gaps in its rows and is no layout.
TABLE = [("Ferry", "From", "Remarks"), *((f"F{n}", f"Port {n}", PROSE[n % 4]) for n in range(9))]
PAGES = {
    "a table of data": side_by_side(*(list(column) for column in zip(*TABLE, strict=True))),
    "long cells beside numbers": side_by_side(
        blank_between(PROSE[:6]), blank_between([str(1990 + n) for n in range(6)])
    ),
    "code with remarks": "\n".join(
        f"value{n} = call(value{n - 1})".ljust(40) + f"# {PROSE[n % 4]}\nif value{n}:"
        for n in range(9)
    ),
    "indented prose": "\n\n".join(" " * (n % 5 * 4) + line for n, line in enumerate(PROSE)),
    "short columns": side_by_side(MENU, ["", *MENU[::-1]]),
}


@pytest.mark.parametrize("name", PAGES)
def test_it_comes_back_as_it_was(name: str) -> None:
    assert unwoven(PAGES[name]) == PAGES[name]


def test_marks_of_markdown_stay_where_they_are() -> None:
    rows = side_by_side(MENU, [f"[Harbour](/{n}) {line}" for n, line in enumerate(PROSE)])
    page = f"# The harbour\n\n{rows}"
    document = read(page, "text")
    linked = {
        document.text[mark.start : mark.end] for mark in document.marks if mark.kind == "link"
    }
    assert linked == {"Harbour"}
