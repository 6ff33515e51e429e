"""Learn what kind of page one is, from the corpora that say so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

from benchmarks.training.dataset import Sample, format_of
from benchmarks.training.folds import FOLDS, fold_of
from cleanarticle.kinds import KINDS, STEPS, KindModel, kind_columns

#: A sign must stand on pages of so many sites, and this many signs are kept.
_LEAST_SITES = 8
_KEPT = 2000
_PENALTY = 0.3
#: The same for what extractors leave: few signs tell it.
_KEPT_OF_EXTRACTS = 600
_PENALTY_OF_EXTRACTS = 0.1
#: Renderings that are no whole pages.
_PARTS = ("cropped", "clean", "mixed", "extracted")

Models = Mapping[str, Mapping[str, Any]]
"""By format, the fields of :class:`KindModel`."""


def learn(pages: Sequence[Sample]) -> tuple[list[Models], Models]:
    """Return the models of each fold, learned on the others, and those of all pages."""
    known = [page for page in pages if page.corpus != "golden"]
    folds = [_fit([page for page in known if fold_of(page.site) != n]) for n in range(FOLDS)]
    return folds, _fit(known)


def add_kinds(pages: Sequence[Sample], folds: Sequence[Models]) -> None:
    """Give every page's rows the columns of its kind, by the models that did not see its site."""
    for page in pages:
        model = _model(page, folds)
        chances, extracted = model.chances(page.signs), model.extracted(page.signs)
        columns = kind_columns(chances, extracted, len(page.rows)).values()
        added = np.array([np.frombuffer(column, np.uint8) for column in columns]).T
        page.rows = np.concatenate([page.rows, added], axis=1)


def accuracy(pages: Sequence[Sample], folds: Sequence[Models], corpus: str) -> dict[str, float]:
    """Share of a corpus's pages whose likeliest kind is theirs, by renderer; sites held out."""
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for page in pages:
        if page.corpus == corpus and _whole(page):
            best = KINDS[int(np.argmax(_model(page, folds).chances(page.signs)))]
            found[page.renderer].append(best == page.kind)
    return {name: sum(right) / len(right) for name, right in found.items()}


def _model(page: Sample, folds: Sequence[Models]) -> KindModel:
    return KindModel(**folds[fold_of(page.site)][format_of(page.renderer)])


def _whole(page: Sample) -> bool:
    return page.corpus != "golden" and not page.renderer.endswith(_PARTS)


def _fit(pages: Sequence[Sample]) -> Models:
    by_format: defaultdict[str, list[Sample]] = defaultdict(list)
    for page in pages:
        by_format[format_of(page.renderer)].append(page)
    return {
        name: {
            **_weights(list(filter(_whole, some))),
            "extract": _extract(some) if name == "text" else {},
        }
        for name, some in by_format.items()
    }


def _signs(pages: Sequence[Sample]) -> tuple[Any, list[str]]:
    """A row of ones and zeros for every page, and which sign each column is.

    Only signs that stand on several sites are learned.
    """
    by_site: defaultdict[str, set[str]] = defaultdict(set)
    for page in pages:
        by_site[page.site] |= page.signs
    seen = Counter(sign for signs in by_site.values() for sign in signs)
    common = sorted(sign for sign, sites in seen.items() if sites >= _LEAST_SITES)
    place = {sign: at for at, sign in enumerate(common)}
    rows = [[place[sign] for sign in page.signs if sign in place] for page in pages]
    ends = np.cumsum([0, *map(len, rows)])
    cells = np.array([cell for row in rows for cell in row], np.int32)
    return sparse.csr_matrix((np.ones(len(cells)), cells, ends), (len(rows), len(place))), common


def _extract(pages: Sequence[Sample]) -> dict[str, int]:
    """Logistic regression of what extractors leave against whole pages and parts of them."""
    matrix, common = _signs(pages)
    fit = LogisticRegression(C=_PENALTY_OF_EXTRACTS, max_iter=150)
    fit.fit(matrix, [page.renderer.endswith(("extracted", "clean")) for page in pages])
    (points,), (base,) = np.round(fit.coef_ * STEPS), fit.intercept_
    use = np.abs(points) * np.sqrt(np.asarray(matrix.sum(axis=0)).ravel())
    kept = sorted(np.argsort(-use)[:_KEPT_OF_EXTRACTS].tolist())
    return {"": round(base * STEPS)} | {common[at]: int(points[at]) for at in kept if points[at]}


def _weights(pages: Sequence[Sample]) -> dict[str, Any]:
    """Multinomial logistic regression of the kinds, of all signs and then of those most used."""
    matrix, common = _signs(pages)
    kinds = [KINDS.index(page.kind) for page in pages]
    copies = Counter((page.corpus, page.page) for page in pages)
    weights = [1 / copies[page.corpus, page.page] for page in pages]
    fit = LogisticRegression(C=_PENALTY, max_iter=150).fit(matrix, kinds, sample_weight=weights)
    use = np.abs(fit.coef_).max(axis=0) * np.sqrt(np.asarray(matrix.sum(axis=0)).ravel())
    kept = sorted(np.argsort(-use)[:_KEPT].tolist())
    fit.fit(matrix[:, kept], kinds, sample_weight=weights)
    points = np.round(fit.coef_ * STEPS).astype(int).T.tolist()
    return {
        "base": np.round(fit.intercept_ * STEPS).astype(int).tolist(),
        "weights": {common[at]: row for at, row in zip(kept, points, strict=True) if any(row)},
    }
