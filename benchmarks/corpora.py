"""Reads corpora: gzipped JSON Lines, one page a line, as CONTRIBUTING.md describes them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_SECOND_LEVEL = frozenset("co com org ac gov net or ne go edu".split())


class CorpusError(Exception):
    """A corpus that was named cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its gold."""

    corpus: str
    id: str
    url: str
    html: str
    text: str | None
    language: str | None
    kind: str

    @property
    def site(self) -> str:
        """Registrable domain, so that no site is on both sides of a split.

        >>> Page("c", "1", "https://news.bbc.co.uk/x", "", "", None, "article").site
        'bbc.co.uk'
        """
        labels = (urlsplit(self.url or "").hostname or self.url or self.id).split(".")
        keep = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 2
        return ".".join(labels[-keep:])


def names(folder: Path) -> list[str]:
    """Return the corpora in a folder that have gold texts."""
    found = sorted(path.name.removesuffix(".jsonl.gz") for path in folder.glob("*.jsonl.gz"))
    if not found:
        raise CorpusError(f"{folder} holds no *.jsonl.gz; name the corpora folder with --corpora")
    return found


def read(folder: Path, name: str) -> Iterator[Page]:
    """Yield a corpus's pages in file order."""
    path = folder / f"{name}.jsonl.gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield _page(name, json.loads(line), path, number)
    except (OSError, EOFError, json.JSONDecodeError) as error:
        raise CorpusError(f"{path} cannot be read ({error}); is it whole?") from error


def _page(corpus: str, record: dict[str, object], path: Path, number: int) -> Page:
    try:
        return Page(
            corpus=corpus,
            id=str(record["id"]),
            url=str(record.get("url") or ""),
            html=str(record["html"]),
            text=record.get("text"),  # type: ignore[arg-type]
            language=record.get("lang"),  # type: ignore[arg-type]
            kind=str(record.get("page_type") or "article"),
        )
    except KeyError as error:
        raise CorpusError(f"{path}, line {number}: no field {error}; see CONTRIBUTING.md") from error
