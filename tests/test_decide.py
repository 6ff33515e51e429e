"""What only `decide` knows: that a headline has its body below it."""

from __future__ import annotations

import pytest

from cleanarticle import clean
from cleanarticle.cleaner import Cleaner
from cleanarticle.decide import (
    Verdict,
    _entries_alike,
    _heads_of_boxes,
    _without_late_titles,
    decide,
)
from cleanarticle.features import SENTENCE
from cleanarticle.metadata.finding import Finding
from cleanarticle.places import Chances
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


@pytest.mark.parametrize(("chance", "found"), [(0.4, [1]), (0.8, [])])
def test_a_line_below_prose_that_is_likely_body_is_a_subhead(
    chance: float, found: list[int]
) -> None:
    lines = [PROSE, "Why the ferry stopped", *[PROSE.replace("Friday", f"May {n}") for n in "345"]]
    page = Cleaner().look(read("\n\n".join(lines), "text"))
    title = Finding("title", lines[1], 1, "ANY801", 0, 1)
    left = _without_late_titles(page, [0.9, chance, 0.9, 0.9, 0.9], [title])
    assert [finding.block for finding in left] == found


def test_prose_above_a_line_that_is_wrongly_the_headline_stays() -> None:
    lines = [f"“{PROSE}” (as the port told the islands’ own weekly on the quay)", "Of ferries"]
    lines += [PROSE.replace("Friday", f"May {n}") for n in "34567"]
    page = Cleaner().look(read("\n\n".join(lines), "text"))
    chances = Chances([0.9, 0.4, *[0.9] * 5], [0.9, 0.4, *[0.9] * 5], [0.0] * 7)
    title = Finding("title", lines[1], 1, "ANY801", 0, 1)
    assert page.seen.columns["end"][0] < SENTENCE
    assert [v.keep for v in decide(page, chances, 0.3, [title], frozenset())][:2] == [True, False]


def kept(*lines: tuple[str, float, bool]) -> list[str]:
    """What is left of the lines that heads of boxes are not, each with chance and verdict."""
    page = Cleaner().look(read("\n\n".join(line for line, _, _ in lines), "text"))
    verdicts = [Verdict(keep, "body" if keep else "promotion", None) for _, _, keep in lines]
    heads = set(_heads_of_boxes(page, [chance for _, chance, _ in lines], verdicts))
    return [line for index, (line, _, _) in enumerate(lines) if index not in heads]


PROSE = "The ferry of the islands runs again from noon on, the port said in a statement on Friday."
PLEA = "Nobody else sends reporters to every meeting of the port, and this work costs us money."


def test_a_line_above_a_paragraph_of_promotion_heads_it() -> None:
    assert kept((PROSE, 0.9, True), ("Keep us at sea", 0.6, True), (PLEA, 0.1, False)) == [
        PROSE,
        PLEA,
    ]


@pytest.mark.parametrize(
    ("line", "chance", "below"),
    [("Keep us at sea", 0.9, False), ("She went home.", 0.6, False), ("A subhead", 0.6, True)],
)
def test_a_subhead_or_a_sentence_heads_no_box(line: str, chance: float, below: bool) -> None:
    assert line in kept((PROSE, 0.9, True), (line, chance, True), (PLEA, 0.1, below))


def test_of_entries_above_the_same_button_the_last_stays_with_the_others() -> None:
    lines = [line for n in range(4) for line in (f"The ferry of quay {n} sails at noon.", "Share")]
    page = Cleaner().look(read("\n\n".join(lines), "text"))
    chance = [0.6, 0.0, 0.6, 0.0, 0.6, 0.0, 0.2, 0.0]
    verdicts = [Verdict(p > 0.5, "body" if p > 0.5 else "noise", None) for p in chance]
    assert list(_entries_alike(page, chance, verdicts)) == [6]
    verdicts[2] = Verdict(False, "noise", None)
    assert list(_entries_alike(page, chance, verdicts)) == []


def test_of_entries_below_times_of_day_the_last_stays_with_the_others() -> None:
    lines = [line for n in range(4) for line in (f"1{n}:05", f"The ferry of quay {n} sails.")]
    page = Cleaner().look(read("\n\n".join(lines), "text"))
    chance = [0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.2]
    verdicts = [Verdict(p > 0.5, "body" if p > 0.5 else "noise", None) for p in chance]
    assert list(_entries_alike(page, chance, verdicts)) == [7]
    verdicts[6] = Verdict(False, "noise", None)
    assert list(_entries_alike(page, chance, verdicts)) == []


BODY = [
    "The council sold the old ferry on Monday, and the money will mend the east quay by June.",
    "The buyer is a fisherman from the north shore, who paid nine thousand crowns in cash.",
    "He will take it round the islands in May, and let rooms on it to guests in the summer.",
]


@pytest.mark.parametrize(("chance", "keep"), [(0.9, True), (0.8, False)])
def test_a_paragraph_that_is_surely_body_stays_whatever_its_first_words(chance, keep) -> None:
    said = "Sign up for our newsletter was what the banner said, and nobody on the quay laughed."
    page = Cleaner().look(read("\n\n".join((BODY[0], said, *BODY[1:])), "text"))
    chances = Chances(*[[0.9, chance, 0.9, 0.9]] * 2, [0.0] * 4)
    verdict = decide(page, chances, 0.25, (), frozenset())[1]
    assert (verdict.keep, verdict.category) == (keep, "body" if keep else "promotion")


def prose(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize(
    "part",
    [
        "<table><tr><th>Year<th>Pupils<tr><td>2019<td>310<tr><td>2020<td>295</table>",
        "<table><tr><th>Date<th>Team<tr><td>3 May 2024<td>Carrow<tr><td>9 May 2024<td>Pen</table>",
        "<p>The count gives:</p><pre>42</pre><p>and then the time:</p><pre>2024-05-06 10:00</pre>",
    ],
)
def test_numbers_and_dates_of_tables_and_code_are_content(part: str) -> None:
    article = clean(f"<h1>Ferry sold</h1>{prose(*BODY)}{part}{prose(*BODY[::-1])}")
    assert [d.rule for d in article.decisions if not d.keep] == ["ANY801"]
    assert article.metadata.date_published is None


def test_a_pager_and_a_date_line_outside_of_them_are_not() -> None:
    page = f"<h1>Ferry sold</h1><p>3 May 2024</p>{prose(*BODY)}<p>1 2 3 4 5</p>"
    article = clean(page)
    assert article.text.split("\n\n") == BODY
    assert str(article.metadata.date_published) == "2024-05-03"


def test_a_page_that_may_be_an_article_gives_its_headline_away() -> None:
    lines = ["Harbour reopens after the storm", "By Jane Doe", "4 March 2025", *BODY]
    article = clean("\n\n".join(lines))
    assert article.text.split("\n\n") == BODY
    assert article.metadata.authors == ("Jane Doe",)
