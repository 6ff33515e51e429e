"""What is measured: this library and its peers, each with what it is given."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Final, Literal, NamedTuple

import cleanarticle
from benchmarks import peers, renderers
from benchmarks.cache import cached
from benchmarks.corpora import PageSet
from benchmarks.peers import Peer, Result
from benchmarks.process import BenchmarkError, Progress, spread
from cleanarticle import __version__, clean

Mode = Literal["html", "text", "after"]
#: Id, address, and HTML or text of a page.
Source = tuple[str, str, str]

OURS: Final = "cleanarticle"
#: Peers that read text get it from this renderer; we are measured on all.
RENDERER: Final = "inscriptis"
#: The extractors whose output people scrub by hand today.
EXTRACTORS: Final = ("trafilatura", "readability-lxml", "resiliparse", "newspaper4k")
_NO_START: Final = "cannot start"


class System(NamedTuple):
    """One way from a page to its body."""

    name: str
    version: str
    mode: Mode
    """What it is given: the page's HTML, its rendered text, or what an extractor made of it."""
    renderer: str = ""
    """What made the text."""
    peer: Peer | None = None
    """Whose work it is; in mode ``after``, whose output we clean."""

    @property
    def gives(self) -> str:
        """``text``, ``metadata`` or ``both``."""
        if self.mode == "after":
            return "text"
        return self.peer.gives if self.peer else "both"

    @property
    def ours(self) -> bool:
        """True for what this library does."""
        return self.peer is None or self.mode == "after"


def available(names: Sequence[str] = (), by: Sequence[str] = ()) -> list[System]:
    """Return the systems that can run here, ours first.

    Args:
        names: only these; all where none is named.
        by: renderers for our own text mode; all that are installed where none is named.

    Raises:
        BenchmarkError: a name is not that of a system that can run here.
        RendererError: a renderer is unknown or not installed.
    """
    for renderer in by:
        renderers.versions(renderer)
    here = [peer for peer in peers.installed() if peer.package != OURS]
    systems = [System(OURS, own_version(), "html")]
    systems += [System(OURS, own_version(), "text", r) for r in by or renderers.installed()]
    for peer in here:
        given = "" if peer.mode == "html" else RENDERER
        systems.append(System(peer.name, peers.version(peer), peer.mode, given, peer))
    for peer in here:
        if peer.name in EXTRACTORS:
            version = f"{peers.version(peer)}, {own_version()}"
            systems.append(System(f"{peer.name} + {OURS}", version, "after", "", peer))
    known = {system.name for system in systems}
    if unknown := sorted(set(names) - known):
        here_are = ", ".join(sorted(known))
        raise BenchmarkError(f"no system {unknown[0]!r} can run here; there are {here_are}")
    return [system for system in systems if not names or system.name in names]


@cache
def own_version() -> str:
    """Our version with a digest of the source, since between two releases it changes daily.

    >>> own_version().partition("+")[0] == __version__
    True
    """
    digest = hashlib.sha256()
    folder = Path(cleanarticle.__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".json", ".toml"):
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:7]}"


def outputs(system: System, pages: PageSet) -> Iterator[Result]:
    """Yield what a system makes of every page of a set, in order; trouble gives empty text."""
    label = f"{pages.name}: {system.name} {system.renderer or system.mode}"
    if system.mode == "after" and system.peer:
        extractor = System(system.peer.name, peers.version(system.peer), "html", "", system.peer)
        answers = zip(pages, outputs(extractor, pages), strict=False)
        texts = ((page.id, page.url, one.text) for page, one in answers)
        return spread(partial(ours, "text"), texts, label)
    make = partial(_sources, system, pages)
    if system.peer is None:
        return spread(partial(ours, "text" if system.renderer else "html"), make(), label)
    return _peer_outputs(system, pages, make)


def given(system: System, pages: PageSet) -> Iterator[str] | None:
    """The raw texts a system is given; ``None`` for one that is given HTML."""
    return renderers.rendered(pages, system.renderer) if system.renderer else None


def _sources(system: System, pages: PageSet) -> Iterator[Source]:
    texts = given(system, pages)
    if texts is None:
        return ((page.id, page.url, page.html) for page in pages)
    return ((page.id, page.url, text) for page, text in zip(pages, texts, strict=False))


def _peer_outputs(
    system: System, pages: PageSet, sources: Callable[[], Iterable[Source]]
) -> Iterator[Result]:
    """A peer's answers, from the cache: its version does not change while ours does."""
    parts = [system.name, system.version, *([system.renderer] if system.renderer else [])]
    stem = "-".join(["peer", *parts]).replace("/", "_").replace(" ", "_")
    assert system.peer is not None
    make = partial(_answers, system.peer, sources, f"{pages.name}: {system.name}")
    return (Result(*values) for values in cached(pages, stem, make))


def _answers(
    peer: Peer, sources: Callable[[], Iterable[Source]], label: str
) -> Iterator[tuple[object, ...]]:
    progress = Progress(label)
    try:
        for result in peers.run(peer, sources()):
            if result.error.startswith(_NO_START):
                # Not kept as what it makes of a page: mended, it may be tried again.
                raise BenchmarkError(f"{peer.name} {result.error}")
            progress.step()
            yield tuple(result)
    finally:
        progress.end()


def ours(format: Literal["html", "text"], source: Source) -> Result:
    """Clean one page, with its CPU time; the metadata in the fields' names, and ``confidence``."""
    page, url, content = source
    try:
        # What is loaded at a language's first page is no page's cost.
        clean(content, url=url or None, format=format)
        begin = time.process_time()
        article = clean(content, url=url or None, format=format)
        body = article.text
    except Exception as error:  # a promise broken: the table says so, and the run goes on
        return Result(page, "", {}, repr(error), 0.0, 0.0)
    spent = (time.process_time() - begin) * 1000
    found = article.metadata
    metadata = {
        "title": found.title,
        "authors": list(found.authors),
        "date": found.date_published,
        "confidence": article.confidence,
    }
    return Result(page, body, metadata, "", spent, 0.0)
