"""Hostile pages: time grows with the page, not with its square, and nothing breaks.

Every page is doubled until it is large enough to tell; the time of a page twice as long may be
2.6 times as long at most, the best of three taken of each. A step that is slower (a cache too
small, another process) must be followed by one as slow to count. A page that fails does so at the
size where it shows, so that a test of something quadratic ends within seconds too.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

import pytest

from cleanarticle import clean

Make = Callable[[int], str]

#: Largest page, in characters, and the CPU seconds a page may take to be doubled once more.
LARGEST = 1_600_000
ENOUGH = 0.5
#: Page size to begin with, and the CPU seconds below which a ratio says nothing.
FIRST = 12_500
TELLING = 0.25
RATIO = 2.6

SENTENCE = "The harbour reopened on Saturday after the storm. "


def filled(unit: str, before: str = "", after: str = "") -> Make:
    return lambda size: before + unit * (size // len(unit)) + after


def numbered(line: str) -> Make:
    return lambda size: "".join(line.format(i) for i in range(size // len(line)))


#: Text of one block, or of few.
LINES: dict[str, Make] = {
    "prose in one line": filled(SENTENCE),
    "words without a mark": filled("word "),
    "openers of bylines": filled("Home By 1 by the "),
    "a letter": filled("a"),
    "a row of columns": filled("ab    "),
    "digits": filled("1"),
    "digits and spaces": filled("1 "),
    "opening brackets": filled("("),
    "opened, never closed": filled("(a "),
    "closing brackets": filled(")"),
    "dashes": filled("-"),
    "long dashes": filled("— "),
    "labels": filled("a:"),
    "times": filled("1:2:"),
    "slashes": filled("1/2/"),
    "full stops": filled("."),
    "quotation marks": filled('"'),
    "less-than signs": filled("<"),
    "tags that never close": filled("<a"),
    "at signs": filled("a@"),
    "handles": filled("@a "),
    "dots in words": filled("a.B"),
    "bars": filled("a | "),
    "capitals and commas": filled("AB, "),
    "copyright marks": filled("© "),
    "dates": filled("25 May 2024, 10:00 "),
    "credits": filled("Photo: Getty Images "),
    "ad labels": filled("Advertisement "),
    "ad labels with a colon": filled("Advertisement: "),
    "bylines": filled("By Jane and "),
    "one run of spaces": filled(" ", "a", "b"),
    "runs of spaces": filled("a. " + " " * 100),
    "no-break spaces": filled("\xa0", "a", "b"),
    "Han": filled("港"),
    "Thai": filled("ท่าเรือ"),
    "no character": filled("\x00"),
    "lone surrogates": filled("\ud800"),
    "byte-order marks": filled("\ufeff"),
    "accents on one letter": filled("\u0301", "a"),
    "accents above and below": filled("\u0301\u0316", "a"),
    "letters that fold into three": filled("ΐ"),
    "quotations never closed": filled("« you and the ", f"{SENTENCE}\n" * 9),
    "direction marks": filled("\u202e\u2066"),
    "Markdown's open brackets": filled("[", "[a](/b)"),
    "Markdown's links in links": filled("[[a](/b)](/c) "),
    "Markdown's addresses without an end": filled("](a(", "[a](/b)"),
    "Markdown's signs": filled("**a _b ", "[a](/b)"),
    "Markdown's code without an end": filled("`a``", "[a](/b)"),
}

#: Text of very many blocks, or joined from very many lines.
PAGES: dict[str, Make] = {
    "short lines": filled("ab\n"),
    "columns": filled("ab    cd    ef\n"),
    "columns without step": filled(f"{'ab' * 45}    ab{'ab':>99}\n{'ab':>99}\n" * 3),
    "short lines apart": filled("ab\n\n"),
    "line feeds": filled("\n"),
    "form feeds": filled("\f"),
    "lines all different": numbered("line {} of many\n"),
    "one headline again and again": filled("The very long headline of the page\n"),
    "the headline with every site": numbered("The harbour reopens at last | Site {}\n"),
    "lines that go on": filled("foo bar baz\n", "The harbour reopened on a\n"),
    "lines that begin with a comma": filled(", foo bar\n", "The harbour is\n"),
    "commas after blank lines": filled(",foo bar\n\n", "The harbour is open on Saturday\n\n"),
    "brackets on their own lines": filled(")\n", "The harbour is\n"),
    "hard-wrapped, never ending": filled(
        "foo bar baz qux lorem ipsum dolor sit amet consectetur adipis\n"
    ),
    "hard-wrapped Han": filled("港" * 35 + "\n"),
    "bullets alone": filled("•\n"),
    "bullets": filled("• item\n"),
    "numbers": numbered("{}.\n"),
    "one character that is eighteen": filled("\ufdfa"),
    "one word a sentence": filled(". "),
    "abbreviations": filled("Dr. "),
    "ad labels on lines": filled("Advertisement:\n\n"),
    "ad labels before text": filled("Advertisement: " + SENTENCE.strip() + "\n"),
    "date lines": filled("25 May 2024, 10:00\n"),
    "bylines on lines": filled("By Jane Doe\n"),
    "credit lines": filled("The mayor. Photo: Getty Images\n"),
    "prose in paragraphs": filled(SENTENCE * 4 + "\n\n"),
    "datelines": filled("SKERRY, May 25 (Reuters) - " + SENTENCE * 3 + "\n\n"),
    "labels of comments": filled("Comments\n\n"),
    "labels of comments below paragraphs": filled(SENTENCE * 4 + "\n\nComments\n\n"),
    "copyright lines": numbered("© 2024 Tidewater Post {}\n"),
    "surrogates on lines": filled("\ud800\n"),
    "Markdown's fences": filled("```\na\n", "[a](/b)\n"),
    "Markdown's links on lines": filled("* [a](/b)\n"),
    "Markdown's links around cards": filled("[\n\n### a\n\n", "[a](/b)\n"),
    "Markdown's underlines": filled("a\n---\n", "[a](/b)\n"),
}

#: Markup.
MARKUP: dict[str, Make] = {
    "nested div": filled("<div>", "<html><body>"),
    "nested div with text": filled("<div>x", "<html><body>"),
    "nested hidden div": filled("<div hidden>x", "<html><body>"),
    "nested b": filled("<b>x", "<html><body>"),
    "nested span": filled("<span>x", "<html><body>"),
    "nested tables": filled("<table><tr><td>x", "<html><body>"),
    "nested lists": filled("<ul><li>x", "<html><body>"),
    "nested blockquotes": filled("<blockquote>", "<html><body>"),
    "labels in a paragraph": filled("Support us! It will rain in June. ", "<html><body><p>"),
    "quotations never closed": filled('He said "no. Support us! Rain fell. ', "<html><body><p>"),
    "formatting never closed": filled("<p><b><i><u>x", "<html><body>"),
    "links never closed": filled("<a href=x>x", "<html><body>"),
    "formatting never alike": numbered("<p><font id={}>x"),
    "text in hidden formatting": filled("<div hidden><b>x", "<html><body>"),
    "cells": filled("<td>x", "<html><table><tr>"),
    "rows": filled("<tr><td>x<td>y", "<html><table>"),
    "text beside cells": filled("x<tr>y", "<html><table>"),
    "end tags that do not reach": filled("<div><object></div></object>", "<html>"),
    "body tags": numbered("<body a{}=1>"),
    "attributes with quoted ends": lambda size: (
        "<html><p " + " ".join(f'a{i}=">"' for i in range(size // 11)) + ">x"
    ),
    "images": filled("<img src=a alt=b>", "<html><body>"),
    "images without an address": filled("<img><noscript><img </noscript>", "<html><body>"),
    "sources of one picture": filled("<source>", "<html><body><picture>", "<img>"),
    "inline siblings": filled("<i>x</i>", "<html><body>"),
    "siblings without text": filled("<p></p>", "<html><body>"),
    "everything unclosed": filled("<div><p><b><li><td><a href=x>x", "<html><body>"),
    "long attributes": filled(f"<p data-x='{'y' * 1000}'>x</p>", "<html><body>"),
    "a comment that never ends": filled("x <p>", "<html><body><!--"),
    "a page of programs": filled(f"<script>{'f({a: 1});' * 1000}</script>", "<html><body>"),
    "zeros in tags": filled("<p\x00>\x00x", "<html><body>"),
    "code": filled("a  b\n", "<html><pre>"),
    "a script": filled("if (a < b) c = '<div>'; ", "<html><script>"),
    "scripts": filled("<script>a</script>", "<html><body>"),
    "page state in pieces": filled(
        '<script>self.__next_f.push([1,"1:T2,ab2:[1]"])</script>', "<html><body>"
    ),
    "page state": filled('["a",', "<html><script type=application/json>"),
    "bodies in data": filled(
        '{"articleBody": "The harbour reopened."},',
        "<html><script type=application/ld+json>[",
        "1]</script>",
    ),
    "noscript": filled("<noscript><p>x</noscript>", "<html><body>"),
    "zeros and surrogates": filled("<p>\x00\ud800", "<html>"),
    "paragraphs": filled("<p>x", "<html><body>"),
    "line breaks": filled("<br>", "<html><body>"),
    "hidden paragraphs": filled("<p style='display:none'>x</p>", "<html><body>"),
    "less-than signs": filled("<", "<html><body>"),
    "comment openings": filled("<!--", "<html><body>"),
    "closing tags": filled("</p>", "<html><body>"),
    "entities": filled("&amp;", "<html><body>"),
    "entities of no name": filled("&a", "<html><body>"),
    "attributes": lambda size: f"<html><p {' '.join(f'a{i}=1' for i in range(size // 8))}>x",
    "long class names": filled("a ", "<html><div class='", "'><p>x</p></div>"),
    "a long class name over many": lambda size: (
        f"<html><div class='{'a ' * 500}'>" + "<p>x</p>" * (size // 8)
    ),
    "meta tags": numbered('<meta name="a{}" content="x">'),
    "names of the site": numbered('<meta property=og:site_name content="Tidewater Post {}">'),
    "author in brackets": filled("(a ", "<html><meta name=author content='", "'>"),
    "authors": filled("Jane and ", "<html><meta name=author content='", "'>"),
    "authors and spaces": filled(" ", "<html><meta name=author content='a", "b'>"),
    "dates in a meta tag": filled("1/", "<html><meta name=date content='", "'>"),
    "words in a title": filled("word ", "<html><title>", "</title>"),
    "keywords": numbered("a{}, "),
}
MARKUP["formatting never alike"] = lambda size, make=MARKUP["formatting never alike"]: (
    "<html>" + make(size)
)
MARKUP["body tags"] = lambda size, make=MARKUP["body tags"]: "<html>" + make(size)
MARKUP["meta tags"] = lambda size, make=MARKUP["meta tags"]: "<html>" + make(size)
MARKUP["names of the site"] = lambda size, make=MARKUP["names of the site"]: (
    "<html>" + make(size // 2) + "<p>Tidewater Post" * (size // 30)
)
MARKUP["keywords"] = lambda size, make=MARKUP["keywords"]: (
    f"<html><meta name=keywords content='{make(size)}'>"
)


def seconds(page: str) -> float:
    """CPU seconds of a page, without what the collector spends on the test run's own objects."""
    gc.collect()
    gc.freeze()
    start = process_time()
    clean(page)
    spent = process_time() - start
    gc.unfreeze()
    return spent


def growth(one: tuple[float, str], double: str) -> tuple[float, float]:
    """Best seconds of a page and of its double; measured thrice where once looks bad."""
    (first, page), second = one, seconds(double)
    for _ in range(2):
        if second < max(TELLING, RATIO * first):
            break
        first, second = min(first, seconds(page)), min(second, seconds(double))
    return first, second


def assert_linear(make: Make) -> None:
    clean(make(100))  # what is loaded once is not the page's cost
    size, page = FIRST, make(FIRST)
    time, slow = seconds(page), ""
    while slow or (size < LARGEST and time < ENOUGH):
        double = make(2 * size)
        before, after = growth((time, page), double)
        told = f"{len(page):,} characters take {before:.2f} s, {len(double):,} {after:.2f} s. "
        fine = after < max(TELLING, RATIO * before)
        assert fine or not slow, slow + told
        slow = "" if fine else told
        size, page, time = 2 * size, double, after


@pytest.mark.parametrize("name", LINES)
def test_one_line_takes_linear_time(name: str) -> None:
    assert_linear(LINES[name])


@pytest.mark.parametrize("name", PAGES)
def test_many_lines_take_linear_time(name: str) -> None:
    assert_linear(PAGES[name])


@pytest.mark.parametrize("name", sorted(MARKUP))
def test_markup_takes_linear_time(name: str) -> None:
    assert_linear(MARKUP[name])


def test_a_hundred_thousand_nested_tags_do_not_break_it() -> None:
    page = "<html><body>" + "<b>" * 100_000 + SENTENCE + "</b>" * 100_000
    assert clean(page).document.texts == (SENTENCE.strip(),)


def test_nested_hidden_tags_are_taken_out_once() -> None:
    page = "<html><body>" + "<div hidden>" * 300 + "x" + "</div>" * 300 + f"<p>{SENTENCE}"
    assert clean(page).document.texts == (SENTENCE.strip(),)


def test_an_article_after_a_megabyte_of_noise_is_found() -> None:
    body = "\n\n".join(SENTENCE * 3 + f"It was the {n}th time." for n in range(4, 12))
    noise = "".join(f"Menu entry {n}\n" for n in range(20_000))
    assert SENTENCE.strip() in clean(noise + "\n" + body).text
