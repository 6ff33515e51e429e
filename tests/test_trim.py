"""Labels that stand as a sentence inside a paragraph go, and nothing of the paragraph with them."""

from __future__ import annotations

import pytest
from test_inserts import paragraphs

from cleanarticle import Cleaner, clean

BEFORE = "Work on a temporary crossing upstream of the iron bridge is expected to begin in June."
AFTER = "It will carry a single lane of traffic and be controlled by signals, the council said."

#: A label of several words for every language, as it could end or interrupt a paragraph.
LABELS = {
    "ar": "اقرأ الخبر كاملا",
    "bg": "Прочетете още",
    "cs": "Přihlaste se k odběru newsletteru",
    "da": "Tilmeld dig vores nyhedsbrev",
    "de": "Jetzt Newsletter abonnieren",
    "el": "Διαβάστε περισσότερα",
    "en": "Subscribe to our newsletter",
    "es": "Suscríbete a nuestra newsletter",
    "fa": "بیشتر بخوانید",
    "fi": "Tilaa uutiskirje",
    "fr": "Abonnez-vous à notre newsletter",
    "he": "קראו עוד",
    "hi": "और पढ़ें",
    "hu": "Iratkozzon fel hírlevelünkre",
    "id": "Baca selengkapnya",
    "it": "Iscriviti alla newsletter",
    "ko": "뉴스레터 구독하기",
    "nl": "Meld je aan voor onze nieuwsbrief",
    "no": "Meld deg på nyhetsbrevet",
    "pl": "Zapisz się do newslettera",
    "pt": "Assine a nossa newsletter",
    "ro": "Abonează-te la newsletter",
    "ru": "Подпишитесь на нашу рассылку",
    "sv": "Prenumerera på vårt nyhetsbrev",
    "tr": "Bültenimize abone olun",
    "uk": "Підпишіться на нашу розсилку",
    "vi": "Đăng ký nhận bản tin",
}


def page(paragraph: str, language: str = "en") -> str:
    """An article with one more paragraph in its middle."""
    body = paragraphs(language)
    half = len(body) // 2
    return "\n\n".join([*body[:half], paragraph, *body[half:]])


def left_of(paragraph: str) -> str:
    """What is left of the paragraph; the one before and the one behind are there."""
    body = paragraphs("en")
    half = len(body) // 2
    text = clean(page(paragraph)).text
    _, _, rest = text.partition(body[half - 1])
    left, after, _ = rest.partition(body[half])
    assert after
    return left.strip()


@pytest.mark.parametrize(
    "label",
    [
        "Support us!",
        "Subscribe to our newsletter.",
        "Read more.",
        "Sign up for our newsletter for the best of the week.",
        "Share on Facebook",
        "Follow us on Facebook",
        "Follow us on Facebook!",
        "Don’t miss a story",
        "Read more »",
        "[Read also: How the river was tamed]",
        "(READ: How the river was tamed, and by whom)",
        "[ALSO READ: How the river was tamed].",
    ],
)
def test_a_label_between_two_sentences_goes(label: str) -> None:
    assert left_of(f"{BEFORE} {label} {AFTER}") == f"{BEFORE} {AFTER}"


@pytest.mark.parametrize(
    "label",
    [
        "Support us",
        "Read also: How the river was tamed",
        "[Read also: How the river was tamed]",
        "Leave a comment",
        "Learn more.",
    ],
)
def test_a_label_at_the_end_of_a_paragraph_goes(label: str) -> None:
    assert left_of(f"{BEFORE} {AFTER} {label}") == f"{BEFORE} {AFTER}"


@pytest.mark.parametrize(
    "aside",
    [
        "(Note: the old bridge stays open to walkers.)",
        "(It was built in 1864: the iron came by sea.)",
        "[Read also: what nobody closes",
        "“[Read also: How the river was tamed] is what it said,” the clerk laughed.",
        "The sign (read: the bill) came later.",
    ],
)
def test_another_aside_in_brackets_stays(aside: str) -> None:
    assert left_of(f"{BEFORE} {aside} {AFTER}") == f"{BEFORE} {aside} {AFTER}"


@pytest.mark.parametrize(
    "label", ["Support us!", "Share this article", "Join our newsletter", "(Read: The river)"]
)
def test_a_label_at_the_start_of_a_paragraph_goes(label: str) -> None:
    assert left_of(f"{label} {BEFORE} {AFTER}") == f"{BEFORE} {AFTER}"


@pytest.mark.parametrize("language", LABELS)
def test_labels_of_every_language_go(language: str) -> None:
    first, *rest = sorted(paragraphs(language), key=len, reverse=True)
    before = f"{first} {LABELS[language]}."
    text = clean("\n\n".join([*rest, before])).text
    assert LABELS[language] not in text
    assert first in text


@pytest.mark.parametrize(
    "sentence",
    [
        "“We need you. Support us! We will win,” the mayor told the crowd.",
        '"We need you. Support us! We will win," the mayor told the crowd.',
        "Follow us down the lane and you will find the old mill.",
        "Read more, scroll less: this is what the teachers say.",
        "Read more Shakespeare, the teachers say.",
        "Share this article of faith they did not.",
        "Join us April 13 at the town hall, the poster said.",
        "Presented by Emma Mason, the show runs until June.",
        "They shouted: support us!",
        "She said they had to sign up for free meals.",
        "The latest from the front was read out every evening.",
    ],
)
def test_a_sentence_that_only_looks_like_one_stays(sentence: str) -> None:
    assert left_of(f"{BEFORE} {sentence} {AFTER}") == f"{BEFORE} {sentence} {AFTER}"


def test_every_part_has_its_decision() -> None:
    paragraph = f"{BEFORE} Support us! {AFTER} Read more"
    article = clean(page(paragraph))
    assert len(article.decisions) == len(article.document.blocks)
    at = article.document.texts.index(BEFORE)
    parts = article.decisions[at : at + 4]
    assert [part.keep for part in parts] == [True, False, True, False]
    assert [part.category for part in parts] == ["body", "promotion", "body", "navigation"]
    assert len({part.score for part in parts}) == 1
    cut = [line for line in article.removed if line.text in ("Support us!", "Read more")]
    assert [article.document.text[line.start : line.end] for line in cut] == [
        "Support us!",
        "Read more",
    ]
    assert "Support us!" in article.explain()


def test_what_the_user_wants_to_keep_is_not_cut() -> None:
    kept = Cleaner(keep=["promotion"]).clean(page(f"{BEFORE} Support us! {AFTER}"))
    assert f"{BEFORE} Support us! {AFTER}" in kept.text


def test_a_rule_that_is_disabled_cuts_nothing() -> None:
    raw = page(f"{BEFORE} Support us! {AFTER}")
    code = next(line.rule for line in clean(raw).removed if line.text == "Support us!")
    assert code is not None
    assert "Support us!" in Cleaner(disable=[code]).clean(raw).text


def test_a_button_for_comments_inside_an_article_does_not_end_it() -> None:
    body = paragraphs("en")
    for at in range(len(body) // 3, len(body) - 2):
        text = clean("\n\n".join([*body[:at], "12 comments", *body[at:]])).text
        assert [paragraph for paragraph in body if paragraph not in text] == []
        assert "12 comments" not in text


@pytest.mark.parametrize(
    "last",
    [
        "The county will say in the evening whether the ferry sails.",
        "We will bring you the latest on the storm here until the evening.",
    ],
)
def test_buttons_that_every_entry_of_a_page_has_do_not_end_it(last: str) -> None:
    entries = [
        "The iron bridge has been closed to all traffic, the county says.",
        "Trees are down on the road to Selby, and nobody was hurt.",
        "All schools in the lower town close at two, the council said.",
        last,
    ]
    live = "\n\n".join(f"1{hour}:30\n{entry}\n\nShare" for hour, entry in enumerate(entries))
    text = clean(f"Storm over Wexmoor: live\n\n{live}").text
    assert [entry for entry in entries if entry not in text] == []
    assert "Share" not in text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_a_label_on_the_first_line_of_a_wrapped_paragraph_is_cut_off(newline: str) -> None:
    lines = [
        "TERMS & CONDITIONS",
        "The harbour reopened on Saturday, three days after the storm had closed",
        "it to all ships.",
    ]
    assert clean(newline.join(lines)).text == " ".join(lines[1:])
