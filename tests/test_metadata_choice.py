"""Metadata: which of several candidates is chosen, and what is no candidate at all."""

from __future__ import annotations

import json
from datetime import date

import pytest

from cleanarticle import clean
from cleanarticle.metadata.address import day_in
from cleanarticle.metadata.chooser import CHANGED
from cleanarticle.metadata.meta_tags import find_in_meta
from cleanarticle.metadata.said import day_of, is_unsure
from cleanarticle.metadata.tag_names import names_in_tag
from cleanarticle.model import Metadata

BODY = (
    "The harbour, which had been closed since the storm of last week, reopened on Saturday. "
    "Ferries run again from noon, the port said in a statement on Friday evening. "
    "The storm had sunk two boats and torn away part of the quay, which will take months to mend."
)
TITLE = "Harbour reopens after the storm"


def found(head: str = "", top: str = f"<h1>{TITLE}</h1>", after: str = "") -> Metadata:
    raw = f"<html><head>{head}</head><body>{top}<p>{BODY}</p><p>{BODY}</p>{after}</body></html>"
    return clean(raw).metadata


def ld(**data: object) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, **data}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


def day(metadata: Metadata) -> date | None:
    return metadata.date_published and day_of(metadata.date_published)


def test_one_tag_with_a_date_is_enough_beside_the_dates_of_teasers() -> None:
    teasers = "".join(
        f'<div class="teaser"><time datetime="2024-04-1{n}">1{n} April</time></div>'
        for n in range(5)
    )
    assert day(found(ld(datePublished="2024-05-25T01:45:00Z"), after=teasers)) == date(2024, 5, 25)


def test_candidates_of_a_page_share_what_is_likely() -> None:
    one = found(ld(datePublished="2024-05-25"))
    two = found(ld(datePublished="2024-05-25") + meta("pubdate", "2023-01-02"))
    lost = [c for c in two.candidates if c.field == "date_published"]
    sure = two.found["date_published"].confidence if two.date_published else 0.0
    assert sure + sum(c.source.confidence for c in lost) <= 1.01
    assert sure < one.found["date_published"].confidence


def test_the_day_of_the_last_change_is_given_where_there_is_no_other() -> None:
    top = f"<h1>{TITLE}</h1><p>Last updated: 25 May 2024</p>"
    changed = found(top=top)
    assert (day(changed), changed.found["date_published"].note) == (date(2024, 5, 25), CHANGED)
    published = found(ld(datePublished="2024-02-01"), top)
    assert (day(published), published.found["date_published"].note) == (date(2024, 2, 1), "")
    assert published.date_modified == date(2024, 5, 25)


def test_a_time_that_says_updated_is_no_day_of_publication() -> None:
    top = f'<h1>{TITLE}</h1><time datetime="2024-06-03">Updated 3 June 2024</time>'
    assert day(found(ld(datePublished="2024-02-01"), top)) == date(2024, 2, 1)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("w-published-date", "date_published"),
        ("shop:publish_time", "date_published"),
        ("article.first_published_at", "date_published"),
        ("date-modified", "date_modified"),
        ("x-update-date", "date_modified"),
        ("event-date", None),
        ("publisher", "site_name"),
        ("dateline", None),
        ("expires-on", None),
    ],
)
def test_tags_are_known_by_what_their_names_say(name: str, field: str | None) -> None:
    said = [one.field for one in find_in_meta([(name, "2024-05-25")], None)]
    assert said == ([field] if field else [])


def test_a_date_that_can_be_read_two_ways_is_read_as_the_sure_ones() -> None:
    assert is_unsure("11/1/2023 12:43:42")
    assert not any(map(is_unsure, ("11/11/2023", "25/1/2023", "2023-01-11", "1.2.3.2023", None)))
    sure = meta("article:published_time", "2023-11-01T12:43:42Z")
    assert day(found(meta("date", "11/1/2023 12:43:42") + sure)) == date(2023, 11, 1)
    swapped = found(ld(datePublished="2019-05-08"), f"<h1>{TITLE}</h1><p>05/08/2019</p>")
    assert day(swapped) == date(2019, 5, 8)


@pytest.mark.parametrize("line", ["8 May 2019", "Published 8 May 2019"])
def test_a_date_with_its_month_in_letters_is_never_swapped(line: str) -> None:
    metadata = found(ld(dateModified="2019-08-05"), f"<h1>{TITLE}</h1><p>{line}</p>")
    assert day(metadata) == date(2019, 5, 8)


def test_months_in_addresses() -> None:
    assert day_in("https://example.org/blog/2023/october/03/harbour") == date(2023, 10, 3)
    assert day_in("https://example.org/2023/Jun/31/harbour") is None
    assert day_in("https://example.org/2023/octopus-garden/03/") is None


def test_the_line_over_a_title_is_no_part_of_it() -> None:
    kicker = f'<h1><span class="head__kicker">After the storm</span> <span>{TITLE}</span></h1>'
    assert found(f'<meta property="og:title" content="{TITLE}">', kicker).title == TITLE
    said = [c.value for c in found("", kicker).candidates if c.field == "title"]
    assert TITLE in [*said, found("", kicker).title]
    other = f"<h1><span>Storm:</span> {TITLE}</h1>"
    assert found("", other).title == f"Storm: {TITLE}"


def test_all_the_authors_that_a_tag_names() -> None:
    head = ld(author=[{"@type": "Person", "name": n} for n in ("Jane Doe", "Tom Ford")])
    top = f"<h1>{TITLE}</h1><p>By Jane Doe</p><p>25 May 2024</p>"
    assert found(head, top).authors == ("Jane Doe", "Tom Ford")


def test_a_name_in_the_text_ends_where_the_tag_ends_it() -> None:
    head = ld(author={"@type": "Person", "name": "Jane Doe"})
    top = f"<h1>{TITLE}</h1><p>By Jane Doe Twitter Kommentare</p><p>25 May 2024</p>"
    assert found(head, top).authors == ("Jane Doe",)


@pytest.mark.parametrize("text", ["Von", "By", "Posted on", "Name", "Mehr", "Written by:"])
def test_labels_are_no_names(text: str) -> None:
    assert names_in_tag(text) == ()


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By harbourmaster May 25, 2024 No Comments", ("harbourmaster",)),
        ("Posted on 25 May 2024 by marc | Leave a comment", ("marc",)),
        ("25 May 2024 • Jane Doe in City News", ("Jane Doe",)),
        ("25 May 2024 by the way the storm went", ()),
    ],
)
def test_bylines_with_dates(line: str, authors: tuple[str, ...]) -> None:
    assert clean(f"{TITLE}\n\n{line}\n\n{BODY}\n\n{BODY}").metadata.authors == authors


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Updated Feb 20, 2025. First published Feb 3, 2025", (2025, 2, 3), (2025, 2, 20)),
        ("August 16, 2024 - Updated July 9, 2025", (2024, 8, 16), (2025, 7, 9)),
        ("Updated: Feb 20, 2025 Feb 3, 2025", (2025, 2, 3), (2025, 2, 20)),
        ("2025.02.20 2025.02.03", (2025, 2, 3), (2025, 2, 20)),
        ("Published: 02/20/25", (2025, 2, 20), None),
    ],
)
def test_the_day_of_a_change_is_told_from_that_of_publication(
    line: str, published: tuple[int, int, int], modified: tuple[int, int, int] | None
) -> None:
    metadata = clean(f"{TITLE}\n\n{line}\n\n{BODY}\n\n{BODY}", language="en").metadata
    assert day(metadata) == date(*published)
    changed = metadata.date_modified
    assert (changed and day_of(changed)) == (date(*modified) if modified else None)


def test_the_day_of_a_change_alone_is_given_as_such() -> None:
    raw = f"{TITLE}\n\nBy Jane Doe Last updated on 3 March 2025 4 min read\n\n{BODY}\n\n{BODY}"
    metadata = clean(raw).metadata
    assert metadata.date_modified is not None
    assert metadata.found["date_published"].note == CHANGED


def test_what_the_site_calls_itself_is_no_author_where_a_person_is() -> None:
    foot = "<footer>© 2025 Tidewater Post</footer>"
    top = f"<h1>{TITLE}</h1><p class=byline>By Jane Doe</p>"
    assert found(meta("author", "Tidewater Post"), top, foot).authors == ("Jane Doe",)
    assert found(meta("author", "Tidewater Post"), after=foot).authors == ("Tidewater Post",)


def test_two_names_of_a_line_are_both_authors() -> None:
    top = f"<h1>{TITLE}</h1><p><a rel=author href=/j>Jane Doe</a> and Tom Ford</p><p>3 May 2025</p>"
    assert found(top=top).authors == ("Jane Doe", "Tom Ford")


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("Jane DoeUpdated May 3, 2025", True),
        ("Jane Doe, last updated: May 3, 2025", True),
        ("Jane Doe, outdated May 3, 2025", False),
    ],
)
def test_the_label_of_a_change_is_a_word_of_its_own_or_glued_on(line: str, changed: bool) -> None:
    metadata = clean(f"{TITLE}\n\n{line}\n\n{BODY}\n\n{BODY}", language="en").metadata
    assert (metadata.date_modified is not None) == changed


@pytest.mark.parametrize("tag", ["citation_author", "DC.creator", "dcterms.creator"])
@pytest.mark.parametrize(
    ("contents", "authors"),
    [
        (("Vale, Jon", "Stern, Mia"), ("Jon Vale", "Mia Stern")),
        (("Vale, Jon",), ("Jon Vale",)),
        (("van Dijk, J.", "Ruiz Paz, Ana María"), ("J. van Dijk", "Ana María Ruiz Paz")),
        (("Jane Doe, Tom Ford",), ("Jane Doe", "Tom Ford")),
        (("Jane Doe, Tom Ford", "Mia Stern"), ("Jane Doe", "Tom Ford", "Mia Stern")),
        (("Jane Doe, PhD",), ("Jane Doe",)),
    ],
)
def test_catalogues_give_surnames_first(
    tag: str, contents: tuple[str, ...], authors: tuple[str, ...]
) -> None:
    assert found("".join(meta(tag, content) for content in contents)).authors == authors


def test_other_tags_give_names_with_commas_between() -> None:
    assert [said.value for said in find_in_meta([("author", "Vale, Jon")], None)] == ["Vale, Jon"]
