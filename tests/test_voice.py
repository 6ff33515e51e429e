"""Who speaks to whom, and what a site calls itself."""

from __future__ import annotations

import pytest

from cleanarticle import Cleaner
from cleanarticle.masthead import look_for_site, names_of_site
from cleanarticle.reading import read
from cleanarticle.rules import registry
from cleanarticle.text import fold_lines, word_lists
from cleanarticle.voice import listen, voice_words

REPORT = "The ferry stayed in port on Friday, and the harbour was closed for the day."
PLEA = "Help us to tell you what happens in your town."


def heard(*lines: str, language: str = "en") -> dict[str, list[int]]:
    folded = fold_lines(list(lines))
    columns = listen(
        folded, word_lists(folded), b"\2" * len(lines), voice_words(language), language == "ja"
    )
    return {name: list(column) for name, column in columns.items()}


def test_a_plea_speaks_to_its_reader_and_a_report_does_not() -> None:
    columns = heard(REPORT, REPORT, REPORT, PLEA)
    assert columns["voice"] == [1, 1, 1, 4]
    assert columns["voice within 2"] == [0, 1, 1, 0]  # beside it
    assert columns["voice against prose"][3] > columns["voice against prose"][0]


def test_where_all_prose_does_a_plea_stands_out_less() -> None:
    among_reports = heard(REPORT, REPORT, REPORT, PLEA)["voice against prose"][3]
    assert heard(PLEA, PLEA, PLEA, PLEA)["voice against prose"][3] < among_reports


@pytest.mark.parametrize(
    "quoted",
    [
        "“We will tell you when your ferry sails,” the port said.",
        '"We will tell you when your ferry sails, and',
        "«We will tell you when your ferry sails», the port said.",
    ],
)
def test_what_is_quoted_is_not_the_sites(quoted: str) -> None:
    assert heard(REPORT, quoted)["voice"] == [1, 1]


def test_beside_a_quotation_the_site_may_speak() -> None:
    assert heard(REPORT, "Get “Morning Tide”, our letter, in your inbox.")["voice"] == [1, 3]


def test_a_script_without_spaces() -> None:
    lines = (
        "港は金曜日に閉鎖され、フェリーは欠航した。",
        "メールをお届けします。ぜひご登録ください。",
    )
    assert heard(*lines, language="ja")["voice"] == [1, 3]


def test_every_pack_has_words_and_no_language_none() -> None:
    assert [name for name in registry.languages() if not voice_words(name)] == []
    assert set(map(tuple, heard(REPORT, PLEA, language="xx").values())) == {(0, 0)}


def names(raw: str, format: str = "text") -> set[str]:
    page = Cleaner().look(read(raw, format))
    return names_of_site(page.document, page.folded)


@pytest.mark.parametrize(
    ("raw", "format", "found"),
    [
        (
            "Rain.\n\nGet the Tidewater Post app.\n\n© 2024 Tidewater Post Ltd.",
            "text",
            "tidewater post",
        ),
        ("Rain.\n\nRead the Wexmoorian.\n\nCopyright (c) 2024 Wexmoorian", "text", "wexmoorian"),
        (
            "Common Thread\n\nRain fell.\n\nCommon Thread is paid for by readers.",
            "text",
            "common thread",
        ),
        (
            "<title>Rain - Tidewater Post</title><p>Rain.</p><p>The Tidewater Post is free.</p>",
            "html",
            "tidewater post",
        ),
        ("Rain.\n\nThe quay. © Tom Ford\n\nBy Tom Ford\n" + "\n\nFog." * 9, "text", ""),
        (
            "<title>Rain - It fell on Monday all day</title><p>It fell on Monday.</p>",
            "html",
            "",
        ),
        (
            "<meta property=og:site_name content='The Post'><p>Rain.</p><p>The Post is free.</p>",
            "html",
            "",
        ),
    ],
)
def test_names_of_a_site(raw: str, format: str, found: str) -> None:
    assert names(raw, format) == ({found} if found else set())


def test_what_the_article_is_about_is_no_name() -> None:
    lines = ["Iron Bridge", "The Iron Bridge was shut.", "The Iron Bridge is old.", "Rain."]
    names = names_of_site(read("\n\n".join(lines), "text"), fold_lines(lines))
    assert names == {"iron bridge"}
    columns = look_for_site(names, fold_lines(lines), b"\0\3\3\1")
    assert list(columns["names the site"]) == [0, 0, 0, 0]
    columns = look_for_site(names, fold_lines(lines), b"\0\1\1\x0c")
    assert list(columns["names the site"]) == [2, 2, 2, 1]
