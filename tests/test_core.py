"""The stretch of a page with the most prose."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleanarticle import Cleaner
from cleanarticle.core import best_stretch, look_at_core
from cleanarticle.reading import read

_PROSE = (
    "The ferry to the islands has been running again since Monday, the harbour office said.",
    "Two of the ferry's engines had been repaired, and a third is to follow in the harbour.",
    "Tickets cost as much as last year, and bicycles travel free until the end of June.",
)
_AROUND = ("Home", "Sport", "Weather")


def looked(mass: bytes) -> dict[str, bytes]:
    return look_at_core(mass, bytes(len(mass)))


@given(st.lists(st.integers(-30, 120), max_size=30))
def test_no_stretch_has_a_greater_sum(gains: list[int]) -> None:
    found = best_stretch(gains)
    sums = [sum(gains[low:high]) for high in range(len(gains) + 1) for low in range(high)]
    if max(sums, default=0) > 0:
        assert sum(gains[found.start : found.stop]) == max(sums)
    else:
        assert found == range(len(gains))


def test_distances_are_counted_from_both_ends_of_the_core() -> None:
    columns = looked(bytes((0, 0, 5, 0, 5, 0)))
    assert list(columns["from wide core"]) == [19, 20, 21, 22, 23, 24]
    assert list(columns["to wide core's end"]) == [25, 24, 23, 22, 21, 20]
    assert set(columns["wide core"]) == {32}


def test_a_high_price_keeps_a_stretch_from_bridging() -> None:
    apart = bytes((12, *[0] * 10, 6, 12))
    columns = looked(apart)
    assert columns["from wide core"][0] == 21
    assert columns["from tight core"][11] == 21
    assert columns["tight core"][0] == 32 * 18 // 30


def test_far_blocks_are_all_as_far() -> None:
    mass = bytes((*[0] * 50, 9, *[0] * 50))
    column = looked(mass)["from wide core"]
    assert (column[0], column[30], column[49], column[50], column[70], column[100]) == (
        1, 1, 20, 21, 41, 41,
    )  # fmt: skip


def test_menus_are_before_and_after_the_core_of_a_page() -> None:
    page = Cleaner().look(read("\n\n".join((*_AROUND, *_PROSE, *_AROUND)), "text"))
    assert list(page.columns["from wide core"]) == [18, 19, 20, 21, 22, 23, 24, 25, 26]
    assert list(page.columns["to wide core's end"]) == [26, 25, 24, 23, 22, 21, 20, 19, 18]
