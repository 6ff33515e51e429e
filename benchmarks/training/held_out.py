"""Measure the whole library on sites that training did not see.

Needs the model files of the folds, which ``python -m benchmarks.training --keep-folds FOLDER``
writes: each page is cleaned with the models of the fold that left its site out.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from benchmarks import corpora
from benchmarks.metrics import word_f1
from benchmarks.metrics.bootstrap import interval
from benchmarks.process import spread
from benchmarks.renderers import rendered
from benchmarks.tables import Table, score, show
from benchmarks.training.words import fold_of
from cleanarticle import cleaner
from cleanarticle.kinds import KindModel
from cleanarticle.lexicon import Lexicon
from cleanarticle.scorecard import Scorecard

HTML = "html"


class Job(NamedTuple):
    """A page and what it is read from."""

    group: str
    site: str
    gold: str
    raws: dict[str, str]
    """By renderer; ``html`` is the markup."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training.held_out")
    parser.add_argument("--corpora", type=Path, required=True, help="folder of *.jsonl.gz")
    parser.add_argument("--folds", type=Path, required=True, help="folder of the folds' models")
    parser.add_argument("--renderers", default="html,inscriptis,get_text,collapsed")
    parser.add_argument("--sample", type=int, default=1, help="only every Nth page of a corpus")
    options = parser.parse_args()
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    jobs = _jobs(options.corpora, options.renderers.split(","), options.sample)
    for group, scores in spread(partial(_measure, options.folds), jobs, "held-out sites"):
        for renderer, f1 in scores.items():
            found[group, renderer].append(f1)
    rows = []
    for (group, renderer), values in sorted(found.items()):
        middle, low, high = interval(values)
        span = f"{score(low)}-{score(high)}"
        rows.append([group, renderer, str(len(values)), score(middle), span])
    show([Table("Word F1 on sites held out", ["pages", "read from", "n", "mean F1", "95%"], rows)])


def _jobs(folder: Path, renderers: list[str], every: int) -> Iterator[Job]:
    texts = [name for name in renderers if name != HTML]
    for name in corpora.names(folder):
        pages = corpora.page_set(folder, name, every)
        for page, *columns in zip(pages, *(rendered(pages, t) for t in texts), strict=False):
            if page.text:
                raws = dict(zip(texts, columns, strict=True))
                if HTML in renderers:
                    raws[HTML] = page.html
                group = name if page.kind == "article" else f"{name}, other kinds"
                yield Job(group, page.site, page.text, raws)


def _measure(folder: Path, job: Job) -> tuple[str, dict[str, float]]:
    fold = str(fold_of(job.site))
    # In this process alone, the library is given the models of the page's fold.
    cleaner.scorecard = partial(_card, folder / fold)  # type: ignore[assignment]
    cleaner.lexicon = partial(_lexicon, folder / fold)  # type: ignore[assignment]
    cleaner.kind_model = partial(_kinds, folder / fold)  # type: ignore[assignment]
    ours = cleaner.Cleaner()
    scores = {}
    for renderer, raw in job.raws.items():
        body = ours.clean(raw, format=HTML if renderer == HTML else "text").text
        scores[renderer] = word_f1(body, job.gold)
    return job.group, scores


@cache
def _card(folder: Path, format: str) -> Scorecard:
    return Scorecard(json.loads((folder / f"{format}.json").read_text(encoding="utf-8")))


@cache
def _kinds(folder: Path, format: str) -> KindModel:
    data = json.loads((folder / f"kinds-{format}.json").read_text(encoding="utf-8"))
    return KindModel(data["base"], data["weights"])


@cache
def _lexicon(folder: Path, language: str | None) -> Lexicon | None:
    data = json.loads((folder / "lexicon.json").read_text(encoding="utf-8"))["languages"]
    found = data.get(language or "")
    if found is None:
        return None
    signs = found["weights"].items()
    return Lexicon(found["base"], {s: int(w) for w, group in signs for s in group.split("\t")})


if __name__ == "__main__":
    main()
