"""HTML to raw text, the ways people make it. Rendered pages are cached beside the corpora's digest."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks import corpora


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


RENDERERS: Final[dict[str, Callable[[str], str]]] = {
    "inscriptis": inscriptis,
    "get_text": soup,
    "html-text": html_text,
    "resiliparse": resiliparse,
    "w3m": w3m,
    "collapsed": collapsed,
}


def _render(renderer: str, html: str) -> str:
    try:
        return RENDERERS[renderer](html)
    except Exception as error:  # a page one renderer cannot take is an empty page, and counts
        print(f"{renderer}: {type(error).__name__} on a page; counted as empty", flush=True)
        return ""


def render_corpus(folder: Path, name: str, renderer: str) -> Iterator[tuple[corpora.Page, str]]:
    """Yield a corpus's pages with their rendered text, from the cache where there is one."""
    cache = _cache_file(folder, name, renderer)
    if not cache.exists():
        cache.parent.mkdir(parents=True, exist_ok=True)
        partial_file = cache.with_suffix(".part")
        htmls = (page.html for page in corpora.read(folder, name))
        with ProcessPoolExecutor() as pool, gzip.open(partial_file, "wt", encoding="utf-8") as out:
            for text in pool.map(partial(_render, renderer), htmls, chunksize=8):
                out.write(json.dumps(text) + "\n")
        os.replace(partial_file, cache)
    with gzip.open(cache, "rt", encoding="utf-8") as lines:
        for page, line in zip(corpora.read(folder, name), lines, strict=True):
            yield page, json.loads(line)


def _cache_file(folder: Path, name: str, renderer: str) -> Path:
    digest = hashlib.sha256((folder / f"{name}.jsonl.gz").read_bytes()).hexdigest()[:16]
    root = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return root / "cleanarticle-bench" / digest / f"{renderer}.jsonl.gz"
