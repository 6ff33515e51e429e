"""HTML to raw text, the ways people make it. Rendered pages are cached by the corpus's digest."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks import corpora
from benchmarks.process import BenchmarkError, spread


class RendererError(BenchmarkError):
    """A renderer cannot be used; the message says what to install."""


def inscriptis(html: str) -> str:
    """Layout-aware text, as a text browser shows it."""
    from inscriptis import get_text

    return str(get_text(html))


def soup(html: str) -> str:
    """``get_text`` with a line break at every tag; breaks sentences at inline elements."""
    from bs4 import BeautifulSoup

    tree = BeautifulSoup(html, "lxml")
    for tag in tree(["script", "style", "noscript"]):
        tag.decompose()
    return str(tree.get_text("\n"))


def html_text(html: str) -> str:
    """The ``html-text`` package."""
    import html_text as package

    return str(package.extract_text(html))


def resiliparse(html: str) -> str:
    """resiliparse's plain text, main content not chosen."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html))


def w3m(html: str) -> str:
    """``w3m -dump``: hard-wrapped at 80 columns."""
    command = ["w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8"]
    done = subprocess.run(
        command, input=html.encode("utf-8", "replace"), capture_output=True, timeout=60, check=False
    )
    return done.stdout.decode("utf-8", "replace")


def collapsed(html: str) -> str:
    """All white space to single spaces: no line breaks left."""
    return " ".join(inscriptis(html).split())


class Renderer(NamedTuple):
    """A way of making text from HTML, and what it needs."""

    render: Callable[[str], str]
    packages: tuple[str, ...] = ()
    program: str = ""


RENDERERS: Final[dict[str, Renderer]] = {
    "inscriptis": Renderer(inscriptis, ("inscriptis",)),
    "get_text": Renderer(soup, ("beautifulsoup4", "lxml")),
    "html-text": Renderer(html_text, ("html-text",)),
    "resiliparse": Renderer(resiliparse, ("resiliparse",)),
    "w3m": Renderer(w3m, program="w3m"),
    "collapsed": Renderer(collapsed, ("inscriptis",)),
}


@cache
def versions(name: str) -> str:
    """Return the versions of what a renderer runs on, such as ``2.7.6``.

    Raises:
        RendererError: there is no such renderer, or it is not installed.

    >>> versions("lynx")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    benchmarks.renderers.RendererError: no renderer 'lynx'; there are inscriptis, get_text, ...
    """
    renderer = RENDERERS.get(name)
    if renderer is None:
        raise RendererError(f"no renderer {name!r}; there are {', '.join(RENDERERS)}")
    try:
        found = [version(package) for package in renderer.packages]
        if renderer.program:
            found.append(_program_version(renderer.program))
        return "-".join(found)
    except PackageNotFoundError as error:
        packages = " ".join(renderer.packages)
        raise RendererError(f"renderer {name} is not installed: pip install {packages}") from error


def _program_version(program: str) -> str:
    try:
        done = subprocess.run([program, "-version"], capture_output=True, text=True, check=False)
    except OSError as error:
        raise RendererError(f"renderer {program}: no such program on the path") from error
    found = re.search(r"\d[\w.]*", done.stdout)
    return found.group() if found else "unknown"


def render_corpus(folder: Path, name: str, renderer: str) -> Iterator[tuple[corpora.Page, str]]:
    """Yield a corpus's pages with their rendered text, from the cache where there is one."""
    for page, texts in rendered(folder, name, [renderer]):
        yield page, texts[renderer]


def rendered(
    folder: Path, name: str, renderers: Sequence[str], every: int = 1
) -> Iterator[tuple[corpora.Page, dict[str, str]]]:
    """Yield pages of a corpus, each with its text by renderer.

    What the cache lacks is rendered first, and cached. A sample is cut from the cache of the
    whole corpus where there is one; otherwise only the sample is rendered, into its own cache.

    Args:
        folder: where the corpora are.
        name: the corpus.
        renderers: names of renderers.
        every: take the first page and every so many after it.

    Raises:
        RendererError: a renderer is unknown or not installed, or the cache cannot be used.
        CorpusError: the corpus cannot be read.
    """
    root = _cache_root() / corpora.digest(folder, name)
    caches = {renderer: _cache(root, renderer, every) for renderer in renderers}
    missing = {r: found.file for r, found in caches.items() if not found.file.exists()}
    if missing:
        _fill(missing, corpora.read(folder, name, every), name)
    columns = list(map(_texts, caches.values()))
    for page in corpora.read(folder, name, every):
        yield page, {r: next(column) for r, column in zip(renderers, columns, strict=True)}


class _Cache(NamedTuple):
    """One renderer's texts of a corpus, or of a sample of it."""

    file: Path
    step: int
    """Take the first text in the file and every so many after it."""


def _cache_root() -> Path:
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return root / "cleanarticle-bench"


def _cache(root: Path, renderer: str, every: int) -> _Cache:
    stem = f"{renderer}-{versions(renderer)}"
    whole = root / f"{stem}.jsonl.gz"
    if every == 1 or whole.exists():
        return _Cache(whole, every)
    return _Cache(root / f"{stem}-every-{every}.jsonl.gz", 1)


def _texts(found: _Cache) -> Iterator[str]:
    """The texts in a cache file, in page order; never ends without saying so."""
    remedy = "delete it and run again"
    try:
        with gzip.open(found.file, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, islice(lines, 0, None, found.step))
    except (OSError, EOFError, ValueError) as error:
        raise RendererError(f"{found.file} is damaged ({error}); {remedy}") from error
    raise RendererError(f"{found.file} has too few pages; {remedy}")


def _fill(files: Mapping[str, Path], pages: Iterable[corpora.Page], name: str) -> None:
    """Render pages into cache files, each moved into place when it is whole."""
    parts = {r: file.with_suffix(f".{os.getpid()}.part") for r, file in files.items()}
    label = f"rendering {name} by {', '.join(files)}"
    try:
        with ExitStack() as stack:
            outs = []
            for part in parts.values():
                part.parent.mkdir(parents=True, exist_ok=True)
                outs.append(stack.enter_context(gzip.open(part, "wt", encoding="utf-8")))
            htmls = (page.html for page in pages)
            for texts in spread(partial(_render, tuple(files)), htmls, label):
                for out, text in zip(outs, texts, strict=True):
                    out.write(json.dumps(text) + "\n")
        for renderer, part in parts.items():
            part.replace(files[renderer])
    except OSError as error:
        raise RendererError(f"cannot write the cache of rendered pages ({error})") from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _render(renderers: Sequence[str], html: str) -> list[str]:
    texts = []
    for renderer in renderers:
        try:
            texts.append(RENDERERS[renderer].render(html))
        except Exception as error:  # a page one renderer cannot take is an empty page, and counts
            print(f"{renderer}: {error!r} on a page, counted as empty", file=sys.stderr)
            texts.append("")
    return texts
