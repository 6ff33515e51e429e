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
from typing import Final, NamedTuple

from scipy.stats import spearmanr

from benchmarks import corpora, records
from benchmarks.corpora import Page
from benchmarks.metrics import mean, word_f1
from benchmarks.metrics.bootstrap import interval
from benchmarks.metrics.calibration import calibration_error, reliability
from benchmarks.process import spread
from benchmarks.renderers import rendered
from benchmarks.tables import Table, score, show
from benchmarks.training import extracted, faults
from benchmarks.training.extracted import Words
from benchmarks.training.faults import Fault
from benchmarks.training.folds import fold_of
from cleanarticle import cleaner
from cleanarticle.kinds import KindModel
from cleanarticle.lexicon import Lexicon, spelt_out
from cleanarticle.scorecard import Scorecard
from cleanarticle.scorecard.blend import blend

HTML = "html"
_OTHER: Final = ", other kinds"
#: The corpus whose pages say what region they are from.
_REGIONAL: Final = "fundus_dev"


class Job(NamedTuple):
    """A page and what it is read from."""

    group: str
    region: str
    site: str
    gold: str
    raws: dict[str, str]
    """By renderer; ``html`` is the markup."""
    page: Page | None = None
    """An article that is extracted too."""


class Outcome(NamedTuple):
    """What came of a page."""

    f1: float
    confidence: float
    faults: list[Fault]


#: By group of pages and renderer, each page's region and outcome.
Found = dict[tuple[str, str], list[tuple[str, Outcome]]]

#: By extractor, the words of its text alone and cleaned.
After = dict[str, tuple[Words, Words]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training.held_out")
    parser.add_argument("--corpora", type=Path, required=True, help="folder of *.jsonl.gz")
    parser.add_argument("--folds", type=Path, required=True, help="folder of the folds' models")
    parser.add_argument("--renderers", default="html,inscriptis,get_text,collapsed")
    parser.add_argument("--sample", type=int, default=1, help="only every Nth page of a corpus")
    parser.add_argument("--record", action="store_true", help="keep the tables in the records")
    options = parser.parse_args()
    found: Found = defaultdict(list)
    jobs = _jobs(options.corpora, options.renderers.split(","), options.sample)
    cleaned: list[tuple[str, Words, Words]] = []
    for job, outcomes, after in spread(partial(_measure, options.folds), jobs, "held-out sites"):
        for renderer, outcome in outcomes.items():
            found[job.group, renderer].append((job.region, outcome))
        cleaned += [(f"{job.group}, {name}", *words) for name, words in after.items()]
    tables = [*_tables(found), extracted.table(cleaned)]
    show(tables)
    if options.record:
        records.write_tables("held_out", tables)


def _tables(found: Found) -> Iterator[Table]:
    yield _quality(found)
    yield from _regions(found)
    for format in (HTML, "inscriptis"):
        articles = {
            group: [outcome.faults for _, outcome in pages]
            for (group, renderer), pages in sorted(found.items())
            if renderer == format and not group.endswith(_OTHER)
        }
        if articles:
            yield faults.table(f"Wrong lines on sites held out, {format}", articles)


def _quality(found: Found) -> Table:
    """Word F1, and whether `confidence` told it."""
    rows = []
    for (group, renderer), pages in sorted(found.items()):
        f1 = [outcome.f1 for _, outcome in pages]
        told = [outcome.confidence for _, outcome in pages]
        middle, low, high = interval(f1)
        rows.append(
            [
                f"{group}, {renderer}",
                str(len(f1)),
                score(middle),
                f"{score(low)}-{score(high)}",
                score(calibration_error(reliability(told, f1))),
                score(float(spearmanr(told, f1).statistic)),
            ]
        )
    columns = ["pages, read from", "n", "mean F1", "95%", "calibration error", "rank correlation"]
    note = "calibration error and rank correlation: of confidence and word F1"
    return Table("Word F1 on sites held out", columns, rows, [note])


def _regions(found: Found) -> Iterator[Table]:
    """Word F1 by region of the news corpus, where a region has two pages or more."""
    by_region: defaultdict[str, dict[str, list[float]]] = defaultdict(dict)
    for (group, renderer), pages in sorted(found.items()):
        for region, outcome in pages:
            if region and group == _REGIONAL:
                by_region[region].setdefault(renderer, []).append(outcome.f1)
    names = sorted({name for values in by_region.values() for name in values})
    rows = [
        [region, str(len(values[names[0]])), *(score(mean(values[name])) for name in names)]
        for region, values in sorted(by_region.items())
        if len(values[names[0]]) > 1
    ]
    if rows:
        yield Table(f"{_REGIONAL} by region, sites held out", ["region", "n", *names], rows)


def _jobs(folder: Path, renderers: list[str], every: int) -> Iterator[Job]:
    texts = [name for name in renderers if name != HTML]
    for name in corpora.names(folder):
        pages = corpora.page_set(folder, name, every)
        for page, *columns in zip(pages, *(rendered(pages, t) for t in texts), strict=False):
            if page.text:
                raws = dict(zip(texts, columns, strict=True))
                if HTML in renderers:
                    raws[HTML] = page.html
                group = name if page.kind == "article" else f"{name}{_OTHER}"
                taken = page if group in extracted.LOOKED_AT else None
                yield Job(group, page.language or "", page.site, page.text, raws, taken)


def _measure(folder: Path, job: Job) -> tuple[Job, dict[str, Outcome], After]:
    fold = str(fold_of(job.site))
    # In this process alone, the library is given the models of the page's fold.
    cards = partial(_card, folder / fold)
    cleaner.scorecard = cards  # type: ignore[assignment]
    cleaner.blend = partial(blend, load=cards)  # type: ignore[assignment]
    cleaner.lexicon = partial(_lexicon, folder / fold)  # type: ignore[assignment]
    cleaner.kind_model = partial(_kinds, folder / fold)  # type: ignore[assignment]
    ours = cleaner.Cleaner()
    outcomes = {}
    for renderer, raw in job.raws.items():
        article = ours.clean(raw, format=HTML if renderer == HTML else "text")
        outcomes[renderer] = Outcome(
            word_f1(article.text, job.gold),
            article.confidence,
            list(faults.faults(article, job.gold)),
        )
    after: After = {}
    for name in extracted.EXTRACTORS if job.page else ():
        if job.page and (text := extracted.extracted(job.page, name)):
            cleaned = ours.clean(text, format="text").text
            after[name] = (Words.of(text, job.gold), Words.of(cleaned, job.gold))
    return job._replace(gold="", raws={}, page=None), outcomes, after


@cache
def _card(folder: Path, name: str) -> Scorecard:
    return Scorecard(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))


@cache
def _kinds(folder: Path, format: str) -> KindModel:
    data = json.loads((folder / f"kinds-{format}.json").read_text(encoding="utf-8"))
    return KindModel(**{field: data[field] for field in KindModel._fields})


@cache
def _lexicon(folder: Path, language: str | None) -> Lexicon | None:
    path = folder / "lexicon" / f"{language}.json"
    if not path.exists():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    return Lexicon(data["base"], spelt_out(data["weights"]))


if __name__ == "__main__":
    main()
