"""Fit the points: logistic regression on feature bins, the second look on out-of-fold scores."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

from benchmarks.training.dataset import Sample
from cleanarticle.features import FIRST_BINS
from cleanarticle.surroundings import SECOND_BINS, look_around

FIRST_PAIRS = (
    ("words", "end"),
    ("words", "stop words"),
    ("words", "case"),
    ("since prose", "until prose"),
    ("end", "prose within 3"),
)
SECOND_PAIRS: tuple[tuple[str, str], ...] = ()
#: Inverse strength of the penalty on large points.
_PENALTY = 1.0
_FOLDS = 3
#: Pages that are no articles count for less: the library is for articles first.
_OTHER_KINDS = 0.35


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each feature bin, pair of bins and rule has its column."""

    sizes: dict[str, int]
    pairs: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]

    @property
    def width(self) -> int:
        cells = sum(self.sizes[a] * self.sizes[b] for a, b in self.pairs)
        return sum(self.sizes.values()) + cells + len(self.rules)

    def matrix(self, columns: dict[str, list[int]], rules: Sequence[tuple[int, str]]) -> Any:
        """One-hot rows of a page's blocks."""
        arrays = {name: np.asarray(columns[name]) for name in self.sizes}
        rows = np.arange(len(next(iter(arrays.values()))))
        cells, offset = [], 0
        for name, size in self.sizes.items():
            cells.append(arrays[name] + offset)
            offset += size
        for first, second in self.pairs:
            cells.append(offset + arrays[first] * self.sizes[second] + arrays[second])
            offset += self.sizes[first] * self.sizes[second]
        place = {name: offset + at for at, name in enumerate(self.rules)}
        hits = [(block, place[name]) for block, name in rules if name in place]
        where = np.concatenate([np.tile(rows, len(cells)), [block for block, _ in hits]]).astype(
            int
        )
        what = np.concatenate([*cells, [cell for _, cell in hits]]).astype(int)
        shape = (len(rows), self.width)
        return sparse.csr_matrix((np.ones(len(where), np.float32), (where, what)), shape=shape)


class Model:
    """Two fitted looks."""

    def __init__(self, pages: Sequence[Sample]) -> None:
        rules = sorted({name for page in pages for _, name in page.rules})
        self.first = Layout(FIRST_BINS, FIRST_PAIRS, tuple(rules))
        scores = self._out_of_fold(pages)
        self.first_fit = _fit([self.first.matrix(p.seen.columns, p.rules) for p in pages], pages)
        around = [self._around(page, score) for page, score in zip(pages, scores, strict=True)]
        self.second = Layout(SECOND_BINS, SECOND_PAIRS, tuple(rules))
        self.second_fit = _fit(
            [self.second.matrix(a, p.rules) for a, p in zip(around, pages, strict=True)], pages
        )

    @staticmethod
    def _around(page: Sample, scores: Sequence[float]) -> dict[str, list[int]]:
        return look_around(list(map(float, scores)), page.seen)

    def _out_of_fold(self, pages: Sequence[Sample]) -> list[Sequence[float]]:
        """First-look scores of pages of sites the fit has not seen, as it will be in use."""
        sites = sorted({page.site for page in pages})
        random.Random(1).shuffle(sites)
        fold = {site: at % _FOLDS for at, site in enumerate(sites)}
        scores: list[Sequence[float]] = [()] * len(pages)
        for number in range(_FOLDS):
            seen = [page for page in pages if fold[page.site] != number]
            fit = _fit([self.first.matrix(p.seen.columns, p.rules) for p in seen], seen)
            for at, page in enumerate(pages):
                if fold[page.site] == number:
                    scores[at] = _scores(fit, self.first.matrix(page.seen.columns, page.rules))
        return scores

    def chances(self, page: Sample) -> list[float]:
        """Each block's probability of being body."""
        first = _scores(self.first_fit, self.first.matrix(page.seen.columns, page.rules))
        around = self._around(page, first)
        scores = _scores(self.second_fit, self.second.matrix(around, page.rules))
        return [float(p) for p in 1 / (1 + np.exp(-scores))]

    def to_data(self) -> dict[str, Any]:
        """The points as the library reads them."""
        return {
            "first": _points(self.first, self.first_fit),
            "second": _points(self.second, self.second_fit),
        }


def _fit(matrices: list[Any], pages: Sequence[Sample]) -> Any:
    labels = np.concatenate([page.labels for page in pages])
    weights = np.concatenate([_weights(page) for page in pages]) * np.abs(2 * labels - 1)
    fit = LogisticRegression(C=_PENALTY, max_iter=150, tol=1e-3)
    fit.fit(sparse.vstack(matrices), labels > 0.5, sample_weight=weights / weights.mean())
    return fit


def _weights(page: Sample) -> Any:
    """A block counts by its share of the page, so that every page counts alike, as in F1."""
    sizes = np.asarray(page.sizes) + 2.0
    body = max(float((sizes * page.labels).sum()), 50.0)
    copies = 0.5 if page.renderer.endswith("cropped") else 1.0
    return sizes / body * copies * (1.0 if page.kind == "article" else _OTHER_KINDS)


def _scores(fit: Any, matrix: Any) -> Any:
    return fit.decision_function(matrix)


def _points(layout: Layout, fit: Any) -> dict[str, Any]:
    points = [round(float(value), 2) for value in fit.coef_[0]]
    data: dict[str, Any] = {
        "intercept": round(float(fit.intercept_[0]), 2),
        "features": {},
        "pairs": {},
    }
    offset = 0
    for name, size in layout.sizes.items():
        data["features"][name] = points[offset : offset + size]
        offset += size
    for first, second in layout.pairs:
        rows, width = layout.sizes[first], layout.sizes[second]
        data["pairs"][f"{first} & {second}"] = [
            points[offset + row * width : offset + (row + 1) * width] for row in range(rows)
        ]
        offset += rows * width
    data["rules"] = {name: points[offset + at] for at, name in enumerate(layout.rules)}
    return data
