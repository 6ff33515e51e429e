"""The gate: what was reached is not lost. Every floor in `floors.toml` is measured again.

Floors are raised by hand when better is measured. Lowering one shows in the diff.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks import corpora, scale, speed
from benchmarks.metrics import mean
from benchmarks.process import BenchmarkError
from benchmarks.quality import OURS, groups, measure
from benchmarks.tables import Table, score
from cleanarticle import clean

FLOORS: Final = Path(__file__).with_name("floors.toml")

#: How often a ratio of times may be measured until it is within its limit.
_ATTEMPTS: Final = 5

Floors = Mapping[str, Any]


class Check(NamedTuple):
    """One figure with its limit."""

    name: str
    value: str
    limit: str
    passed: bool


def at_most(name: str, value: float, limit: float, digits: int = 2) -> Check:
    """A figure that must not grow.

    >>> at_most("pages lost", 3, 2, 0)
    Check(name='pages lost', value='3', limit='<= 2', passed=False)
    """
    return Check(name, f"{value:.{digits}f}", f"<= {limit:.{digits}f}", value <= limit)


def at_least(name: str, value: float, limit: float) -> Check:
    """A share that must not fall.

    >>> at_least("word F1", 0.9, 0.89)
    Check(name='word F1', value='.900', limit='>= .890', passed=True)
    """
    return Check(name, score(value), f">= {score(limit)}", value >= limit)


def failed(name: str, why: str) -> Check:
    """A figure that could not be measured counts as missed."""
    return Check(name, "-", why, False)


def sample_pages(floors: Floors) -> list[Check]:
    """Count the lines of the sample pages that come out wrong."""
    lost = kept = 0
    for page in corpora.sample_pages():
        page_lost, page_kept = wrong_lines(page)
        lost += len(page_lost)
        kept += len(page_kept)
        for text in page_lost:
            print(f"body lost, {page.name}: {text[:90]}", file=sys.stderr)
        for text in page_kept:
            print(f"noise kept, {page.name}: {text[:90]}", file=sys.stderr)
    return [
        at_most("sample pages, body lines lost", lost, floors["body_lines_lost"], 0),
        at_most("sample pages, noise lines kept", kept, floors["noise_lines_kept"], 0),
    ]


def wrong_lines(page: corpora.LabelledPage) -> tuple[list[str], list[str]]:
    """Return the body lines that are not whole in the text, and the noise lines any of which is.

    A line is followed by its place in the page, so noise that repeats a body line is told apart.
    """
    try:
        article = clean(page.raw, format="text")
    except Exception as error:  # all is lost on this page, and the gate goes on
        return [f"{error!r}: {text}" for label, text in page.lines if label == "body"], []
    blocks = zip(article.document.blocks, article.decisions, strict=True)
    dateline = article.metadata.found.get("dateline")
    # A dateline is metadata, cut from the paragraph it opens: not lost.
    at = dateline.start if dateline else None
    kept = [(b.start, b.end) for b, decision in blocks if decision.keep or b.start == at]
    lost, left = [], []
    offset = 0
    for label, text in page.lines:
        start, end = offset, offset + len(text)
        offset = end + 1
        covered = "".join(text[max(a - start, 0) : max(b - start, 0)] for a, b in kept)
        missing = len("".join(text.split())) - len("".join(covered.split()))
        if label == "body" and missing:
            lost.append(text)
        elif label and label != "body" and covered.strip():
            left.append(text)
    return lost, left


def speeds(floors: Floors, folder: Path | None) -> list[Check]:
    """CPU time over that of `splitlines` and `strip`."""
    makers = {"sample_pages": speed.own_samples}
    if folder:
        makers[speed.CORPUS] = partial(speed.corpus_samples, folder, floors["every"])
    checks = []
    for what, make in makers.items():
        name = f"speed, x floor, {what.replace('_', ' ')}"
        try:
            checks.append(at_most(name, speed.floor_ratio(make()), floors[what], 1))
        except BenchmarkError as error:
            checks.append(failed(name, str(error)))
    return checks


def growths(floors: Floors) -> Iterator[Check]:
    """Time at 2n over time at n, on the shapes named."""
    for shape, size in floors["sizes"].items():
        yield _growth(shape, size, floors["ratio"])


def _growth(shape: str, size: int, limit: float) -> Check:
    """Compare the best times of both sizes, measured again while they miss.

    The machine may be disturbed for seconds at a time: what is not linear misses on the best of
    several, what was disturbed does not.
    """
    name = f"growth, x, {shape}"
    best: list[scale.Cost] = []
    for _ in range(_ATTEMPTS):
        costs = scale.costs(shape, [size // 2, size])
        measured = [cost for cost in costs if isinstance(cost, scale.Cost)]
        if len(measured) < len(costs):
            return failed(name, next(str(c) for c in costs if not isinstance(c, scale.Cost)))
        best = [min(pair) for pair in zip(best, measured, strict=True)] if best else measured
        check = at_most(name, scale.growth(best)[0], limit)
        if check.passed:
            break
    return check


def qualities(floors: Floors, folder: Path) -> Iterator[Check]:
    """Word F1 on the fixed samples of the corpora."""
    for name, floor in floors.items():
        try:
            yield from _quality(name, floor, folder)
        except BenchmarkError as error:
            yield failed(f"word F1, {name}", str(error))


def _quality(name: str, floor: Floors, folder: Path) -> Iterator[Check]:
    digest = corpora.digest(folder, name)
    if digest != floor["digest"]:
        why = f"another state of the corpus: {digest}, the floors are of {floor['digest']}"
        yield failed(f"word F1, {name}", why)
        return
    renderers = list(floor["word_f1"])
    scores = measure(folder, [name], renderers, floor["every"])
    found = groups(one for one in scores if one.kind == "article" and one.system == OURS)
    for renderer, limit in floor["word_f1"].items():
        values = found[name, renderer, OURS]
        yield at_least(f"word F1, {name}, {renderer}, {len(values)} pages", mean(values), limit)


def run(folder: Path | None, floors_file: Path = FLOORS) -> int:
    """Check all floors, print a table, and return 1 if one is missed."""
    floors = read_floors(floors_file)
    notes = []
    if folder and not folder.is_dir():
        notes.append(f"{folder} is not there: the floors on corpora were not checked")
        folder = None
    elif not folder:
        notes.append("no --corpora: the floors on corpora were not checked")
    checks = [*sample_pages(floors["pages"]), *speeds(floors["speed"], folder)]
    checks += growths(floors["scale"])
    if folder:
        checks += qualities(floors["quality"], folder)
    rows = [[c.name, c.value, c.limit, "ok" if c.passed else "MISSED"] for c in checks]
    print(Table("Gate", ["what", "measured", "floor", ""], rows, notes))
    missed = [check.name for check in checks if not check.passed]
    if missed:
        count = f"{len(missed)} of {len(checks)}"
        print(f"gate: {count} floors missed: {'; '.join(missed)}", file=sys.stderr)
    return int(bool(missed))


def read_floors(path: Path) -> Floors:
    """Read the floors."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BenchmarkError(f"{path} cannot be read: {error}") from error
