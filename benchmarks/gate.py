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

from benchmarks import corpora, scale, sets
from benchmarks.collect import collect
from benchmarks.corpora import PageSet
from benchmarks.metrics import mean
from benchmarks.process import BenchmarkError
from benchmarks.records import Series
from benchmarks.speed import timing
from benchmarks.systems import OURS, System, own_version
from benchmarks.tables import Table, score, show
from benchmarks.views.leaks import rates
from benchmarks.views.quality import segment_counts
from cleanarticle import clean

FLOORS: Final = Path(__file__).with_name("floors.toml")

#: How often a ratio of times may be measured until it is within its limit.
_ATTEMPTS: Final = 5
#: A share that is so far above its floor has left it behind.
_SPARE: Final = 0.015

Floors = Mapping[str, Any]


class Check(NamedTuple):
    """One figure with its limit."""

    name: str
    value: str
    limit: str
    passed: bool
    spare: bool = False
    """So much better than its limit that the limit should be raised."""

    @property
    def verdict(self) -> str:
        """What the table says of it.

        >>> at_least("word F1", 0.9, 0.8).verdict, at_least("word F1", 0.7, 0.8).verdict
        ('ok, raise it', 'MISSED')
        """
        return ("ok, raise it" if self.spare else "ok") if self.passed else "MISSED"


def at_most(name: str, value: float, limit: float, digits: int = 2) -> Check:
    """A figure that must not grow.

    >>> at_most("pages lost", 3, 2, 0)
    Check(name='pages lost', value='3', limit='<= 2', passed=False, spare=False)
    """
    return Check(name, f"{value:.{digits}f}", f"<= {limit:.{digits}f}", value <= limit)


def at_least(name: str, value: float, limit: float) -> Check:
    """A share that must not fall.

    >>> at_least("word F1", 0.9, 0.89)
    Check(name='word F1', value='.900', limit='>= .890', passed=True, spare=False)
    """
    spare = value > limit + _SPARE
    return Check(name, score(value), f">= {score(limit)}", value >= limit, spare)


def failed(name: str, why: str) -> Check:
    """A figure that could not be measured counts as missed."""
    return Check(name, "-", why, False)


def golden_pages(floors: Floors) -> list[Check]:
    """Count the lines of the golden pages that come out wrong."""
    lost = kept = 0
    for page in corpora.golden_pages():
        page_lost, page_kept = wrong_lines(page)
        lost += len(page_lost)
        kept += len(page_kept)
        for text in page_lost:
            print(f"body lost, {page.name}: {text[:90]}", file=sys.stderr)
        for text in page_kept:
            print(f"noise kept, {page.name}: {text[:90]}", file=sys.stderr)
    return [
        at_most("golden pages, body lines lost", lost, floors["body_lines_lost"], 0),
        at_most("golden pages, noise lines kept", kept, floors["noise_lines_kept"], 0),
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
    """CPU time over the floors: of text over `splitlines` and `strip`, of HTML over the parse."""
    makers = {sets.SAMPLES: timing.own_samples}
    if folder:
        makers[timing.CORPUS] = partial(timing.corpus_samples, folder, floors["every"])
    checks = []
    for what, make in makers.items():
        name = f"speed, x floor, {what}"
        try:
            found = dict(zip(("text", "html"), timing.floor_ratios(make()), strict=True))
        except BenchmarkError as error:
            checks.append(failed(name, str(error)))
            continue
        checks += [
            at_most(f"{name}, {form}", found[form], limit, 1)
            for form, limit in floors[what].items()
        ]
    return checks


def growths(floors: Floors) -> Iterator[Check]:
    """Time at 2n over time at n, on the shapes named."""
    for shape, size in floors["sizes"].items():
        yield _growth(shape, size, floors["ratio"])


def _growth(shape: str, size: int, limit: float) -> Check:
    """Compare a page with its half, again while that misses: what is not linear always does."""
    name = f"growth, x, {shape}"
    best = float("inf")
    for _ in range(_ATTEMPTS):
        try:
            best = min(best, scale.doubling(shape, size))
        except BenchmarkError as error:
            return failed(name, str(error))
        if best <= limit:
            break
    return at_most(name, best, limit)


def qualities(floors: Floors, folder: Path | None) -> Iterator[Check]:
    """Quality on our own pages, and on fixed samples of the corpora where they are."""
    for name, floor in floors.items():
        if name not in sets.OWN and not folder:
            continue
        try:
            if name in sets.OWN or not folder:
                pages = sets.own_pages(name, floor["every"])
            else:
                pages = corpora.page_set(folder, name, floor["every"])
            yield from _quality(pages, floor)
        except BenchmarkError as error:
            yield failed(f"quality, {name}", str(error))


def _quality(pages: PageSet, floor: Floors) -> Iterator[Check]:
    if pages.digest != floor["digest"]:
        why = f"other pages: {pages.digest}, the floors are of {floor['digest']}; set them anew"
        yield failed(f"quality, {pages.name}", why)
        return
    inputs = dict.fromkeys(one for what in _FIGURES for one in floor.get(what, ()))
    systems = [
        System(OURS, own_version(), *(("html", "") if one == "html" else ("text", one)))
        for one in inputs
    ]
    record = collect(pages, systems)
    found = {one.renderer or one.mode: one for one in record.series}
    at = next(iter(record.groups().values()), [])
    for what, compute in _FIGURES.items():
        for one, limit in floor.get(what, {}).items():
            name = f"{what.replace('_', ' ')}, {pages.name}, {one}, {len(at)} pages"
            if one not in found:
                yield failed(name, "not measured: see the warning above")
            elif what in _AT_MOST:
                yield at_most(name, compute(found[one], at), limit, 1)
            else:
                yield at_least(name, compute(found[one], at), limit)


def _word_f1(one: Series, at: list[int]) -> float:
    return mean(one.values("f1", at))


def _noise(one: Series, _: list[int]) -> float:
    found = rates(one)
    return found.noise if found else float("inf")


def _lost(one: Series, _: list[int]) -> float:
    found = rates(one)
    return found.lost if found else float("inf")


def _segments_f1(one: Series, _: list[int]) -> float:
    return segment_counts(one).f1


#: The figures a set can have floors for. Noise lines are per 100 pages, words per 100.
_FIGURES: Final = {
    "word_f1": _word_f1,
    "segments_f1": _segments_f1,
    "noise_lines_left": _noise,
    "words_lost": _lost,
}
_AT_MOST: Final = frozenset({"noise_lines_left", "words_lost"})


def run(folder: Path | None, floors_file: Path = FLOORS) -> int:
    """Check all floors, print a table, and return 1 if one is missed."""
    floors = read_floors(floors_file)
    notes = []
    if folder and not folder.is_dir():
        notes.append(f"{folder} is not there: the floors on corpora were not checked")
        folder = None
    elif not folder:
        notes.append("no --corpora: the floors on corpora were not checked")
    # Times first: with the pages of all sets in memory, Python's search for garbage is timed too.
    checks = [*speeds(floors["speed"], folder), *growths(floors["scale"])]
    checks += [*golden_pages(floors["pages"]), *qualities(floors["quality"], folder)]
    rows = [[check.name, check.value, check.limit, check.verdict] for check in checks]
    show([Table("Gate", ["what", "measured", "floor", ""], rows, notes)])
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
