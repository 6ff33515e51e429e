"""The benchmark's own parts, on two pages and a renderer made here: no corpora, no packages."""

from __future__ import annotations

import doctest
import errno
import gzip
import importlib
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import benchmarks
from benchmarks import cache, corpora, files, process, renderers, samples, sets
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
#: They need packages that are no part of the tests, or have tests of their own.
ELSEWHERE = ("benchmarks.training", "benchmarks.peers", "benchmarks.generate_months")
MODULES = [
    name
    for _, name, _ in pkgutil.walk_packages(benchmarks.__path__, "benchmarks.")
    if not name.startswith(ELSEWHERE) and not name.endswith("__main__")
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
    module = importlib.import_module(name)
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
def test_a_corpus_without_any_page_is_named(tmp_path: Path, content: str) -> None:
    write(tmp_path / "bad.jsonl.gz", content)
    with pytest.raises(corpora.CorpusError, match=r"bad\.jsonl\.gz"):
        list(corpora.read(tmp_path, "bad"))


def test_a_line_that_is_no_page_is_left_out_and_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "torn.jsonl.gz", json.dumps(PAGES[0]) + "\n{\n" + json.dumps(PAGES[3]))
    assert [page.id for page in corpora.read(folder, "torn")] == ["a", "d"]
    assert "line 2: no page" in capsys.readouterr().err


def test_authors_are_one_or_several(folder: Path) -> None:
    named = [{**PAGES[0], "author": "Jane Doe"}, {**PAGES[0], "author": ["A", "B"]}]
    write(folder / "named.jsonl.gz", "".join(json.dumps(page) + "\n" for page in named))
    assert [page.authors for page in corpora.read(folder, "named")] == [("Jane Doe",), ("A", "B")]


def test_a_corpus_cut_short_is_named(folder: Path) -> None:
    path = folder / "toy.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-12])
    with pytest.raises(corpora.CorpusError, match="is it whole"):
        list(corpora.read(folder, "toy"))


def test_golden_pages_come_without_the_known_failures() -> None:
    pages = corpora.golden_pages()
    assert any("Advertisement" in page.raw for page in pages)
    assert all(not page.name.startswith("known/") for page in pages)
    assert all(any(label == "body" for label, _ in page.lines) for page in pages)


SAMPLE = """+++
why = "a test"
kind = "news"
language = "en"
title = "The harbour is open"
authors = ["Jane Doe"]
+++
<html><body><h1 data-gold="title">The harbour is open</h1>
<p data-gold="body">It reopened on Saturday.</p><p data-gold="ad">Advertisement</p></body></html>
"""


def test_unseen_pages_are_not_among_those_learned_from() -> None:
    learned = {sample.name for sample in samples.samples()}
    unseen = {page.id for page in sets.own_pages(sets.UNSEEN)}
    assert len(unseen) > 50
    assert learned.isdisjoint(unseen)
    assert learned == {page.id for page in sets.own_pages(sets.SAMPLES)}


def test_sample_pages_are_a_set_with_labelled_lines(tmp_path: Path) -> None:
    (tmp_path / "harbour.html").write_text(SAMPLE)
    pages = sets.sample_pages(tmp_path)
    [page] = pages
    assert (page.id, page.kind, page.title, page.authors) == (
        "harbour",
        "news",
        "The harbour is open",
        ("Jane Doe",),
    )
    assert page.text == "It reopened on Saturday."
    assert ("ad", "Advertisement") in page.lines
    assert "data-gold" not in page.html
    (tmp_path / "harbour.html").write_text(SAMPLE.replace("Saturday", "Sunday"))
    assert sets.sample_pages(tmp_path).digest != pages.digest


def test_a_sample_page_that_cannot_be_read_is_left_out_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "harbour.html").write_text(SAMPLE)
    (tmp_path / "broken.html").write_text("<p>no head")
    assert [page.id for page in sets.sample_pages(tmp_path)] == ["harbour"]
    assert "broken.html" in capsys.readouterr().err
    (tmp_path / "harbour.html").unlink()
    with pytest.raises(samples.SampleError, match="no sample pages"):
        list(sets.sample_pages(tmp_path))


# Renderers and the cache


def texts(folder: Path, every: int = 1, renderer: str = "plain") -> list[str]:
    pages = corpora.page_set(folder, "toy", every)
    found = renderers.rendered(pages, renderer)
    return [text for _, text in zip(pages, found, strict=False)]


def test_a_sample_renders_only_itself_and_is_cached(folder: Path) -> None:
    assert texts(folder, every=2) == [PAGES[0]["html"], "x"]
    assert caches(folder) == ["plain--every-2.jsonl.gz"]


def test_a_sample_is_cut_from_the_whole_cache(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = texts(folder)
    monkeypatch.delattr(cache, "_fill")
    assert texts(folder, every=2) == whole[::2]
    assert list(renderers.render_corpus(folder, "toy", "plain"))[1][1] == "Support us"


def test_a_page_the_renderer_cannot_take_is_empty(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(renderers.RENDERERS, "plain", renderers.Renderer(broken))
    assert set(texts(folder)) == {""}
    assert "counted as empty" in capsys.readouterr().err


def test_nothing_half_written_stays_in_the_cache(folder: Path) -> None:
    def torn() -> Iterator[str]:
        yield "x"
        raise corpora.CorpusError("torn")

    with pytest.raises(corpora.CorpusError):
        list(cache.cached(corpora.page_set(folder, "toy"), "torn", torn))
    assert caches(folder) == []


def test_a_cache_with_too_few_pages_is_noticed(folder: Path) -> None:
    texts(folder)
    [file] = (folder / "cache").rglob("*.gz")
    write(file, '"x"\n')
    with pytest.raises(cache.CacheError, match="delete it"):
        texts(folder)


def test_a_full_disk_costs_the_cache_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cache, "_fill", full)
    assert texts(folder)[1] == "Support us"
    assert "without a cache" in capsys.readouterr().err
    assert caches(folder) == []


def test_a_missing_package_or_program_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = renderers.Renderer(str, ("no-such-package-here",))
    monkeypatch.setitem(renderers.RENDERERS, "absent", absent)
    with pytest.raises(renderers.RendererError, match="pip install no-such-package-here"):
        renderers.versions("absent")
    program = renderers.Renderer(str, program="no-such-program-here")
    monkeypatch.setitem(renderers.RENDERERS, "gone", program)
    with pytest.raises(renderers.RendererError, match="no-such-program-here"):
        renderers.versions("gone")
    assert not {"absent", "gone"} & set(renderers.installed())


def broken(_: str) -> str:
    raise RuntimeError("no")


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


# Files


def test_a_file_is_there_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.html"
    files.write(path, "first")
    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(BenchmarkError, match="No space left on device"):
        files.write(path, "second")
    assert path.read_text() == "first"
    assert [found.name for found in tmp_path.iterdir()] == ["report.html"]


# The command line


def test_trouble_is_one_line_and_exit_code_2(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = ["--corpora", str(folder)]
    assert main(["quality", "--corpora", str(folder / "none")]) == 2
    assert main(["quality", *corpus, "--renderers", "lynx"]) == 2
    assert main(["quality", *corpus, "--systems", "nobody"]) == 2
    assert main(["quality", "--set", "toy"]) == 2
    assert main(["compare", str(folder / "a.json"), str(folder / "b.json")]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 5
    for error, word in zip(errors, ("none", "lynx", "nobody", "--corpora", "a.json"), strict=True):
        assert word in error


def test_quality_of_a_corpus_is_told_and_recorded(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from benchmarks import records

    monkeypatch.setattr(records.write, "__defaults__", (folder / "records",))
    command = ["quality", "--corpora", str(folder), "--set", "toy", "--record"]
    assert main([*command, "--systems", "cleanarticle", "--renderers", "plain"]) == 0
    out = capsys.readouterr().out
    assert "toy: our text mode by renderer" in out and "cleanarticle, plain" in out
    assert "toy, other kinds: given the HTML" in out
    record = records.read(folder / "records" / "toy.json")
    assert {one.key for one in record.series} == {
        ("html", "", "cleanarticle"),
        ("text", "plain", "cleanarticle"),
    }
    assert [page[0] for page in record.pages] == ["a", "b", "c", "d"]


def test_the_worst_pages_are_shown_line_by_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["pages", "--corpora", str(folder), "--set", "toy", "--renderer", "plain"]
    assert main([*command, "--count", "1"]) == 0
    out = capsys.readouterr().out
    assert "toy a  word F1 1.000" in out
    lines = [line.split() for line in out.splitlines()]
    assert any(line[:1] == ["dropped"] and line[-1] == "Home" for line in lines)
    assert any(line[:1] == ["kept"] and "harbour," in line for line in lines)


def test_labelled_lines_of_invented_sites_can_be_learned_from() -> None:
    from benchmarks.training import said
    from cleanarticle.rules import registry

    assert set(said.languages()) <= set(registry.languages())
    for language in said.languages():
        for site in said.sites(language):
            noise = {line for box in site.boxes for line in box}
            assert noise and site.body and all(noise) and all(site.body), site.name
            assert noise.isdisjoint(site.body), site.name


def test_a_line_without_its_label_is_named() -> None:
    from benchmarks.training import said

    with pytest.raises(ValueError, match=r"lines/en.txt: no '# ', '- ' or '\+ ' before 'Menu'"):
        said.parsed("# A paper\nMenu\n", "en")
