"""Markup to blocks: what is seen, where blocks begin and end, and what is said of them."""

from __future__ import annotations

import json
import pickle

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from strategies import markup

from cleanarticle import clean
from cleanarticle.model import Block, Document
from cleanarticle.reading.embedded import Script, bodies
from cleanarticle.reading.formats import looks_like_html
from cleanarticle.reading.guard import tame
from cleanarticle.reading.hints import Hints, is_hidden
from cleanarticle.reading.html import read_html
from cleanarticle.render import to_text

SENTENCE = "The harbour reopened on Saturday after the storm, the port said."
BODY = "\n".join(f"{SENTENCE} Ferry number {n} left at noon." for n in range(12))


def texts(page: str) -> tuple[str, ...]:
    return read_html(page).texts


def block(page: str, text: str) -> Block:
    document = read_html(page)
    return document.blocks[document.texts.index(text)]


def marked(document: Document) -> list[tuple[str, str, str]]:
    return [(m.kind, document.text[m.start : m.end], m.target) for m in document.marks]


# --- where blocks begin and end ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>One <b>bo</b>ld<i> word</i>.</p>", ("One bold word.",)),
        ("<p>\n One \t two\xa0three ", ("One two three",)),
        ("<div>a<p>b</p>c</div>", ("a", "b", "c")),
        ("a<br>b<br><br>c", ("a", "b", "c")),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", ("a", "b", "c")),
        ("<dl><dt>a<dd>b</dl>", ("a", "b")),
        ("<a href=x><div>a</div><div>b</div></a>", ("a", "b")),
        ("<p>a<svg><text>no</text></svg>b<script>no</script>c", ("abc",)),
        ("<custom-tag>a</custom-tag>b", ("a", "b")),
        ("<details><summary>a</summary>b</details>", ("a", "b")),
        ("<h2><button>a</button></h2><button>no</button>b", ("a", "b")),
        ("<figure><img alt=no><figcaption>a</figcaption></figure>", ("a",)),
        ("<p>a\u200bb\x00</p>", ("ab",)),
        ("<title>no</title><p>a", ("a",)),
        ("", ()),
        ("<frameset><frame src=x></frameset>", ()),
    ],
)
def test_blocks_are_what_a_reader_sees_apart(page: str, expected: tuple[str, ...]) -> None:
    assert texts(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<span>By Jane Doe</span><span>Published 5 May</span>", "By Jane Doe Published 5 May"),
        ("<a href=a>Share</a><a href=b><b>Mail</b></a><i>37</i>", "Share Mail 37"),
        ("<span>T</span><span>he</span> <b>H</b><sub>2</sub>O <i>i</i>Phone", "The H2O iPhone"),
    ],
)
def test_inline_elements_that_a_style_sets_apart_are_apart(page: str, expected: str) -> None:
    assert texts(page) == (expected,)


def test_two_line_breaks_make_a_paragraph_and_one_a_line() -> None:
    page = read_html("<div>a<br>b<br><br>c<br> <br>d<p>e")
    assert [found.gap for found in page.blocks] == [1, 0, 1, 1, 1]
    assert to_text(page, [True] * 5) == "a\nb\n\nc\n\nd\n\ne"
    # A line whose line before is dropped is a paragraph.
    assert to_text(page, [True, False, True, True, True]).startswith("a\n\nc")
    assert to_text(read_html("a<br>b<br>c"), [True, False, True]) == "a\n\nc"


def test_the_first_block_of_an_item_is_the_item() -> None:
    page = read_html("<ul><li><p><b>a</b><p>b<li>c<li><h3>d</h3></ul><p>e")
    assert [found.item for found in page.blocks] == [True, False, True, False, False]


@given(markup())
def test_every_block_is_a_span_of_the_text(page: str) -> None:
    read = read_html(page)
    for found, text in zip(read.blocks, read.texts, strict=True):
        assert " ".join(read.text[found.start : found.end].split()) == text
    assert all(0 <= mark.start <= mark.end <= len(read.text) for mark in read.marks)
    assert [found.start for found in read.blocks] == sorted(found.start for found in read.blocks)


# --- tables and code ---------------------------------------------------------------------------


def test_a_row_of_short_cells_is_a_block_and_a_layout_is_not() -> None:
    assert texts("<table><tr><th>a<th>b<tr><td><p>c</p><td><b>d</b></table>") == ("a b", "c d")
    assert texts(f"<table><tr><td>menu<td>{SENTENCE * 9}</table>") == ("menu", SENTENCE * 9)
    assert texts("<table><tr><td>a<br>b<td>c</table>") == ("a", "b", "c")
    inner = "<table><tr><td>x<td>y</table>"
    assert texts(f"<table><tr><td>{inner}<td>z</table>") == ("x y", "z")


def test_empty_cells_keep_their_place() -> None:
    read = read_html("<table><tr><td><td>a<td><td>b<tr><td>c<td><td><td></table>")
    assert read.texts == ("a b", "c")
    assert read.text.split("\n\n") == ["\t\ta\t\tb", "\tc\t\t\t"]


def test_code_keeps_its_white_space() -> None:
    read = read_html("<pre>\n  if a:\n\n      <b>b</b>\n<div>c</div><div>d</div>\n</pre>e")
    shown = [read.text[found.start : found.end] for found in read.blocks]
    assert shown == ["  if a:\n\n      b\nc\nd", "e"]
    assert read.texts == ("if a: b c d", "e")


# --- what is seen ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attributes",
    ["hidden", "aria-hidden=true", "style='display: none'", "style='color:red;visibility:HIDDEN'"],
)
def test_hidden_elements_are_left_out_and_noted(attributes: str) -> None:
    read = read_html(f"<p>a</p><div {attributes}><p>no</p></div><p>b</p>")
    assert read.texts == ("a", "b")
    assert [note.kind for note in read.unseen] == ["hidden"]
    assert read.text[read.unseen[0].at :] == "b"


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden=until-found",
        "hidden role=tabpanel",
        "hidden id=S:0",
        "style='display:none' class=accordion-body",
        "style='display:block'",
        "aria-hidden=false",
    ],
)
def test_what_comes_to_light_is_seen(attributes: str) -> None:
    assert texts(f"<p>a</p><div {attributes}>b</div>") == ("a", "b")


def test_the_body_is_seen_whatever_it_says() -> None:
    assert texts("<body style='visibility:hidden'><p>a") == ("a",)


def test_frames_templates_and_noscript_are_noted() -> None:
    read = read_html("<p>a<iframe src=x></iframe><noscript>no</noscript><template>no</template>b")
    assert read.texts == ("ab",)
    assert [note.kind for note in read.unseen] == ["iframe", "noscript", "template"]


def test_a_hidden_element_is_known_by_its_attributes() -> None:
    assert is_hidden({"style": "display : none"})
    assert not is_hidden({"style": None, "aria-hidden": None})
    assert not is_hidden({"style": "display:none", "class": "faq-answer"})


# --- what is said of blocks --------------------------------------------------------------------


def test_elements_are_those_with_text_each_after_its_parent() -> None:
    page = "<body class=page><div><nav></nav><div id=mainBody><p>a <a href=x>b</a><p><b>c</b>"
    read = read_html(page)
    assert [(e.tag, e.parent, e.depth) for e in read.elements] == [
        ("body", -1, 0),
        ("div", 0, 1),
        ("div", 1, 2),
        ("p", 2, 3),
        ("p", 2, 3),
        ("b", 4, 4),
    ]
    assert read.elements[2].hints == ("main", "body")
    assert [found.element for found in read.blocks] == [3, 5]
    assert read.blocks[1].tags == "body>div>div>p>b"
    assert read.blocks[1].hints == ("main", "body", "page")


def test_a_block_of_several_elements_is_in_the_one_around_them() -> None:
    read = read_html("<div><p><b>a</b> and <i>b</i></p><p>c</p></div>")
    assert [read.elements[found.element or 0].tag for found in read.blocks] == ["p", "p"]


def test_link_density_is_the_share_of_characters() -> None:
    assert block("<p>abcde<a href=x>fghij</a>", "abcdefghij").link_density == 0.5
    assert block("<p>abc", "abc").link_density == 0.0
    assert block("<a href=x><p>abc</p></a>", "abc").link_density == 1.0


def test_numbers_of_items_are_those_of_the_page() -> None:
    read = read_html("<ol start=3><li>a<li><ol><li>b</ol><li>c</ol><ul><li>d</ul>")
    numbers = [e.number for e in read.elements if e.tag == "li"]
    assert numbers == [3, 4, 1, 5, 0]
    assert read_html("<ol start=99999999999999999999><li>a</ol>").elements[-1].number == 1


def test_deep_paths_and_long_hints_end_somewhere() -> None:
    page = "".join(f"<div class='a{chr(97 + n % 26)} b{chr(97 + n // 26)}'>" for n in range(300))
    found = read_html(f"{page}text").blocks[0]
    assert (found.tags or "").count(">") == 39
    assert len(found.hints or ()) == 40


def test_hints_are_words() -> None:
    hints = Hints()
    assert hints.of({"class": "Article__bodyText js-2col", "role": "main"}) == (
        "article",
        "body",
        "text",
        "js",
        "col",
        "main",
    )
    assert hints.of({"class": None, "href": "related"}) == ()
    assert hints.of({"id": "вміст-статті"}) == ("вміст", "статті")
    assert len(hints.of({"class": "".join(f" a{n:b}b" for n in range(9999))})) < 400


def test_marks_are_where_they_say() -> None:
    read = read_html("<p>a <a href='/x'> b <b>c</b></a> <em>d</em>e <code>f  g</code><i> </i></p>")
    assert read.texts == ("a b c de f g",)
    assert marked(read) == [
        ("link", "b c", "/x"),
        ("strong", "c", ""),
        ("emphasis", "d", ""),
        ("code", "f g", ""),
    ]


def test_a_mark_around_blocks_is_on_each() -> None:
    assert marked(read_html("<b>a<p>b</p><br>c</b>")) == [("strong", c, "") for c in "abc"]


def test_a_mark_on_white_space_alone_is_none() -> None:
    assert marked(read_html("<table><tr><td>a<b><td> </b><b></b>b</table>")) == []


def test_images_have_an_address_and_a_text() -> None:
    read = read_html(
        "<p>a<img src='data:image/gif;base64,xx' data-src=/b.png alt=' b  c '>d<img src=''>"
    )
    assert [(m.start, m.target, m.label) for m in read.marks] == [(1, "/b.png", "b c")]


@pytest.mark.parametrize(
    "image",
    [
        "<img src=data:,> <noscript><img width=9 src='/b.png?x&amp;y'></noscript>",
        "<img class=lazy><noscript><picture><img src=/b.png?x&amp;y></picture></noscript>",
        "<img data-srcset='/b.png?x&amp;y 1x, /large.png 2x' src=data:,>",
        "<picture><source srcset='/b.png?x&amp;y, /large.png 2x'> <img src=data:,></picture>",
        "<amp-img src='/b.png?x&amp;y'><noscript><img src=/c.png></noscript></amp-img>",
    ],
)
def test_an_image_that_comes_late_has_its_address(image: str) -> None:
    read = read_html(f"<p>a{image}c<p>d")
    assert len(read.blocks) == 2
    assert [(mark.kind, mark.target) for mark in read.marks] == [("image", "/b.png?x&y")]


def test_an_image_that_counts_readers_is_none() -> None:
    assert not read_html("<p>a<noscript><img src=//example.org/pixel></noscript>").marks


def test_pages_for_telephones_are_read() -> None:
    read = read_html(
        "<div>a<amp-ad>Loading</amp-ad><amp-iframe src=x><p placeholder>b</p></amp-iframe>"
        "<amp-accordion><section><h4>c</h4><p>d</p></section></amp-accordion>"
    )
    assert read.texts == ("a", "c", "d")
    assert [note.kind for note in read.unseen] == ["iframe", "iframe"]


# --- bodies outside of the visible text --------------------------------------------------------


def whole(article_body: object) -> str:
    data = json.dumps({"@graph": [{"@type": "NewsArticle", "articleBody": article_body}]})
    return f"<html><script type=application/ld+json>{data}</script><p>Subscribe to read on."


def test_a_body_in_json_ld_is_used_where_the_page_shows_none() -> None:
    article = clean(whole(BODY))
    assert "body-from-json-ld" in article.warnings
    assert list(article.document.texts) == BODY.split("\n")


@pytest.mark.parametrize("body", ["Too short.", 7, None, [], {"a": BODY}, "{}=;" * 200])
def test_a_body_in_json_ld_that_is_none_is_not_used(body: object) -> None:
    assert texts(whole(body)) == ("Subscribe to read on.",)


def test_the_visible_body_comes_first() -> None:
    shown = "".join(f"<p>{line}" for line in BODY.split("\n"))
    read = read_html(whole(BODY) + shown)
    assert not read.warnings
    assert len(read.blocks) == 13


def test_a_body_of_which_the_page_shows_the_beginning_is_read_whole() -> None:
    lines = BODY.split("\n")
    shown = "".join(f"<p>{line}" for line in lines[:2])
    article = clean(whole(BODY) + shown)
    assert "body-from-json-ld" in article.warnings
    assert lines[-1] in article.text
    assert not read_html(whole("\n".join(lines[:3])) + shown).warnings


def test_a_body_in_noscript_or_hidden_or_page_state_is_found() -> None:
    shown = "".join(f"<p>{line}" for line in BODY.split("\n"))
    state = json.dumps({"props": {"menu": ["Home"], "post": {"blocks": BODY.split("\n")}}})
    pages = {
        "noscript": f"<html><noscript>{shown}</noscript><p>Loading",
        "hidden": f"<html><div style=display:none>{shown}</div><p>Loading",
        "page-state": f"<html><p>Loading<script id=__NEXT_DATA__ type=application/json>{state}"
        "</script>",
    }
    for source, page in pages.items():
        read = read_html(page)
        assert read.warnings == (f"body-from-{source}",)
        assert SENTENCE in read.text
        assert "Home" not in read.text


def test_page_state_assigned_to_a_variable_is_read_and_nothing_is_run() -> None:
    lines = BODY.split("\n")
    state = Script("", f"window.STATE = {json.dumps({'a': {'text': lines}})};alert(1)")
    (found,) = bodies([state])
    assert found.source == "page-state"
    assert found.markup.count("<p>") == len(lines)
    program = Script("", f"var a = {{b: function() {{ return '{SENTENCE * 20}' }} }}")
    assert not list(bodies([program]))


SHORT = "<h1>Ferry cancelled</h1><p>The 8.10 ferry from Carrow is cancelled today because of ice."


def with_data(data: object) -> str:
    return f"<html><script type=application/ld+json>{json.dumps(data)}</script>{SHORT}"


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "Organization", "description": BODY},
        {"@type": ["NewsMediaOrganization", "WebSite"], "description": BODY},
        {"@type": "Comment", "text": BODY},
        {"description": BODY},
        {"@type": "NewsArticle", "publisher": {"@type": "WebPage", "description": BODY}},
        {"@type": "NewsArticle", "comment": [{"@type": "Review", "reviewBody": BODY}]},
        {"@type": "WebPage", "hasPart": [{"@type": "NewsArticle", "articleBody": BODY}]},
        {"@type": "LocalBusiness", "review": [{"@type": "Review", "reviewBody": BODY}]},
    ],
)
def test_data_of_the_site_its_readers_and_other_pages_is_no_body(data: object) -> None:
    read = read_html(with_data(data))
    assert not read.warnings
    assert read.texts[0] == "Ferry cancelled"


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "http://schema.org/Recipe", "description": BODY},
        {"@type": ["Thing", "Product"], "description": BODY},
        {"@type": "Review", "reviewBody": BODY, "itemReviewed": {"@type": "Organization"}},
        {"@type": "WebPage", "mainEntity": {"@type": "JobPosting", "description": BODY}},
        {"@type": "QAPage", "mainEntity": {"acceptedAnswer": {"@type": "Answer", "text": BODY}}},
        {"@graph": [{"@type": "Organization", "description": BODY * 2}, {"articleBody": BODY}]},
    ],
)
def test_data_of_what_the_page_is_about_is_a_body(data: object) -> None:
    read = read_html(with_data(data))
    assert read.warnings == ("body-from-json-ld",)
    assert list(read.texts) == BODY.split("\n")


LINES = BODY.split("\n")
PHRASES = {f"cookies.ask{n}": line for n, line in enumerate(LINES)}


def with_state(name: str, state: object) -> str:
    return f"<html><p>Loading<script>window.{name} = {json.dumps(state)};</script>"


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("__I18N__", {"cookies": {"ask": LINES[:6]}, "errors": {"lost": LINES[6:]}}),
        ("APP", {"props": {"translationContext": {"en": {"a": LINES[:5], "b": LINES[5:]}}}}),
        ("APP", {"localeData": {"en": dict(list(PHRASES.items())[:6])}}),
        ("APP", {"root": PHRASES}),
        ("APP", {"messages": dict(list(PHRASES.items())[:6])}),
    ],
)
def test_phrases_of_a_site_are_no_body(name: str, state: object) -> None:
    assert texts(with_state(name, state)) == ("Loading",)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("APP", {"i18n": PHRASES, "post": {"blocks": LINES}}),
        ("APP", {"translations": {"en": {"html": "".join(f"<p>{line}</p>" for line in LINES)}}}),
        ("APP", {"posts": {f"id{n}": {"text": line} for n, line in enumerate(LINES)}}),
        ("APP", {"messages": LINES}),
        ("messages", {f"id{n}": {"text": line} for n, line in enumerate(LINES)}),
        ("APP", {"first": "\n".join(LINES[:3]), "second": "\n".join(LINES[3:])}),
    ],
)
def test_a_body_beside_phrases_or_under_their_names_is_found(name: str, state: object) -> None:
    read = read_html(with_state(name, state))
    assert read.warnings == ("body-from-page-state",)
    assert list(read.texts) == LINES


@pytest.mark.parametrize(
    "start",
    [
        "<div role=dialog hidden>",
        "<div hidden><div role=alertdialog>",
        "<div aria-modal=true style=display:none>",
        "<dialog>",
        "<div id=cookie-banner hidden>",
        "<div hidden><section class='page gdprConsent'>",
    ],
)
def test_a_hidden_dialog_is_no_body(start: str) -> None:
    lines = "".join(f"<p>{line}" for line in LINES)
    read = read_html(f"{SHORT}<p hidden>Closed</p>{start}{lines}")
    assert not read.warnings
    assert len(read.texts) == 2


def test_a_hidden_body_is_found_beside_a_dialog() -> None:
    lines = "".join(f"<p>{line}" for line in LINES)
    page = f"<div role=dialog hidden><p>{BODY}</div><article class=tag-cookies hidden>{lines}"
    read = read_html(page)
    assert read.warnings == ("body-from-hidden",)
    assert list(read.texts) == LINES


def flight(*pieces: str) -> str:
    """A page of Next.js that shows nothing; its page state comes in pieces."""
    pushed = "".join(f"<script>self.__next_f.push({json.dumps([1, p])})</script>" for p in pieces)
    return f"<html><script>(self.__next_f=self.__next_f||[]).push([0])</script>{pushed}<p>Loading"


def test_page_state_that_comes_in_pieces_is_put_together() -> None:
    lines = [f"{line} – „so“" for line in BODY.split("\n")]  # more bytes than characters
    markup = "".join(f"<p>{line}</p>" for line in lines)
    data = json.dumps(["$", {"data": {"summary": SENTENCE, "contentHtml": "$24"}}])
    state = f'1:"$Sreact"\n24:T{len(markup.encode()):x},{markup}5:{data}\n0:E{{"broken\n'
    page = flight(state[:300], state[300:700], state[700:])
    read = read_html(page)
    assert read.warnings == ("body-from-page-state",)
    assert list(read.texts) == lines


def test_elements_in_page_state_are_read() -> None:
    tree = ["$", "main", None, {"children": [["$", "p", None, {"children": BODY.split("\n")}]]}]
    assert list(read_html(flight(f"2:{json.dumps(tree)}\n")).texts) == BODY.split("\n")


@pytest.mark.parametrize(
    "piece", ["", "T", "1:T", "1:Tffff,x", "1:T-1,x\n2:[", "\ud800:T1,é", ":::"]
)
def test_page_state_that_is_broken_is_no_body(piece: str) -> None:
    assert texts(flight(piece)) == ("Loading",)


@pytest.mark.parametrize("unit", ["[", '{"a":', '[{"articleBody":'])
def test_data_nested_without_end_is_no_body(unit: str) -> None:
    scripts = [Script(kind, unit * 200_000) for kind in ("application/ld+json", "application/json")]
    assert not list(bodies(scripts))


def test_a_body_is_read_as_markup_if_it_is_markup_and_escaped_if_not() -> None:
    data = json.dumps({"articleBody": "<p>a</p><p>b</p>"})
    assert (
        next(bodies([Script("application/ld+json", data)])).markup == "<div><p>a</p><p>b</p></div>"
    )
    data = json.dumps({"articleBody": "1 < 2 & 3"})
    assert next(bodies([Script("application/ld+json", data)])).markup == "<p>1 &lt; 2 &amp; 3"


# --- what comes in -----------------------------------------------------------------------------


def test_soup_and_its_tags_are_read_like_their_markup() -> None:
    page = f"<html><body><nav>Home</nav><article><p>{SENTENCE}</p><p>{BODY}</p></article></body>"
    soup = BeautifulSoup(page, "html.parser")
    assert clean(soup).text == clean(page).text
    assert clean(soup.article).document.texts == texts(str(soup.article))


def test_text_that_mentions_tags_is_no_markup() -> None:
    assert not looks_like_html("The <b> tag makes text bold.")
    assert looks_like_html("<div><p>a</p></div>")


def test_a_document_is_pickled_whole() -> None:
    article = clean("<div>" * 300 + f"<p><a href=/x>{SENTENCE}</a>", format="html")
    assert pickle.loads(pickle.dumps(article)) == article


# --- markup that is made simple ----------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + SENTENCE,
        "<div>" * 100_000 + SENTENCE + "</div>" * 100_000,
        "<ul><li>" * 50_000 + SENTENCE,
        "<DIV\n>" * 50_000 + SENTENCE,
        "<div><object></div></object>" * 20_000 + SENTENCE,
        "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{SENTENCE}",
        "<p\n" + "\n".join(f'a{n}=">"' for n in range(100_000)) + f">{SENTENCE}",
        "".join(f"<p><font id={n}>" for n in range(20_000)) + SENTENCE,
        "".join(f"<body a{n}>" for n in range(20_000)) + SENTENCE,
    ],
)
def test_hostile_markup_is_made_simple_and_keeps_its_text(page: str) -> None:
    read = read_html(page)
    assert read.warnings == ("markup-simplified",)
    assert SENTENCE in read.texts


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + f"<b class=x>{SENTENCE}</b>" * 20_000,
        "<br>" * 100_000,
        f"<ul>{'<li>a' * 50_000}</ul>",
        f"<script>{'if (a < b) c = d; ' * 5000}</script><p>a",
        f"<p data-state='{{{SENTENCE * 500}}}'>a",
        "<div>" * 700 + SENTENCE,
        f"<svg>{'<path d=a />' * 10_000}</svg><p>{SENTENCE}",
    ],
)
def test_large_markup_that_is_not_hostile_stays_as_it_is(page: str) -> None:
    assert tame(page.encode()) == (page.encode(), ())


@pytest.mark.parametrize(
    "head", ["<svg><p>", "<svg></p>", "<svg><desc>", "<svg></svg>", "<div><svg></div>", ""]
)
def test_outside_a_drawing_a_slash_closes_no_tag(head: str) -> None:
    assert tame(f"{head}{'<x/>' * 10_000}".encode())[1] == ("markup-simplified",)


def test_an_element_too_deep_is_a_line_break() -> None:
    page = "<div>" * 10_000 + "<div>a</div><div>b</div>" + "</div>" * 10_000 + "<p>c"
    assert texts(page) == ("a", "b", "c")


def test_an_inline_element_too_deep_breaks_no_line() -> None:
    assert texts("<p>" + "<span>a" * 10_000) == ("a" * 10_000,)


def test_the_first_words_of_an_item_are_found_however_deep_they_stand() -> None:
    page = read_html(
        "<ul><li>" + "<div>" * 12 + "Ferries" + "</div>" * 12 + "<p>Trains</ul><p>Rain"
    )
    assert [(block.item, text) for block, text in zip(page.blocks, page.texts, strict=True)] == [
        (True, "Ferries"),
        (False, "Trains"),
        (False, "Rain"),
    ]


@pytest.mark.parametrize(
    "link",
    [
        "<a class=headerlink href='#p'>¶</a>",
        " <a href='#p' aria-hidden=true>#</a>",
        "<a href='/docs#p'><span>🔗</span></a>",
        "<a href='#p'>⚓\ufe0f</a>",
    ],
)
@pytest.mark.parametrize("heading", ["Configuring the pool{}", "{}Configuring the pool"])
def test_a_headings_link_to_itself_is_no_text(link: str, heading: str) -> None:
    heading = heading.format(link)
    page = read_html(f"<h1>{heading}</h1><p>{SENTENCE}</p><h2>{heading}</h2>")
    assert page.texts == ("Configuring the pool", SENTENCE, "Configuring the pool")
    assert page.markup is not None
    assert page.markup.labels[0].text == "Configuring the pool"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h1>Pools in C<a href='/c-sharp'>#</a></h1>", "Pools in C#"),
        ("<h1>Pools in <a href='#c'>C#</a></h1>", "Pools in C#"),
        ("<h1>Pools<a href='#note'>*</a></h1>", "Pools*"),
        ("<h1>Pools ¶</h1>", "Pools ¶"),
        ("<p>Pools <a href='#p'>§</a></p>", "Pools §"),
    ],
)
def test_other_links_and_signs_in_headings_are_text(markup: str, text: str) -> None:
    assert texts(markup) == (text,)


@pytest.mark.parametrize(
    ("image", "address"),
    [
        ("src=/placeholder.gif data-src=/real.jpg", "/real.jpg"),
        ("src=/img/1x1.trans.gif data-lazy-src=/real.jpg", "/real.jpg"),
        ("src='data:image/gif;base64,R0' data-original=/real.jpg", "/real.jpg"),
        ("src=/blank.png data-srcset='/real.jpg 1x, /large.jpg 2x'", "/real.jpg"),
        ("src=/spacer.gif", "/spacer.gif"),
        ("src=/real.jpg data-src=/large.jpg", "/real.jpg"),
        ("src=/blank/pixelated.jpg data-src=/large.jpg", "/blank/pixelated.jpg"),
    ],
)
def test_an_images_stand_in_gives_way_to_the_image(image: str, address: str) -> None:
    page = clean(f"<h1>Head</h1><p>{BODY}</p><p><img alt=x {image}></p><p>{BODY}</p>")
    assert f"![x]({address})" in page.to_markdown(images=True)
