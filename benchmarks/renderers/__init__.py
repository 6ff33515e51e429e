"""HTML to raw text, the ways people make it. Rendered pages are cached."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks import corpora
from benchmarks.cache import cached
from benchmarks.process import BenchmarkError, spread, warn
from benchmarks.renderers.browser import inner_text, program


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


def markdown(html: str) -> str:
    """``markdownify``: Markdown, as many scrapers hand it on."""
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    tree = BeautifulSoup(html, "lxml")
    for tag in tree(["script", "style", "noscript", "template"]):
        tag.decompose()
    return str(MarkdownConverter().convert_soup(tree))


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
    "browser": Renderer(inner_text, ("playwright",), program()),
    "collapsed": Renderer(collapsed, ("inscriptis",)),
    "markdown": Renderer(markdown, ("markdownify", "beautifulsoup4", "lxml")),
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
        done = subprocess.run(
            [program, "-version"], capture_output=True, text=True, check=False, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RendererError(f"renderer {program}: no such program on the path") from error
    found = re.search(r"\d[\w.]*", done.stdout)
    return found.group() if found else "unknown"


def installed() -> list[str]:
    """The renderers that can be used here, in their order."""
    return [name for name in RENDERERS if _usable(name)]


def _usable(name: str) -> bool:
    try:
        versions(name)
    except RendererError:
        return False
    return True


def render_corpus(folder: Path, name: str, renderer: str) -> Iterator[tuple[corpora.Page, str]]:
    """Yield a corpus's pages with their rendered text, from the cache where there is one."""
    pages = corpora.page_set(folder, name)
    yield from zip(pages, rendered(pages, renderer), strict=False)


def rendered(pages: corpora.PageSet, renderer: str) -> Iterator[str]:
    """Yield the raw text of every page of a set, from the cache where there is one.

    Raises:
        RendererError: the renderer is unknown or not installed.
        CorpusError: the corpus cannot be read.
    """
    stem = f"{renderer}-{versions(renderer)}"
    yield from cached(pages, stem, partial(_render_all, pages, renderer))


def _render_all(pages: corpora.PageSet, renderer: str) -> Iterator[str]:
    htmls = (page.html for page in pages)
    return spread(partial(_render, renderer), htmls, f"rendering {pages.name} by {renderer}")


def _render(renderer: str, html: str) -> str:
    try:
        return RENDERERS[renderer].render(html)
    except Exception as error:  # a page a renderer cannot take is an empty page, and counts
        warn(f"{renderer}: {error!r} on a page, counted as empty")
        return ""
