"""Every rule of every pack is held to its own hits and misses."""

from __future__ import annotations

import re

import pytest

from cleanarticle import Cleaner, clean
from cleanarticle.rules.engine import RuleSet
from cleanarticle.rules.registry import builtin, kinds, languages
from cleanarticle.rules.rule import Rule
from cleanarticle.text import fold_lines, word_lists

PACKS = [builtin(language) for language in ("any", *languages())]
RULES = [rule for pack in PACKS for rule in pack.rules]


def matches(rule: Rule, block: str) -> bool:
    if rule.test == "page":
        return any(decision.rule == rule.code for decision in clean(block).decisions)
    texts = [" ".join(block.split())]
    folded = fold_lines(texts)
    return bool(RuleSet([rule]).match(texts, folded, word_lists(folded)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_hits_match_and_misses_do_not(rule: Rule) -> None:
    assert [hit for hit in rule.hits if not matches(rule, hit)] == [], "hits that do not match"
    assert [miss for miss in rule.misses if matches(rule, miss)] == [], "misses that match"


def found_in(block: str, language: str) -> list[str]:
    """Codes of a language's rules that match a block."""
    folded = fold_lines([block])
    rules = RuleSet([*builtin("any").rules, *builtin(language).rules])
    return [match.rule.code for match in rules.match([block], folded, word_lists(folded))]


@pytest.mark.parametrize(
    ("language", "row", "code"),
    [
        ("pl", "REKLAMA Dalsza część artykułu pod reklamą", "ANY101"),
        ("fi", "Mainos Juttu jatkuu mainoksen jälkeen", "FI101"),
        ("uk", "Версія для друку | Надіслати другові", "UK301"),
        ("en", "Share this article Facebook X Copy link", "EN301"),
        ("th", "ตอบกลับ ถูกใจ 154", "TH501"),
    ],
)
def test_a_row_of_labels_is_the_first_of_them(language: str, row: str, code: str) -> None:
    assert code in found_in(row, language)


@pytest.mark.parametrize(
    "line", ["Print Save", "Home care", "Search results for lost ships", "Share prices, comments"]
)
def test_a_line_of_two_short_labels_or_of_more_is_no_row(line: str) -> None:
    assert found_in(line, "en") == []


@pytest.mark.parametrize("line", ["Просмотры: 41 209", "Комментариев: 1.204", "1,204 просмотра"])
def test_numbers_may_have_their_thousands_apart(line: str) -> None:
    assert found_in(line, "ru") != []


def test_codes_are_unique_and_say_their_kind() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    numbers = {name: kind["number"] for name, kind in kinds().items()}
    wrong = [
        rule.code
        for rule in RULES
        if rule.language != "any" and int(re.sub(r"\D", "", rule.code)) != numbers.get(rule.name)
    ]
    assert wrong == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.language)
def test_no_phrase_is_in_two_dropping_rules_of_one_scope(pack) -> None:
    seen: dict[tuple[str, str], str] = {}
    twice = []
    for rule in pack.rules:
        for phrase in rule.phrases if rule.action == "drop" else ():
            other = seen.setdefault((rule.scope, phrase), rule.code)
            if other != rule.code:
                twice.append((phrase, other, rule.code))
    assert twice == []


def test_an_ad_numbered_as_an_item_of_a_list_is_one() -> None:
    rules = RuleSet(builtin("en").rules)
    texts = ["3. Advertisement", "3. Share", "3. Advertisement for a job"]
    folded = fold_lines(texts)
    matches = rules.match(texts, folded, word_lists(folded))
    assert [(m.block, m.rule.category) for m in matches] == [(0, "ad")]


@pytest.mark.parametrize("language", languages())
def test_a_page_that_says_there_is_none_is_empty_and_warned_of(language: str) -> None:
    code = language.upper() + "609"
    said = [rule.hits for rule in builtin(language).rules if rule.code in (code, code + "b")]
    for line, sentence in zip(*said, strict=False):
        for page in (f"{line}\n\n{sentence}", f"<h1>{line}</h1><p>{sentence}</p>"):
            article = clean(page)
            assert (article.text, article.warnings) == ("", ("empty", "error-page"))


def test_of_a_page_that_was_not_found_neither_menu_nor_advice_is_left() -> None:
    page = """Skip to content
Home
News
Harbour

404
Page not found

Sorry, the page you are looking for could not be found. It may have been moved or deleted.
Try our front page instead, or write to the desk if you followed a link from one of our stories.

© 2024 The Skerry Ledger
"""
    article = clean(page)
    assert article.warnings == ("empty", "error-page")
    assert article.text == ""
    assert article.confidence == 0
    assert article.metadata.title is None
    kept = Cleaner(keep=["navigation"]).clean(page)
    assert kept.text and kept.warnings == ("error-page",)


BRIEF = (
    "Ferries run again from noon on Saturday, the port of Skerry said in a statement, since divers "
    "have mended the gate that the storm tore loose in the night to Tuesday, and the pilots agree."
)


@pytest.mark.parametrize(
    "page",
    [
        f"Access denied\n\n{BRIEF}",  # a headline
        f"{BRIEF}\n\nService unavailable\n\nPlease try again later.",  # a box's message
        f"Harbour reopens\n\n{BRIEF[:98]}.\n\nAccess denied",
    ],
)
def test_a_page_that_says_more_is_no_error_page(page: str) -> None:
    article = clean(page)
    assert BRIEF[:60] in article.text
    assert article.warnings == ()


def test_of_a_page_that_asks_for_consent_alone_nothing_is_left() -> None:
    asked = (
        "We and our partners store and/or access information on a device, such as cookies and "
        "process personal data, such as unique identifiers and standard information sent by a "
        "device for personalised advertising and content."
    )
    page = f"<h1>We value your privacy</h1><p>{asked}</p><button>Accept all</button>"
    assert clean(page).warnings == ("empty",)
    # Beside a body a rule may be wrong of what begins or goes on like its phrase.
    assert BRIEF in clean(f"<h1>Harbour reopens</h1><p>{BRIEF}</p>{page}").text
