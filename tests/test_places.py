"""Blocks of one place lean the same way, and the explanation says so."""

from __future__ import annotations

import pickle
import re
from math import log

import pytest

from cleanarticle import Cleaner, clean
from cleanarticle.model import Block, Document, Element
from cleanarticle.places import shifts
from cleanarticle.reading import read

_REPORT = (
    "The ferry to the islands has been running again since Monday, the harbour office said.",
    "Two of its engines had been repaired in the winter, and a third is to follow next year.",
    "Tickets cost as much as last year, and bicycles travel free until the end of June.",
)
_TEASERS = ("Baker opens second shop", "Mayor wants new bridge", "School choir wins prize")
_PAGE = (
    "<body><h1 class=head>Ferry to the islands runs again</h1><div class=report>"
    + "".join(f"<p>{text}</p>" for text in _REPORT)
    + "<p>At noon</p></div><ul class=more>"
    + "".join(f"<li><a href=/{n}>{text}</a></li>" for n, text in enumerate(_TEASERS))
    + "</ul>"
)


def document(gaps: list[int], format: str = "text", names: str = "") -> Document:
    hints = [(name,) if name.strip() else () for name in names] or [None] * len(gaps)
    blocks = tuple(
        Block(i, i + 1, gap, hints=own)
        for i, (gap, own) in enumerate(zip(gaps, hints, strict=True))
    )
    elements = (Element("body", -1, 0, ()),) if format == "html" else ()
    return Document("x" * len(gaps), blocks, format, elements=elements)


def test_lines_with_no_blank_line_between_are_one_place() -> None:
    page = document([1, 0, 1, 0, *[1] * 4])
    found = shifts(page, [4.0, 0.0, -3.0, -1.0, 0, 0, 0, 0], [9, 9, 1, 1, 5, 5, 5, 5])
    assert found == pytest.approx([-1.4, 1.4, 0.7, -0.7, 0, 0, 0, 0])


def test_long_blocks_count_for_more() -> None:
    long, short, *_ = shifts(document([1, 0, *[1] * 6]), [4.0, 0.0, *[0] * 6], [38, 0, *[5] * 6])
    assert abs(long) < 0.1 and short > 2.7


@pytest.mark.parametrize("gaps", [[0] * 10, [1, *[0] * 9], [1, 0, 0, 0, 1, 1, 1, 1]])
def test_a_run_that_is_much_of_the_page_is_no_place(gaps: list[int]) -> None:
    size = len(gaps)
    assert shifts(document(gaps), [float(n) for n in range(size)], [5] * size) == [0.0] * size


def test_a_place_in_markup_is_what_has_the_same_names_around_it() -> None:
    page = document([1, 1, 1, 1], "html", "aba ")
    assert shifts(page, [4.0, 1.0, 0.0, 2.0], [5] * 4) == pytest.approx([-1.4, 0, 1.4, 0])


def test_a_block_with_links_is_not_lifted() -> None:
    page = document([1, 1, 1], "html", "aaa")
    linked = tuple(block._replace(link_density=0.5) for block in page.blocks)
    assert shifts(page._replace(blocks=linked), [4.0, 0.0, 2.0], [5] * 3) == [-1.4, 0.0, 0.0]


def test_markup_without_names_has_no_places() -> None:
    assert shifts(document([1, 0], "html", "  "), [4.0, 0.0], [5, 5]) == [0.0, 0.0]


def test_nothing_is_shifted_on_an_empty_page() -> None:
    assert shifts(document([]), [], []) == []


def test_a_line_of_two_words_in_the_body_gains_by_its_place_and_a_teaser_stays_out() -> None:
    article = clean(_PAGE)
    added = dict(zip(article.document.texts, article.trace.chances.shared, strict=True))
    assert added["At noon"] > 0
    assert article.text.split("\n\n") == [*_REPORT, "At noon"]


def test_the_points_with_the_place_add_up_to_the_score() -> None:
    article = clean(_PAGE)
    assert any(name == "blocks in its place" for d in article.decisions for name, _ in d.points)
    again = pickle.loads(pickle.dumps(article))
    assert again.decisions == article.decisions
    for decision in article.decisions:
        total = sum(value for _, value in decision.points)
        assert total == pytest.approx(log(decision.score / (1 - decision.score)), abs=1e-6)


def test_what_a_place_looks_like_is_measured_for_all_in_it() -> None:
    page = Cleaner().look(read(_PAGE, "html"))
    texts, columns = page.document.texts, page.columns
    report, teaser = texts.index("At noon"), texts.index(_TEASERS[1])
    for name in ("place sentences", "place links", "place since headline"):
        assert columns[name][report] == columns[name][report - 1]
        assert columns[name][teaser] == columns[name][teaser + 1]
    assert columns["place sentences"][report] > columns["place sentences"][teaser]
    assert columns["place links"][report] < columns["place links"][teaser]
    assert columns["place since headline"][report] < columns["place since headline"][teaser]


def test_without_names_a_place_is_told_by_its_tags() -> None:
    bare = re.sub(r" class=\w+", "", _PAGE)
    page = Cleaner().look(read(bare, "html"))
    texts, links = page.document.texts, page.columns["place links"]
    assert links[texts.index("At noon")] < links[texts.index(_TEASERS[0])]


def test_text_has_no_measured_places() -> None:
    assert "place links" not in Cleaner().look(read("Head\n\nOne line.", "text")).columns
