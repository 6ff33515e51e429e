"""Speed, growth and the gate, on pages made here."""

from __future__ import annotations

import contextlib
import gzip
import io
import itertools
import json
from pathlib import Path
from time import process_time

import pytest

from benchmarks import corpora, gate, process, renderers, scale, sets
from benchmarks.process import BenchmarkError
from benchmarks.speed import sizes, stages, timing

BODY = (
    "The harbour, which had been closed since the storm of last week, reopened on Saturday. "
    "Ferries run again from noon, the port said in a statement."
)
SAMPLE = timing.Sample(BODY, f"<html><body><p>{BODY}</p></body></html>")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpora folder with one page, and a renderer that gives the HTML as it is."""
    page = {"id": "a", "url": "", "html": BODY, "text": BODY}
    with gzip.open(tmp_path / "toy.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(page) + "\n")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(process, "WORKERS", 1)
    monkeypatch.setitem(renderers.RENDERERS, "plain", renderers.Renderer(str))
    return tmp_path


def test_ratios_are_of_times_taken_in_turns() -> None:
    times = timing.in_turns([SAMPLE] * 3, [timing.floor, timing.clean_text], 2)
    assert len(times) == 2 and len(times[0]) == 2 and len(times[0][0]) == 3
    assert timing.ratio(times, 1, 0) > 1
    assert timing.best(times, 1) == min(sum(one[1]) for one in times)


def test_of_several_runs_in_a_row_the_fastest_counts() -> None:
    pauses = iter([0.02, 0.0, 0.02] * 2)  # the first round is not counted

    def busy(_: timing.Sample) -> object:
        until = process_time() + next(pauses)
        while process_time() < until:
            pass
        return None

    times = timing.in_turns([SAMPLE], [busy], 1, runs=(3,))
    assert times[0][0][0] < 0.02
    assert next(pauses, None) is None


def test_a_page_that_cannot_be_timed_is_named() -> None:
    def broken(_: timing.Sample) -> object:
        raise RuntimeError("no")

    with pytest.raises(BenchmarkError, match=r"RuntimeError\('no'\) on the page .*The harbour"):
        timing.in_turns([SAMPLE], [broken], 1)


def test_times_are_told_by_size_of_text_and_of_html() -> None:
    large = timing.Sample("\n\n".join([BODY] * 40), SAMPLE.html)
    text, html = sizes.tables([SAMPLE, large], "made here")
    assert [row[0] for row in text.rows] == ["0-4 KB", "4-8 KB", "all"]
    assert [row[0] for row in html.rows] == ["0-4 KB", "all"]
    assert all(float(row[-1]) > 1 for row in text.rows)


def test_every_stage_of_the_pipeline_is_found_and_put_back() -> None:
    from cleanarticle import cleaner

    before = cleaner.decide
    table = stages.table([SAMPLE])
    assert table.notes == []
    assert [row[0] for row in table.rows] == [*stages.STAGES, "the rest", "all"]
    assert cleaner.decide is before


def test_a_stage_that_is_gone_is_told_and_counted_with_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stages, "STAGES", {"gone": ("no_module:step", "cleaner:no_step")})
    table = stages.table([SAMPLE])
    assert len(table.notes) == 2 and "gone (no_module:step)" in table.notes[0]


def test_a_page_has_about_the_size_asked_for() -> None:
    for name, shape in scale.SHAPES.items():
        assert 0 <= 2000 - len(scale.page(name, 2000)) < len(shape.unit)


def test_a_process_that_fails_or_hangs_is_a_line_not_an_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert scale.costs("no such shape", [10, 20]) == [
        "a measuring process failed: KeyError: 'no such shape'",
        "not tried",
    ]
    monkeypatch.setattr(scale, "LIMIT", 0.01)
    assert "over" in str(scale.measure("(", 1000))
    with pytest.raises(BenchmarkError, match="over 0 s"):
        scale.doubling("(", 1000)


def test_growth_is_told_from_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = itertools.count()  # the machine becomes slower from pair to pair
    monkeypatch.setattr(scale, "_seconds", lambda text: len(text) ** 2 * (next(calls) // 2 + 1))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        scale.pairs("(", 1000)
    assert float(printed.getvalue()) == 4
    monkeypatch.setattr(scale, "doubling", lambda *_: 4.0)
    (check,) = gate.growths({"sizes": {"(": 9}, "ratio": 2.3})
    assert check.verdict == "MISSED"


# The gate


def test_lines_lost_and_kept_are_found_by_place() -> None:
    lines = (("", ""), ("body", BODY), ("ad", "Advertisement:"), ("noise", BODY))
    lost, kept = gate.wrong_lines(corpora.LabelledPage("page", lines))
    assert lost == []
    assert kept == [BODY]


def test_floors_are_whole() -> None:
    floors = gate.read_floors(gate.FLOORS)
    assert set(floors) == {"pages", "speed", "scale", "quality"}
    assert set(floors["scale"]["sizes"]) <= set(scale.SHAPES)
    assert sets.SAMPLES in floors["quality"]
    for floor in floors["quality"].values():
        assert len(floor["digest"]) == 16 and floor["every"] >= 1
        figures = {name: limits for name, limits in floor.items() if isinstance(limits, dict)}
        assert figures and set(figures) <= {
            "word_f1",
            "segments_f1",
            "noise_lines_left",
            "words_lost",
        }
        for limits in figures.values():
            assert set(limits) <= {"html", *renderers.RENDERERS}


def test_floors_are_of_the_sample_pages_that_are_here() -> None:
    floors = gate.read_floors(gate.FLOORS)
    assert floors["quality"][sets.SAMPLES]["digest"] == sets.sample_pages().digest


def floors_file(folder: Path, limit: float, digest: str) -> Path:
    path = folder / "floors.toml"
    path.write_text(
        "pages = {body_lines_lost = 1000, noise_lines_kept = 1000}\n"
        "scale = {ratio = 1e9, sizes = {}}\n"
        "[speed]\nsample_pages = {text = 1e9}\ntoy = {text = 1e9, html = 1e9}\nevery = 1\n"
        f"[quality.toy]\ndigest = '{digest}'\nevery = 1\nword_f1 = {{plain = {limit}}}\n"
    )
    return path


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gate that times one page, and that of the toy corpus."""
    monkeypatch.setattr(timing, "own_samples", lambda: [SAMPLE])
    monkeypatch.setattr(timing, "corpus_samples", lambda *_: [SAMPLE])
    monkeypatch.setattr(timing, "CORPUS", "toy")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("limit", "code"), [(0.99, 0), (1.01, 1)])
def test_the_gate_opens_and_shuts(
    folder: Path, limit: float, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = floors_file(folder, limit, corpora.digest(folder, "toy"))
    assert gate.run(folder, floors) == code
    captured = capsys.readouterr()
    assert ("MISSED" in captured.out) is bool(code)
    assert ("1 of 6 floors missed: word f1, toy, plain" in captured.err) is bool(code)


@pytest.mark.usefixtures("quick")
def test_the_gate_refuses_another_state_of_a_corpus(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gate.run(folder, floors_file(folder, 0.5, "0" * 16)) == 1
    assert "other pages" in capsys.readouterr().out


@pytest.mark.usefixtures("quick")
def test_the_gate_says_that_corpora_were_not_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = floors_file(folder, 1.01, "")
    assert gate.run(None, floors) == 0
    assert gate.run(folder / "none", floors) == 0
    assert capsys.readouterr().out.count("were not checked") == 2


def test_a_broken_floors_file_is_named(folder: Path) -> None:
    path = folder / "floors.toml"
    path.write_text("= 3")
    with pytest.raises(BenchmarkError, match=r"floors\.toml"):
        gate.run(None, path)
