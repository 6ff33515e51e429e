"""What only `decide` knows: that a headline has its body below it."""

from __future__ import annotations

from cleanarticle.cleaner import Cleaner
from cleanarticle.decide import _without_late_titles
from cleanarticle.metadata.finding import Finding
from cleanarticle.reading import read

LINES = ["Menu", *(f"The ferry of number {n} runs again from noon." for n in range(9)), "Thank you"]


def titles_at(*blocks: int) -> list[int]:
    """The blocks of the headlines that are left of those at some blocks."""
    page = Cleaner().look(read("\n\n".join(LINES), "text"))
    chance = [0.1, *[0.7] * 9, 0.1]
    found = [Finding("title", LINES[block], block, "ANY801", 0, 1) for block in blocks]
    return [finding.block for finding in _without_late_titles(page, chance, found)]


def test_a_headline_stands_above_most_of_the_body() -> None:
    assert titles_at(0) == [0]
    assert titles_at(2) == [2]


def test_a_headline_with_most_of_the_body_above_it_is_none() -> None:
    assert titles_at(10) == []
    assert titles_at(2, 10) == [2]


def test_a_page_without_a_headline_has_none() -> None:
    assert titles_at() == []
