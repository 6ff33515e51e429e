"""What is measured of a block by itself: amounts, prices, ends of sentences, what is said twice."""

from __future__ import annotations

import pickle

import pytest

from cleanarticle.amounts import look_for_amounts
from cleanarticle.cleaner import Cleaner
from cleanarticle.echoes import CONTENTS, look_for_echoes
from cleanarticle.features import SENTENCE, VALUE_NAMES
from cleanarticle.lexicon import Lexicon
from cleanarticle.page import Page
from cleanarticle.reading import read
from cleanarticle.text import fold_lines, is_wide_text

THAI = (
    "ชาวบ้านในอำเภอกล่าวว่าท่าเรือจะเปิดอีกครั้งในวันเสาร์นี้ หลังจากที่ต้องปิดไปเมื่อสัปดาห์ที่แล้วเพราะพายุ "
    "และเรือข้ามฟากจะออกทุกชั่วโมงตามที่นายกเทศมนตรีได้แจ้งไว้"
)
QUOTE = "I counted every stair of the tower. Nobody has counted them since."


def look(*lines: str) -> Page:
    return Cleaner().look(read("\n\n".join(lines), "text"))


@pytest.mark.parametrize(
    "line",
    [
        "250 g flour",
        "2 cups of milk",
        "½ TL Salz",
        "3 gousses d'ail",
        "2 łyżki cukru",
        "200 г муки",
        "大さじ2の砂糖",
        "盐 5克",
        "ملعقة سكر 2 كوب",
        "น้ำตาล 2 ช้อนโต๊ะ",
        "1.5 litres: 2 l",
    ],
)
def test_amounts(line: str) -> None:
    assert list(look_for_amounts(fold_lines([line]), is_wide_text(line))["amount"]) == [1]


@pytest.mark.parametrize(
    "line", ["12 comments", "Flour and milk", "2 grooms", "Page 3", "cups and saucers", "24/7"]
)
def test_no_amounts(line: str) -> None:
    assert list(look_for_amounts(fold_lines([line]))["amount"]) == [0]


def test_a_long_line_is_no_ingredient() -> None:
    line = (
        "The ship took on 250 kg of flour before it left, and the crew of nine had bread again. "
        * 2
    )
    assert list(look_for_amounts(fold_lines([line]))["amount"]) == [0]


def test_amounts_around_are_counted() -> None:
    lines = fold_lines(["Dough", "250 g flour", "2 eggs", "100 ml milk", "a pinch of salt"])
    assert list(look_for_amounts(lines)["amounts within 3"]) == [2, 1, 2, 1, 2]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Kettle, now €39", "price"),
        ("¥5,280", "price"),
        ("Home | News", "separator"),
        ("The kettle sings", "none"),
        ("“The kettle sings”", "quotation"),
    ],
)
def test_prices_and_other_marks(line: str, kind: str) -> None:
    page = look(line, "Rain fell on the harbour of the town.")
    assert VALUE_NAMES["marks"][page.columns["marks"][0]] == kind


def test_a_long_block_of_thai_prose_ends_as_a_sentence() -> None:
    page = look(
        "ข่าว การเมือง กีฬา บันเทิง ดวง ตรวจหวย วิดีโอ เศรษฐกิจ ต่างประเทศ ภูมิภาค อาชญากรรม " * 2, THAI
    )
    menu, prose = page.columns["end"]
    assert menu < SENTENCE <= prose
    assert page.columns["stop words"][1] > 2


def test_a_pull_quote_without_marks_and_of_two_quotations() -> None:
    body = f"“{QUOTE[:35]},” she said. “{QUOTE[36:]} It is a lonely house, and a cold one.”"
    page = [body, QUOTE, "A former tenant", f"“{QUOTE}”", "The rain went on for days."]
    found = look_for_echoes([body.replace("tower,", "tower."), *page[1:]])
    assert list(found["quoted again"]) == [0, 2, 0, 1, 0]


def test_a_list_of_contents_leaves_out_what_is_in_brackets() -> None:
    prose = ["Rain fell all day.", "It fell all night.", "It fell for a week."]
    page = ["The Long Lunch", "Sugar Weight", *prose, "The Long Lunch (1994)", *prose]
    page += ["Sugar Weight (1997)", *prose]
    assert list(look_for_echoes(page)["entries listed"][:2]) == [9, 9]


def test_a_body_that_stands_there_twice_is_no_table_of_contents() -> None:
    paragraphs = [
        f"The ferry of quay {n} {'sails again from noon on, ' * 4}it says." for n in "1234"
    ]
    headings = [f"The ferry of quay {n}" for n in "1234"]

    def listed(lines: list[str]) -> int:
        apart = [text for line in lines for text in (line, f"Nothing of {line[:20]}", line[::-1])]
        return look_for_echoes([*lines, "Rain.", *apart])["entries listed"][0]

    assert listed(headings) >= CONTENTS
    assert listed(paragraphs) < CONTENTS


def test_a_lexicon_is_pickled_with_its_weights() -> None:
    known = Lexicon(1, {"inbox": -8, "sign\nup": -8})
    again = pickle.loads(pickle.dumps(known))
    lines = [["sign", "up"], ["inbox"], []]
    assert again.column(lines) == known.column(lines) != Lexicon(1, {}).column(lines)
