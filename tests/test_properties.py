"""The promises of the library, held over real noise, many scripts and arbitrary characters."""

from __future__ import annotations

import builtins
import copy
import io
import json
import math
import os
import pickle
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import markup, page_bytes, pages
from test_golden import FOLDER, read_case

from cleanarticle import Article, Cleaner, SettingError, clean
from cleanarticle.dates import find_dates
from cleanarticle.metadata.said import moment_of
from cleanarticle.reading.markdown import is_markdown
from cleanarticle.render import to_text
from cleanarticle.text import without_invisible

ROOT = Path(__file__).parent.parent
SEED = next((ROOT / "seeds").glob("*.txt"))
GOLDENS = [path for path in sorted(FOLDER.glob("*/*.txt")) if path.parent.name != "known"]
INVISIBLE = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), 0x200B, 0x2060, 0xFEFF, 0xFFFE)
)  # by hand, so that a slip in the library's own list shows

any_page = st.one_of(pages(), markup())


def ink(text: str) -> str:
    """What is left of a text without white space and invisible characters."""
    return "".join(text.translate(INVISIBLE).split())


def sources(article: Article) -> list[str]:
    document = article.document
    return [document.text[block.start : block.end] for block in document.blocks]


# --- 1: nothing raises ------------------------------------------------------------------------


@given(any_page, st.sampled_from(("auto", "text", "html")))
@example("", "html")
@example("\n" * 40, "auto")
@example("\x00", "text")
@example("<html><body><br><!--", "auto")
@example("<frameset>", "html")
@example("\ud800", "html")
def test_no_text_makes_it_raise(page: str, format: Any) -> None:
    article = clean(page, format=format)
    assert article.explain(color=True, points=3)
    assert json.loads(article.to_json(indent=1).encode())["text"] == article.text
    assert isinstance(article.to_markdown(), str)


@given(page_bytes())
@example(b"")
@example(b"\xff")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00\x00\xff")
@example(b"<meta charset=hex>\xe9t\xe9")
@example(b"<meta charset=idna>\xe9t\xe9")
@example(b"<meta charset=utf-16>\xe9t\xe9.")
def test_no_bytes_make_it_raise(page: bytes) -> None:
    article = clean(page)
    assert json.loads(article.to_json().encode())["text"] == article.text


@given(pages(), st.text(st.characters(), max_size=3))
def test_no_language_makes_it_raise_but_by_name(page: str, language: str) -> None:
    try:
        cleaner = Cleaner(language)
    except SettingError as error:
        assert error.setting == "language"
        return
    assert cleaner.clean(page).metadata.language == cleaner.language


def test_an_empty_page_is_named_so() -> None:
    for page in ("", " \n\t", b"", "\ufeff", "<html></html>"):
        article = clean(page)
        assert (article.text, article.warnings, article.decisions) == ("", ("empty",), ())


# --- 2: the text is made of the source --------------------------------------------------------


@given(pages())
def test_offsets_are_those_of_the_raw_text(page: str) -> None:
    document = clean(page, format="text").document
    source = without_invisible(page)  # offsets are those of what is left of words
    if is_markdown(page):
        source = document.text  # so are signs taken out
    assert len(document.text) == len(source)
    assert ink(document.text) == ink(source)
    for block, text in zip(document.blocks, document.texts, strict=True):
        assert ink(source[block.start : block.end]) == ink(text)


@given(any_page)
def test_every_block_is_its_source_white_space_aside(page: str) -> None:
    article = clean(page)
    for source, text in zip(sources(article), article.document.texts, strict=True):
        assert text == " ".join(text.split()) != ""
        assert source == source.strip()
        assert ink(source) == ink(text)


@given(any_page)
def test_text_is_the_kept_sources_in_order(page: str) -> None:
    article = clean(page)
    kept = [s for s, d in zip(sources(article), article.decisions, strict=True) if d.keep]
    assert ink(article.text) == ink("".join(kept))


@given(any_page)
def test_no_word_is_glued_to_the_next(page: str) -> None:
    """Spaces may be put in or left out at joints, never inside the run of a block's line."""
    article = clean(page)
    for source, text in zip(sources(article), article.document.texts, strict=True):
        if not any(char.isspace() for char in source.replace(" ", "")):
            assert text == " ".join(source.split())


# --- 3: one decision a block ------------------------------------------------------------------


@given(any_page)
def test_blocks_lie_in_order_and_apart(page: str) -> None:
    document = clean(page).document
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end
    if document.format == "text":
        covered = "".join(document.text[block.start : block.end] for block in document.blocks)
        assert ink(covered) == ink(document.text), "text that no block judges"


@given(any_page)
def test_one_decision_a_block_and_the_rest_is_removed(page: str) -> None:
    article = clean(page)
    decisions, blocks = article.decisions, article.document.blocks
    assert [decision.block for decision in decisions] == list(range(len(blocks)))
    dropped = [decision for decision in decisions if not decision.keep]
    assert len(dropped) == len(article.removed)
    for decision, removed in zip(dropped, article.removed, strict=True):
        block = blocks[decision.block]
        assert (removed.start, removed.end) == (block.start, block.end)
        assert removed.text == article.document.texts[decision.block]
        assert removed.reason
        assert removed[3:] == (decision.category, decision.rule, decision.reason, decision.score)


@given(any_page)
def test_decisions_replayed_give_the_text(page: str) -> None:
    article = clean(page)
    assert to_text(article.document, [d.keep for d in article.decisions]) == article.text


@given(any_page)
def test_points_add_up_to_the_score(page: str) -> None:
    article = clean(page)
    assert 0 <= article.confidence <= 1
    for decision in article.decisions:
        total = max(-30.0, min(30.0, sum(points.value for points in decision.points)))
        assert math.isclose(decision.score, 1 / (1 + math.exp(-total)), abs_tol=1e-9)
        assert (decision.category == "body") >= decision.keep


# --- 4: the same in, the same out -------------------------------------------------------------

_CHILD = """
import json, sys
from cleanarticle import clean
pages = json.load(sys.stdin)
json.dump([clean(page).to_json() for page in pages], sys.stdout)
"""


def cleaned_elsewhere(many: list[str], seed: str) -> list[str]:
    """Clean pages in a process of its own, with another order of hashes."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", _CHILD],
        input=json.dumps(many),
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    result: list[str] = json.loads(done.stdout)
    return result


@given(st.lists(any_page, max_size=4))
def test_what_went_before_changes_nothing(many: list[str]) -> None:
    once = [clean(page).to_json() for page in many]
    again = [clean(page).to_json() for page in reversed(many)]
    fresh = [Cleaner().clean(page).to_json() for page in many]
    assert once == again[::-1] == fresh


@settings(max_examples=6)
@given(st.lists(any_page, min_size=8, max_size=16))
def test_another_process_gives_the_same(many: list[str]) -> None:
    here = [clean(page).to_json() for page in many]
    assert cleaned_elsewhere(many, "0") == here


def test_another_process_gives_the_same_goldens() -> None:
    many = [read_case(path).raw for path in GOLDENS]
    here = [clean(page).to_json() for page in many]
    for seed in ("1", "2"):
        assert cleaned_elsewhere(many[::-1], seed)[::-1] == here


def test_threads_share_a_cleaner() -> None:
    many = [read_case(path).raw for path in GOLDENS] * 2
    cleaner = Cleaner()
    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(lambda page: cleaner.clean(page).to_json(), many))
    assert got == [clean(page).to_json() for page in many]


# --- 6: cleaned is clean ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", [SEED, *GOLDENS], ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_cleaning_a_cleaned_page_changes_nothing(path: Path) -> None:
    raw = path.read_text(encoding="utf-8") if path == SEED else read_case(path).raw
    body = clean(raw).text
    assert clean(body).text == body


# --- the article as a value -------------------------------------------------------------------


@given(any_page)
def test_an_article_survives_pickling_and_copying(page: str) -> None:
    article = clean(page)
    for twin in (pickle.loads(pickle.dumps(article)), copy.deepcopy(article)):
        assert twin == article
        assert twin.to_json() == article.to_json()
        assert twin.explain(points=2) == article.explain(points=2)


@given(any_page)
def test_json_gives_back_the_dict(page: str) -> None:
    article = clean(page, url="https://example.org/a")
    data = article.to_dict()
    assert json.loads(article.to_json()) == data
    assert json.loads(article.to_json(indent=2).encode()) == data


@given(any_page)
def test_explanation_drives_no_terminal(page: str) -> None:
    shown = clean(page).explain(points=1)
    bad = {char for char in shown if not char.isprintable() and char not in "\n\u200c"}
    assert bad == set()


def test_a_cleaner_survives_pickling_and_copying(tmp_path: Path) -> None:
    pack = tmp_path / "own.toml"
    pack.write_text(
        '[pack]\nlanguage = "en"\n[MY101]\nkind = "ad-label"\nphrases = ["word from our sponsor"]\n'
        'hits = ["Word from our sponsor:"]\nmisses = ["He read a word from our sponsor."]\n'
        'since = "1"\n',
        encoding="utf-8",
    )
    cleaner = Cleaner("en", [pack], ["EN101"], ["caption"])
    page = SEED.read_text(encoding="utf-8") + "\n\nWord from our sponsor:\n"
    cleaner.clean(page)  # a cleaner in use holds its rules ready; they need not travel
    for twin in (pickle.loads(pickle.dumps(cleaner)), copy.deepcopy(cleaner)):
        assert repr(twin) == repr(cleaner)
        assert twin.clean(page).to_json() == cleaner.clean(page).to_json()


@pytest.mark.parametrize("name", ["language", "packs", "disable", "keep", "_own", "new"])
def test_a_cleaner_is_immutable(name: str) -> None:
    cleaner = Cleaner("en", disable=["EN101"])
    before = repr(cleaner)
    with pytest.raises(AttributeError):
        setattr(cleaner, name, ())
    assert repr(cleaner) == before


@pytest.mark.parametrize("name", ["language", "packs", "disable", "keep", "_own"])
def test_nothing_can_be_deleted_from_a_cleaner(name: str) -> None:
    with pytest.raises(AttributeError):
        delattr(Cleaner("en"), name)


@pytest.mark.parametrize("name", ["text", "metadata", "confidence", "document", "new"])
def test_an_article_is_immutable(name: str) -> None:
    with pytest.raises((AttributeError, TypeError)):
        setattr(clean("Support us"), name, "")


# --- metadata says where it is from -----------------------------------------------------------


@given(any_page)
def test_found_names_exactly_the_fields_with_a_value(page: str) -> None:
    metadata = clean(page).metadata
    names = [name for name in metadata._fields if name not in ("found", "candidates")]
    assert set(metadata.found) == {name for name in names if getattr(metadata, name)}


@given(any_page)
def test_found_spans_lie_in_the_text(page: str) -> None:
    article = clean(page)
    for source in article.metadata.found.values():
        assert (source.start is None) == (source.end is None)
        if source.start is not None and source.end is not None:
            assert 0 <= source.start < source.end <= len(article.document.text)


@given(any_page)
@example("2024-05-25T01:45:00ZOglas2024-05-25T01:45:00Z")  # only the second has its zone
def test_found_spans_hold_the_value(page: str) -> None:
    article = clean(page)
    metadata, text = article.metadata, article.document.text
    spans = {k: text[s.start : s.end] for k, s in metadata.found.items() if s.start is not None}
    if "title" in spans:
        assert ink(metadata.title or "") in ink(spans["title"])
    for name in spans.keys() & {"date_published", "date_modified"}:
        source = " ".join(spans[name].split())
        dates = find_dates(source, metadata.language) + find_dates(source)
        assert getattr(metadata, name) in [moment_of(date.value) for date in dates], source
    if "authors" in spans:
        # Names may stand on several lines; the span is that of the likeliest.
        assert any(ink(name) in ink(spans["authors"]) for name in metadata.authors)


# --- 7: no network, no files, nothing executed ------------------------------------------------


def test_the_seed_needs_no_network_and_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a socket was made")

    real = builtins.open

    def reading(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        assert not set(mode) & set("wax+"), f"{file} was opened for writing"
        return real(file, mode, *rest, **named)

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(builtins, "open", reading)
    monkeypatch.setattr(io, "open", reading)
    article = clean(SEED.read_bytes(), url="https://example.org/a")
    article.to_json()
    article.explain()
    assert article.text.startswith("NATO Secretary General")


_AUDIT = """
import os, sys
WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
EVENTS = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove",
    "os.rename", "os.mkdir", "os.rmdir", "shutil.", "urllib.", "tempfile.", "webbrowser.",
)
bad = []
def watch(event, args):
    if event == "open" and isinstance(args[2], int) and args[2] & WRITE or event.startswith(EVENTS):
        bad.append((event, str(args)))
from cleanarticle import clean
sys.addaudithook(watch)
for page in open(0, "rb").read().split(b"\\x1e"):
    clean(page).to_markdown()
print(bad)
"""


def test_nothing_is_done_but_reading() -> None:
    """As above, told by the interpreter itself, over text, HTML and bytes to guess."""
    html = b'<html><head><base href="http://example.org"><link rel=stylesheet href=a.css>'
    html += b"<script src=b.js></script><body><img src=c.png><iframe src=d></iframe><p>Text."
    latin = "Öffnungszeiten für Gäste ändern sich früh, schön und grün. ".encode("latin-1") * 9
    entity = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", _AUDIT],
        input=b"\x1e".join((SEED.read_bytes(), html, latin, entity)),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    assert done.stdout.strip() == b"[]"
