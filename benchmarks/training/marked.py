"""Pages of `segments_dev`, which has no gold bodies, with the lines that readers called body.

`labels/segments_dev.tsv` holds what two readers, each on their own, said of every block of a page
rendered by inscriptis: the page's id on a line with ``#``, then a line a block with a digest of its
text and both labels (a category of `cleanarticle.model`). The text itself is not kept. A block is
body here where both said so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from benchmarks import corpora
from benchmarks.corpora import Page
from benchmarks.renderers import render_corpus, rendered
from cleanarticle.reading.text import read_text

LABELS: Final = Path(__file__).parent / "labels"
_READ_AS: Final = "inscriptis"


def digest(text: str) -> str:
    """Eight hexadecimal digits that stand for a block's text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def labels(name: str) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """For each page of a corpus that was labelled, both labels by the blocks' digests."""
    path = LABELS / f"{name}.tsv"
    pages: dict[str, dict[str, tuple[str, str]]] = {}
    if not path.exists():
        return pages
    page: dict[str, tuple[str, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            page = pages[line[2:]] = {}
        else:
            block, first, second = line.split("\t")
            page[block] = first, second
    return pages


def names(folder: Path) -> list[str]:
    """The corpora to learn from: those with gold bodies, and those whose lines were labelled."""
    return [
        name
        for name in corpora.names(folder)
        if (LABELS / f"{name}.tsv").exists() or next(corpora.read(folder, name)).text
    ]


def pages(
    folder: Path, name: str, renderers: Sequence[str]
) -> Iterator[tuple[Page, dict[str, str]]]:
    """Yield a corpus's pages that have a body to learn from, with their text by renderer."""
    read = _bodies(folder, name)
    found = corpora.page_set(folder, name)
    columns = [rendered(found, renderer) for renderer in renderers]
    for page, *texts in zip(found, *columns, strict=False):
        if body := page.text or read.get(page.id):
            yield replace(page, text=body), dict(zip(renderers, texts, strict=True))


@cache
def _bodies(folder: Path, name: str) -> Mapping[str, str]:
    known = labels(name)
    bodies = {}
    for page, text in render_corpus(folder, name, _READ_AS) if known else ():
        if said := known.get(page.id):
            blocks = read_text(text).texts
            body = [b for b in blocks if said.get(digest(b)) == ("body", "body")]
            bodies[page.id] = "\n".join(body)
    return bodies
