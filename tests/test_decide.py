"""What only `decide` knows: that a headline has its body below it."""

from __future__ import annotations

from cleanarticle.cleaner import Cleaner
from cleanarticle.decide import _headline
from cleanarticle.metadata.finding import Finding
from cleanarticle.reading import read

LINES = ["Menu", *(f"The ferry of number {n} runs again from noon." for n in range(9)), "Thank you"]


def headline_at(block: int) -> int:
    page = Cleaner().look(read("\n\n".join(LINES), "text"))
    chance = [0.1, *[0.7] * 9, 0.1]
    return _headline(page, chance, [Finding("title", LINES[block], block, "ANY801", 0, 1)])


def test_a_headline_stands_above_most_of_the_body() -> None:
    assert headline_at(0) == 0
    assert headline_at(2) == 2


def test_a_headline_with_most_of_the_body_above_it_is_none() -> None:
    assert headline_at(10) == 0


def test_a_page_without_a_headline_has_none() -> None:
    page = Cleaner().look(read("\n\n".join(LINES), "text"))
    assert _headline(page, [0.5] * len(LINES), []) == 0
