"""Turn pages into rows: every block's features with its label and weight."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html import escape
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

import numpy as np
from selectolax.lexbor import LexborHTMLParser

from benchmarks.corpora import Page
from benchmarks.metrics import tokens
from benchmarks.renderers import RENDERERS
from benchmarks.training import feeds, marked, mixed, own
from benchmarks.training.align import body_lines, label_blocks
from benchmarks.training.extracted import EXTRACTORS, extracted
from benchmarks.training.feeds import Teaser, with_feed
from benchmarks.training.folds import fold_of
from benchmarks.training.inserts import with_inserts
from benchmarks.training.mixed import Host, among
from cleanarticle.cleaner import Cleaner
from cleanarticle.evidence import Learned, gather
from cleanarticle.kinds import page_signs
from cleanarticle.language import stop_words
from cleanarticle.lexicon import Lexicon
from cleanarticle.model import Document
from cleanarticle.reading import read
from cleanarticle.reading.hints import is_hidden
from cleanarticle.scorecard import Scorecard
from cleanarticle.structure import NAMES
from cleanarticle.voice import voice_words

#: Golden pages that are learned from: they test what is done, and do not measure how well.
_GROUPS = ("languages", "negative", "synthetic")
#: Our own pages among the corpora: the sample pages and the golden ones.
OWN = (own.SAMPLES, "golden")
GOLDEN = Path(__file__).parents[2] / "tests/golden"
#: How HTML becomes text for training: the first two of every page and one of the others, of every
#: article the last too.
TEXTS = ("inscriptis", "get_text", "html-text", "resiliparse", "w3m", "markdown", "collapsed")
HTML = "html"
#: One rendering in so many is measured as if its language were not known, so that the points
#: also hold where no lexicon and no function words are.
_FOREIGN = 6
#: One article in so many is also learned from as a text that is clean already.
_CLEAN = 3
#: One article in so many is also learned from as markup without names, styles and scripts, as
#: pipelines keep it.
_BARE = 2
#: One article in so many is also learned from as markup with little left of the body.
_SHORTENED = 2
#: One in so many also so, with a feed of other pages' teasers below.
_FED = 3
#: Copies of every golden page with labels between its paragraphs.
_WITH_INSERTS = 2
#: Share of the body's words that may stand between them unlabelled, for a page to be shortened.
_STRAY = 0.08
_KEPT = frozenset(("href", "src", "alt"))
_SCRIPTS = "script, style, noscript, template, svg, iframe, link, meta"


class Known(NamedTuple):
    """What was learned on the other folds, which pages of a fold are measured with."""

    lexicons: Mapping[str, Lexicon]
    headline: Scorecard


#: What a worker process knows by fold, handed over once and not with every page.
_WORKER: dict[int, Known] = {}


@dataclass(slots=True)
class Sample:
    """One rendered page, measured and labelled."""

    corpus: str
    page: str
    kind: str
    site: str
    renderer: str
    rows: Any
    """Features, a row a block: see :func:`names`. Those of the page's kind come with `kinds`."""
    labels: Any
    sizes: Any
    """Tokens of each block."""
    signs: frozenset[str]
    """What may say of which kind the page is."""


def names(format: str) -> list[str]:
    """The features, in the order of the rows' columns, for ``text`` or ``html``."""
    raw = "<p>One line.</p>" if format == HTML else "One line."
    return list(Cleaner().look(read(raw, format)).columns)


def format_of(renderer: str) -> str:
    """``html`` or ``text``: what a rendering is read as."""
    return HTML if renderer.split()[0] == HTML else "text"


def samples(folder: Path, corpora: list[str], known: Mapping[int, Known]) -> Iterator[Sample]:
    """Yield the samples of all pages that have a body, and a cropped copy of each article."""
    for name in corpora:
        pages = marked.pages(folder, name, TEXTS)
        with ProcessPoolExecutor(initializer=_WORKER.update, initargs=(known,)) as pool:
            for found in pool.map(_measure, mixed.beside(feeds.beside(pages)), chunksize=8):
                for sample in found:
                    # Thousands of pages share their signs.
                    sample.signs = frozenset(map(intern, sample.signs))
                    yield sample


def own_samples(known: Mapping[int, Known]) -> Iterator[Sample]:
    """Our own pages of many languages: the sample pages, and the golden ones."""
    _WORKER.update(known)
    for page in own.pages():
        for renderer in ("inscriptis", "get_text", "html-text", "collapsed"):
            yield from _sample(page, RENDERERS[renderer].render(page.html), renderer)
        yield from _sample(page, page.html, HTML)
    for path in sorted(p for group in _GROUPS for p in GOLDEN.glob(f"{group}/*.txt")):
        page_lines = path.read_text(encoding="utf-8").split("+++\n", 2)[2].rstrip("\n").split("\n")
        pairs = [line.partition("|") for line in page_lines]
        raw = "\n".join(text.removeprefix(" ") for _, _, text in pairs)
        gold = "\n".join(text.strip() for label, _, text in pairs if label.strip() == "body")
        page = Page("golden", path.stem, f"https://{path.stem}.example/", "", gold, None, "article")
        yield from _sample(page, raw, "as scraped")
        yield from _sample(page, " ".join(raw.split()), "collapsed")
        lines, within = body_lines(raw, gold)
        for number in range(_WITH_INSERTS):
            chance = random.Random(f"{path.stem} {number}")
            inserted = with_inserts(lines, within, path.stem.partition("_")[0], chance)
            yield from _sample(page, "\n".join(inserted), "as scraped mixed")


def _measure(job: tuple[Page, dict[str, str], list[Teaser], list[Host]]) -> list[Sample]:
    page, texts, teasers, hosts = job
    article = page.kind == "article"
    chance = random.Random(page.id)
    some = [chance.choice(TEXTS[2:-1]), TEXTS[-1]] if article else [chance.choice(TEXTS[2:])]
    chosen = [*TEXTS[:2], *some]
    found = [*_sample(page, page.html, HTML)]
    for renderer in chosen:
        found += _sample(page, texts[renderer], renderer)
    if article:
        renderer = chance.choice(TEXTS[:-1])
        found += _sample(page, _crop(texts[renderer], page), f"{renderer} cropped")
        for host in hosts:
            host_chance = random.Random(f"{page.id} {host.site}")
            renderer = host_chance.choice(TEXTS[:-1])
            text = among(texts[renderer], page, host, renderer, host_chance)
            found += _sample(page, text, f"{renderer} mixed")
        if chance.randrange(_SHORTENED) == 0:
            found += _sample(page, page.html, f"{HTML} shortened")
        if teasers and chance.randrange(_FED) == 0:
            found += _sample(page, with_feed(page.html, teasers, chance), f"{HTML} fed shortened")
        for name in EXTRACTORS:
            found += _sample(page, extracted(page, name), f"{name} extracted")
        if chance.randrange(_CLEAN) == 0:
            found += clean_samples(page, chance)
        if chance.randrange(_BARE) == 0:
            found += _sample(page, bare(page.html), f"{HTML} bare")
    return found


def bare(html: str) -> str:
    """The page's markup as a sanitizer leaves it: what is hidden is gone, and so are names.

    >>> bare("<html><body class=a><p id=b>One <a href=/c rel=d>two</a><p hidden>three")
    '<html><head></head><body><p>One <a href="/c">two</a></p></body></html>'
    """
    tree = LexborHTMLParser(html)
    hidden = [n for n in tree.css("[hidden], [style], [aria-hidden]") if is_hidden(n.attributes)]
    for node in (*tree.css(_SCRIPTS), *hidden):
        node.decompose()
    for node in tree.css("*"):
        for name in node.attributes.keys() - _KEPT:
            del node.attrs[name]
    return tree.html or ""


def clean_samples(page: Page, chance: random.Random) -> Iterator[Sample]:
    """Text that is clean already, as another extractor gives it, bare and in paragraph tags."""
    text = _some_paragraphs(page.text or "", chance)
    yield from _sample(page, text, "clean")
    marked_up = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n\n"))
    yield from _sample(page, marked_up, f"{HTML} clean")


def _sample(page: Page, raw: str, renderer: str) -> Iterator[Sample]:
    """The page's sample, if there is anything on it."""
    document = read(raw, format_of(renderer))
    if renderer.endswith("shortened"):
        document = shortened(document, page)
    if not document.blocks:
        return
    looked = Cleaner().look(document)
    texts = looked.document.texts
    foreign = random.Random(page.id + renderer).randrange(_FOREIGN) == 0
    language = None if foreign and page.corpus not in OWN else looked.language
    known = _WORKER[fold_of(page.site)]
    learned = Learned(
        stop_words(language or ""),
        known.lexicons.get(language or ""),
        voice_words(language),
        known.lexicons.get(NAMES),
        known.headline,
    )
    columns = gather(*looked[:4], learned).columns
    yield Sample(
        corpus=page.corpus,
        page=page.id,
        kind=page.kind,
        site=page.site,
        renderer=renderer,
        rows=np.array([np.frombuffer(column, np.uint8) for column in columns.values()]).T.copy(),
        labels=np.array(
            [1.0] * len(texts)
            if renderer.endswith("clean")
            else label_blocks(texts, page.text or ""),
            np.float32,
        ),
        sizes=np.array([len(tokens(block)) for block in texts], np.float32),
        signs=frozenset(page_signs(looked.document, looked.words, columns)),
    )


def shortened(document: Document, page: Page) -> Document:
    """The page with the first one to four paragraphs of its body; empty if it has few more.

    Short reports on full pages are rare among the corpora's pages, and common in the wild.
    """
    texts, chance = document.texts, random.Random(page.id)
    labels = label_blocks(texts, page.text or "")
    body = [index for index, label in enumerate(labels) if label > 0.5]
    prose = [index for index in body if len(texts[index]) > 60]
    few = chance.randint(1, 4)
    if len(prose) < few + 3:
        return document._replace(blocks=(), texts=())
    within = range(body[0], body[-1] + 1)
    stray = sum(len(texts[index]) for index in set(within).difference(body))
    if stray > _STRAY * sum(len(texts[index]) for index in body):
        return document._replace(blocks=(), texts=())
    gone = {index for index in body if index > prose[few - 1]}
    left = [index for index in range(len(texts)) if index not in gone]
    return document._replace(
        blocks=tuple(document.blocks[index] for index in left),
        texts=tuple(texts[index] for index in left),
    )


def _some_paragraphs(body: str, chance: random.Random) -> str:
    """The body alone, or a few paragraphs of it, as another extractor gives it: all is body."""
    lines = [line for line in body.splitlines() if line.strip()]
    if chance.random() < 0.5 or len(lines) < 2:
        return "\n\n".join(lines)
    low = chance.randrange(len(lines))
    return "\n\n".join(lines[low : low + chance.randint(1, 5)])


def _crop(text: str, page: Page) -> str:
    """The body with a few lines around it, as people paste it: menus and footers cut off."""
    lines, body = body_lines(text, page.text or "")
    if not body:
        return ""
    chance = random.Random(page.id)
    low = max(0, body[0] - chance.randint(0, 12))
    return "\n".join(lines[low : body[-1] + 1 + chance.randint(0, 14)])
