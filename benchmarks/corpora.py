"""Reads gold pages: corpora as gzipped JSON Lines, and the labelled golden pages in the tests."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from benchmarks.process import BenchmarkError, warn

_SECOND_LEVEL = frozenset("co com org ac gov net or ne go edu".split())

_FORMAT: Final = "CONTRIBUTING.md"
#: The golden pages every clone has, and their groups; ``known`` holds what we get wrong.
GOLDEN: Final = Path(__file__).parents[1] / "tests/golden"
_KNOWN: Final = "known"


class CorpusError(BenchmarkError):
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
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    wanted: tuple[str, ...] = ()
    """Segments that must be in the text."""
    unwanted: tuple[str, ...] = ()
    """Segments that must not."""
    lines: tuple[tuple[str, str], ...] = ()
    """Label and text of every line; sample pages only."""

    @property
    def site(self) -> str:
        """Registrable domain, so that no site is on both sides of a split.

        >>> Page("c", "1", "https://news.bbc.co.uk/x", "", "", None, "article").site
        'bbc.co.uk'
        """
        labels = (urlsplit(self.url or "").hostname or self.url or self.id).split(".")
        keep = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 2
        return ".".join(labels[-keep:])


@dataclass(frozen=True, slots=True)
class PageSet:
    """A corpus, our own sample pages, or a sample of either: pages that can be read again."""

    name: str
    digest: str
    """Tells one state of the pages from another."""
    every: int
    """Only the first page and every so many after it are meant; 1 means all."""
    read: Callable[[], Iterator[Page]]

    def __iter__(self) -> Iterator[Page]:
        return self.read()

    def held(self) -> PageSet:
        """The same set with its pages in memory, for a sample that is read often."""
        pages = list(self)
        return replace(self, read=lambda: iter(pages))


def page_set(folder: Path, name: str, every: int = 1) -> PageSet:
    """Return a corpus, or of it the first page and every so many after it.

    Raises:
        CorpusError: the corpus is not there.
    """
    return PageSet(name, digest(folder, name), every, lambda: read(folder, name, every))


def names(folder: Path) -> list[str]:
    """Return the corpora in a folder, with gold texts or without."""
    if not folder.is_dir():
        raise CorpusError(f"{folder} is no folder; name the corpora folder with --corpora")
    found = sorted(path.name.removesuffix(".jsonl.gz") for path in folder.glob("*.jsonl.gz"))
    if not found:
        raise CorpusError(f"{folder} holds no *.jsonl.gz; name the corpora folder with --corpora")
    return found


def read(folder: Path, name: str, every: int = 1) -> Iterator[Page]:
    """Yield a corpus's pages in file order: the first and every so many after it.

    A line that holds no page is left out, with a warning.

    Raises:
        CorpusError: the corpus is not there, is damaged, or none of its lines is a page.
    """
    path = _path(folder, name)
    good = bad = 0
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % every:
                    continue
                try:
                    page = _page(name, json.loads(line))
                except (ValueError, LookupError, TypeError) as error:
                    bad += 1
                    warn(f"{path}, line {number + 1}: no page ({error!r}), left out; see {_FORMAT}")
                    continue
                good += 1
                yield page
    except (OSError, EOFError, UnicodeError) as error:
        raise CorpusError(f"{path} cannot be read ({error}); is it whole?") from error
    if bad and not good:
        raise CorpusError(f"{path} holds no page at all; its format is in {_FORMAT}")


def digest(folder: Path, name: str) -> str:
    """Tell one state of a corpus from another: the first 16 digits of its file's SHA-256."""
    try:
        with _path(folder, name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:16]
    except OSError as error:
        raise CorpusError(f"{_path(folder, name)} cannot be read ({error})") from error


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.jsonl.gz"


def _page(corpus: str, record: dict[str, Any]) -> Page:
    return Page(
        corpus=corpus,
        id=str(record["id"]),
        url=str(record.get("url") or ""),
        html=str(record["html"]),
        text=record.get("text"),
        language=record.get("lang"),
        kind=str(record.get("page_type") or "article"),
        title=str(record.get("title") or ""),
        authors=_listed(record.get("author")),
        date=str(record.get("date") or ""),
        wanted=_listed(record.get("with_")),
        unwanted=_listed(record.get("without")),
    )


def _listed(value: Any) -> tuple[str, ...]:
    """Corpora give one author as a string, several as a list.

    >>> _listed("Jane Doe"), _listed(["a", ""]), _listed(None)
    (('Jane Doe',), ('a',), ())
    """
    values = [value] if isinstance(value, str) else value or []
    return tuple(str(one) for one in values if one)


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A golden page: its lines, each with what must become of it."""

    name: str
    lines: tuple[tuple[str, str], ...]
    """Label and text; a blank line has no label."""

    @property
    def raw(self) -> str:
        """The page as a scraper would have it."""
        return "\n".join(text for _, text in self.lines)


def golden_pages(folder: Path = GOLDEN) -> list[LabelledPage]:
    """Read the labelled pages that must come out right, as `tests/golden/README.md` has them."""
    paths = sorted(folder.glob("*/*.txt"))
    pages = [_labelled(path) for path in paths if path.parent.name != _KNOWN]
    if not pages:
        raise CorpusError(f"{folder} holds no golden pages; run this from a clone of the project")
    return pages


def _labelled(path: Path) -> LabelledPage:
    try:
        _, _, page = path.read_text(encoding="utf-8").split("+++\n", 2)
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path} is no golden page ({error}); see its README.md") from error
    rows = (line.partition("|") for line in page.rstrip("\n").split("\n"))
    lines = tuple((label.strip(), text.removeprefix(" ")) for label, _, text in rows)
    return LabelledPage(f"{path.parent.name}/{path.stem}", lines)
