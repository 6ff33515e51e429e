"""Clones of benchmarks, made here with a page or two each, become corpora that can be read."""

from __future__ import annotations

import doctest
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import corpora, importing
from benchmarks.importing import ImportingError
from benchmarks.process import BenchmarkError

HTML = "<p>Der Hafen öffnet am Samstag.</p>"
BODY = "Der Hafen öffnet am Samstag."


def put(path: Path, content: str | bytes | dict[str, Any]) -> None:
    """Write a file and its folders; a dict as JSON, and compressed where the name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, dict):
        content = json.dumps(content, ensure_ascii=False)
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


def imported(kind: str, source: Path, name: str) -> list[corpora.Page]:
    """Import, and read what was written."""
    target = source.parent / "corpora"
    assert importing.run(kind, source, target) == 0
    return list(corpora.read(target, name))


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    path = tmp_path / "clone"
    path.mkdir()
    return path


def test_docstrings_hold() -> None:
    flags = doctest.IGNORE_EXCEPTION_DETAIL | doctest.ELLIPSIS
    assert doctest.testmod(importing, optionflags=flags).failed == 0


def wcxb(clone: Path) -> None:
    for split, name in (("dev", "0001"), ("dev", "0002"), ("test", "0003")):
        gold = {"main_content": BODY, "title": "Hafen", "author": "Ann Lee", "with": ["Hafen"]}
        gold |= {"publish_date": "2024-05-25", "without": ["Home"]}
        kind = {"page_type": {"primary": "forum" if name == "0002" else "article"}}
        about = {"url": "https://a.example/1", "ground_truth": gold, "_internal": kind}
        put(clone / split / "ground-truth" / f"{name}.json", about)
        put(clone / split / "html" / f"{name}.html.gz", HTML)


def test_wcxb_keeps_its_splits_apart(clone: Path) -> None:
    wcxb(clone)
    first, second = imported("wcxb", clone, "wcxb_dev")
    assert first == corpora.Page(
        corpus="wcxb_dev",
        id="0001",
        url="https://a.example/1",
        html=HTML,
        text=BODY,
        language=None,
        kind="article",
        title="Hafen",
        authors=("Ann Lee",),
        date="2024-05-25",
        wanted=("Hafen",),
        unwanted=("Home",),
    )
    assert second.kind == "forum"
    assert [page.id for page in corpora.read(clone.parent / "corpora", "wcxb_test")] == ["0003"]


def test_scrapinghub(clone: Path) -> None:
    gold = {"articleBody": BODY, "url": "https://a.example/1"}
    put(clone / "ground-truth.json", {"ab12": gold})
    put(clone / "html" / "ab12.html.gz", HTML)
    [page] = imported("scrapinghub", clone, "scrapinghub")
    assert (page.id, page.url, page.text, page.html) == ("ab12", "https://a.example/1", BODY, HTML)


SEGMENTS = {
    "https://a.example/1": {
        "file": "a.html",
        "title": "Hafen",
        "author": "",
        "date": "2024-05-25",
        "with": ["öffnet"],
        "without": ["Home"],
    },
    "https://b.example/1": {"file": "b.html", "with": ["x"], "without": []},
}


@pytest.mark.parametrize("form", ["evaldata.json", "evaldata.py"])
def test_trafilatura_as_it_is_and_as_it_was(clone: Path, form: str) -> None:
    content = f"import os\n\nEVAL_PAGES = {SEGMENTS!r}\n" if form.endswith("py") else SEGMENTS
    put(clone / "tests" / form, content)
    put(clone / "tests" / "cache" / "a.html", HTML.encode("latin-1"))
    put(clone / "tests" / "eval" / "b.html", HTML)
    first, second = imported("trafilatura", clone, "segments")
    assert (first.id, first.url, first.text) == ("a.html", "https://a.example/1", None)
    assert first.html == HTML  # though its bytes are no UTF-8
    assert (first.title, first.authors, first.date) == ("Hafen", (), "2024-05-25")
    assert (first.wanted, first.unwanted) == (("öffnet",), ("Home",))
    assert second.url == "https://b.example/1"


def test_annotations_are_read_not_run(clone: Path) -> None:
    put(clone / "tests" / "evaldata.py", "EVAL_PAGES = dict(open('/etc/hostname'))\n")
    with pytest.raises(ImportingError, match="does not look like trafilatura"):
        importing.run("trafilatura", clone, clone)


def test_magic_html_has_articles_and_forums(clone: Path) -> None:
    for kind in ("article", "forum"):
        folder = clone / "benchmark" / "data" / kind
        put(folder / "base.json", {"ab": {"url": "https://a.example/1", "content": BODY}})
        put(folder / "htmls" / "ab.html", HTML)
    [article] = imported("magic-html", clone, "magic_article")
    [forum] = imported("magic-html", clone, "magic_forum")
    assert (article.text, article.kind) == (BODY, "article")
    assert (forum.text, forum.kind) == (BODY, "forum")


def test_fundus_pairs_pages_with_the_versions_of_the_parser(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = clone / "tests" / "resources" / "parser" / "test_data" / "at"
    body = {
        "summary": ["Kurz gesagt."],
        "sections": [
            {"headline": [], "paragraphs": ["Erstens."]},
            {"headline": ["Dann"], "paragraphs": ["Zweitens."]},
        ],
    }
    golds = {
        "V1_10": {"body": body, "title": "Neu", "authors": ["Ann Lee", "Bo"]},
        "V1_2": {"body": body, "title": "Alt", "publishing_date": "2024-05-25 10:00:00+00:00"},
    }
    put(folder / "Hafen.json", golds)
    put(folder / "Other.json", {"V1": {}})
    names = ["Hafen_2024_05_25.html.gz", "Hafen_2025_01_01.html.gz"]
    put(folder / "meta.info", {name: {"url": f"https://a.example/{name}"} for name in names})
    for name in names:
        put(folder / name, HTML)
    old, new = imported("fundus", clone, "fundus")
    assert (old.id, old.title, old.date) == (
        "at/Hafen_2024_05_25.html",
        "Alt",
        golds["V1_2"]["publishing_date"],
    )
    assert (new.title, new.authors, new.language) == ("Neu", ("Ann Lee", "Bo"), "at")
    assert old.text == "Kurz gesagt.\nErstens.\nDann\nZweitens."
    assert "1 versions for 0 pages" in capsys.readouterr().err


def test_cleanportal_gold_loses_its_marks(clone: Path) -> None:
    gold = (
        "\nURL: http://a.example/1\n<h>Hafen\n\n<p>Der Hafen &#8220;öffnet&#8221;\n am Samstag.\n"
    )
    put(clone / "GoldStandard" / "a_01.txt", gold)
    put(clone / "input" / "a_01.html", HTML)
    [page] = imported("cleanportal", clone, "cleanportal")
    assert (page.id, page.url) == ("a_01", "http://a.example/1")
    assert page.text == "Hafen\nDer Hafen “öffnet” am Samstag."


def test_a_folder_of_ones_own(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(clone / "one.html", HTML)
    put(clone / "one.txt", BODY)
    put(clone / "two.html", HTML)
    [page] = imported("folder", clone, "clone")
    assert (page.id, page.text, page.html) == ("one", BODY, HTML)
    assert "no two.txt beside it, left out" in capsys.readouterr().err


# Trouble


def test_a_page_that_cannot_be_read_is_left_out(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wcxb(clone)
    (clone / "dev" / "html" / "0001.html.gz").write_bytes(b"no gzip")
    (clone / "test" / "html" / "0003.html.gz").unlink()
    assert [page.id for page in imported("wcxb", clone, "wcxb_dev")] == ["0002"]
    errors = capsys.readouterr().err
    assert "0001.html.gz: cannot be read" in errors and "0003.html.gz: cannot be read" in errors


@pytest.mark.parametrize("kind", importing.KINDS)
def test_what_is_no_clone_says_so(clone: Path, kind: str) -> None:
    with pytest.raises(ImportingError, match=f"does not look like {kind}: .* It should be a "):
        importing.run(kind, clone, clone.parent / "corpora")
    assert not list(clone.parent.rglob("*.gz*"))


def test_a_broken_annotation_is_named_and_nothing_is_half_written(clone: Path) -> None:
    wcxb(clone)
    put(clone / "dev" / "ground-truth" / "0002.json", "{")
    target = clone.parent / "corpora"
    with pytest.raises(ImportingError, match=r"0002\.json"):
        importing.run("wcxb", clone, target)
    assert not list(target.iterdir())


def test_a_target_that_cannot_be_written_says_so(clone: Path) -> None:
    wcxb(clone)
    (clone.parent / "file").write_text("")
    with pytest.raises(BenchmarkError, match="cannot be written"):
        importing.run("wcxb", clone, clone.parent / "file")


def test_the_same_pages_give_the_same_digest(clone: Path) -> None:
    wcxb(clone)
    digests = set()
    for name in ("one", "two"):
        importing.run("wcxb", clone, clone.parent / name)
        digests.add(corpora.digest(clone.parent / name, "wcxb_dev"))
    assert len(digests) == 1
