"""The benchmark's own parts, on two pages and a renderer made here: no corpora, no packages."""

from __future__ import annotations

import doctest
import gzip
import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks import corpora, gate, process, quality, renderers, scale, speed
from benchmarks.__main__ import main
from benchmarks.process import BenchmarkError

BODY = (
    "The harbour, which had been closed since the storm of last week, reopened on Saturday. "
    "Ferries run again from noon, the port said in a statement."
)
PAGES = [
    {"id": "a", "url": "https://a.example/1", "html": f"Home\n\n{BODY}\n", "text": BODY},
    {"id": "b", "url": "", "html": "Support us", "text": BODY, "page_type": "forum"},
    {"id": "c", "url": "", "html": "x", "text": None},
    {"id": "d", "url": "", "html": BODY, "text": BODY},
]
MODULES = [
    "corpora",
    "gate",
    "metrics",
    "process",
    "quality",
    "renderers",
    "scale",
    "speed",
    "tables",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpora folder, with a renderer that gives the HTML as it is."""
    write(tmp_path / "toy.jsonl.gz", "".join(json.dumps(page) + "\n" for page in PAGES))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("CLEANARTICLE_CORPORA", raising=False)
    monkeypatch.setattr(process, "WORKERS", 1)
    monkeypatch.setitem(renderers.RENDERERS, "plain", renderers.Renderer(str))
    return tmp_path


def write(path: Path, text: str) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(text)


def caches(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "cache").rglob("*") if path.is_file())


@pytest.mark.parametrize("name", MODULES)
def test_docstrings_hold(name: str) -> None:
    module: ModuleType = importlib.import_module(f"benchmarks.{name}")
    assert doctest.testmod(module, optionflags=doctest.IGNORE_EXCEPTION_DETAIL).failed == 0


# Corpora


def test_every_nth_page_is_read_from_the_first_on(folder: Path) -> None:
    assert [page.id for page in corpora.read(folder, "toy", every=3)] == ["a", "d"]


def test_a_folder_without_corpora_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(corpora.CorpusError, match="--corpora"):
        corpora.names(tmp_path)
    with pytest.raises(corpora.CorpusError, match="no folder"):
        corpora.names(tmp_path / "none")


@pytest.mark.parametrize("content", ["{", "[]", '{"id": "a"}'])
def test_a_damaged_corpus_is_named(tmp_path: Path, content: str) -> None:
    write(tmp_path / "bad.jsonl.gz", content)
    with pytest.raises(corpora.CorpusError, match=r"bad\.jsonl\.gz"):
        list(corpora.read(tmp_path, "bad"))


def test_a_corpus_cut_short_is_named(folder: Path) -> None:
    path = folder / "toy.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-12])
    with pytest.raises(corpora.CorpusError, match="is it whole"):
        list(corpora.read(folder, "toy"))


def test_sample_pages_are_the_goldens_without_the_known_failures() -> None:
    pages = corpora.sample_pages()
    assert any("Advertisement" in page.raw for page in pages)
    assert all(not page.name.startswith("known/") for page in pages)
    assert all(any(label == "body" for label, _ in page.lines) for page in pages)


# Renderers


def test_a_sample_renders_only_itself_and_is_cached(folder: Path) -> None:
    pages = list(renderers.rendered(folder, "toy", ["plain"], every=2))
    assert [(page.id, texts["plain"]) for page, texts in pages] == [
        ("a", PAGES[0]["html"]),
        ("c", "x"),
    ]
    assert caches(folder) == ["plain--every-2.jsonl.gz"]


def test_a_sample_is_cut_from_the_whole_cache(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list(renderers.rendered(folder, "toy", ["plain"]))
    monkeypatch.delattr(renderers, "_fill")
    assert list(renderers.rendered(folder, "toy", ["plain"], every=2)) == whole[::2]
    assert list(renderers.render_corpus(folder, "toy", "plain"))[1][1] == "Support us"


def test_a_page_the_renderer_cannot_take_is_empty(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(renderers.RENDERERS, "plain", renderers.Renderer(broken))
    assert {texts["plain"] for _, texts in renderers.rendered(folder, "toy", ["plain"])} == {""}
    assert "counted as empty" in capsys.readouterr().err


def test_nothing_half_written_stays_in_the_cache(folder: Path) -> None:
    write(folder / "torn.jsonl.gz", json.dumps(PAGES[0]) + "\n{")
    with pytest.raises(corpora.CorpusError):
        list(renderers.rendered(folder, "torn", ["plain"]))
    assert caches(folder) == []


def test_a_cache_with_too_few_pages_is_noticed(folder: Path) -> None:
    list(renderers.rendered(folder, "toy", ["plain"]))
    [cache] = (folder / "cache").rglob("*.gz")
    write(cache, '"x"\n')
    with pytest.raises(renderers.RendererError, match="delete it"):
        list(renderers.rendered(folder, "toy", ["plain"]))


def test_a_missing_package_or_program_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = renderers.Renderer(str, ("no-such-package-here",))
    monkeypatch.setitem(renderers.RENDERERS, "absent", absent)
    with pytest.raises(renderers.RendererError, match="pip install no-such-package-here"):
        renderers.versions("absent")
    program = renderers.Renderer(str, program="no-such-program-here")
    monkeypatch.setitem(renderers.RENDERERS, "gone", program)
    with pytest.raises(renderers.RendererError, match="no-such-program-here"):
        renderers.versions("gone")


def broken(_: str) -> str:
    raise RuntimeError("no")


# Quality


def test_quality_scores_each_kind_apart_and_skips_pages_without_gold(folder: Path) -> None:
    scores = quality.measure(folder, ["toy"], ["plain"])
    found = quality.groups(scores)
    assert set(found) == {
        (group, "plain", system)
        for group in ("toy", "toy, other kinds")
        for system in quality.SYSTEMS
    }
    assert found["toy", "plain", quality.OURS] == [1.0, 1.0]
    assert found["toy", "plain", "text as is"][0] < 1
    assert found["toy, other kinds", "plain", quality.OURS] == [0.0]


def test_a_system_that_fails_counts_as_empty_and_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(quality.SYSTEMS, quality.OURS, broken)
    [table] = quality.run(folder, ["plain"], 1)
    assert "cleanarticle failed on 3 texts" in table.notes[0]
    assert "RuntimeError('no') on toy a" in table.notes[0]


def test_quality_prints_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["quality", "--corpora", str(folder), "--renderers", "plain", "--sample", "3"]
    assert main(command) == 0
    out = capsys.readouterr().out
    assert "toy, plain" in out and "1.000" in out and "one page in 3" in out


def test_trouble_is_one_line_and_exit_code_2(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quality"]) == 2
    assert main(["quality", "--corpora", str(folder / "none")]) == 2
    assert main(["quality", "--corpora", str(folder), "--renderers", "lynx"]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 3
    assert "CLEANARTICLE_CORPORA" in errors[0] and "lynx" in errors[2]


# Speed and growth


def test_ratios_are_of_times_taken_in_turns() -> None:
    rounds = speed.in_turns([("a", "b")] * 3, [speed.floor, speed.ours], 2)
    assert len(rounds) == 2
    assert speed.ratio(rounds, 1, 0) > 1


def test_every_stage_of_the_pipeline_is_found_and_put_back() -> None:
    from cleanarticle import cleaner

    before = cleaner.decide
    table = speed.stages([speed.Sample(BODY, "")])
    assert table.notes == []
    assert [row[0] for row in table.rows] == [*speed.STAGES, "the rest", "all"]
    assert cleaner.decide is before


def test_a_page_has_about_the_size_asked_for() -> None:
    for name, shape in scale.SHAPES.items():
        assert 0 <= 1000 - len(scale.page(name, 1000)) < len(shape.unit)


def test_a_process_that_fails_or_hangs_is_a_line_not_an_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert scale.costs("no such shape", [10, 20]) == [
        "a measuring process failed: KeyError: 'no such shape'",
        "not tried",
    ]
    monkeypatch.setattr(scale, "LIMIT", 0.01)
    assert "over" in str(scale.measure("(", 1000))


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
    for floor in floors["quality"].values():
        assert len(floor["digest"]) == 16 and floor["every"] >= 1
        assert all(0 < limit < 1 for limit in floor["word_f1"].values())
        assert set(floor["word_f1"]) <= set(renderers.RENDERERS)


def floors_file(folder: Path, limit: float, digest: str) -> Path:
    path = folder / "floors.toml"
    path.write_text(
        "pages = {body_lines_lost = 1000, noise_lines_kept = 1000}\n"
        "speed = {sample_pages = 1e9, toy = 1e9, every = 1}\n"
        "scale = {ratio = 1e9, sizes = {}}\n"
        f"[quality.toy]\ndigest = '{digest}'\nevery = 1\nword_f1 = {{plain = {limit}}}\n"
    )
    return path


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gate that times one page, and that of the toy corpus."""
    monkeypatch.setattr(speed, "own_samples", lambda: [speed.Sample(BODY, "")])
    monkeypatch.setattr(speed, "corpus_samples", lambda *_: [speed.Sample(BODY, "")])
    monkeypatch.setattr(speed, "CORPUS", "toy")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("limit", "code"), [(0.99, 0), (1.01, 1)])
def test_the_gate_opens_and_shuts(
    folder: Path, limit: float, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = floors_file(folder, limit, corpora.digest(folder, "toy"))
    assert gate.run(folder, floors) == code
    captured = capsys.readouterr()
    assert ("MISSED" in captured.out) is bool(code)
    assert ("1 of 5 floors missed: word F1, toy, plain" in captured.err) is bool(code)


@pytest.mark.usefixtures("quick")
def test_the_gate_refuses_another_state_of_a_corpus(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gate.run(folder, floors_file(folder, 0.5, "0" * 16)) == 1
    assert "another state of the corpus" in capsys.readouterr().out


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
