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


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Mehr Informationen"),
        ("el", "Κοινοποίηση Facebook"),
        ("it", "Leggi Anche"),
        ("en", "Related Stories"),
        ("ja", "はじめに"),
        ("zh", "字号 大中小"),
        ("pl", "Redakcja Opublikowano"),
    ],
)
def test_what_is_no_name(language: str, line: str) -> None:
    assert clean(page_with(language, line)).metadata.authors == ()


def test_a_greeting_is_no_name() -> None:
    said = "die Paprika auf dem Balkon sind reif, und ich habe mehr davon, als zwei Leute essen. "
    assert clean(f"Paprika, endlich reif\n\nIhr Lieben,\n\n{said * 4}\n").metadata.authors == ()


def test_reporters_in_brackets() -> None:
    said = "江城晚报讯（记者 陈若溪 林雨洁）9月28日清晨，新桥通车，第一批行人在雨中走过。"
    body = "\n\n".join(
        (said, *["桥长四百米，两侧有人行道，工程历时三年，比原定计划提前了两个月完工。"] * 4)
    )
    article = clean(f"新桥昨日通车\n\n{body}\n")
    assert article.metadata.authors == ("陈若溪", "林雨洁")
    assert said in article.text


@pytest.mark.parametrize("line", ["By Staff reporter", "By Staff Writer", "By Our Correspondent"])
def test_a_role_is_no_name(line: str) -> None:
    assert clean(page_with("en", line)).metadata.authors == ()


def test_the_time_of_a_comment_on_the_same_day_is_not_the_articles() -> None:
    said = "Comments (2)\n\nGull77\n\n3 May 2024 12:41 pm\n\nI miss the old crane by far.\n\nReply"
    page = page_with("en", "By Jane Doe, 3 May 2024")
    assert str(clean(f"{page}\n\n{said}").metadata.date_published) == "2024-05-03"
