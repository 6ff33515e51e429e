"""Learn which line is a page's headline, before anything is known of its body: see `anchor.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from catboost import CatBoost, Pool

from benchmarks.corpora import Page
from benchmarks.metrics.fields import title_right
from benchmarks.training import marked
from benchmarks.training.fit import data_of
from benchmarks.training.folds import FOLDS, fold_of
from benchmarks.training.words import Lexicons
from cleanarticle.cleaner import Cleaner
from cleanarticle.evidence import Learned, gather
from cleanarticle.language import stop_words
from cleanarticle.lexicon import Lexicon
from cleanarticle.reading import read
from cleanarticle.structure import NAMES
from cleanarticle.voice import voice_words

_TABLES, _QUESTIONS, _RATE = 40, 4, 0.25

#: A worker process's lexicons by fold.
_LEXICONS: dict[int, Mapping[str, Lexicon]] = {}


class Lines(NamedTuple):
    """The lines of one page that may be its headline."""

    site: str
    rows: Any
    right: Any


def learn(
    folder: Path, corpora: Sequence[str], lexicons: Lexicons
) -> tuple[Mapping[int, Mapping[str, Any]], Mapping[str, Any]]:
    """Return the data of each fold's scorecard, learned on the others, and that of all pages."""
    pages: list[Lines] = []
    for name in corpora:
        with ProcessPoolExecutor(initializer=_LEXICONS.update, initargs=(lexicons,)) as pool:
            for found in pool.map(_lines, marked.pages(folder, name, []), chunksize=8):
                pages += found
    folds = {}
    for fold in range(FOLDS):
        others = [page for page in pages if fold_of(page.site) != fold]
        folds[fold] = _fit(others)
    return folds, _fit(pages)


def _lines(job: tuple[Page, dict[str, str]]) -> list[Lines]:
    page, _ = job
    if not page.title:
        return []
    columns, texts = _measured(page.html, _LEXICONS[fold_of(page.site)])
    lines = [i for i, share in enumerate(columns.get("shared with prose", b"")) if share]
    right = np.array([bool(title_right(texts[i], page.title)) for i in lines])
    if not right.any():  # what a page without its headline has in that place is no wrong one
        return []
    rows = np.array([np.frombuffer(column, np.uint8) for column in columns.values()])
    return [Lines(page.site, rows.T[lines].copy(), right)]


def _measured(
    html: str, lexicons: Mapping[str, Lexicon]
) -> tuple[Mapping[str, bytes], Sequence[str]]:
    """What is known of each block before the headline is, and the blocks' texts."""
    looked = Cleaner().look(read(html, "html"))
    language = looked.language or ""
    learned = Learned(
        stop_words(language), lexicons.get(language), voice_words(language), lexicons.get(NAMES)
    )
    return gather(*looked[:4], learned).columns, looked.document.texts


def _fit(pages: Sequence[Lines]) -> dict[str, Any]:
    groups = np.repeat(np.arange(len(pages)), [len(page.right) for page in pages])
    model = CatBoost(
        {
            "iterations": _TABLES,
            "depth": _QUESTIONS,
            "learning_rate": _RATE,
            "loss_function": "QuerySoftMax",
            "border_count": 32,
            "l2_leaf_reg": 5,
            "random_seed": 0,
            "thread_count": 2,
            "verbose": 0,
            "allow_writing_files": False,
        }
    )
    rows = np.concatenate([page.rows for page in pages])
    right = np.concatenate([page.right for page in pages]).astype(float)
    model.fit(Pool(rows, right, group_id=groups))
    return data_of(model, list(_measured("<p>One line.</p>", {})[0]))
