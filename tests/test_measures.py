"""Measures, records and the tables made of them, on outputs written here."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import collect, records, report, systems, worst
from benchmarks.corpora import Page, PageSet
from benchmarks.measures import measure
from benchmarks.metrics.bootstrap import difference, interval
from benchmarks.metrics.leaks import leaks
from benchmarks.metrics.lines import line_scores
from benchmarks.peers import Peer, Result
from benchmarks.process import BenchmarkError
from benchmarks.records import Record, Series
from benchmarks.systems import OURS, System
from benchmarks.views import calibration, compare, metadata, overview, quality
from benchmarks.views import leaks as leak_view

BODY = "It rained all day in the old town.\nThe river rose by a metre."
LINES = (
    ("title", "Rain in town"),
    ("body", "It rained all day in the old town."),
    ("ad", "Buy now"),
    ("body", "The river rose by a metre."),
    ("related", "Read also: the long dry summer of the old town and its river"),
)
FIELDS = {"title", "authors", "date", "date_wrong"}
PAGE = Page("toy", "1", "", f"<p>{BODY}</p>", BODY, "en", "news", "Rain in town", lines=LINES)


def result(text: str, **metadata: object) -> Result:
    return Result("1", text, metadata, "", 2.0, 30.0)


# Measures


def test_the_gold_itself_is_perfect() -> None:
    found = measure(PAGE, result(BODY, title="Rain in town", confidence=0.9))
    perfect = ("f1", "shingle_precision", "shingle_recall", "line_precision", "line_recall")
    assert [found[name] for name in (*perfect, "title")] == [1.0] * 6
    assert (found["leak ad"], found["of leak ad"], found["words_lost"]) == (0, 1, 0)
    assert found["confidence"] == 0.9


def test_empty_output_counts_as_zero_and_has_no_precision() -> None:
    found = measure(PAGE, Result("1", "", {}, "RuntimeError: no", 0.0, 0.0))
    assert found["f1"] == found["recall"] == found["line_recall"] == 0.0
    assert found["shingle_precision"] is None and found["failed"] == 1.0
    assert found["words_lost"] == found["words"] == 14
    assert found["cpu_ms"] is None


def test_what_a_system_does_not_give_is_not_measured() -> None:
    assert "title" not in measure(PAGE, result(BODY), "text")
    assert "f1" not in measure(PAGE, result("", title="Rain in town"), "metadata")


@pytest.mark.parametrize(
    ("raw", "asked"),
    [
        ("Rain in Town!\nby Jane Doe\nMay 25, 2024", {"title", "authors", "date", "date_wrong"}),
        ("Rain\nJane\n2 May 2024", set()),
        ("Doe, Jane. 25 fell in 12 towns, 2024 more", set()),
        ("٢٥ مايو ٢٠٢٤", {"date", "date_wrong"}),
        ("2024年5月25日", {"date", "date_wrong"}),
        ("5/25/24", {"date", "date_wrong"}),
    ],
)
def test_of_raw_text_only_what_it_shows_is_asked(raw: str, asked: set[str]) -> None:
    page = replace(PAGE, authors=("Jane Doe",), date="2024-05-25")
    assert measure(page, result(""), "metadata", raw).keys() & FIELDS == asked


def test_a_wrong_date_is_worse_than_none() -> None:
    page = replace(PAGE, date="2024-05-25")
    found = [
        measure(page, result("", date=d), "metadata")
        for d in ("2024-05-25T01:45", "2024-05-01", "")
    ]
    assert [(one["date"], one["date_wrong"]) for one in found] == [(1, 0), (0, 1), (0, 0)]


def test_a_page_without_gold_body_is_measured_by_its_segments() -> None:
    page = Page(
        "toy", "1", "", "", None, "de", "article", wanted=("rained all",), unwanted=("Buy",)
    )
    found = measure(page, result("It  rained\nall day. Buy now"))
    assert [found[n] for n in ("found", "missed", "leaked", "kept_out")] == [1, 0, 1, 0]
    assert "f1" not in found and found["failed"] is None


def test_a_leak_is_told_from_the_same_words_in_the_body() -> None:
    page = [("body", "Buy now, the sign said."), ("ad", "Buy now"), ("ad", "Buy now")]
    assert [leak.left for leak in leaks("Buy now, the sign said.", page)] == [0]
    assert [leak.left for leak in leaks("Buy now, the sign said.\nBuy now", page)] == [1]
    assert [leak.left for leak in leaks("Buy now\nBuy now\nBuy now, the sign said.", page)] == [2]


def test_a_leak_is_found_whether_or_not_its_parts_are_glued() -> None:
    page = [("body", "Rain fell."), ("share", "ShareTweetCopy link")]
    assert [leak.left for leak in leaks("Rain fell.\nShare\nTweet\nCopy link", page)] == [1]
    assert [leak.left for leak in leaks("Rain fell.\nTweet\nCopy linked", page)] == [0]


def test_most_of_a_long_line_left_is_a_leak_and_some_of_it_is_not() -> None:
    long = LINES[4][1]
    assert [x.left for x in leaks(long[:50], LINES) if x.label == "related"] == [1]
    assert [x.left for x in leaks(long[:28], LINES) if x.label == "related"] == [0]


def test_a_paragraph_kept_twice_is_once_too_many() -> None:
    precision, recall = line_scores(f"{BODY}\n{BODY}", BODY)
    assert (precision, recall) == (0.5, 1.0)


def test_intervals_are_the_same_every_time_and_pair_pages() -> None:
    ours, theirs = [0.9, 0.5, 0.7, 0.8] * 10, [0.8, 0.4, 0.6, 0.7] * 10
    assert interval(ours) == interval(ours)
    assert interval(ours).high - interval(ours).low > 0.05
    gap = difference(ours, theirs)
    assert gap.high - gap.low < 1e-9 and abs(gap.mean - 0.1) < 1e-9


# Collecting


def toy(monkeypatch: pytest.MonkeyPatch, texts: dict[str, str]) -> list[System]:
    """Systems that give a text each; an exclamation mark is an error."""
    monkeypatch.setattr("benchmarks.process.WORKERS", 1)

    def outputs(system: System, pages: PageSet) -> list[Result]:
        if texts[system.name] == "no start":
            raise BenchmarkError(f"{system.name} cannot start")
        text = texts[system.name].strip("!")
        error = "RuntimeError" if "!" in texts[system.name] else ""
        return [Result(page.id, text, {"confidence": 0.8}, error, 1.0, 1.0) for page in pages]

    monkeypatch.setattr(collect, "outputs", outputs)
    return [System(name, "1", "html", "", peer(name)) for name in texts]


def peer(name: str) -> Peer | None:
    return None if name == OURS else Peer(name, name, "html", name, "both")


def page_set() -> PageSet:
    return PageSet("toy", "f00d", 1, lambda: iter([PAGE]))


def test_a_broken_peer_is_left_out_and_the_rest_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    named = toy(monkeypatch, {OURS: BODY, "dead": "no start", "lame": "!"})
    record = collect.collect(page_set(), named)
    assert [one.system for one in record.series] == [OURS, "lame"]
    assert "dead on toy left out: dead cannot start" in capsys.readouterr().err
    [table] = [t for t in quality.tables(record) if "HTML" in t.title]
    assert [row[2] for row in table.rows] == ["1.000", ".000"]
    assert table.notes == ["lame 1 failed on 1 pages, which count as empty; first: 1: RuntimeError"]


def test_a_set_that_cannot_be_read_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def torn() -> None:
        raise BenchmarkError("torn.jsonl.gz is torn")

    named = toy(monkeypatch, {OURS: BODY})
    torn_set = PageSet("torn", "0", 1, torn)  # type: ignore[arg-type]
    found = collect.collect_all([torn_set, page_set()], named)
    assert [record.name for record in found] == ["toy"]
    assert "torn left out" in capsys.readouterr().err
    with pytest.raises(BenchmarkError, match="nothing could be measured"):
        collect.collect_all([torn_set], named)


def test_a_peer_that_cannot_start_is_tried_again_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    dead = Peer("dead", "dead", "html", "no_such_module_here")
    system = System("dead", "1", "html", "", dead)
    with pytest.raises(BenchmarkError, match="dead cannot start"):
        list(systems.outputs(system, page_set()))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


# Records


def record_of(*series: Series, pages: int = 2, digest: str = "f00d") -> Record:
    return Record("toy", digest, [(str(n), "news", "en") for n in range(pages)], series)


def series_of(system: str, f1: list[float | None], mode: str = "html", **more: object) -> Series:
    columns = {"f1": f1, "cpu_ms": [1.0] * len(f1), **more}
    measured = [value is not None for value in f1]
    return Series(system, "1", mode, "", columns, measured)  # type: ignore[arg-type]


def test_a_record_comes_back_as_it_was_written(tmp_path: Path) -> None:
    record = record_of(series_of(OURS, [0.12345678, None], confidence=[0.5, 1.0]))
    path = records.write(record, tmp_path)
    found = records.read(path)
    assert found.pages == record.pages and found.digest == "f00d"
    assert found.series[0].columns["f1"] == [0.123, None]
    assert found.series[0].measured == [True, False]
    assert json.loads(path.read_text())["seed"] == 0


def test_measuring_one_system_again_replaces_it_alone(tmp_path: Path) -> None:
    records.write(record_of(series_of(OURS, [0.1, 0.2]), series_of("peer", [0.5, 0.5])), tmp_path)
    part = record_of(series_of(OURS, [0.9]), pages=1)
    found = records.read(records.write(part, tmp_path))
    assert {one.system: one.columns["f1"] for one in found.series} == {
        OURS: [0.9, None],
        "peer": [0.5, 0.5],
    }


def test_a_record_of_other_pages_replaces_all(tmp_path: Path) -> None:
    records.write(record_of(series_of("peer", [0.5, 0.5])), tmp_path)
    newer = record_of(series_of(OURS, [0.9, 0.9]), digest="beef")
    found = records.read(records.write(newer, tmp_path))
    assert [one.system for one in found.series] == [OURS]


def test_a_damaged_record_is_told_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records.write(record_of(series_of(OURS, [1.0, 1.0])), tmp_path)
    (tmp_path / "bad.json").write_text("{")
    assert [record.name for record in records.read_all(tmp_path)] == ["toy"]
    assert "bad.json is no record" in capsys.readouterr().err


# Tables


def test_ours_is_compared_page_by_page_on_the_pages_both_measured() -> None:
    record = record_of(series_of(OURS, [0.9, 0.1]), series_of("peer", [0.8, None]))
    [table] = quality.tables(record)
    [row] = [row for row in table.rows if row[0].startswith("peer")]
    assert row[1] == "1" and row[4] == "+.100"


def test_leaks_are_told_alone_and_after_ours() -> None:
    noisy = {"leak ad": [2, 0], "of leak ad": [2, 2], "words_lost": [0, 5], "words": [50, 50]}
    clean = {**noisy, "leak ad": [0, 0]}
    record = record_of(
        series_of("x", [0.8, 0.8], **noisy), series_of(f"x + {OURS}", [0.9, 0.9], "after", **clean)
    )
    all_of_them, after, by_category = leak_view.tables(record)
    assert all_of_them.rows[-1] == ["x 1", "100", "50%", "5.0"]
    assert [row[1] for row in after.rows] == ["100", "0"]
    assert by_category.rows[-1] == ["x 1", "50%"]


def test_metadata_and_confidence_are_told() -> None:
    more = {"title": [1.0, 0.0], "date": [0.0, None], "date_wrong": [1.0, None]}
    more["date_guessed"] = [None, 1.0]
    record = record_of(series_of(OURS, [0.9, 0.7], confidence=[0.95, 0.75], **more))
    [row] = next(iter(metadata.tables(record))).rows
    assert row[1:] == [".500", "2", "-", "0", ".000", "1.000", "1", "1 of 1"]
    [row] = next(iter(calibration.tables(record))).rows
    assert row[1] == ".050" and row[-1] == ".950 > .900 (1)"


def test_two_records_are_compared_and_falls_named() -> None:
    before, after = (record_of(series_of(OURS, [0.9, one])) for one in (0.9, 0.5))
    whole, fell = compare.tables(before, after)
    assert whole.rows[0][2:5] == [".900", ".700", "-.200"]
    assert fell.rows == [["1", ".900", ".500", "-.400"]]
    with pytest.raises(BenchmarkError, match="different pages"):
        list(compare.tables(before, record_of(digest="beef")))


def test_the_ruler_is_held_against_known_figures() -> None:
    record = Record("wcxb_dev", "", [("1", "article", "")], [series_of("trafilatura", [0.93])])
    *_, ruler = overview.tables([record])
    assert ruler.rows == [
        ["wcxb_dev", "trafilatura 1", "word F1", ".937", ".930", ".930-.930", "1"]
    ]


# The report


def test_the_report_is_whole_and_escapes_what_it_shows(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    record = record_of(
        series_of(OURS, [0.9, 0.7], confidence=[0.9, 0.8]), series_of(evil, [0.5, 0.6])
    )
    lines = (worst.Line(evil, True, False, evil), worst.Line("lost", False, True, "ad"))
    page = worst.Worst(evil, evil, f"https://x.example/{evil}", "en", 0.1, lines, (evil,))
    path = report.write(report.Content([record], [], [page]), tmp_path / "r.html")
    html = path.read_text()
    assert evil not in html and "&lt;script&gt;" in html
    assert html.count("<svg") == html.count("</svg>") >= 4
    assert "src=" not in html and "href=" not in html and "@import" not in html
    assert "class='line left'" in html and "class='line lost'" in html


def test_ours_comes_first_and_is_marked_in_plots() -> None:
    record = record_of(series_of("peer", [0.9, 0.9]), series_of(OURS, [0.5, 0.5]))
    html = report.page(report.Content([record], [], []))
    assert html.index('class="peer">peer<') < html.index(f'class="ours">{OURS}<')  # by F1
    assert html.index(f'class="key c0">{OURS}') < html.index('class="key c1">peer')
