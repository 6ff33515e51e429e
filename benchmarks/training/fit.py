"""Fit the scorecard: gradient boosting of tables that ask the same questions of every block."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from catboost import CatBoost, CatBoostClassifier

from benchmarks.training.dataset import OWN, Sample
from cleanarticle.scorecard import Scorecard

#: How far each table goes towards its target.
_RATE = 0.13
#: Of three it left our pages the best texts, and no golden page fell; the corpora differ by chance.
_SEED = 0
#: Cropped renderings and bare markup count for less: there are fewer of them in the wild. So do
#: bodies among what stands around others: there are two more of each.
_CROPPED = 0.5
#: What extractors leave, of three for each article, and bodies alone, of which there are few. From
#: .15 to .4 trafilatura's leavings gain .010 by blocks on sites held out, articles .001.
_EXTRACTED = 0.4
#: At 2 bodies alone of WCXB, of fundus and of magic have .9900, .9988 and .9661 by blocks, at 4
#: .9906, .9999 and .9683; the articles' inscriptis texts .9295 and .9288, .9462 and .9433.
_ALONE = 4.0
#: Pages whose body was cut short count for a little: the more they do, the less noise is left on
#: the sample pages, and the more of their words are lost.
_SHORTENED = 0.07
#: The same with a feed of other pages' teasers below, without which a whole feed may be kept.
_FED = 0.15
#: Pages whose body is what readers of their lines called so count for less than those with gold.
_READ = 0.5
#: Share of the blocks far from any prose that are learned from, each counted for the others.
_FAR = 0.15
#: The points of a table span a byte in the library: see ``scorecard/plan.py``.
_MOST = 1.98


class Choices(NamedTuple):
    """What is chosen per format, by word F1 of the whole library on sites held out."""

    inside: float
    """Least probability of a block inside the body (`decide`)."""
    tables: int
    questions: int
    """Asked by each table."""
    other_kinds: float
    """How much a page counts that is no article: the library is for articles first."""
    own: float
    """How much our own pages count: each stands for a language or kind of which there is little."""


def fit(
    pages: Sequence[Sample], names: Sequence[str], choices: Choices, without: Collection[str] = ()
) -> dict[str, Any]:
    """Return the scorecard's data, learned from the pages.

    Args:
        pages: what is learned from.
        names: the features, in the order of the pages' columns.
        choices: what is chosen for the format.
        without: features that must not be asked about.
    """
    rows = np.concatenate([page.rows for page in pages])
    labels = np.concatenate([page.labels for page in pages])
    weights = np.concatenate([_weights(page, choices) for page in pages]) * np.abs(2 * labels - 1)
    far = (rows[:, names.index("prose before 20")] == 0) & (
        rows[:, names.index("prose after 20")] == 0
    )
    taken = (weights > 0) & (~far | (np.random.default_rng(_SEED).random(len(far)) < _FAR))
    weights = np.where(far, weights / _FAR, weights)[taken]
    model = CatBoostClassifier(
        iterations=choices.tables,
        depth=choices.questions,
        learning_rate=_RATE,
        border_count=40,
        l2_leaf_reg=10,
        rsm=0.4,
        bootstrap_type="Bernoulli",
        subsample=0.5,
        random_seed=_SEED,
        ignored_features=[names.index(name) for name in without],
        thread_count=2,
        verbose=0,
        allow_writing_files=False,
    )
    model.fit(rows[taken], labels[taken] > 0.5, sample_weight=weights / weights.mean())
    return {"inside": choices.inside, **data_of(model, names)}


def _weights(page: Sample, choices: Choices) -> Any:
    """A block counts by its share of the page, so that every page counts alike, as in F1."""
    sizes = page.sizes + 2.0
    body = max(float((sizes * page.labels).sum()), 50.0)
    copies = _CROPPED if page.renderer.endswith(("cropped", "bare", "mixed")) else 1.0
    if page.renderer.endswith("extracted"):
        copies = _EXTRACTED
    if page.renderer.endswith("clean"):
        copies = _ALONE
    if page.renderer.endswith("shortened"):
        copies *= _FED if " fed " in page.renderer else _SHORTENED
    copies *= choices.own if page.corpus in OWN else 1.0
    copies *= _READ if page.corpus == "segments_dev" else 1.0
    return sizes / body * copies * (1.0 if page.kind == "article" else choices.other_kinds)


def data_of(model: CatBoost, names: Sequence[str]) -> dict[str, Any]:
    """The model as the library reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        saved = json.loads(path.read_text(encoding="utf-8"))
    tables = [
        {
            "ask": [[names[s["float_feature_index"]], int(s["border"])] for s in tree["splits"]],
            "points": [round(max(-_MOST, min(_MOST, v)), 3) for v in tree["leaf_values"]],
            "weights": _parts(tree["leaf_weights"]),
        }
        for tree in saved["oblivious_trees"]
    ]
    scale, (bias,) = saved["scale_and_bias"]
    assert scale == 1, "the tables' points would have to be scaled"
    return {"bias": round(bias, 3), "tables": tables}


def _parts(weights: Sequence[float]) -> list[int]:
    """Weights in parts of a thousand."""
    whole = sum(weights) or 1.0
    return [round(1000 * weight / whole) for weight in weights]


def chances(card: Scorecard, page: Sample, names: Sequence[str]) -> Any:
    """Each block's probability of being body, by the library's own evaluation."""
    columns = {name: page.rows[:, at].tobytes() for at, name in enumerate(names)}
    return 1 / (1 + np.exp(-np.array(card.score(columns, len(page.rows)))))
