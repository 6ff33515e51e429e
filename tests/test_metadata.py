"""Metadata: every way of finding, the one that chooses, and what must never be taken."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from cleanarticle import clean
from cleanarticle.metadata.address import day_in, site_of
from cleanarticle.metadata.json_ld import find_in_scripts, load
from cleanarticle.metadata.names import leading_names, split_names
from cleanarticle.metadata.roles import is_agency
from cleanarticle.metadata.said import moment_of
from cleanarticle.metadata.tag_names import names_in_tag
from cleanarticle.metadata.titles import without_site
from cleanarticle.metadata.when import AMBIGUOUS, RELATIVE
from cleanarticle.model import Caption

BODY = (
    "The harbour, which had been closed since the storm of last week, reopened on Saturday. "
    "Ferries run again from noon, the port said in a statement on Friday evening. "
    "The storm had sunk two boats and torn away part of the quay, which will take months to mend."
)


def page(head: str = "", top: str = "<h1>Harbour reopens after the storm</h1>") -> str:
    return f"<html><head>{head}</head><body>{top}<p>{BODY}</p><p>{BODY}</p></body></html>"


def ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Harbour reopens after the storm",
    "datePublished": "2024-05-25T01:45:00+02:00",
    "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "Tom Ford"}],
    "publisher": {"@type": "Organization", "name": "Daily Harbour"},
    "articleSection": "City",
    "keywords": ["harbour", "storm"],
}


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [{"@type": "WebSite", "name": "Daily Harbour"}, ARTICLE],
        {"@graph": [{"@type": "Organization", "name": "x"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
    ],
    ids=["node", "list", "graph", "nested"],
)
def test_json_ld_in_every_shape(data: object) -> None:
    found = clean(page(ld(data))).metadata
    assert found.title == "Harbour reopens after the storm"
    assert found.authors == ("Jane Doe", "Tom Ford")
    offset = timezone(timedelta(hours=2))
    assert found.date_published == datetime(2024, 5, 25, 1, 45, tzinfo=offset)
    assert (found.section, found.tags) == ("City", ("harbour", "storm"))


def test_json_ld_authors_by_reference() -> None:
    graph = [
        {"@type": "Article", "headline": "Hi", "author": {"@id": "#jane"}},
        {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
    ]
    said = list(find_in_scripts([json.dumps({"@graph": graph})], ""))
    assert [s.value for s in said if s.field == "authors"] == ["Jane Doe"]


def test_the_article_of_the_address_is_taken_of_several() -> None:
    others = [
        {"@type": "Article", "headline": f"Other {n}", "url": f"https://example.org/{n}"}
        for n in range(3)
    ]
    own = {"@type": "Article", "headline": "Own", "url": "https://www.example.org/own/"}
    said = find_in_scripts([json.dumps([*others, own])], "http://example.org/own?page=1")
    assert [s.value for s in said if s.field == "title"] == ["Own"]


@pytest.mark.parametrize(
    "script",
    [
        '{"a": "b",}',
        '{"a": "b"};',
        '<!-- {"a": "b"} -->',
        '// <![CDATA[\n{"a": "b"}\n// ]]>',
        '{"a": "b"} {"c": 1}',
        '{"a": "b"\n "c": "d"}',
    ],
)
def test_broken_json_is_mended(script: str) -> None:
    assert load(script)["a"] == "b"


@pytest.mark.parametrize("script", ["", "{", "null", "[" * 5000, "not json at all"])
def test_what_cannot_be_mended_is_left(script: str) -> None:
    assert load(script) is None
    assert list(find_in_scripts([script], "")) == []


def test_meta_tags_and_what_twitter_labels_say() -> None:
    head = """<meta property="og:title" content="Harbour reopens after the storm - Daily Harbour">
    <meta property="og:site_name" content="Daily Harbour">
    <meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jane Doe">
    <meta name="twitter:label2" content="Est. reading time">
    <meta name="twitter:data2" content="4 minutes">
    <link rel="alternate" type="application/rss+xml" href="/feed">
    <meta property="og:image" content="https://example.org/a.jpg">"""
    found = clean(page(head)).metadata
    assert found.title == "Harbour reopens after the storm"
    assert (found.authors, found.site_name) == (("Jane Doe",), "Daily Harbour")
    assert (found.reading_time, found.feeds) == (4, ("/feed",))
    assert found.images == ("https://example.org/a.jpg",)


def test_losing_candidates_are_shown() -> None:
    head = ld(ARTICLE) + '<meta name="date" content="2019-01-01">'
    head += f'<meta property="article:published_time" content="{ARTICLE["datePublished"]}">'
    article = clean(page(head))
    lost = [c for c in article.metadata.candidates if c.field == "date_published"]
    assert [c.value for c in lost] == [date(2019, 1, 1)]
    assert lost[0].source.confidence < article.metadata.found["date_published"].confidence
    assert "    not 2019-01-01 (markup, date" in article.explain()
    data = article.to_dict()["metadata"]["candidates"]
    assert {"field": "date_published", "value": "2019-01-01"}.items() <= data[0].items()


def test_dates_are_as_exact_as_the_page() -> None:
    def published(line: str) -> object:
        return clean(f"Harbour reopens after the storm\n\n{line}\n\n{BODY}").metadata.date_published

    assert published("25 May 2024") == date(2024, 5, 25)
    assert published("25 May 2024, 13:45") == datetime(2024, 5, 25, 13, 45)
    assert published("2024-05-25T13:45:00Z") == datetime(2024, 5, 25, 13, 45, tzinfo=UTC)


def test_an_ambiguous_date_says_so() -> None:
    article = clean(f"Harbour reopens after the storm\n\n5/6/2024\n\n{BODY}")
    assert article.metadata.date_published == date(2024, 5, 6)
    assert article.metadata.found["date_published"].note == AMBIGUOUS


@pytest.mark.parametrize(
    ("other", "day"), [("25/05/2024", date(2024, 6, 5)), ("05/25/2024", date(2024, 5, 6))]
)
def test_other_dates_of_the_page_say_which_is_the_day(other: str, day: date) -> None:
    raw = f"Harbour reopens after the storm\n\n5/6/2024\n\n{BODY}\n\nUpdated {other}\n"
    found = clean(raw, language="en").metadata
    assert (found.date_published, found.found["date_published"].note) == (day, "")


def test_the_markup_says_which_is_the_day() -> None:
    head = '<meta property="article:published_time" content="2024-06-05T10:00:00Z">'
    found = clean(page(head, "<h1>Harbour reopens after the storm</h1><p>5/6/2024</p>")).metadata
    assert isinstance(found.date_published, datetime) and found.date_published.month == 6
    assert all(c.field != "date_published" for c in found.candidates)


def test_so_long_ago_is_no_date_but_is_told() -> None:
    article = clean(f"Harbour reopens after the storm\n\n5 minutes ago\n\n{BODY}")
    assert article.metadata.date_published is None
    [lost] = [c for c in article.metadata.candidates if c.field == "date_published"]
    assert (lost.value, lost.source.note) == ("5 minutes ago", RELATIVE)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("令和6年5月25日", date(2024, 5, 25)),
        ("۵ خرداد ۱۴۰۳", date(2024, 5, 25)),
        ("٢٥ مايو ٢٠٢٤", date(2024, 5, 25)),
        ("25 травня 2024 р.", date(2024, 5, 25)),
    ],
)
def test_dates_of_every_calendar_and_script(line: str, day: date) -> None:
    raw = f"Harbour reopens after the storm\n\n{line}\n\n{BODY}"
    assert clean(raw).metadata.date_published == day


@pytest.mark.parametrize("line", ["Minutes Ago", "5 minutes ago", "Sign In", "Read More", "Share"])
def test_noise_is_no_author(line: str) -> None:
    raw = f"Harbour reopens after the storm\n\n{line}\n\n25 May 2024\n\n{BODY}"
    assert clean(raw).metadata.authors == ()


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        (
            "Jane Doe, Tom O'Neil and Ana Paz (desk@example.org)",
            ("Jane Doe", "Tom O'Neil", "Ana Paz"),
        ),
        ("John A. Smith", ("John A. Smith",)),
        ("Jane Doe und Tom Ford", ("Jane Doe", "Tom Ford")),
        ("Jane Doe e Ana Paz", ("Jane Doe", "Ana Paz")),
        ("Jane Doe, PhD, @janedoe", ("Jane Doe",)),
    ],
)
def test_names_of_a_byline(byline: str, names: tuple[str, ...]) -> None:
    assert split_names(byline) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane DoePublished: Jan 29, 2025", ("Jane Doe",)),
        ("Niko Marin on behalf of the desk", ("Niko Marin",)),
        ("Jane Doe, Senior Director, Content & Marketing", ("Jane Doe",)),
        ("the end of the day", ()),
    ],
)
def test_names_that_open_a_line(text: str, names: tuple[str, ...]) -> None:
    assert leading_names(text) == names


def test_names_in_tags() -> None:
    assert names_in_tag("By Jane Doe") == ("Jane Doe",)
    assert names_in_tag("admin") == names_in_tag("https://example.org/jane") == ()
    assert is_agency("dpa") and is_agency("AFP/Reuters") and not is_agency("Jane Doe")


def test_agencies_are_told_from_authors() -> None:
    data = {**ARTICLE, "author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "Reuters"}]}
    found = clean(page(ld(data))).metadata
    assert (found.authors, found.agencies) == (("Jane Doe",), ("Reuters",))


def test_the_address_gives_a_day_and_a_name() -> None:
    assert day_in("https://example.org/2024/02/30/x") is None
    assert day_in("https://example.org/20240525-x") == date(2024, 5, 25)
    assert site_of("https://[broken") == ""
    assert without_site("Daily Harbour | Harbour reopens", {"dailyharbour"}) == "Harbour reopens"


def test_moments() -> None:
    assert moment_of("1716601500") == datetime(2024, 5, 25, 1, 45, tzinfo=UTC)
    assert moment_of("0001-01-01") is None
    assert moment_of("yesterday") is None


_BODY = (
    "The harbour of Skerry reopened on Saturday, three days after the great storm closed it. "
    "Ferries run again from noon, the port said in a statement, and the market is back as well. "
    "Repairs to the northern mole will go on until the end of the summer, at night for the most."
)


def test_a_byline_is_found_where_line_breaks_were_lost() -> None:
    menu = "Skip to content Home News Weather Sport "
    page = f"{menu}Harbour reopens after the storm By Jane Doe 25 May 2024 {_BODY} {_BODY}"
    article = clean(page)
    assert article.document.collapsed
    assert article.metadata.authors == ("Jane Doe",)


def test_who_was_spoken_to_is_no_author_where_line_breaks_were_lost() -> None:
    said = _BODY.replace("the port said", "said a pilot, who was interviewed by Tom Ford,")
    assert clean(f"Home News Weather {said} {said}").metadata.authors == ()


def test_a_line_below_the_body_that_is_told_of_is_an_author() -> None:
    paragraphs = _BODY.replace(". ", ".\n\n")
    page = (
        f"Harbour reopens after the storm\n\n{paragraphs}\n\n{paragraphs}\n\nShare\n\nPrint\n\n"
        "Jane Doe\n\nJane Doe is a reporter who has written about the sea for twenty years.\n"
    )
    assert clean(page).metadata.authors == ("Jane Doe",)


def test_a_name_below_the_body_and_above_a_role_is_an_author() -> None:
    between = ["Share", "Print", "Save", "Send", "Listen", "Copy link"]
    lines = ["Harbour reopens after the storm", _BODY, _BODY, *between, "Jane Doe", "Senior editor"]
    assert clean("\n\n".join(lines)).metadata.authors == ("Jane Doe",)


def test_a_headline_loses_the_date_before_it() -> None:
    page = f"23.01.2024 - Harbour of Skerry reopens early\n\n{_BODY}\n\n{_BODY}"
    assert clean(page).metadata.title == "Harbour of Skerry reopens early"


def test_a_path_to_the_headline_is_not_the_headline() -> None:
    title = "Harbour of Skerry reopens three days after the storm"
    page = f"Home News Coast {title}\n\n{title}\n\n25 May 2024\n\n{_BODY}\n\n{_BODY}\n"
    assert clean(page).metadata.title == title


def test_a_headline_far_above_its_body_is_found() -> None:
    title = "Harbour of Skerry reopens three days after the storm"
    menu = "\n".join(f"* Section {number}" for number in range(60))
    page = f"Home\n\n{title}\n\n25 May 2024\n\n{menu}\n\n{_BODY}\n\n{_BODY}\n"
    assert clean(page).metadata.title == title


@pytest.mark.parametrize(
    "line",
    [
        "Karin Dahl Published 3 September 2024 05.30 Updated 13.18 2 min read",
        "By Craig Randall, Alli Miles ⋅ Review Editor ⋅ March 12, 2026 | 14 Comments",
    ],
)
def test_a_line_with_date_and_authors_is_lifted(line: str) -> None:
    article = clean(f"Harbour reopens after the storm\n\n{line}\n\n{BODY}\n\n{BODY}")
    assert line not in article.text
    assert article.metadata.date_published and article.metadata.authors


@pytest.mark.parametrize(
    ("language", "line", "caption", "credit"),
    [
        (
            "en",
            "The mayor at the docks. EFE/ J.J. Soler",
            "The mayor at the docks.",
            "EFE/ J.J. Soler",
        ),
        ("en", "The docks. © DPA Images | Ana Ruiz", "The docks.", "DPA Images | Ana Ruiz"),
        ("de", "Der Hafen im MaiBild: Ana Ruiz/dpa", "Der Hafen im Mai", "Ana Ruiz/dpa"),
        ("en", "The mayor at the docks(Image: Kypros)", "The mayor at the docks", "Kypros"),
        ("ko", "나룻배가 다시 다니고 있다. 뉴스1", "나룻배가 다시 다니고 있다.", "뉴스1"),
        ("ko", "나룻배가 다니고 있다. 홍길동 기자", "나룻배가 다니고 있다.", "홍길동 기자"),
    ],
)
def test_a_credit_is_told_by_its_agency_or_its_place(
    language: str, line: str, caption: str, credit: str
) -> None:
    found = clean(f"{BODY}\n\n{line}\n\n{BODY}", language=language)
    assert line not in found.text
    assert found.metadata.captions == (Caption(caption, credit),)


@pytest.mark.parametrize(
    "line",
    [
        "She has worked for Getty Images and Reuters for twenty years, mostly in harbours.",
        "The report was written by Reuters and the AP.",
    ],
)
def test_an_agency_in_a_sentence_is_no_credit(line: str) -> None:
    assert line in clean(f"{BODY}\n\n{line}\n\n{BODY}").text


@pytest.mark.parametrize("sign", ["dpa", "dpa/lnw", "AP", "(Reuters)"])
def test_an_agency_behind_the_last_paragraph_takes_nothing_with_it(sign: str) -> None:
    last = (
        f"No one was hurt by the storm, a spokesman for the port said on Saturday evening. {sign}"
    )
    assert last in clean(f"{BODY}\n\n{BODY}\n\n{last}\n\nRead also").text


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (
            '<link rel=canonical href="/x"><meta property=og:url content="https://q.example/y">',
            "https://q.example/x",
        ),
        (
            '<base href="https://q.example/a/"><link rel=canonical href="x">',
            "https://q.example/a/x",
        ),
        (
            '<base href="https://q.example/"><meta property=og:url content=/x>',
            "https://q.example/x",
        ),
        (
            '<link rel=canonical href="/x"><link rel=canonical href="https://q.example/y">',
            "https://q.example/y",
        ),
        (
            '<link rel=canonical href="https://q.example/x"><base href="https://z.example/">',
            "https://q.example/x",
        ),
        ('<base href="https://q.example/">', None),
        ('<base href="/a/"><link rel=canonical href="/x">', "/x"),
    ],
)
def test_the_page_gives_its_address_whole_wherever_it_says_of_which_site_it_is(
    head: str, url: str | None
) -> None:
    assert clean(page(head)).metadata.url == url


@pytest.mark.parametrize("foot", ["Last updated on {}", "Last updated<!-- --> on <b>{}</b>"])
def test_a_time_behind_words_of_a_change_is_its_day(foot: str) -> None:
    time = "<time datetime='2024-05-06T10:00:00Z'>a while ago</time>"
    found = clean(page() + f"<footer><span>{foot.format(time)}</span></footer>").metadata
    assert found.date_modified == datetime(2024, 5, 6, 10, tzinfo=UTC)
    assert found.found["date_modified"].detail == "time"


@pytest.mark.parametrize("foot", ["Posted on {}", "<p>Updated daily.</p>{}", "Updated 7 times {}"])
def test_a_time_behind_other_words_is_no_change(foot: str) -> None:
    time = "<time datetime='2024-05-06T10:00:00Z'>a while ago</time>"
    found = clean(page() + f"<footer>{foot.format(time)}</footer>").metadata
    assert found.date_modified is None
