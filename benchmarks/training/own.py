"""Our own sample pages as pages to be learned from, and what stands in them beside the article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Final

from benchmarks.corpora import Page
from benchmarks.samples import Line, Sample, samples
from benchmarks.training import said
from benchmarks.training.folds import fold_of
from cleanarticle.dates.words import locale_of
from cleanarticle.model import Category

#: The name of our pages among the corpora.
SAMPLES: Final = "samples"
#: What sites put between the paragraphs of an article, too, and lines of one such box.
_INSERTED: Final[frozenset[Category]] = frozenset(
    ("promotion", "related", "ad", "author-box", "media", "share")
)
_LINES: Final = 6
#: Characters of its longest line at least: labels come with the rules.
_PROSE: Final = 40


def pages() -> Iterator[Page]:
    """The sample pages."""
    for sample in samples():
        url = f"https://{_site_of(sample)}/"
        yield Page(SAMPLES, sample.name, url, sample.html, sample.body, None, "article")


@cache
def boxes(language: str, fold: int) -> list[list[str]]:
    """What stands beside articles in a language and fold: boxes of lines of pages that are ours."""
    written = [
        box[:_LINES]
        for site in said.sites(language)
        for box in site.boxes
        if fold_of(site.name) == fold and any(len(line) > _PROSE for line in box)
    ]
    return written + [
        [line.text for line in box][:_LINES]
        for sample in samples()
        if locale_of(sample.head["language"]).code == language and fold_of(_site_of(sample)) == fold
        for box in _boxes_of(sample)
    ]


def _boxes_of(sample: Sample) -> Iterator[list[Line]]:
    for label, lines in groupby(sample.lines, key=lambda line: line.label):
        box = list(lines)
        if label in _INSERTED and any(len(line.text) > _PROSE for line in box):
            yield box


def _site_of(sample: Sample) -> str:
    return f"{sample.name}.example"
