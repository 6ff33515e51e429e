"""Learn the lexicon: what the words of a language's blocks say of body and noise."""

from __future__ import annotations

import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

from benchmarks.corpora import Page
from benchmarks.metrics import tokens
from benchmarks.training import marked
from benchmarks.training.align import label_blocks
from cleanarticle.cleaner import Cleaner
from cleanarticle.lexicon import Lexicon, signs, units_of
from cleanarticle.reading import read
from cleanarticle.reading.text import read_text
from cleanarticle.structure import NAMES

#: Sites are split in so many parts; a page is measured with a lexicon that has not seen its site.
FOLDS = 4
#: A language needs so many sites for a lexicon.
_LEAST_SITES = 12
#: A sign must stand on pages of so many sites, and this many signs are kept.
_LEAST_SEEN = 3
_KEPT = 12_000
_RENDERER = "inscriptis"
#: Share of the pages that are no articles from which is learned.
_OTHER_KINDS = 0.3
_PENALTY = 0.05
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


def fold_of(site: str) -> int:
    """The part a site is in, the same in every run."""
    return zlib.crc32(site.encode()) % FOLDS


def learn(folder: Path, corpora: Sequence[str]) -> tuple[Lexicons, Mapping[str, Lexicon]]:
    """Return the lexicons of each fold, and those of all pages."""
    pages: list[Spoken] = []
    for name in corpora:
        with ProcessPoolExecutor() as pool:
            jobs = marked.pages(folder, name, [_RENDERER])
            for found in pool.map(_speak, jobs, chunksize=16):
                pages += found
    groups: defaultdict[str, list[Spoken]] = defaultdict(list)
    for page in pages:
        groups[page.language].append(page)
    groups = {
        language: some
        for language, some in groups.items()
        if len({page.site for page in some}) >= _LEAST_SITES
    }
    folds = {
        fold: {
            lang: _fit([p for p in some if fold_of(p.site) != fold])
            for lang, some in groups.items()
        }
        for fold in range(FOLDS)
    }
    return folds, {language: _fit(some) for language, some in groups.items()}


def _speak(job: tuple[Page, dict[str, str]]) -> list[Spoken]:
    """What the words of a page's blocks say, and what the names of its elements do."""
    page, texts = job
    if page.kind != "article" and random.Random(page.id).random() > _OTHER_KINDS:
        return []
    spoken = []
    for document in (read_text(texts[_RENDERER]), read(page.html, "html")):
        looked = Cleaner().look(document)
        found = looked.document.texts
        if document.format == "html":
            units = [list(block.hints or ()) for block in looked.document.blocks]
            language: str | None = NAMES
        else:
            units = list(units_of(found, looked.words, looked.seen.wide))
            language = looked.language
        if not found or not language:
            continue
        labels = label_blocks(found, page.text or "")
        sizes = [len(tokens(block)) + 2.0 for block in found]
        body = max(sum(size * label for size, label in zip(sizes, labels, strict=True)), 50.0)
        weights = [
            size / body * abs(2 * label - 1) for size, label in zip(sizes, labels, strict=True)
        ]
        spoken.append(
            Spoken(language, page.site, [set(signs(ws)) for ws in units], labels, weights)
        )
    return spoken


def _fit(pages: Sequence[Spoken]) -> Lexicon:
    """Logistic regression on the signs that stand on several sites; the strongest are kept."""
    seen: Counter[str] = Counter()
    by_site: defaultdict[str, set[str]] = defaultdict(set)
    for page in pages:
        by_site[page.site].update(*page.signs)
    for found in by_site.values():
        seen.update(found)
    place = {sign: at for at, sign in enumerate(s for s, n in seen.items() if n >= _LEAST_SEEN)}
    rows = [[place[s] for s in found if s in place] for page in pages for found in page.signs]
    ends = np.cumsum([0, *map(len, rows)])
    cells = np.concatenate([np.array(row, np.int32) for row in rows])
    matrix = sparse.csr_matrix(
        (np.ones(len(cells), np.float32), cells, ends), shape=(len(rows), len(place))
    )
    labels = np.concatenate([page.labels for page in pages]) > 0.5
    weights = np.concatenate([page.weights for page in pages])
    fit = LogisticRegression(C=_PENALTY, max_iter=25, tol=1e-2)
    fit.fit(matrix, labels, sample_weight=np.minimum(weights / weights.mean(), 5))
    points = fit.coef_[0]
    use = np.abs(points) * np.sqrt(np.asarray(matrix.sum(axis=0)).ravel())
    kept = set(np.argsort(-use)[:_KEPT].tolist())
    weights = {
        sign: eighths
        for sign, at in sorted(place.items())
        if at in kept and (eighths := round(float(points[at]) * _EIGHTHS))
    }
    return Lexicon(round(float(fit.intercept_[0]) * _EIGHTHS), weights)
