"""Bylines of every language, alone on their line and put together with their date.

``bylines.txt`` holds a language, its names and a line: the line takes the place of byline and date
on the language's golden page. They were written from how papers sign, not copied.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_golden import FOLDER, read_case

from cleanarticle import clean

LINES = (Path(__file__).parent / "bylines.txt").read_text(encoding="utf-8").splitlines()
#: What a byline's line takes the place of.
_REPLACED = ("byline", "date", "counter")


def page_with(language: str, line: str) -> str:
    """The language's golden page with the line below its headline."""
    page = []
    for label, text in read_case(FOLDER / "languages" / f"{language}.txt").lines:
        if label not in (*_REPLACED, "caption", "author-box"):
            page.append(text)
        if label == "title":
            page += ["", line, ""]
    return "\n".join(page)


@pytest.mark.parametrize("case", LINES)
def test_bylines(case: str) -> None:
    language, names, line = case.split(" | ", 2)
    article = clean(page_with(language, line))
    assert [name.casefold() for name in article.metadata.authors] == names.casefold().split("; ")
    assert line not in article.text
