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
from benchmarks.training import marked, own
from benchmarks.training.align import label_blocks
from benchmarks.training.folds import FOLDS, fold_of
from cleanarticle.cleaner import Cleaner
from cleanarticle.lexicon import LONGEST, Lexicon, signs, units_of
from cleanarticle.reading import read
from cleanarticle.reading.text import read_text
from cleanarticle.rules import registry
from cleanarticle.structure import NAMES, name_units
from cleanarticle.text import word_lists

#: A language needs so many sites for a lexicon.
_LEAST_SITES = 3
#: A sign must stand on pages of so many sites: of a language with many sites of more.
_LEAST_SEEN, _LEAST_SEEN_OF_MANY, _MANY = 2, 3, 40
_RENDERER = "inscriptis"
#: Share of the pages that are no articles from which is learned.
_OTHER_KINDS = 0.3
#: Blocks of a text are learned from that have so many words: shorter ones are names of sections.
_WORDS = range(3, LONGEST + 1)
#: What a block of our own pages counts, which are few, and a phrase of a rule that drops it.
_OWN, _PHRASE = 2.0, 0.5
#: Phrases that stand for a site.
_PARTS = 40
_PENALTY = 0.1
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
        language: _fit(some)
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
    found = [set(signs(ws)) for ws in units_of(phrases, words, language in _WIDE) if ws]
    for part in range(_PARTS):
        some = found[part::_PARTS]
        sizes = [0.0] * len(some), [_PHRASE] * len(some)
        yield Spoken(language, f"{_PACK}{part}", some, *sizes)


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
            said = [set(signs(ws)) for ws in units]
            taken = [n > 0 for n in weights]
            columns = (list(compress(column, taken)) for column in (said, labels, weights))
            spoken.append(Spoken(language, page.site, *columns))  # type: ignore[arg-type]
    return spoken


def _fit(pages: Sequence[Spoken]) -> Lexicon:
    """Logistic regression on the signs that stand on several sites."""
    seen: Counter[str] = Counter()
    by_site: defaultdict[str, set[str]] = defaultdict(set)
    for page in pages:
        by_site[page.site].update(*page.signs)
    for found in by_site.values():
        seen.update(found)
    least = _LEAST_SEEN_OF_MANY if len(by_site) > _MANY + _PARTS else _LEAST_SEEN
    place = {sign: at for at, sign in enumerate(s for s, n in seen.items() if n >= least)}
    rows = [[place[s] for s in found if s in place] for page in pages for found in page.signs]
    ends = np.cumsum([0, *map(len, rows)])
    cells = np.concatenate([np.array(row, np.int32) for row in rows])
    matrix = sparse.csr_matrix(
        (np.ones(len(cells), np.float32), cells, ends), shape=(len(rows), len(place))
    )
    labels = np.concatenate([page.labels for page in pages]) > 0.5
    weights = np.concatenate([page.weights for page in pages])
    fit = LogisticRegression(C=_PENALTY, max_iter=100)
    fit.fit(matrix, labels, sample_weight=weights)
    points = fit.coef_[0]
    weights = {
        sign: eighths
        for sign, at in sorted(place.items())
        if (eighths := round(float(points[at]) * _EIGHTHS))
    }
    return Lexicon(round(float(fit.intercept_[0]) * _EIGHTHS), weights)
