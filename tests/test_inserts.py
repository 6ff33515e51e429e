"""Lines that sites put into the middle of an article, and lines that only look like them.

``inserts/xx.txt`` holds what must go from a body in that language, ``inserts/kept.txt`` what must
stay; each line is tried by itself, between two paragraphs of the language's golden page. They were
written from what sites say, not copied; they test the rules and measure nothing.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_reading import paragraphs

from cleanarticle import clean
from cleanarticle.rules.registry import languages
from cleanarticle.text import SENTENCE_MARKS

FOLDER = Path(__file__).parent / "inserts"
#: Labels that sites have in English, whatever the article's language.
ENGLISH = (
    "Advertisement",
    "ADVERTISEMENT",
    "[Advertisement]",
    "Sponsored content",
    "Read more",
    "Read also: The bridge closes",
    "Related articles",
    "Share on Facebook",
    "Sign up for our newsletter",
    "Follow us on Facebook",
    "Support us",
    "Photo: Getty Images",
)


def lines(name: str) -> list[str]:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def left_of(line: str, language: str) -> list[str]:
    """The lines of a body after cleaning, when one more line stood in its middle."""
    body = paragraphs(language)
    middle = _between_paragraphs(body)
    page = "\n\n".join([*body[:middle], line, *body[middle:]])
    left = clean(page).text.split("\n")
    # A subhead somewhere below may go with it, taken for a teaser: true of one line in a hundred.
    lost = [text for text in body if text not in left and text[-1] in SENTENCE_MARKS]
    assert not lost, f"{line!r} takes a paragraph with it"
    return left


def _between_paragraphs(body: list[str]) -> int:
    """The place nearest to the middle with prose on both sides: a subhead may be a teaser."""
    size = max(map(len, body)) // 3
    places = [i for i in range(1, len(body)) if min(map(len, body[i - 1 : i + 1])) > size]
    return min(places, key=lambda place: abs(place - len(body) // 2))


INSERTS = sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem != "kept")


@pytest.mark.parametrize("name", INSERTS)
def test_they_go_and_take_nothing_with_them(name: str) -> None:
    assert [line for line in lines(name) if line in left_of(line, name)] == []


@pytest.mark.parametrize("line", lines("kept"))
def test_it_stays(line: str) -> None:
    assert line in left_of(line, "en")


@pytest.mark.parametrize("line", ENGLISH)
def test_labels_in_english_go_from_bodies_in_every_language(line: str) -> None:
    stays = [language for language in languages() if line in left_of(line, language)]
    assert stays == []


@pytest.mark.parametrize("label", ["Oglas", "Reklaam", "Auglýsing", "โฆษณา", "বিজ্ঞাপন", "რეკლამა"])
def test_ad_labels_of_languages_without_a_pack_go(label: str) -> None:
    assert label not in left_of(label, "en")


def test_thai_without_line_breaks_keeps_its_body() -> None:
    body = paragraphs("th")
    text = clean(" ".join(["หน้าแรก ค้นหา", *body, "นโยบายความเป็นส่วนตัว"])).text
    assert all(paragraph.strip() in text for paragraph in body)


#: Headings of lists of other articles, and headlines in no one's language in particular.
HEADINGS = {"ar": "اقرأ أيضا", "en": "Related articles", "fi": "Lue myös:", "pt": "LEIA TAMBÉM:"}
HEADLINES = ("* Karim Benali: 1989–2024", "* Oslo – Tallinn: 14 km?")


@pytest.mark.parametrize("blank", ["", "\n"], ids=["right below", "after a blank line"])
@pytest.mark.parametrize("language", HEADINGS)
def test_a_list_of_other_articles_goes_with_its_heading(language: str, blank: str) -> None:
    listed = "\n".join([HEADINGS[language] + blank, *HEADLINES])
    left = left_of(listed, language)
    assert [line for line in HEADLINES if line in left] == []


def test_a_list_below_a_label_that_opens_content_stays() -> None:
    listed = ["Background:", "* The first ferry, in 1904", "* The second, in 1931"]
    left = left_of("\n\n".join(["Leave a comment", *listed]), "en")
    assert [line for line in listed if line in left] == listed


def test_a_list_below_a_subhead_of_its_own_stays() -> None:
    left = left_of("\n".join(["What it carries:\n", *HEADLINES]), "en")
    assert [line for line in HEADLINES if line in left] == list(HEADLINES)
