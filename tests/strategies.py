"""Pages as the web gives them, for Hypothesis: real noise, prose in many scripts, any character.

Noise comes from the rule packs: what a rule says it hits is noise as written on pages, and what
it says it misses is prose that looks like it. A new pack is thereby tested without a word here.
"""

from __future__ import annotations

import textwrap
from functools import cache

from hypothesis import strategies as st

from cleanarticle.rules.registry import builtin, languages

#: Sentences of our own, by script: with and without capitals, spaces and case.
PROSE = (
    "The harbour reopened on Saturday, three days after the storm had closed it to all ships.",
    'Ferries run again from noon, the port said; "we are glad to be back," its director added.',
    "Dr. Ives of St. Mary's, who had measured the waves since 3. May, spoke of 4.5 metres.",
    "Nobody was hurt.",
    "Fünf Tage lang war die Insel nur mit dem Hubschrauber zu erreichen, sagte Frau Dorn.",
    "Le port a rouvert samedi, trois jours après la tempête qui avait fermé l'accès aux navires.",
    "El puerto volvió a abrir el sábado: los transbordadores salen de nuevo desde el mediodía.",
    "Порт знову відкрився в суботу, через три дні після шторму, який закрив його для суден.",
    "Порт снова открылся в субботу, через три дня после шторма, сообщила администрация.",
    "Το λιμάνι άνοιξε ξανά το Σάββατο, τρεις ημέρες μετά την καταιγίδα που το είχε κλείσει.",
    "أعيد فتح الميناء يوم السبت، بعد ثلاثة أيام من العاصفة التي أغلقته أمام جميع السفن.",
    "הנמל נפתח מחדש בשבת, שלושה ימים אחרי הסערה שסגרה אותו לכל האוניות, כך נמסר.",
    "बंदरगाह शनिवार को फिर से खुल गया, तूफान के तीन दिन बाद जिसने इसे बंद कर दिया था।",
    "港口于周六重新开放，此前的风暴使其对所有船只关闭了三天。市长说，没有人受伤。",
    "港は土曜日に再開した。嵐のために三日間閉鎖されていたが、けが人はいなかったという。",
    "항구는 폭풍으로 폐쇄된 지 사흘 만인 토요일에 다시 문을 열었다고 당국이 밝혔다.",
    "ท่าเรือเปิดอีกครั้งในวันเสาร์ หลังจากพายุทำให้ต้องปิดเป็นเวลาสามวัน",
)
#: Lines from which metadata is read, and labels that open content.
TELLING = (
    "Harbour reopens three days after the storm",
    "Harbour reopens three days after the storm | The Daily Gull",
    "By Jane Doe and Tom O'Neil",
    "Von Jana Dorn und Ole Friis",
    "Published:   25 May 2024,  10:30",
    "Updated 26.05.2024 08:15",
    "2024-05-25T01:45:00Z",
    "The mayor at the docks. Photo: Getty Images",
    "SKERRY, May 25 (Reuters) - The harbour reopened on Saturday, its director told reporters.",
    "Source: the director in an interview with The Daily Gull",
    "Quote:",
    "Background:",
    "• It was reported that the storm was the worst in a century.",
    "2) The ferry returns at six.",
    "•",
    "* [Home](/)",
    "## What **comes** next",
    "The *port* [reopened](https://example.org/a_(b)) on Saturday, ![its](/p.jpg) director said.",
)
#: What can stand between two lines: breaks of all kinds, spaces, nothing.
BREAKS = ("\n", "\n", "\n\n", "\n\n\n", "\r\n", "\r\n\r\n", "\r", "\f", "\v", "\x1c", "\x85")
GLUES = ("\u2028", "\u2029", " ", "  ", "\t", "\xa0", "", " \n ", "\u3000")
#: Characters that readers of text trip over: controls, joiners, marks of direction, surrogates.
TRAPS = (
    "\x00\x01\x07\x08\x1b\x1f\x7f\x80\x85\x9f\xad\u0301\u0345\u034f\u0600\u061c\u070f\u115f\u180e"
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\u2028\ufdd0\ufe0f\ufeff\ufffd"
    "\ufffe\uffff\ud800\udbff\udc00\udfff\U0001f600\U000e0001\U000e0041\U0010ffff"
    "İıßﬁŉǅΐ™…½²①Ⅷ٣३〇"
)
TAGS = (
    *[
        "<p>",
        "</p>",
        "<p",
        "<div>",
        "</div>",
        "<br>",
        "<li>",
        "<ul>",
        "<h1>",
        "</h1>",
        "<h2>",
        "<b>",
        "</b>",
        "<a>",
        "</a>",
        "<span>",
    ],
    *[
        "<table>",
        "<tr>",
        "<td>",
        "<pre>",
        "<script>",
        "</script>",
        "<style>",
        "<noscript>",
        "<template>",
        "<svg>",
    ],
    *[
        "<!--",
        "-->",
        "<!doctype",
        "<![CDATA[",
        "]]>",
        "<?",
        "&",
        "&amp;",
        "&nbsp;",
        "&#0;",
        "&#xD800;",
        "&lt;",
        "<",
        ">",
        "</",
        "/>",
        "</body>",
    ],
    *[
        "<blockquote>",
        "<figure>",
        "<figcaption>",
        "<frameset>",
        "<body>",
        "<head>",
        "<title>",
        "</html>",
        "<select>",
    ],
    '<div class="related share ad">',
    "<p hidden>",
    "<div style='display:none'>",
    '<meta name="author" content="By Jane Doe (desk@example.org)">',
    '<meta property="article:published_time" content="2024-05-25T01:45:00+02:00">',
    '<meta charset="hex">',
    '<html lang="uk">',
    "<link rel=canonical href=https://example.org/a>",
)


@cache
def noise() -> tuple[str, ...]:
    """Every hit and miss of every rule of every pack."""
    rules = [rule for name in ("any", *languages()) for rule in builtin(name).rules]
    return tuple(dict.fromkeys(text for rule in rules for text in (*rule.hits, *rule.misses)))


def any_text(max_size: int = 40) -> st.SearchStrategy[str]:
    """Any text at all, lone surrogates included, with more traps in it than chance gives."""
    any_char = st.one_of(st.characters(exclude_categories=()), st.sampled_from(TRAPS))
    return st.text(any_char, max_size=max_size)


def lines() -> st.SearchStrategy[str]:
    """One line of a page."""
    return st.one_of(
        st.deferred(lambda: st.sampled_from(noise())),
        st.sampled_from(PROSE),
        st.sampled_from(TELLING),
        st.lists(st.sampled_from(PROSE), min_size=2, max_size=4).map(" ".join),
        any_text(),
    )


def breaks() -> st.SearchStrategy[str]:
    """What stands between two lines."""
    return st.sampled_from((*BREAKS, *GLUES))


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page's text: as scraped, hard-wrapped, or with its line breaks lost."""
    many = draw(st.lists(lines(), max_size=24))
    shape = draw(st.sampled_from(("mixed", "mixed", "paragraphs", "wrapped", "collapsed")))
    if shape == "mixed":
        return "".join(line + draw(breaks()) for line in many)
    if shape == "collapsed":
        return " ".join(many * draw(st.integers(1, 3)))
    if shape == "wrapped":
        many = [textwrap.fill(line, draw(st.integers(40, 100))) for line in many]
    return "\n\n".join(many)


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Something like HTML: lines among tags that need not match."""
    opening = draw(st.sampled_from(("", "<!doctype html>", "<html><body>", "<p>", "<?xml?>")))
    parts = draw(st.lists(st.one_of(st.sampled_from(TAGS), lines()), max_size=40))
    return opening + "".join(parts)


@st.composite
def page_bytes(draw: st.DrawFn) -> bytes:
    """Bytes of a page: in some encoding, perhaps cut off or damaged, or no text at all."""
    if draw(st.integers(0, 5)) == 0:
        return draw(st.binary(max_size=300))
    page = draw(st.one_of(pages(), markup()))
    declared = draw(st.sampled_from((*ENCODINGS, *ODD_NAMES, "")))
    head = f'<meta charset="{declared}">' if declared else ""
    name = draw(st.sampled_from(ENCODINGS))
    raw = (head + page).encode(name, "ignore")
    cut = draw(st.integers(0, len(raw)))
    return draw(st.sampled_from((raw, raw[:cut], raw[:cut] + b"\xff\x00\xe9" + raw[cut:])))


ENCODINGS = (
    *[
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1252",
        "latin-1",
        "cp1251",
        "koi8-r",
    ],
    *["shift_jis", "euc-jp", "iso2022_jp", "gbk", "gb18030", "big5", "euc-kr", "cp1256", "utf-7"],
)
#: Names that Python knows and that are no encoding of a page.
ODD_NAMES = ("hex", "base64", "rot13", "zlib", "idna", "punycode", "undefined", "unicode_escape")

#: A user's own pack of one rule.
PACK = """\
[pack]
language = "en"
name = "Mine"

[MY101]
kind = "ad-label"
phrases = ["a word from our sponsor"]
hits = ["A word from our sponsor:"]
misses = ["He read a word from our sponsor aloud."]
since = "1"
"""
