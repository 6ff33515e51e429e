"""Markdown and block data: what the markup says is kept, and nothing else becomes markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import markup

from cleanarticle import clean
from cleanarticle.model import Metadata
from cleanarticle.reading.html import read_html
from cleanarticle.reading.markdown import read_markdown
from cleanarticle.reading.text import read_text
from cleanarticle.render import blocks_to_list, to_markdown, to_text

URL = "https://example.org/news/a"


def markdown(page: str, drop: str = "", links: bool = True, images: bool = False) -> str:
    document = read_html(page)
    kept = [text != drop for text in document.texts]
    return to_markdown(document, kept, Metadata(url=URL), links, images)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h1>a</h1><h3><a href=/b>b</a></h3>", "## a\n\n### [b](https://example.org/b)"),
        ("<p>a <b>b <i>c</i></b>d", "a **b *c***d"),
        ("<b>a <strong>b</strong></b>", "**a b**"),
        ("a<br>b<br><br>c", "a  \nb\n\nc"),
        ("<ul><li>a<ul><li>b<li>c</ul><li>d</ul>", "- a\n  - b\n  - c\n- d"),
        ("<ol start=9><li>a<li>b<p>c</ol>", "9. a\n10. b\n\n    c"),
        ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n- b"),
        ("<blockquote><p>a<p>b</blockquote>c", "> a\n>\n> b\n\nc"),
        ("<dl><dt>a<dd>b</dl>", "- a\n- b"),
        ("<pre><code class=language-rust>a\n  *b*</code></pre>", "```rust\na\n  *b*\n```"),
        ("<pre>```\na</pre>", "````\n```\na\n````"),
        ("<code>a`b</code> <code>*</code>", "``a`b`` `*`"),
        ("<table><tr><th>a<th>b<tr><td><td>c|d</table>", "| a | b |\n| --- | --- |\n|  | c\\|d |"),
        ("<ul><li><pre>a\nb</pre></ul>", "- ```\n  a\n  b\n  ```"),
        ("<a href='/a b(c)'>d</a>", "[d](https://example.org/a%20b%28c%29)"),
    ],
)
def test_what_the_markup_says_is_kept(page: str, expected: str) -> None:
    assert markdown(page) == expected


@pytest.mark.parametrize(
    "text", ["# a", "1. a", "1) a", "> a", "- a", "+ a", "a *b*", "a [b](c)", "`a`"]
)
def test_text_does_not_become_markup(text: str) -> None:
    shown = markdown(f"<p>{text.replace('>', '&gt;')}")
    assert shown != text
    assert shown.replace("\\", "") == text


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>5 ways <a href=//e.example/3>this</a> a", "5 ways [this](https://e.example/3) a"),
        ("<h3>1.2.0 (2024-01-05)</h3>", "### 1.2.0 (2024-01-05)"),
        ("<p>3) a 4) b<p>12 (3) c", "3\\) a 4) b\n\n12 (3) c"),
        ("<p>R&amp;D a & b AT&amp;T; c", "R&D a & b AT&T; c"),
        ("<p>&amp;copy; &amp;#169; &amp;#xA9;", "\\&copy; \\&#169; \\&#xA9;"),
        ("now!<a href=/b>c</a>", "now\\![c](https://example.org/b)"),
        ("<a>now!</a><b><a href=/b>c</a></b>", "now\\![**c**](https://example.org/b)"),
        ("now! <a href=/b>c</a>!", "now! [c](https://example.org/b)!"),
        ("<code>a!</code><a href=/b>c</a>", "`a!`[c](https://example.org/b)"),
        ("<a href=/b>[1] <code>a]</code></a> [2]", "[\\[1\\] `a]`](https://example.org/b) \\[2]"),
    ],
)
def test_only_what_would_be_markup_is_escaped(page: str, expected: str) -> None:
    assert markdown(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<b>co</b><b>ld</b>", "**cold**"),
        ("<i>wet</i><i>ter</i> <i>a</i>", "*wetter* *a*"),
        ("<b>a</b><b><i>b</i> c</b>", "**a*b* c**"),
        ("<b>a</b><i>b</i>", "**a***b*"),
        ("<code>a</code><code>b</code>", "`ab`"),
        (
            "<a href=/a>b</a><a href=/a>c</a><a href=/d>e</a>",
            "[bc](https://example.org/a)[e](https://example.org/d)",
        ),
    ],
)
def test_marks_that_follow_their_like_are_one(page: str, expected: str) -> None:
    assert markdown(page) == expected


def test_many_marks_that_follow_their_like_are_one() -> None:
    assert markdown("<b>a</b>" * 5000) == f"**{'a' * 5000}**"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<b>Note:</b>also", "**Note**:also"),
        ("<b>Note:</b> also", "**Note:** also"),
        ("<b>Note:</b>, also", "**Note:**, also"),
        ("<b><i>Note</i>...</b>also", "***Note***...also"),
        ("a<b>(b)</b>c", "a(**b**)c"),
        ("a <b>(b)</b>c", "a **(b**)c"),
        ("a<b>b</b>c", "a**b**c"),
        ("a<b>:</b>b", "a:b"),
        ("<b>a <code>b()</code></b>c", "a `b()`c"),
        ("<b>a <code>b()</code>:</b>c", "**a `b()`**:c"),
    ],
)
def test_signs_of_emphasis_stand_where_they_are_read(page: str, expected: str) -> None:
    assert markdown(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<a href=/b><code>c</code></a>", "[`c`](https://example.org/b)"),
        ("<code><b><a href=/b>c</a></b></code>", "[**`c`**](https://example.org/b)"),
        ("<a href=/b>a <code>c</code></a>", "[a `c`](https://example.org/b)"),
    ],
)
def test_a_link_holds_the_code_it_shows(page: str, expected: str) -> None:
    assert markdown(page) == expected
    assert to_markdown(read_markdown(expected), [True], Metadata()) == expected


@pytest.mark.parametrize(
    "target", ["", "#top", "javascript:alert(1)", "data:text/html,x", "http://["]
)
def test_links_that_lead_nowhere_or_run_something_are_text(target: str) -> None:
    assert markdown(f'<p>a <a href="{target}">b</a>') == "a b"


def test_links_and_images_are_options() -> None:
    page = "<p>a<img src=/b.png alt='[b]'><p><a href=/c>d</a> e<img src=f.png> g<p>h"
    assert markdown(page, links=False) == "a\n\nd e g\n\nh"
    assert markdown(page, links=False, images=True) == (
        "a ![\\[b\\]](https://example.org/b.png)\n\nd e ![](https://example.org/news/f.png) g\n\nh"
    )


def test_an_image_goes_with_the_block_after_it_whatever_its_caption() -> None:
    figure = "<figure><img src=/b.png><figcaption>cap</figcaption></figure>"
    page = f"<p>a</p>{figure}<p>c</p>"
    assert markdown(page, "cap", images=True) == "a\n\n![](https://example.org/b.png)\n\nc"
    assert markdown(page, "c", images=True) == "a\n\n![](https://example.org/b.png)\n\ncap"
    assert "b.png" not in markdown("<p>a</p><img src=/b.png><p>c</p>", "c", images=True)


def test_text_without_markup_keeps_its_lists() -> None:
    document = read_text("#May\n\n• a\n• b")
    assert to_markdown(document, [True] * 3, Metadata(title="T*")) == "# T\\*\n\n\\#May\n\n- a\n- b"


@given(markup())
def test_markdown_holds_the_words_of_the_text(page: str) -> None:
    document = read_html(page)
    kept = [True] * len(document.blocks)
    shown = to_markdown(document, kept, Metadata(), links=False)
    words = "".join(char for char in to_text(document, kept) if char.isalnum())
    unescaped = shown.replace("&lt;", "<")
    if not any(block.item or "pre" in (block.tags or "") for block in document.blocks):
        assert "".join(char for char in unescaped if char.isalnum()) == words


def test_blocks_as_data_have_their_kind() -> None:
    document = read_html(
        "<h2>a</h2><p>b<ul><li>c</ul><blockquote>d</blockquote><pre>e\n f</pre>"
        "<table><tr><td>g<td>h</table><p>no"
    )
    found = blocks_to_list(document, [text != "no" for text in document.texts])
    assert [(data["kind"], data["text"]) for data in found] == [
        ("heading", "a"),
        ("paragraph", "b"),
        ("item", "c"),
        ("quote", "d"),
        ("code", "e\n f"),
        ("row", "g h"),
    ]
    assert found[0]["level"] == 2
    assert "level" not in found[1]
    assert document.text[found[1]["start"] : found[1]["end"]] == "b"


def test_tables_and_code_of_an_article_are_whole() -> None:
    prose = "".join(
        f"<p>The harbour reopened on Saturday after the storm, and {n} ferries left from noon, "
        "the port said in a statement to the press.</p>"
        for n in range(4, 9)
    )
    table = "<table><tr><th>Ferry<th>Leaves<tr><td>A|B<td><p>9:00</p><tr><td>C<td></table>"
    code = "<pre><code class=language-python>def f(x):\n\n    return x | 1\n</code></pre>"
    found = clean(f"<article><h1>Ferries</h1>{prose}{table}{prose}{code}{prose}</article>")
    text = found.to_markdown()
    assert "| Ferry | Leaves |\n| --- | --- |\n| A\\|B | 9:00 |\n| C |  |" in text
    assert "```python\ndef f(x):\n\n    return x | 1\n```" in text


def test_an_article_gives_blocks_when_asked() -> None:
    article = clean("The harbour reopened on Saturday after the storm, the port said on Friday.")
    assert "blocks" not in article.to_dict()
    assert [data["text"] for data in article.to_dict(blocks=True)["blocks"]] == [article.text]
