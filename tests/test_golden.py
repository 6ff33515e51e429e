"""Golden pages: raw lines with the answer beside each (see golden/README.md)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from benchmarks import samples
from cleanarticle import Article, clean
from cleanarticle.rules.registry import languages

FOLDER = Path(__file__).parent / "golden"
GROUPS = ("wild", "languages", "synthetic", "negative", "known")


@dataclass(frozen=True)
class Case:
    path: Path
    head: dict[str, Any]
    lines: list[tuple[str, str]]

    @property
    def raw(self) -> str:
        return "\n".join(text for _, text in self.lines)


def read_case(path: Path) -> Case:
    _, head, page = path.read_text(encoding="utf-8").split("+++\n", 2)
    lines = []
    for number, line in enumerate(page.rstrip("\n").split("\n"), 1):
        label, bar, text = line.partition("|")
        assert bar, f"{path}: line {number} of the page has no bar"
        lines.append((label.strip(), text.removeprefix(" ")))
    return Case(path, tomllib.loads(head), lines)


PATHS = [path for group in GROUPS for path in sorted((FOLDER / group).glob("*.txt"))]
CASES = [read_case(path) for path in PATHS]


def marked(case: Case) -> Any:
    known = case.path.parent.name == "known"
    marks = [pytest.mark.xfail(strict=True, reason=case.head["why"])] if known else []
    return pytest.param(case, id=f"{case.path.parent.name}/{case.path.stem}", marks=marks)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def category_at(article: Article, case: Case) -> dict[int, set[str]]:
    """For each line of the case, the categories of the blocks that lie in it."""
    starts, offset = [], 0
    for _, text in case.lines:
        starts.append(offset)
        offset += len(text) + 1
    found: dict[int, set[str]] = {}
    for block, decision in zip(article.document.blocks, article.decisions, strict=True):
        for number, start in enumerate(starts):
            end = start + len(case.lines[number][1])
            if block.start < end and start < block.end:
                found.setdefault(number, set()).add("body" if decision.keep else decision.category)
    return found


def opened_by_dateline(case: Case, text: str) -> bool:
    """A dateline is metadata, so its paragraph begins behind it."""
    return "dateline" in case.head and text.startswith(case.head["dateline"])


def wrong_lines(case: Case) -> list[str]:
    article = clean(case.raw)
    categories = category_at(article, case)
    wrong = []
    for number, (label, text) in enumerate(case.lines):
        if not label:
            continue
        got = categories.get(number, {"nothing"})
        fine = "body" not in got if label == "noise" else got == {label}
        if label == "body" and opened_by_dateline(case, text):
            fine = got == {"date", "body"}
        if not fine:
            wrong.append(f"{label} -> {'/'.join(sorted(got))}: {text[:90]}")
    return wrong


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_every_line_is_labelled_as_in_the_golden_page(case: Case) -> None:
    assert wrong_lines(case) == []


@pytest.mark.parametrize("case", [marked(c) for c in CASES if c.path.parent.name != "known"])
def test_body_is_whole_and_nothing_else(case: Case) -> None:
    lines = [text for label, text in case.lines if label == "body"]
    dateline = case.head.get("dateline", "")
    body = " ".join(
        text[len(dateline) :].lstrip(" —–-") if opened_by_dateline(case, text) else text
        for text in lines
    )
    assert squeezed(clean(case.raw).text) == squeezed(body)


@pytest.mark.parametrize("case", [marked(c) for c in CASES if c.path.parent.name != "known"])
def test_metadata_of_the_golden_page(case: Case) -> None:
    metadata = clean(case.raw).to_dict()["metadata"]
    expected = {k: v for k, v in case.head.items() if k != "why"}
    got = {k: metadata[k] for k in expected}
    if "captions" in got:
        got["captions"] = [[c["text"], c["credit"]] for c in got["captions"]]
    assert got == expected


@pytest.mark.parametrize("language", languages())
def test_every_pack_has_a_page_with_all_that_a_news_page_has(language: str) -> None:
    pages = [case for case in CASES if case.head.get("language") == language]
    labels = {label for case in pages for label, _ in case.lines}
    assert labels >= {"body", "title", "byline", "caption", "ad", "related", "promotion", "share"}
    assert labels & {"legal", "footer"}


def values_of(article: Article) -> list[str]:
    """Title and names, as they were found."""
    return [article.metadata.title or "", *article.metadata.authors]


@pytest.mark.parametrize("case", [pytest.param(c, id=c.path.stem) for c in CASES])
def test_no_field_holds_a_noise_line(case: Case) -> None:
    good = {"title", "byline", "date", "caption", "body", ""}
    noise = {squeezed(text) for label, text in case.lines if label not in good}
    right = {squeezed(text) for label, text in case.lines if label in good}
    assert {squeezed(value) for value in values_of(clean(case.raw))} & (noise - right) == set()


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.stem) for path in sorted(samples.FOLDER.glob("*.html"))]
)
def test_no_field_of_a_sample_page_holds_a_noise_line(path: Path) -> None:
    sample = samples.read(path)
    good = {"title", "byline", "date", "caption", "body", "author-box", samples.HIDDEN}
    noise = {squeezed(line.text) for line in sample.lines if line.label not in good}
    right = {squeezed(line.text) for line in sample.lines if line.label in good}
    # Buttons to share on say the headline again, or a part of it.
    right |= {text for text in noise if text in squeezed(sample.head["title"])}
    site = sample.head.get("site_name", "")
    right |= {text for text in noise if site.startswith(text)}
    # A site may stand in for the author, and an author write other articles too.
    right |= {sample.head.get("site_name"), *sample.head.get("authors", ())}
    assert {squeezed(value) for value in values_of(clean(sample.html))} & (noise - right) == set()
