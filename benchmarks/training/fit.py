"""Fit the scorecards: gradient boosting of tables that ask the same questions of every block.

One is learned of all pages, for articles; the other of all other kinds and of the articles that may
be taken for one of them.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from catboost import CatBoost, CatBoostClassifier

from benchmarks.training.dataset import HTML, OWN, Sample, format_of, names
from cleanarticle.scorecard import Scorecard
from cleanarticle.scorecard.blend import OTHERS, PARTS, blend

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
    """What is chosen for a scorecard, by word F1 of the whole library on sites held out."""

    tables: int
    questions: int
    """Asked by each table."""
    rate: float
    """How far each table goes towards its target."""
    other_kinds: float
    """How much a page counts that is no article."""
    own: float
    """How much our own pages count: each stands for a language or kind of which there is little."""
    seed: int = 0
    """What it changes is chance: by block labels on sites held out -.009 to .002 a corpus, with the
    text's other kinds learned anew. Of three (HTML) and of thirteen (text) it left our pages, and
    the gate's, the best texts."""
    doubted: float | None = None
    """How much an article counts by its probability of being none; ``None``: it counts as it is."""


#: Least probability of a block inside the body (`decide`). Text says less of short lines than
#: markup does: .28 leaves 494 noise lines on 100 unseen pages (of 77, with earlier points) and
#: loses 2.0% of the words, .25 leaves 505 and loses 1.7, .33 leaves 464 and loses 2.3; in markup
#: none is needed.
INSIDE: Final = {"text": 0.25, HTML: 1.0}
#: Of a page that is no article there are three texts. Since these have a scorecard of their own,
#: half their weight (with another seed) gains magic's text .001 to .013 by block labels, fundus'
#: .000 to .003, and costs WCXB's .000 to .001. Against 200 tables of five questions the blocks' F1
#: of text gains .000 to .010 a corpus, against 280 that of HTML -.002 to .003.
CHOICES: Final = {
    "text": Choices(tables=150, questions=7, rate=0.13, other_kinds=0.05, own=3.0, seed=6),
    HTML: Choices(tables=240, questions=6, rate=0.13, other_kinds=0.4, own=3.0, seed=2),
}
#: By block labels given the HTML .2 or 1 for doubted articles, 400 tables, and 300 of five
#: questions have .778 to .781 on WCXB's other kinds, these .781, and 300 of seven .781; given the
#: text, over three renderers, 240 of six have .717, 300 of seven .722, 150 of seven .722 and these,
#: which ask three fifths of what 300 ask, .724.
OF_OTHERS: Final = {
    "text": Choices(tables=180, questions=7, rate=0.08, other_kinds=1.0, own=3.0, doubted=0.5),
    HTML: Choices(tables=240, questions=6, rate=0.06, other_kinds=1.0, own=3.0, doubted=0.5),
}


def fit_both(
    format: str, pages: Sequence[Sample], without: Collection[str] = ()
) -> dict[str, dict[str, Any]]:
    """Return the data of a format's two scorecards by name.

    Args:
        format: ``text`` or ``html``.
        pages: what is learned from, of this format.
        without: features that must not be asked about.
    """
    features = names(format)
    article = fit(pages, features, CHOICES[format], without)
    others = fit(pages, features, OF_OTHERS[format], without)
    return {format: {"inside": INSIDE[format], **article}, format + OTHERS: others}


def fit(
    pages: Sequence[Sample], features: list[str], choices: Choices, without: Collection[str] = ()
) -> dict[str, Any]:
    """Return a scorecard's data, learned from the pages.

    Args:
        pages: what is learned from.
        features: in the order of the pages' columns.
        choices: what is chosen for the scorecard.
        without: features that must not be asked about.
    """
    rows = np.concatenate([page.rows for page in pages])
    labels = np.concatenate([page.labels for page in pages])
    kind = features.index("article page")
    weights = np.concatenate([_weights(page, choices, kind) for page in pages])
    weights *= np.abs(2 * labels - 1)
    far = (rows[:, features.index("prose before 20")] == 0) & (
        rows[:, features.index("prose after 20")] == 0
    )
    taken = (weights > 0) & (~far | (np.random.default_rng(choices.seed).random(len(far)) < _FAR))
    weights = np.where(far, weights / _FAR, weights)[taken]
    model = CatBoostClassifier(
        iterations=choices.tables,
        depth=choices.questions,
        learning_rate=choices.rate,
        border_count=40,
        l2_leaf_reg=10,
        rsm=0.4,
        bootstrap_type="Bernoulli",
        subsample=0.5,
        random_seed=choices.seed,
        ignored_features=[features.index(name) for name in without],
        thread_count=2,
        verbose=0,
        allow_writing_files=False,
    )
    model.fit(rows[taken], labels[taken] > 0.5, sample_weight=weights / weights.mean())
    return data_of(model, features)


def _weights(page: Sample, choices: Choices, kind: int) -> Any:
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
    if page.kind != "article":
        copies *= choices.other_kinds
    elif choices.doubted is not None:
        copies *= choices.doubted * (1 - page.rows[0, kind] / PARTS)
    return sizes / body * copies


def data_of(model: CatBoost, features: Sequence[str]) -> dict[str, Any]:
    """The model as the library reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        saved = json.loads(path.read_text(encoding="utf-8"))
    tables = [
        {
            "ask": [[features[s["float_feature_index"]], int(s["border"])] for s in tree["splits"]],
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


def chances(cards: Mapping[str, Scorecard], page: Sample, features: Sequence[str]) -> Any:
    """Each block's probability of being body, by the library's own evaluation."""
    columns = {name: page.rows[:, at].tobytes() for at, name in enumerate(features)}
    article = columns["article page"][0] / PARTS
    card = blend(format_of(page.renderer), article, cards.__getitem__)
    return 1 / (1 + np.exp(-np.array(card.score(columns, len(page.rows)))))
