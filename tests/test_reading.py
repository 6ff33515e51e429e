"""Raw text to blocks: what renderers did to the lines is undone, and nothing else is."""

from __future__ import annotations

import itertools
import textwrap
from datetime import date, datetime
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import PROSE, noise
from test_golden import FOLDER, read_case

from cleanarticle import clean
from cleanarticle.reading.text import read_text

SEED = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))
RAW = SEED.read_text(encoding="utf-8")
BODY = clean(RAW).text
WIDTHS = (50, 60, 66, 70, 72, 76, 79, 80, 90, 100, 120)
SPACED = "en uk el ar he hi ko vi".split()
WIDE = "zh zh_hant ja".split()


def ink(text: str) -> str:
    return "".join(text.split())


def words(text: str) -> str:
    return " ".join(text.split())


def paragraphs(language: str) -> list[str]:
    case = read_case(FOLDER / "languages" / f"{language}.txt")
    return [text for label, text in case.lines if label == "body"]


def wrapped(line: str, width: int, indent: str = "") -> str:
    return textwrap.fill(
        line,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def wrapped_page(page: str, width: int, indent: str = "") -> str:
    return "\n".join(wrapped(line, width, indent) for line in page.split("\n"))


def wrapped_wide(line: str, width: int) -> str:
    """Wrap as a terminal does, where an East Asian character takes two columns."""
    rows, used = [""], 0
    for char in line:
        columns = 2 if east_asian_width(char) in "WF" else 1
        if used + columns > width:
            rows.append("")
            used = 0
        rows[-1] += char
        used += columns
    return "\n".join(rows)


# --- hard wrapping ----------------------------------------------------------------------------


@pytest.mark.parametrize("indent", ["", "   "])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_hard_wrapped_seed_is_the_seed(width: int, indent: str) -> None:
    article = clean(wrapped_page(RAW, width, indent))
    assert article.text == BODY
    assert article.metadata.title == clean(RAW).metadata.title
    assert article.metadata.date_published == datetime(2024, 5, 25, 1, 45)
    assert article.metadata.captions == clean(RAW).metadata.captions


@pytest.mark.parametrize("language", SPACED)
def test_hard_wrapped_paragraphs_are_joined(language: str) -> None:
    page = "\n\n".join(paragraphs(language))
    whole = read_text(page).texts
    wrong = [width for width in WIDTHS if read_text(wrapped_page(page, width)).texts != whole]
    assert wrong == []


@pytest.mark.parametrize("language", WIDE)
def test_hard_wrapped_paragraphs_without_spaces_are_joined(language: str) -> None:
    whole = [ink(paragraph) for paragraph in paragraphs(language)]
    wrong = []
    for width in (60, 66, 70, 76, 80):
        page = "\n\n".join(wrapped_wide(paragraph, width) for paragraph in paragraphs(language))
        wrong += [width] if list(map(ink, read_text(page).texts)) != whole else []
    assert wrong == []


@pytest.mark.parametrize("language", WIDE)
def test_no_space_is_put_into_text_without_spaces(language: str) -> None:
    """Whatever character the line was broken at, a full stop or bracket as well."""
    page = "\n\n".join(wrapped_wide(paragraph, 76) for paragraph in paragraphs(language))
    whole = "".join(paragraphs(language))
    put_in = [text for text in read_text(page).texts if text not in whole and " " in text]
    assert put_in == []


def test_lines_that_are_not_wrapped_stay_apart() -> None:
    menu = "Home\nNews and comment from the coast\nSport\nWeather for ships\nAbout us\nContact"
    assert read_text(menu).texts == tuple(menu.split("\n"))


def test_a_wrapped_list_keeps_its_items() -> None:
    items = [f"• {sentence}" for sentence in PROSE[:3]]
    page = "\n\n".join(PROSE[:3]) + "\n\n" + "\n".join(items)
    read = read_text(wrapped_page(page, 50))
    assert read.texts == (*PROSE[:3], *items)
    assert [block.item for block in read.blocks] == [False] * 3 + [True] * 3


# --- broken at inline elements ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ("The harbour \nreopened\n on Saturday.", "The harbour reopened on Saturday."),
        ("He cited\nthe report\n, which says so\n.", "He cited the report, which says so."),
        ("Er kam aus dem\nHafen\n. Dann ging er.", "Er kam aus dem Hafen. Dann ging er."),
        (
            "On Friday the former minister\nAngela Merkel\nsaid that she would go.",
            "On Friday the former minister Angela Merkel said that she would go.",
        ),
        (
            "Der Bericht, den die Behörde\nvorlegte\n, nennt zwei Gründe.",
            "Der Bericht, den die Behörde vorlegte, nennt zwei Gründe.",
        ),
        (
            "Про це повідомила\nпресслужба порту\nв суботу вранці.",
            "Про це повідомила пресслужба порту в суботу вранці.",
        ),
        (
            "The harbour reopened (\nsee the map\n) on Saturday at noon.",
            "The harbour reopened (see the map) on Saturday at noon.",
        ),
    ],
)
def test_a_sentence_broken_at_inline_elements_is_joined(lines: str, whole: str) -> None:
    page = f"Home\nNews\n{lines}\nFerries run again from noon.\nShare\n"
    read = read_text(page).texts
    assert [ink(text) for text in read] == [
        "Home",
        "News",
        ink(whole),
        "Ferriesrunagainfromnoon.",
        "Share",
    ]
    assert whole in read


@pytest.mark.parametrize(
    "lines",
    [
        "Read more\nShare\nfacebook\ntwitter",
        "Quote:\nthe time has come.",
        "It reopened.\nfacebook",
        "Headline without an end\n\nlower case start of a text",
        "HOME\nabout\ncontact\nimprint",
    ],
)
def test_lines_that_only_look_broken_stay_apart(lines: str) -> None:
    assert read_text(lines).texts == tuple(line for line in lines.split("\n") if line)


# --- lists ------------------------------------------------------------------------------------


def test_a_bullet_alone_on_its_line_belongs_to_the_next() -> None:
    read = read_text("Take:\n\n•\nmilk and honey\n•\nEggs\n\nStir.")
    assert read.texts == ("Take:", "• milk and honey", "• Eggs", "Stir.")
    assert [block.item for block in read.blocks] == [False, True, True, False]


def test_a_number_alone_on_its_line_belongs_to_the_next() -> None:
    read = read_text("1.\nBeat the eggs\n2.\nAdd the milk")
    assert read.texts == ("1. Beat the eggs", "2. Add the milk")
    assert all(block.item for block in read.blocks)


@pytest.mark.parametrize(
    "item",
    "- one|– two|— three|* four|+ five|• six|◦ seven|1. Eight|12) Nine|(3) Ten".split("|"),
)
def test_what_opens_an_item(item: str) -> None:
    read = read_text(f"The harbour sells these things every day\n{item}\n{item} and more")
    assert read.texts[1:] == (item, f"{item} and more")
    assert [block.item for block in read.blocks] == [False, True, True]


@pytest.mark.parametrize("item", ["a) milk", "o Honey", "№ 4 Honey"])
def test_a_letter_or_sign_opens_an_item_too(item: str) -> None:
    read = read_text(f"The harbour sells these things every day\n{item}\n{item} and more")
    assert read.texts[1:] == (item, f"{item} and more")
    assert [block.item for block in read.blocks] == [False, True, True]


@pytest.mark.parametrize(
    "line", ["2024 was dry", "3.5 metres of rain", "-5 degrees", "*Note", "A. Smith"]
)
def test_what_opens_none(line: str) -> None:
    assert not read_text(line).blocks[0].item


def test_items_stand_on_lines_of_their_own_in_the_text() -> None:
    items = "\n".join(f"• {sentence}" for sentence in PROSE[:3])
    assert f"\n\n{items}" in clean(f"{PROSE[0]}\n\n{PROSE[1]}\n\n{items}\n").text


# --- breaks of other kinds --------------------------------------------------------------------


def plain_pages() -> st.SearchStrategy[str]:
    """Pages whose only breaks are line feeds."""
    line = st.one_of(st.sampled_from(PROSE), st.deferred(lambda: st.sampled_from(noise())))
    lines = st.lists(st.one_of(line, st.just("")), max_size=30)
    return st.one_of(
        lines.map("\n".join), lines.map(lambda many: wrapped_page("\n".join(many), 72))
    )


@given(plain_pages(), st.sampled_from(("\r\n", "\r", "\u2028")))
@example("\n".join((PROSE[0], PROSE[0], PROSE[13])), "\r\n")  # one line of three is Chinese
@example(f"{PROSE[0]}\nSOBRE O AUTOR", "\r")  # a name in capitals that opens a line
def test_any_line_break_is_a_line_feed(page: str, newline: str) -> None:
    one, other = clean(page), clean(page.replace("\n", newline))
    assert other.text == one.text
    assert other.document.texts == one.document.texts
    assert [block.gap for block in other.document.blocks] == [b.gap for b in one.document.blocks]
    assert [d[1:] for d in other.decisions] == [d[1:] for d in one.decisions]
    unplaced = [(how.how, how.detail) for how in one.metadata.found.values()]
    assert [(how.how, how.detail) for how in other.metadata.found.values()] == unplaced


def test_a_form_feed_ends_a_line() -> None:
    read = read_text("The first page ends here.\fThe second page begins.\n\fThe third.")
    assert read.texts == ("The first page ends here.", "The second page begins.", "The third.")


def test_all_that_ends_a_line() -> None:
    page = "One.\nTwo.\r\nThree.\rFour.\fFive.\vSix.\x1cSeven.\x85Eight.\u2028Nine.\u2029Ten."
    assert len(read_text(page).texts) == 10


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(RAW.replace("\n", "  \n"), id="spaces at the end of lines"),
        pytest.param(RAW.replace("\n", "\n\t"), id="tabs at the start of lines"),
        pytest.param(RAW.replace(" ", "\xa0"), id="no-break spaces"),
        pytest.param(RAW.replace("\n", "\n\n"), id="every blank line twice"),
        pytest.param("\n".join(filter(str.strip, RAW.split("\n"))), id="no blank line"),
        pytest.param("\ufeff" + RAW, id="a byte-order mark"),
        pytest.param(RAW.replace("\n", "\u200b\n"), id="zero-width spaces"),
        pytest.param(RAW.replace("\n\n", "\n\f"), id="form feeds"),
        pytest.param(RAW.replace("\n", "\r\n"), id="CRLF"),
        pytest.param("\n\n\n" + RAW + "\n\n\n", id="blank lines around"),
    ],
)
def test_the_seed_in_other_white_space_is_the_seed(page: str) -> None:
    article = clean(page)
    assert article.text == BODY
    assert article.metadata.title == clean(RAW).metadata.title
    assert article.metadata.date_published == datetime(2024, 5, 25, 1, 45)


# --- collapsed and glued ----------------------------------------------------------------------


def test_the_collapsed_seed_has_the_same_body() -> None:
    article = clean(words(RAW))
    assert article.document.collapsed
    assert words(article.text) == words(BODY)
    assert "Advertisement" not in article.text
    assert "patron" not in article.text
    assert article.metadata.title == clean(RAW).metadata.title


@pytest.mark.parametrize("language", [*SPACED, *WIDE])
def test_collapsed_text_is_split_into_sentences(language: str) -> None:
    page = " ".join(paragraphs(language) * 3)
    read = read_text(page)
    assert read.collapsed
    assert len(read.texts) > 10
    assert ink("".join(read.texts)) == ink(page)
    assert max(map(len, read.texts)) < 700
    assert {block.gap for block in read.blocks[1:]} == {-1}


def test_sentences_of_one_line_stay_on_one_line() -> None:
    page = " ".join(paragraphs("en"))
    assert clean(page).text == page


def test_a_line_just_too_short_to_be_collapsed_is_one_block() -> None:
    sentence = "The harbour reopened on Saturday. "
    assert len(read_text(sentence * 10).texts) == 1
    assert len(read_text(sentence * 20).texts) == 20
    # Among other lines a paragraph may be much longer.
    assert len(read_text(f"Home\n\nNews\n\n{sentence * 40}").texts) == 3
    assert len(read_text(f"Home\n\nNews\n\n{sentence * 80}").texts) == 82


HEADLINE = "Harbour of Skerry reopens three days after the great storm"
STORY = " ".join(
    [
        "The harbour of Skerry reopened on Saturday, three days after the great storm closed it.",
        "Ferries run again from noon, the port said in a statement, and all the seats are taken.",
        "Nobody was hurt, but eleven boats were lost, and the pier will not be whole before June.",
        "The director said that the storm was the worst that the harbour had seen in a century.",
    ]
)


def test_a_headline_glued_to_the_text_is_cut_off() -> None:
    """It stands alone elsewhere, which shows where it ends."""
    article = clean(f"{HEADLINE}\n\n{HEADLINE} {STORY}\n\n{STORY.replace('Saturday', 'Sunday')}\n")
    assert article.text.startswith("The harbour of Skerry reopened on Saturday")
    assert article.metadata.title == HEADLINE


@pytest.mark.parametrize(
    ("head", "authors", "dated"),
    [
        ("", (), False),
        ("25 May 2024", (), True),
        ("25 May 2024By Jane Doe", ("Jane Doe",), True),
        (" 25 May 2024", (), True),
        ("By Ronald McDonald", ("Ronald McDonald",), False),
    ],
)
def test_a_headline_glued_without_a_space_is_cut_off(
    head: str, authors: tuple[str, ...], dated: bool
) -> None:
    article = clean("\n\n".join([f"{HEADLINE}{head}{STORY}", *paragraphs("en")]))
    assert article.text.startswith("The harbour of Skerry reopened on Saturday")
    assert article.metadata.title == HEADLINE
    assert article.metadata.authors == authors
    assert (article.metadata.date_published == date(2024, 5, 25)) is dated


@pytest.mark.parametrize(
    "sentence",
    [
        "The company BlackRock and the owners of PlayStation and YouTube said so.",
        "Every call of getData() reads srcName, and getData() never fails, said the manual.",
        "Ikhansela laseMabaso ligqinsile emagcekeni aseMabaso ngoMgqibelo.",
        "On 25 May 2024 the harbour of Skerry was closed by the great storm.",
    ],
)
def test_words_with_a_capital_inside_are_not_cut(sentence: str) -> None:
    page = "\n\n".join([f"{sentence} {STORY}", *paragraphs("en")])
    assert f"{sentence} {STORY}" in clean(page).text


@pytest.mark.parametrize(
    "headline",
    [
        pytest.param("Skerry is open to ships again, and everybody sails", id="own words"),
        pytest.param(HEADLINE, id="six words of the first sentence"),
    ],
)
def test_a_headline_repeated_in_collapsed_text_is_cut_out(headline: str) -> None:
    rest = " ".join(paragraphs("en"))
    article = clean(f"{headline} Support us {headline} 25 May 2024, 10:30 {STORY} {rest}")
    assert article.document.collapsed
    assert article.text.startswith("The harbour of Skerry reopened on Saturday")
    assert headline not in article.text


@pytest.mark.parametrize("language", [*SPACED, *WIDE])
def test_a_short_collapsed_page_is_not_lost(language: str) -> None:
    """A thousand characters are an article where a character is a word."""
    case = read_case(FOLDER / "languages" / f"{language}.txt")
    article = clean(words(case.raw))
    body = ink("".join(paragraphs(language)))
    assert len(article.document.blocks) > 8
    assert len(ink(article.text)) > 0.5 * len(body)


def test_an_ad_label_glued_between_sentences_is_cut_out() -> None:
    glued = STORY.replace("taken. Nobody", "taken. Advertisement: Nobody")
    article = clean(f"{HEADLINE}\n\n{glued}\n\n{STORY.replace('Saturday', 'Sunday')}\n")
    assert "Advertisement" not in article.text
    assert words(STORY) in words(article.text)


def test_labels_that_open_sentences_of_collapsed_text_are_cut_off() -> None:
    prose = [text for text in paragraphs("en") if len(text) > 60]
    page = " ".join(
        [prose[0], "Support us", prose[1], "Share this article Leave a comment", *prose[2:]]
    )
    text = words(clean(page).text)
    assert [said for said in ("Support us", "Share this", "Leave a comment") if said in text] == []
    assert [paragraph for paragraph in prose[1:4] if paragraph not in text] == []


def test_a_sentence_that_opens_like_a_label_is_whole() -> None:
    told = STORY.replace("Nobody was hurt", "Read more about waves, said Dr. Ives; nobody was hurt")
    page = " ".join([HEADLINE, told, STORY])
    assert "Read more about waves, said Dr. Ives" in words(clean(page).text)


#: The ad label of each language.
AD_LABELS = {
    language: label.replace("_", " ")
    for language, label in (
        pair.split(":")
        for pair in (
            "ar:إعلان bg:Реклама cs:Reklama da:Annonce de:Anzeige el:Διαφήμιση en:Advertisement "
            "es:Publicidad fa:تبلیغات fi:Mainos fr:Publicité he:פרסומת hi:विज्ञापन hu:Hirdetés "
            "id:Iklan it:Pubblicità ja:広告 ko:광고 nl:Advertentie no:Annonse pl:Reklama "
            "pt:Publicidade ro:Publicitate ru:Реклама sv:Annons th:โฆษณา tr:Reklam uk:Реклама "
            "vi:Quảng_cáo zh:广告"
        ).split()
    )
}


FRAMES = ("— {} —", "--- {} ---", "- {} -", "[{}]", "【{}】", "{}:")


@pytest.mark.parametrize(("language", "frame"), [*itertools.product(AD_LABELS, FRAMES)])
def test_a_framed_ad_label_inside_a_paragraph_is_cut_out(language: str, frame: str) -> None:
    first, before, after, *rest = [text for text in paragraphs(language) if len(text) > 60]
    label = frame.format(AD_LABELS[language])
    text = clean("\n\n".join([first, f"{before} {label} {after}", *rest])).text
    assert ink(before + after) in ink(text)


@pytest.mark.parametrize(
    "told",
    [
        "An advertisement fell on the pier; nobody was hurt",
        "The board that says ADVERTISEMENT, hung there for years, fell; nobody was hurt",
        "A board (Advertisement) fell on the pier; nobody was hurt",
        "A non-Advertisement-based harbour has boards; nobody was hurt",
        "Ads: boards that fell on the pier are to be replaced; nobody was hurt",
        "The board read * Advertisement * The pier; nobody was hurt",
    ],
)
def test_the_word_in_a_sentence_is_no_label(told: str) -> None:
    told = STORY.replace("Nobody was hurt", told)
    assert words(told) in words(clean(f"{HEADLINE}\n\n{told}\n\n{STORY}\n").text)


@pytest.mark.parametrize(
    ("language", "row", "labels"),
    [
        ("pl", "UdostępnijTweetnijWyślij", ["Udostępnij", "Tweetnij", "Wyślij"]),
        ("en", "ShareTweetLinkedIn", ["Share", "Tweet", "LinkedIn"]),
        ("tr", "Facebook’ta PaylaşWhatsApp", ["Facebook’ta Paylaş", "WhatsApp"]),
        (
            "el",
            "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣΤι αλλάζει στο λιμάνι",
            ["ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ", "Τι αλλάζει στο λιμάνι"],
        ),
        (
            "pl",
            "REKLAMADalsza część artykułu pod reklamą",
            ["REKLAMA", "Dalsza część artykułu pod reklamą"],
        ),
    ],
)
def test_labels_glued_to_each_other_are_told_apart(
    language: str, row: str, labels: list[str]
) -> None:
    body = f"{STORY}\n\n{STORY.replace('Saturday', 'Sunday')}"
    article = clean(body.replace("\n\n", f"\n\n{row}\n\n"), language=language)
    assert [line.text for line in article.removed] == labels
    assert article.text == body


@pytest.mark.parametrize(
    "line",
    [
        "SharePoint is down",
        "NextJS and ReactNative",
        "PayPal, YouTube and eBay",
        "* HomeFair: a tool",
    ],
)
def test_names_with_capitals_inside_are_whole(line: str) -> None:
    article = clean(f"{STORY}\n\n{line}\n\n{STORY.replace('Saturday', 'Sunday')}")
    assert line in article.document.texts


def test_a_paragraph_whose_dateline_is_cut_off_stays_a_paragraph() -> None:
    story = STORY.replace("Saturday", "Sunday")
    article = clean(f"{STORY}\n\nSKERRY (Reuters) - {story}\n\n{STORY}")
    assert article.text.split("\n\n") == [STORY, story, STORY]


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ("The port\nBy Jane Doe\njane.doe@port.example\nMenu", 4),
        ("2 Comments\ngull77\nI miss the crane.", 3),
        ("See the map\nHarbour Maps\nwww.port.example", 3),
        ("Please write to\njane.doe@port.example\nfor more.", 1),
        ("She was born in\n1988\n.\nThe next year was dry.", 2),
        ("Read All About It\nMaps\n.\nMenu", 3),
    ],
)
def test_addresses_and_stops_on_lines_of_their_own(raw: str, texts: int) -> None:
    assert len(read_text(raw).texts) == texts


def test_what_cannot_be_seen_parts_no_word() -> None:
    raw = "The har\u200bbour of Mer\x00row\ufeff reopened on Sat\u2060ur\u200b\u200bday."
    assert read_text(raw).texts == ("The harbour of Merrow reopened on Saturday.",)
