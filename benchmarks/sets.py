"""The sets of pages a run measures: our own sample pages, and the corpora where they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from benchmarks import corpora, samples
from benchmarks.corpora import Page, PageSet
from benchmarks.process import warn

SAMPLES: Final = "sample_pages"
#: Pages of the same kind that nothing is learned from or tuned on: they judge.
UNSEEN: Final = "unseen_pages"
OWN: Final = {SAMPLES: samples.FOLDER, UNSEEN: samples.FOLDER / "unseen"}
_CANONICAL: Final = re.compile(r'<link rel="canonical" href="([^"]+)"')


def own_pages(name: str, every: int = 1) -> PageSet:
    """Return one of the sets of :data:`OWN`."""
    return sample_pages(OWN[name], every, name)


def sample_pages(folder: Path = samples.FOLDER, every: int = 1, name: str = SAMPLES) -> PageSet:
    """Return our own pages, those of a clone alone."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.html")):
        digest.update(path.name.encode() + path.read_bytes())
    return PageSet(
        name, digest.hexdigest()[:16], every, lambda: islice(_pages(folder), 0, None, every)
    )


def _pages(folder: Path) -> Iterator[Page]:
    for sample in _readable(folder):
        head = sample.head
        address = _CANONICAL.search(sample.html)
        yield Page(
            corpus=SAMPLES,
            id=sample.name,
            url=address[1] if address else "",
            html=sample.html,
            text=sample.body,
            language=head["language"],
            kind=head["kind"],
            title=head["title"],
            authors=tuple(head.get("authors", ())),
            date=str(head.get("date_published", "")),
            lines=tuple((line.label, line.text) for line in sample.lines),
        )


def _readable(folder: Path) -> Iterator[samples.Sample]:
    """The sample pages, without those that cannot be read."""
    good = 0
    for path in sorted(folder.glob("*.html")):
        try:
            sample = samples.read(path)
        except samples.SampleError as error:
            warn(f"left out: {error}")
            continue
        good += 1
        yield sample
    if not good:
        raise samples.SampleError(
            f"{folder} holds no sample pages; run this from a clone of the project"
        )


def page_sets(folder: Path | None, every: int = 1) -> list[PageSet]:
    """Return our own pages, and every corpus of the folder where one is named."""
    names = corpora.names(folder) if folder else []
    return [
        *(own_pages(name, every) for name in OWN),
        *(corpora.page_set(folder, name, every) for name in names if folder),
    ]
