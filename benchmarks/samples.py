"""Our own sample pages: HTML written by us, in which every visible text carries its answer.

A page is one file in `benchmarks/pages/`: a TOML head between ``+++`` lines, then the HTML. An
element's ``data-gold`` attribute says what its text is (a category of `cleanarticle.model`, or
``hidden`` for what no reader sees); it holds for all elements inside that have none of their own.
The attribute is taken out before any extractor sees the page. See `benchmarks/pages/README.md`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from benchmarks.process import BenchmarkError
from cleanarticle.model import CATEGORIES

FOLDER: Final = Path(__file__).parent / "pages"
KINDS: Final = frozenset(
    "news feature interview recipe listicle live-blog blog press-release opinion how-to".split()
)
HIDDEN: Final = "hidden"
_LABELS: Final = frozenset((*CATEGORIES, HIDDEN))
_ATTRIBUTE: Final = re.compile(r'\s+data-gold="[^"]*"')
_UNSEEN: Final = frozenset("script style noscript template title head".split())
_INLINE: Final = frozenset(
    "a abbr b bdi bdo cite code del dfn em font i ins kbd mark q rp rt ruby s samp small span "
    "strong sub sup time u var wbr".split()
)


class SampleError(BenchmarkError):
    """A sample page is not as `benchmarks/pages/README.md` says; the message says what to mend."""


class Line(NamedTuple):
    """A run of text with one answer."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample page with its answers."""

    name: str
    head: Mapping[str, Any]
    """``why``, ``kind``, ``language``, and the metadata's gold."""
    html: str
    """The page as a crawler has it, without the answers."""
    lines: tuple[Line, ...]

    @property
    def body(self) -> str:
        """The gold body, a line a block."""
        return "\n".join(line.text for line in self.lines if line.label == "body")

    @property
    def noise(self) -> tuple[Line, ...]:
        """Every visible line that is not body."""
        return tuple(line for line in self.lines if line.label not in ("body", HIDDEN))


def samples(folder: Path = FOLDER) -> list[Sample]:
    """Read all sample pages.

    Raises:
        SampleError: a page is not as it must be, or there are none.
    """
    pages = [read(path) for path in sorted(folder.glob("*.html"))]
    if not pages:
        raise SampleError(f"{folder} holds no sample pages; run this from a clone of the project")
    return pages


def read(path: Path) -> Sample:
    """Read one sample page."""
    try:
        before, head, html = path.read_text(encoding="utf-8").split("+++\n", 2)
        values = tomllib.loads(head)
    except (OSError, ValueError) as error:
        raise SampleError(f"{path}: no TOML head between +++ lines ({error})") from error
    for name in ("why", "kind", "language", "title"):
        if before or not values.get(name):
            raise SampleError(f"{path}: the head gives no {name}")
    if values["kind"] not in KINDS:
        raise SampleError(f"{path}: kind is one of {', '.join(sorted(KINDS))}")
    lines = tuple(_lines(path, html))
    if not any(line.label == "body" for line in lines):
        raise SampleError(f'{path}: no element has data-gold="body"')
    return Sample(path.stem, values, _ATTRIBUTE.sub("", html), lines)


def _lines(path: Path, html: str) -> Iterator[Line]:
    body = LexborHTMLParser(html).body
    place: object = None
    parts: list[str] = []
    label = ""
    for node in body.traverse(include_text=True) if body is not None else ():
        if node.tag != "-text":
            if node.tag not in _INLINE:
                place = None  # a block begins; its end shows in the next text's owner
            continue
        text = node.text_content or ""
        found = None if text.isspace() else _owner(node)
        if found is None:
            if parts and text.isspace():
                parts.append(" ")
            continue
        block, this = found
        if this not in _LABELS:
            raise SampleError(f"{path}: {text.strip()[:60]!r} has the label {this!r}")
        if (block, this) != (place, label) and parts:
            yield Line(label, " ".join("".join(parts).split()))
            parts = []
        place, label = block, this
        parts.append(text)
    if parts:
        yield Line(label, " ".join("".join(parts).split()))


def _owner(node: Any) -> tuple[int, str] | None:
    """The block element a text stands in and its label; ``None`` for text nobody sees."""
    block, label = None, None
    node = node.parent
    while node is not None and (block is None or label is None):
        if node.tag in _UNSEEN:
            return None
        if block is None and node.tag not in _INLINE:
            block = node.mem_id
        if label is None:
            label = node.attributes.get("data-gold")
        node = node.parent
    return block or 0, label or "none (give an element around it data-gold)"


if __name__ == "__main__":
    import sys

    for name in sys.argv[1:]:
        page = read(Path(name))
        size = len(page.body)
        counts = {label: sum(x.label == label for x in page.lines) for label, _ in page.lines}
        print(f"{page.name}: ok, body {size} characters, lines {counts}")
