"""The headline as an anchor: found before anything is scored, and what is measured from it."""

from __future__ import annotations

import pytest

from cleanarticle import Cleaner, clean
from cleanarticle.page import Page
from cleanarticle.reading import read

_PARAGRAPHS = (
    "The ferry to the islands has been running again since Monday, the harbour office said.",
    "Two of its engines had been repaired in the winter.",
    "Tickets cost as much as last year, and bicycles travel free until the end of June.",
)
_PAGE = (
    "<nav>Weather</nav><article><h1>Ferry to the islands runs again</h1><time>12 May 2024</time>"
    f"<p>{'</p><p>'.join(_PARAGRAPHS)}</p></article><aside><p>Other news</p></aside>"
)
_TEASERS = (
    ("Baker opens second shop", "The baker of the old town has opened a second shop by the lake."),
    ("Mayor wants new bridge", "A new bridge would cost nine million, the mayor told the council."),
    ("School choir wins prize", "The choir of the town school sang best of thirty at the contest."),
    ("Snow closes the pass", "The mountain pass was closed on Sunday after half a metre of snow."),
    ("Library to open late", "From June on the library will be open until ten in the evening."),
    ("Museum shows old maps", "Maps of four centuries are to be seen in the museum until August."),
)


def looked(raw: str) -> Page:
    return Cleaner().look(read(raw, "html"))


def column(page: Page, name: str, line: str) -> int:
    """The value of a feature for the block that begins so."""
    index = next(i for i, text in enumerate(page.document.texts) if text.startswith(line))
    return page.columns[name][index]


def test_distance_is_counted_from_the_headline() -> None:
    page = looked(_PAGE)
    assert column(page, "since headline", "Ferry to the islands") == 0
    assert column(page, "since headline", "The ferry to the islands") == 2
    assert column(page, "since headline", "Weather") == 31  # above it


def test_words_of_the_headline_are_counted_but_not_in_itself() -> None:
    page = looked(_PAGE)
    assert column(page, "headline words", "Ferry to the islands") == 0
    assert column(page, "headline words", "The ferry to the islands") == 3  # ferry islands again
    assert column(page, "headline words", "Two of its engines") == 0
    assert column(page, "headline words within 4", "Two of its engines") == 3


def test_pairs_of_characters_count_where_no_spaces_are() -> None:
    body = "由于上周的风暴而关闭的港口星期六重新开放，渡轮从中午起恢复运行。" * 3
    page = looked(f"<h1>港口星期六重新开放</h1><p>{body}")
    assert page.seen.wide
    assert column(page, "headline words", "由于上周") == 6


def test_the_place_in_the_tree_is_told_from_the_headline() -> None:
    page = looked(_PAGE)
    inside, outside = (column(page, "to the headline", text) for text in ("Two of", "Other news"))
    assert inside < outside


def test_a_title_in_the_head_tells_the_headline_and_its_copies() -> None:
    page = looked(
        f"<title>Ferry to the islands runs again - Island Post</title>"
        f"<nav>Ferry to the islands runs again</nav>{_PAGE}"
    )
    copies = [i for i, text in enumerate(page.document.texts) if text.startswith("Ferry to")]
    assert [page.columns["in the title"][i] for i in copies] == [2, 2]
    assert [page.columns["since headline"][i] for i in copies] == [0, 0]
    assert column(page, "in the title", "Weather") == 1


def test_the_description_in_the_head_is_compared() -> None:
    page = looked(
        "<meta name=description content='Ferry to the islands runs again'><p>The ferry to the "
        "islands runs.<p>Other news of the day."
    )
    assert list(page.columns["described"]) == [4, 1]
    assert list(looked("<p>One line.").columns["described"]) == [0]


@pytest.mark.parametrize("raw", ["", "<p></p>", "<p>a b", "<p>....<p>....", "\u200b"])
def test_a_page_without_a_headline_has_no_anchor(raw: str) -> None:
    page = looked(raw)
    assert set(page.columns.get("since headline", b"")) <= {31}
    assert set(page.columns.get("to the headline", b"")) <= {0}


def test_text_has_no_anchor() -> None:
    assert "since headline" not in Cleaner().look(read("Head\n\nOne line.", "text")).columns


def test_a_short_report_above_a_long_feed_is_the_body() -> None:
    """Teasers that follow at once may be taken for it; without the anchor most are."""
    feed = "".join(
        f"<li><div class=card><h4><a href=/{n}>{head}</a></h4><p>{text}</p></div></li>"
        for n, (head, text) in enumerate(_TEASERS * 4)
    )
    page = _PAGE.replace("</article>", f"</article><ul class=stream>{feed}</ul>")
    title = "<title>Ferry to the islands runs again | Island Post</title>"
    kept = clean(title + page).text.split("\n\n")
    assert kept[: len(_PARAGRAPHS)] == list(_PARAGRAPHS)
    assert len(kept) - len(_PARAGRAPHS) < 8  # of 48
