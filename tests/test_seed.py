"""The user's document, in every shape in which it may arrive."""

from __future__ import annotations

import re
import textwrap
from datetime import datetime
from pathlib import Path

import pytest

from cleanarticle import Caption, clean

PATH = next((Path(__file__).parents[1] / "seeds").glob("*.txt"))
SEED = PATH.read_text(encoding="utf-8")
TITLE = "Stoltenberg calls on NATO allies to allow Ukraine to strike Russian territory"
START, END = "NATO Secretary General Jens", "targets in Russia with their weapons."


def expected_words() -> list[str]:
    body = SEED[SEED.index(START) : SEED.rindex(END) + len(END)]
    return body.replace("Advertisement:", "").split()


SHAPES = {
    "str": SEED,
    "bytes": PATH.read_bytes(),
    "utf-16": SEED.encode("utf-16"),
    "CRLF": SEED.replace("\n", "\r\n"),
    "CR": SEED.replace("\n", "\r"),
    "wrapped at 80": "\n".join(textwrap.fill(line, 80) for line in SEED.split("\n")),
    "wrapped at 72": "\n".join(textwrap.fill(line, 72) for line in SEED.split("\n")),
    "collapsed": " ".join(SEED.split()),
    "collapsed, then wrapped": textwrap.fill(SEED, 80),
    "indented": textwrap.indent(SEED, "    "),
    "no blank lines": "\n".join(line for line in SEED.split("\n") if line.strip()),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_body_words_are_exactly_those_of_the_article(shape: str) -> None:
    assert clean(SHAPES[shape]).text.split() == expected_words()


@pytest.mark.parametrize(
    "shape", ["str", "bytes", "utf-16", "CRLF", "CR", "wrapped at 80", "indented"]
)
def test_paragraphs_and_bullets_stay_apart(shape: str) -> None:
    text = clean(SHAPES[shape]).text
    blocks = re.split(r"\n+", text)
    assert len(blocks) == 11
    assert [block[0] for block in blocks[-3:]] == ["•"] * 3
    assert text.count("\n\n") == 8


@pytest.mark.parametrize("shape", SHAPES)
def test_metadata(shape: str) -> None:
    metadata = clean(SHAPES[shape]).metadata
    assert metadata.title == TITLE
    assert metadata.date_published == datetime(2024, 5, 25, 1, 45)
    assert metadata.captions == (Caption("Jens Stoltenberg.", "Getty Images"),)
    assert metadata.language == "en"
    assert metadata.authors == ()


@pytest.mark.parametrize("shape", SHAPES)
def test_source_line(shape: str) -> None:
    assert clean(SHAPES[shape]).metadata.source == "Stoltenberg in an interview with The Economist"


def test_removed_lines_say_why() -> None:
    removed = [(line.text, line.category, line.rule) for line in clean(SEED).removed]
    assert removed == [
        ("Support Us", "promotion", "EN204"),
        ("Follow us on Instagram!", "promotion", "EN202"),
        (TITLE, "title", removed[2][2]),
        ("Saturday, 25 May 2024, 01:45", "date", "ANY803"),
        (TITLE, "title", removed[4][2]),
        ("Jens Stoltenberg. Photo: Getty Images", "caption", "ANY804"),
        ("Advertisement:", "ad", "EN101"),
        ("Advertisement:", "ad", "EN101"),
        ("Support UP or become our patron!", "promotion", "EN203"),
        ("Advertisement:", "ad", "EN101"),
    ]
    assert {removed[2][2], removed[4][2]} == {"ANY801", "ANY802"}
