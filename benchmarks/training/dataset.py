"""Turn corpora into rows: every block's features with its label and weight."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import Page
from benchmarks.metrics import tokens
from benchmarks.renderers import render_corpus
from benchmarks.training.labels import label_blocks
from cleanarticle.cleaner import Cleaner
from cleanarticle.features import Features
from cleanarticle.reading.text import read_text

#: Every page is learned from in this many of the renderings, chosen by its id.
GOLDEN = Path(__file__).parents[2] / "tests/golden"
RENDERERS = ("inscriptis", "get_text", "html-text", "collapsed")


@dataclass(slots=True)
class Sample:
    """One rendered page, measured and labelled."""

    corpus: str
    kind: str
    site: str
    renderer: str
    seen: Features
    rules: list[tuple[int, str]]
    """Block and name of every rule that matched."""
    labels: list[float]
    sizes: list[int]
    """Tokens of each block."""


def samples(folder: Path, names: list[str], renderers: tuple[str, ...]) -> Iterator[Sample]:
    """Yield the samples of all pages with gold, and a cropped copy of each article."""
    for name in names:
        for renderer in renderers:
            pages = ((page, text, renderer) for page, text in render_corpus(folder, name, renderer))
            with ProcessPoolExecutor() as pool:
                for found in pool.map(_measure, pages, chunksize=16):
                    yield from found


def golden_samples() -> Iterator[Sample]:
    """Our own pages of many languages, whose labels were given line by line."""
    for path in sorted(GOLDEN.glob("languages/*.txt")):
        page_lines = path.read_text(encoding="utf-8").split("+++\n", 2)[2].rstrip("\n").split("\n")
        pairs = [line.partition("|") for line in page_lines]
        raw = "\n".join(text.removeprefix(" ") for _, _, text in pairs)
        gold = "\n".join(text.strip() for label, _, text in pairs if label.strip() == "body")
        for name, text in (("golden", raw), ("golden collapsed", " ".join(raw.split()))):
            page = Page(
                "golden", path.stem, f"https://{path.stem}.example/", "", gold, None, "article"
            )
            yield _sample(page, text, name)


def _measure(job: tuple[Page, str, str]) -> list[Sample]:
    page, text, renderer = job
    if not page.text or not text.strip():
        return []
    full = _sample(page, text, renderer)
    if page.kind != "article" or renderer == "collapsed":
        return [full]
    cropped = _crop(text, page)
    return [full, _sample(page, cropped, f"{renderer} cropped")] if cropped else [full]


def _sample(page: Page, text: str, renderer: str) -> Sample:
    looked = Cleaner().look(read_text(text))
    texts = looked.document.texts
    return Sample(
        corpus=page.corpus,
        kind=page.kind,
        site=page.site,
        renderer=renderer,
        seen=looked.seen,
        rules=[(match.block, match.rule.name) for match in looked.matches],
        labels=label_blocks(texts, page.text or ""),
        sizes=[len(tokens(block)) for block in texts],
    )


def _crop(text: str, page: Page) -> str:
    """The body with a few lines around it, as people paste it: menus and footers cut off."""
    lines = text.splitlines()
    labels = label_blocks([line if line.strip() else "." for line in lines], page.text or "")
    body = [index for index, label in enumerate(labels) if label > 0.5]
    if not body:
        return ""
    chance = random.Random(page.id)
    low = max(0, body[0] - chance.randint(0, 12))
    return "\n".join(lines[low : body[-1] + 1 + chance.randint(0, 14)])
