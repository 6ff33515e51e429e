"""Turns clones of public benchmarks into corpora: `python -m benchmarks import KIND SOURCE TARGET`.

Licences are in `README.md`; the texts of the pages belong to their publishers: keep the corpora to
yourself. What the halves of a benchmark are called stays in a corpus's name, so that what is tuned
on can be kept from what judges.
"""

from __future__ import annotations

import ast
import gzip
import html
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.files import whole
from benchmarks.process import BenchmarkError, warn

#: A page as the corpora's format has it; fields that are not there count as empty.
Record = dict[str, Any]
#: Name of a corpus, and one of its pages.
Found = Iterator[tuple[str, Record]]

_PARAGRAPH: Final = re.compile(r"<[phl]>", re.IGNORECASE)
_DIGITS: Final = re.compile(r"(\d+)")


class ImportingError(BenchmarkError):
    """What was named is no clone of that benchmark, or cannot be turned into a corpus."""


def run(kind: str, source: Path, target: Path) -> int:
    """Write the corpora a clone holds into a folder, each whole or not at all, and say so.

    A page that cannot be read is left out, with a warning.

    Args:
        kind: one of `KINDS`.
        source: the clone, or your own folder.
        target: the corpora folder; made if it is not there.

    Raises:
        ImportingError: the kind is unknown, the source is no such clone, or the target cannot be
            written.

    >>> from pathlib import Path
    >>> run("dragnet", Path("."), Path("."))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    benchmarks.importing.ImportingError: no benchmark 'dragnet'; there are wcxb, ...
    """
    if kind not in KINDS:
        raise ImportingError(f"no benchmark {kind!r}; there are {', '.join(KINDS)}")
    written = 0
    try:
        for name, pages in groupby(KINDS[kind].read(source), key=itemgetter(0)):
            written += _write(target / f"{name}.jsonl.gz", (record for _, record in pages))
    except (ValueError, LookupError, TypeError, AttributeError, SyntaxError) as error:
        why = f"no {error} in it" if isinstance(error, LookupError) else str(error)
        raise ImportingError(_no_clone(kind, source, why)) from error
    if not written:
        raise ImportingError(_no_clone(kind, source, "no pages in it"))
    return 0


def _no_clone(kind: str, source: Path, why: str) -> str:
    return f"{source} does not look like {kind}: {why}. It should be {KINDS[kind].home}"


def _write(path: Path, records: Iterable[Record]) -> int:
    """Write a corpus, and return how many pages it has."""
    count = 0
    try:
        with (
            whole(path) as part,
            part.open("wb") as file,
            # Without name and time, the same pages give the same digest.
            gzip.GzipFile("", "wb", fileobj=file, mtime=0) as out,
        ):
            for record in records:
                line = json.dumps(record, ensure_ascii=False) + "\n"
                out.write(line.encode("utf-8", "replace"))
                count += 1
    except OSError as error:
        raise ImportingError(f"{path} cannot be written ({error.strerror}): make room") from error
    print(f"{path}: {count} pages")
    return count


def _wcxb(source: Path) -> Found:
    """Both splits, each with a JSON file and a compressed page for every identifier."""
    for split in ("dev", "test"):
        for path in _files(source / split / "ground-truth", "*.json"):
            about = _json(path)
            gold = about["ground_truth"]
            record = {
                "text": gold["main_content"],
                "title": gold.get("title"),
                "author": gold.get("author"),
                "date": gold.get("publish_date"),
                "page_type": about["_internal"]["page_type"]["primary"],
                "with_": gold.get("with"),
                "without": gold.get("without"),
            }
            place = source / split / "html" / f"{path.stem}.html.gz"
            yield from _page(f"wcxb_{split}", path.stem, about["url"], place, record)


def _scrapinghub(source: Path) -> Found:
    for name, gold in _json(source / "ground-truth.json").items():
        place = source / "html" / f"{name}.html.gz"
        record = {"text": gold.get("articleBody", "")}
        yield from _page("scrapinghub", name, gold.get("url", ""), place, record)


def _trafilatura(source: Path) -> Found:
    """No bodies: segments that must and must not be in the text."""
    tests = source / "tests" if (source / "tests").is_dir() else source
    for url, gold in _evaluation_data(tests).items():
        name = gold["file"]
        record = {field: gold.get(field) for field in ("title", "author", "date", "without")}
        record |= {"text": None, "with_": gold["with"]}
        places = [tests / folder / name for folder in ("cache", "eval")]
        place = next((one for one in places if one.is_file()), places[-1])
        yield from _page("segments", name, url, place, record)


def _evaluation_data(tests: Path) -> dict[str, Any]:
    """The annotations, in JSON as they are now, or as the Python dict they were."""
    path = tests / "evaldata.json"
    if path.is_file():
        return dict(_json(path))
    # Read, not run: a clone is data.
    for node in ast.parse(_read(tests / "evaldata.py")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "EVAL_PAGES":
            return dict(ast.literal_eval(node.value))
    raise ValueError("no EVAL_PAGES in evaldata.py")


def _magic_html(source: Path) -> Found:
    """Articles and forum pages; their bodies include title and date lines."""
    for kind in ("article", "forum"):
        folder = source / "benchmark" / "data" / kind
        for name, gold in _json(folder / "base.json").items():
            place = folder / "htmls" / f"{name}.html"
            record = {"text": gold["content"], "page_type": kind}
            yield from _page(f"magic_{kind}", name, gold.get("url", ""), place, record)


def _fundus(source: Path) -> Found:
    """News by country; a publisher has a page for every version of its parser, oldest first."""
    root = source / "tests" / "resources" / "parser" / "test_data"
    for info in _files(root, "*/meta.info"):
        about = _json(info)
        for path in _files(info.parent, "*.json"):
            golds = [
                gold for _, gold in sorted(_json(path).items(), key=lambda item: _order(item[0]))
            ]
            pages = sorted(name for name in about if name.startswith(f"{path.stem}_"))
            if len(golds) != len(pages):
                warn(f"{path}: {len(golds)} versions for {len(pages)} pages, left out")
                continue
            for name, gold in zip(pages, golds, strict=True):
                record = {
                    "text": _fundus_body(gold.get("body") or {}),
                    "title": gold.get("title"),
                    "author": gold.get("authors"),
                    "date": gold.get("publishing_date"),
                    "lang": info.parent.name,
                }
                number = f"{info.parent.name}/{name.removesuffix('.gz')}"
                place = info.parent / name
                yield from _page("fundus", number, about[name]["url"], place, record)


def _order(version: str) -> list[tuple[int, str]]:
    """Versions as they followed each other.

    >>> sorted(["V1_10", "V2", "V1", "V1_2"], key=_order)
    ['V1', 'V1_2', 'V1_10', 'V2']
    """
    return [(int(part), "") if part.isdigit() else (-1, part) for part in _DIGITS.split(version)]


def _fundus_body(body: Record) -> str:
    paragraphs = list(body.get("summary", ()))
    for section in body.get("sections", ()):
        paragraphs += [*section["headline"], *section["paragraphs"]]
    return "\n".join(paragraphs)


def _cleanportal(source: Path) -> Found:
    """CleanEval's format: the address, then blocks that open with `<p>`, `<h>` or `<l>`."""
    for path in _files(source / "GoldStandard", "*.txt"):
        head, *blocks = _PARAGRAPH.split(_read(path))
        url = head.strip().removeprefix("URL:").strip()
        text = "\n".join(" ".join(html.unescape(block).split()) for block in blocks)
        place = source / "input" / f"{path.stem}.html"
        yield from _page("cleanportal", path.stem, url, place, {"text": text})


def _folder(source: Path) -> Found:
    for path in _files(source, "*.html"):
        gold = path.with_suffix(".txt")
        if gold.is_file():
            text = _read(gold)
            yield from _page(source.resolve().name, path.stem, "", path, {"text": text})
        else:
            warn(f"{path}: no {gold.name} beside it, left out")


def _page(corpus: str, name: str, url: str, place: Path, record: Record) -> Found:
    """One page of a corpus, unless its HTML cannot be read."""
    try:
        data = place.read_bytes()
        markup = _decoded(gzip.decompress(data) if place.suffix == ".gz" else data)
    except (OSError, EOFError, zlib.error) as error:
        warn(f"{place}: cannot be read ({error}), left out")
        return
    page = {"id": name, "url": url, "html": markup, "page_type": "article", **record}
    yield corpus, page


def _decoded(data: bytes) -> str:
    """UTF-8 as nearly all pages are, or what the page declares or looks like."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        from bs4.dammit import UnicodeDammit

        found = UnicodeDammit(data, is_html=True).unicode_markup
        return found if found is not None else data.decode("utf-8", "replace")


def _files(folder: Path, pattern: str) -> list[Path]:
    if not folder.is_dir():
        raise ValueError(f"no folder {folder}")
    return sorted(folder.glob(pattern))


def _read(path: Path) -> str:
    """A file of gold; without it there is no corpus."""
    try:
        return _decoded(path.read_bytes())
    except OSError as error:
        raise ValueError(f"{path}: {error.strerror}") from error


def _json(path: Path) -> Any:
    text = _read(path)
    try:
        return json.loads(text)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error


class Kind(NamedTuple):
    """A benchmark that can be imported."""

    read: Callable[[Path], Found]
    home: str
    """What a source should be, and where it is to be had."""


KINDS: Final[dict[str, Kind]] = {
    "wcxb": Kind(_wcxb, "a clone of github.com/Murrough-Foley/web-content-extraction-benchmark"),
    "scrapinghub": Kind(
        _scrapinghub, "a clone of github.com/scrapinghub/article-extraction-benchmark"
    ),
    "trafilatura": Kind(
        _trafilatura, "a clone of github.com/adbar/trafilatura, or its tests folder"
    ),
    "magic-html": Kind(_magic_html, "a clone of github.com/opendatalab/magic-html"),
    "fundus": Kind(_fundus, "a clone of github.com/flairNLP/fundus"),
    "cleanportal": Kind(_cleanportal, "a clone of github.com/ppke-nlpg/CleanPortalEval"),
    "folder": Kind(_folder, "a folder with page.html and its body in page.txt, for each page"),
}
