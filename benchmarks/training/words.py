"""Learn the lexicon: what the words of a language's blocks say of body and noise."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, compress
from pathlib import Path
from typing import NamedTuple

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

from benchmarks.corpora import Page
from benchmarks.renderers import RENDERERS
from benchmarks.training import marked, own, said
from benchmarks.training.align import label_blocks
from benchmarks.training.folds import FOLDS, fold_of
from cleanarticle.cleaner import Cleaner
from cleanarticle.lexicon import LONGEST, MARKS, NEXT, Lexicon, signs, units_of
from cleanarticle.reading import read
from cleanarticle.reading.text import read_text
from cleanarticle.rules import registry
from cleanarticle.structure import NAMES, name_units
from cleanarticle.text import fold_lines, word_lists

#: A language needs so many sites for a lexicon.
_LEAST_SITES = 3
#: A sign must stand on pages of so many sites: of a language with many sites of more.
_LEAST_SEEN, _LEAST_SEEN_OF_MANY, _MANY = 2, 3, 60
_RENDERER = "inscriptis"
#: Share of the pages that are no articles from which is learned.
_OTHER_KINDS = 0.3
#: Blocks of a text are learned from that have so many words: shorter ones are names of sections.
_WORDS = range(3, LONGEST + 1)
#: What a block of our own pages counts, which are few, and a phrase of a rule that drops it.
_OWN, _PHRASE = 2.0, 0.5
#: Phrases that stand for a site.
_PARTS = 40
#: How freely weights may grow: of the names of elements, of a language with many sites, with few.
_FREE_NAMES, _FREE_MANY, _FREE = 0.05, 0.2, 0.6
#: Least weight of two words that follow each other, in eighths.
_LEAST_PAIR = 2
#: Of these languages words do not count by their first letters: it gains nothing.
_UNSTEMMED = frozenset(("en", NAMES))
#: What a line of an invented site counts, and what its lines have in common, so that not their
#: words say how many of them are noise.
_LINE = 1.0
_WRITTEN = f"{NEXT}written"
_PACK = "pack "
#: Languages whose units are pairs of characters.
_WIDE = frozenset(("ja", "th", "zh"))
_EIGHTHS = 8

Lexicons = Mapping[int, Mapping[str, Lexicon]]
"""For every fold, the lexicons by language that were learned on the other folds."""


class Spoken(NamedTuple):
    """The blocks of one page, as the lexicon sees them."""

    language: str
    site: str
    signs: list[set[str]]
    labels: list[float]
    weights: list[float]


def learn(folder: Path, corpora: Sequence[str]) -> tuple[Lexicons, Mapping[str, Lexicon]]:
    """Return the lexicons of each fold, and those of all pages."""
    pages: list[Spoken] = []
    with ProcessPoolExecutor() as pool:
        for name in corpora:
            jobs = marked.pages(folder, name, [_RENDERER])
            pages += chain.from_iterable(pool.map(_speak, jobs, chunksize=16))
        pages += chain.from_iterable(pool.map(_speak, _own_pages(), chunksize=4))
    groups: defaultdict[str, list[Spoken]] = defaultdict(list)
    for page in pages:
        groups[page.language].append(page)
    for language in registry.languages():
        groups[language] += _phrases(language)
    for language in said.languages():
        groups[language] += _lines(language)
    folds = {
        fold: _fit_all(
            {
                language: [page for page in some if fold_of(page.site) != fold]
                for language, some in groups.items()
            }
        )
        for fold in range(FOLDS)
    }
    return folds, _fit_all(groups)


def _fit_all(groups: Mapping[str, Sequence[Spoken]]) -> dict[str, Lexicon]:
    """A lexicon for every language of which there are pages of enough sites."""
    return {
        language: _fit(some, language == NAMES)
        for language, some in groups.items()
        if len({page.site for page in some if not page.site.startswith(_PACK)}) >= _LEAST_SITES
    }


def _own_pages() -> Iterator[tuple[Page, dict[str, str]]]:
    for page in own.pages():
        yield page, {_RENDERER: RENDERERS[_RENDERER].render(page.html)}


def _phrases(language: str) -> Iterator[Spoken]:
    """What a pack's rules drop, as pages that are nothing else."""
    rules = registry.builtin(language).rules
    phrases = [phrase for rule in rules if rule.action == "drop" for phrase in rule.phrases]
    words = word_lists(phrases) if phrases else []
    units = units_of(phrases, words, language in _WIDE)
    found = [set(signs(ws, _stemmed(language))) for ws in units if ws]
    for part in range(_PARTS):
        some = found[part::_PARTS]
        sizes = [0.0] * len(some), [_PHRASE] * len(some)
        yield Spoken(language, f"{_PACK}{part}", some, *sizes)


def _lines(language: str) -> Iterator[Spoken]:
    """The labelled lines of invented sites, as pages."""
    for site in said.sites(language):
        noise = list(chain.from_iterable(site.boxes))
        folded = fold_lines([*noise, *site.body])
        units = units_of(folded, word_lists(folded), language in _WIDE)
        found = [{*signs(ws, _stemmed(language)), _WRITTEN} for ws in units]
        labels = [0.0] * len(noise) + [1.0] * len(site.body)
        weights = [_LINE if len(ws) in _WORDS else 0.0 for ws in units]
        yield Spoken(language, site.name, found, labels, weights)


def _speak(job: tuple[Page, dict[str, str]]) -> list[Spoken]:
    """What the words of a page's blocks say, and what the names of its elements do."""
    page, texts = job
    if page.kind != "article" and random.Random(page.id).random() > _OTHER_KINDS:
        return []
    spoken = []
    for document in (read_text(texts[_RENDERER]), read(page.html, "html")):
        looked = Cleaner().look(document)
        found = looked.document.texts
        labels = label_blocks(found, page.text or "") if found else []
        weights = [(_OWN if page.corpus == own.SAMPLES else 1.0) * abs(2 * n - 1) for n in labels]
        if document.format == "html":
            units = [name_units(block.hints or ()) for block in looked.document.blocks]
            language: str | None = NAMES
        else:
            units = list(units_of(found, looked.words, looked.seen.wide))
            language = looked.language
            sizes = zip(weights, units, strict=True)
            weights = [weight if len(ws) in _WORDS else 0.0 for weight, ws in sizes]
        if found and language:
            spelt = [set(signs(ws, _stemmed(language))) for ws in units]
            taken = [n > 0 for n in weights]
            columns = (list(compress(column, taken)) for column in (spelt, labels, weights))
            spoken.append(Spoken(language, page.site, *columns))  # type: ignore[arg-type]
    return spoken


def _stemmed(language: str) -> bool:
    return language not in _UNSTEMMED | _WIDE


def _fit(pages: Sequence[Spoken], names: bool) -> Lexicon:
    """Logistic regression on the signs that stand on several sites."""
    seen: Counter[str] = Counter()
    by_site: defaultdict[str, set[str]] = defaultdict(set)
    for page in pages:
        by_site[page.site].update(*page.signs)
    for found in by_site.values():
        seen.update(found)
    many = len(by_site) > _MANY + _PARTS
    least = _LEAST_SEEN_OF_MANY if many else _LEAST_SEEN
    place = {sign: at for at, sign in enumerate(s for s, n in seen.items() if n >= least)}
    rows = [[place[s] for s in found if s in place] for page in pages for found in page.signs]
    ends = np.cumsum([0, *map(len, rows)])
    cells = np.concatenate([np.array(row, np.int32) for row in rows])
    matrix = sparse.csr_matrix(
        (np.ones(len(cells), np.float32), cells, ends), shape=(len(rows), len(place))
    )
    labels = np.concatenate([page.labels for page in pages]) > 0.5
    weights = np.concatenate([page.weights for page in pages])
    free = _FREE_NAMES if names else _FREE_MANY if many else _FREE
    fit = LogisticRegression(C=free, max_iter=200)
    fit.fit(matrix, labels, sample_weight=weights)
    points = fit.coef_[0]
    weights = {
        sign: eighths
        for sign, at in sorted(place.items())
        if abs(eighths := round(float(points[at]) * _EIGHTHS)) >= _least(sign) and sign != _WRITTEN
    }
    return Lexicon(round(float(fit.intercept_[0]) * _EIGHTHS), weights)


def _least(sign: str) -> int:
    """Least weight that is kept: of pairs there are too many to keep the smallest."""
    return _LEAST_PAIR if NEXT in sign.lstrip(MARKS) else 1
