"""Markdown as input: what is a sign and what is text, and what becomes of menus of links."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanarticle import clean
from cleanarticle.reading.markdown import is_markdown, read_markdown, unmark

PAGE = """\
[Skip to content](#main)

[![The Daily Harbour](/logo.png)](/)

* [Home](/)
* [News](/news)
* [Sport](/sport "All sport")
* [Subscribe](https://example.org/subscribe)

# Harbour reopens after storm

By [Jane Doe](/authors/jane-doe) | 25 May 2024

The harbour, closed since **last week's** storm, [reopened on Saturday](/a_(b)), the port said.

Ferries run again from noon, and the *Aurora* sails on Sunday.

Advertisement

## What comes next

Repairs to the pier will take until June, said [Per Olsen](/olsen), who leads the works. "We need
dry weeks," he said.

1. The pier is to be raised by a metre.
2. The lamps are to be replaced.

[Read also: Storm leaves three islands without power](/storm)

[Facebook](https://facebook.example) [Twitter](https://twitter.example)
"""


def test_a_page_of_markdown() -> None:
    article = clean(PAGE)
    assert article.text == (
        "The harbour, closed since last week's storm, reopened on Saturday, the port said.\n\n"
        "Ferries run again from noon, and the Aurora sails on Sunday.\n\n"
        "What comes next\n\n"
        "Repairs to the pier will take until June, said Per Olsen, who leads the works. "
        '"We need dry weeks," he said.\n\n'
        "1. The pier is to be raised by a metre.\n2. The lamps are to be replaced."
    )
    assert article.metadata.title == "Harbour reopens after storm"
    assert article.metadata.authors == ("Jane Doe",)
    assert str(article.metadata.date_published) == "2024-05-25"


def test_markdown_comes_out_as_markdown() -> None:
    shown = clean(PAGE, url="https://example.org/n/1").to_markdown()
    assert shown.startswith(
        "# Harbour reopens after storm\n\nThe harbour, closed since **last week's**"
    )
    assert "[reopened on Saturday](https://example.org/a_%28b%29)" in shown
    assert "\n\n## What comes next\n\n" in shown
    assert "the *Aurora* sails" in shown
    assert "\n\n1. The pier is to be raised by a metre.\n2. The lamps" in shown


def test_headings_are_told_in_the_data() -> None:
    blocks = clean(PAGE).to_dict(blocks=True)["blocks"]
    assert [(b["text"], b["level"]) for b in blocks if b["kind"] == "heading"] == [
        ("What comes next", 2)
    ]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("a [b](/c) d", "a b d"),
        ("[a](/b (c))", "[a](/b (c))"),  # a space in an address is none
        ("[a](/b_(c))", "a"),
        ('[a](/b "Title")', "a"),
        ("[a](</b>)", "a"),
        ("![Picture](/p.jpg) a", " a"),
        ("[![Logo](/l.png)](/) a", " a"),
        ("[a [b] c](/d)", "a [b] c"),
        ("[a] (b) [1] c", "[a] (b) [1] c"),
        ("[a\nb](/c)", "a b"),
        ("[\n\n### Card\n\n](/c)", "\n\nCard\n\n"),
        ("[a](https://x.example/long-\nname) b", "a b"),
        ("**a** __b__ *c* _d_ ***e***", "a b c d e"),
        ("**a [b](/c)**", "a b"),
        ("2 * 3 * 4 ** 5", "2 * 3 * 4 ** 5"),
        ("snake_case_name _a", "snake_case_name _a"),
        ("*a\n\nb*", "*a\n\nb*"),
        ("* a\n* b", "* a\n* b"),
        ("`a*b*` c", "a*b* c"),
        ("```py\n# a *b*\n```\nc", "# a *b*\n\nc"),
        ("# a\n## b #", "a\nb #"),
        ("a\n===\nb\n---\nc", "a\nb\nc"),
        ("a\n\n---\n\nb", "a\n\n---\n\nb"),
        ("> a\n> > b", "a\nb"),
        (r"1\. a \[b\] \* c\a", "1. a [b] * c\\a"),
        ("a\\\nb", "a\nb"),
        ("<https://a.example/b> c", "https://a.example/b c"),
        ("| a | b |\n| --- | --- |", "| a | b |\n| --- | --- |"),
        ("](/a) [ b", "](/a) [ b"),
        ("a<br/>b <sup>2</sup> <!-- c --> <b>d</b>", "a\nb 2  <b>d</b>"),
        ("a < b, c <d> &amp; &nbsp;e &copy;; AT&T", "a < b, c <d> & \xa0e ©; AT&T"),
        ("`<br>&amp;`", "<br>&amp;"),
    ],
)
def test_signs_are_taken_out_of_text(marked: str, plain: str) -> None:
    assert unmark(marked).text == plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [the port](https://example.org).", True),
        ("* [Home](/)", True),
        ("[Up](#top)", True),
        ("# A\n\n**b**\n\n## C", True),
        ("# a comment\nx = 1\n# another", False),
        ("a[0](x) and f[i](j)", False),
        ("[1] (see below)", False),
        ("#harbour #storm", False),
        ("", False),
    ],
)
def test_markdown_is_told_from_text(text: str, expected: bool) -> None:
    assert is_markdown(text) is expected


def test_marks_have_the_offsets_of_the_text() -> None:
    document = read_markdown("A **b [c](/d)** and `e` ![f](/g)\n\n[h](/i)")
    found = [(m.kind, document.text[m.start : m.end], m.target) for m in document.marks]
    assert found == [
        ("strong", "b c", ""),
        ("link", "c", "/d"),
        ("code", "e", ""),
        ("image", "", "/g"),
        ("link", "h", "/i"),
    ]


def test_wrapped_markdown_is_joined() -> None:
    width = 60
    words = ("The harbour [reopened](https://harbour.example/) on a Saturday. " * 12).split()
    lines = [""]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    document = read_markdown("# Harbour\n\n" + "\n".join(lines) + "\n\n* a\n* b")
    assert document.texts == (
        "Harbour",
        ("The harbour reopened on a Saturday. " * 12).strip(),
        "* a",
        "* b",
    )


@given(
    st.lists(
        st.sampled_from([*"[]()*_#>!\\-|\n ab", "](/a)", "**", "`b`", "\n```\n", "\n\n"]),
        max_size=60,
    )
)
@example(["!", "[", "b", "](/a)"])
def test_nothing_but_signs_is_lost(pieces: list[str]) -> None:
    marked = "".join(pieces)
    found = unmark(marked)
    # What an image is called is kept beside the text.
    kept = found.text + "".join(m.label for m in found.marks if m.kind == "image")
    assert kept.count("b") == marked.count("b")
    assert all(0 <= m.start <= m.end <= len(found.text) for m in found.marks)
    assert all(0 <= at <= len(found.text) for at in found.headings)
    clean(f"[x](/y) {marked}").to_markdown()


@pytest.mark.parametrize("markup", ["<p>[a](/b) **c**</p>", "<html><body>[a](https://b)"])
def test_html_is_not_markdown(markup: str) -> None:
    assert "[a](" in clean(markup).document.text


HEAD = """---
title: "Harbour reopens after the storm"
author: Jane Doe
date: 2024-05-25
tags: [harbour, storm]
---
"""


def test_the_head_of_a_markdown_file_is_read_as_metadata() -> None:
    body = "The harbour of Skerry reopened on Saturday, three days after the great storm closed it."
    article = clean(f"{HEAD}\n{body}\n\n## What comes next\n\n{body} See [it](https://a.example).")
    assert article.text.startswith(body)
    assert article.metadata.title == "Harbour reopens after the storm"
    assert article.metadata.authors == ("Jane Doe",)
    assert str(article.metadata.date_published) == "2024-05-25"


def test_what_a_reader_service_writes_above_the_page_is_no_body() -> None:
    body = "The harbour of Skerry reopened on Saturday, three days after the great storm closed it."
    article = clean(
        "Title: Harbour reopens after the storm\n\nURL Source: https://a.example/harbour\n\n"
        "Published Time: 2024-05-25T10:30:00Z\n\nMarkdown Content:\n"
        f"{body}\n\n{body.replace('Saturday', 'Sunday')} See [it](https://a.example).\n"
    )
    assert article.text.startswith(body)
    assert article.metadata.title == "Harbour reopens after the storm"
    assert str(article.metadata.date_published) == "2024-05-25 10:30:00+00:00"
