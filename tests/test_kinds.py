"""Kinds of pages: told from what a page declares, its markup and the words of its labels."""

from __future__ import annotations

import math
import pickle

import pytest

from cleanarticle import Cleaner, clean
from cleanarticle.kinds import KINDS, KindModel, page_signs
from cleanarticle.reading import read
from cleanarticle.scorecard import scorecard
from cleanarticle.scorecard.blend import blend

PARAGRAPH = (
    "The harbour, which had been closed since the storm of last week, reopened on Saturday. "
    "Ferries run again from noon, the port said in a statement."
)
POST = (
    '<div class="post"><a class="username">{name}</a><time>March 3</time>'
    "<p>I had the same problem with my pump. Did you try to {what} it first?</p>"
    '<a href="#">Reply</a> <a href="#">Quote</a> <a href="#">Report</a></div>'
)
THREAD = (
    '<html><head><title>Pump does not start - Forum</title><link rel="canonical" '
    'href="https://e.org/forums/threads/pump"><meta name="generator" content="Discourse">'
    '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script></head><body>'
    "<p>Log in</p><p>Register</p><p>Members</p><p>Joined: 2011</p><p>Posts: 12</p>"
    + "".join(
        POST.format(name=n, what=w)
        for n, w in zip("abcdef", "oil fill warm tilt prime vent".split(), strict=True)
    )
    + "</body></html>"
)
PRODUCT = (
    '<html><head><title>Blue kettle | Shop</title><meta property="og:type" content="product">'
    '<meta property="product:price:amount" content="30"><script type="application/ld+json">'
    '{"@type": "Product", "offers": {"@type": "Offer"}}</script></head><body><h1>Blue kettle</h1>'
    "<p>$30.00</p><button>Add to cart</button><p>In stock</p><p>Reviews</p>"
    "<p>A kettle of steel that boils a litre in two minutes, with a handle that stays cool.</p>"
    "<p>Shipping</p><p>Returns</p></body></html>"
)
ARTICLE = (
    '<html><head><meta property="og:type" content="article"><script type="application/ld+json">'
    '{"@type": "NewsArticle"}</script></head><body><article><h1>Harbour reopens</h1>'
    f"<p>By Jane Doe</p>{f'<p>{PARAGRAPH}</p>' * 6}</article></body></html>"
)


@pytest.mark.parametrize(
    ("page", "kind"),
    [(THREAD, "forum"), (PRODUCT, "product"), (ARTICLE, "article"), (PARAGRAPH, "article")],
)
def test_a_page_is_told_by_its_signs(page: str, kind: str) -> None:
    found = clean(page).kind
    assert found.name == kind
    assert 1 / len(KINDS) < found.confidence <= 1
    assert clean(page).to_dict()["kind"] == kind


def test_posts_of_a_thread_are_content() -> None:
    text = clean(THREAD).text
    assert text.count("same problem with my pump") == 6
    assert "Register" not in text


def test_weights_of_the_signs_add_up() -> None:
    weights = {"a": [5, -3, 0, 0, 0, 0, 0], "b": [-40, 64, 1, 0, 0, 0, -1]}
    model = KindModel([1, 2, 3, 4, 5, 6, 7], weights, {})
    chances = model.chances(["a", "b", "unknown"])
    sums = [1 + 5 - 40, 2 - 3 + 64, 3 + 1, 4, 5, 6, 7 - 1]
    ranks = sorted(range(7), key=sums.__getitem__)
    assert sorted(range(7), key=chances.__getitem__) == ranks
    assert sum(chances) == pytest.approx(1)


def signs_of(page: str, format: str = "html") -> set[str]:
    looked = Cleaner().look(read(page, format))
    return page_signs(looked.document, looked.words, looked.columns)


@pytest.mark.parametrize(
    ("head", "known", "unknown"),
    [
        (
            '<link rel="canonical" href="https://e.org/2024/05/harbour-reopens-on-saturday.html?a=b-c">',
            {"slug words:5", "path:harbour", "path:b"},
            {"no address", "path:e", "path:org"},
        ),
        (
            '<meta property="og:url" content="/news/">',
            {"slug words:1", "path:news"},
            {"no address"},
        ),
        (
            '<link rel="canonical" href="https://e.org">',
            {"slug words:0"},
            {"no address", "path:org"},
        ),
        ('<link rel="canonical" href="https://[">', {"slug words:0"}, {"no address"}),
        ("", {"no address"}, {"slug words:0"}),
    ],
)
def test_an_address_is_a_sign(head: str, known: set[str], unknown: set[str]) -> None:
    signs = signs_of(f"<html><head>{head}</head><body><p>{PARAGRAPH}</p></body></html>")
    assert known <= signs
    assert not unknown & signs


def test_prose_that_follows_prose_is_a_sign_and_what_lines_open_with() -> None:
    story = signs_of(f"{PARAGRAPH}\n\n" * 4, "text")
    posts = signs_of(f"Jane, 3 May\n\n{PARAGRAPH}\n\n" * 4, "text")
    assert {"apart:2", "opens:the", "dated:0"} <= story
    assert {"apart:8", "opens:the"} <= posts
    assert not {"apart:2", "dated:0"} & posts


@pytest.mark.parametrize("page", [THREAD, PRODUCT, f"{THREAD}{PRODUCT}"])
def test_points_of_two_scorecards_add_up(page: str) -> None:
    article = clean(page)
    for decision in article.decisions:
        odds = math.log(decision.score / (1 - decision.score))
        assert sum(value for _, value in decision.points) == pytest.approx(odds, abs=1e-6)
        names = [name for name, _ in decision.points]
        assert len(names) == len(set(names))


def test_a_page_is_scored_in_the_parts_in_which_it_is_an_article() -> None:
    page = Cleaner().look(read(THREAD, "html"))
    whole, none, both = (
        blend("html", share).score(page.columns, len(page.words)) for share in (1, 0, 0.25)
    )
    assert whole != none
    assert both == pytest.approx([a / 4 + 3 * b / 4 for a, b in zip(whole, none, strict=True)])
    assert whole == scorecard("html").score(page.columns, len(page.words))


def test_an_article_pays_for_no_other_scorecard() -> None:
    assert [card for _, card in blend("text", 0.98).shares] == [scorecard("text")]
    assert [card for _, card in blend("text", 0.02).shares] == [scorecard("text-others")]


def test_a_pickled_article_explains_itself_by_the_same_points() -> None:
    article = clean(THREAD)
    assert pickle.loads(pickle.dumps(article)).decisions == article.decisions


def test_what_an_extractor_left_is_told_from_a_page() -> None:
    model = KindModel([0] * 7, {}, {"": -64, "a": 32, "b": 64})
    chances = [model.extracted(signs) or 0 for signs in ((), "a", "ab", "abc")]
    assert chances == sorted(chances)
    assert chances[2:] == [pytest.approx(1 / (1 + math.e**-1))] * 2
    assert KindModel([0] * 7, {}, {}).extracted("a") is None


def test_an_empty_page_has_a_kind_too() -> None:
    assert clean("").kind.name in KINDS


@pytest.mark.parametrize("raw", ["By Jane Doe", "Advertisement:", "Rain fell."])
def test_a_few_words_are_told_nothing_of_their_kind_from(raw: str) -> None:
    article = clean(raw, format="text")
    assert article.kind.name == "article"
