"""Two records of the same pages: what became better, and on which pages worse."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.metrics.bootstrap import difference
from benchmarks.process import BenchmarkError
from benchmarks.records import Record, Series
from benchmarks.tables import Table, score, signed
from benchmarks.views.quality import label

_WORST = 10


def tables(before: Record, after: Record) -> Iterator[Table]:
    """Compare every series that both records have, page by page.

    Raises:
        BenchmarkError: the records are of different pages, or have no series in common.
    """
    if before.digest != after.digest:
        raise BenchmarkError(
            f"records of different pages: {before.name} {before.digest}, "
            f"{after.name} {after.digest}; measure both on the same"
        )
    old = {one.key: one for one in before.series}
    pairs = [(old[one.key], one) for one in after.series if one.key in old]
    rows = [row for a, b in pairs for row in _row(before, after, (a, b))]
    if not rows:
        raise BenchmarkError("the records have no system with word F1 in common")
    columns = ["system", "pages", "word F1 before", "after", "change", "95%"]
    yield Table(f"{after.name}: word F1 of two records", columns, rows)
    for a, b in pairs:
        yield from _worse(before, after, (a, b))


def _changes(
    before: Record, after: Record, pair: tuple[Series, Series]
) -> list[tuple[str, float, float]]:
    """Id, F1 before and F1 after of every page that both measured."""
    sides = []
    for record, one in zip((before, after), pair, strict=True):
        column = one.columns.get("f1", [])
        sides.append({page[0]: v for page, v in zip(record.pages, column, strict=False)})
    return [
        (page, was, now)
        for page, now in sides[1].items()
        if now is not None and (was := sides[0].get(page)) is not None
    ]


def _row(before: Record, after: Record, pair: tuple[Series, Series]) -> Iterator[list[str]]:
    changes = _changes(before, after, pair)
    if changes:
        was, now = [a for _, a, _ in changes], [b for _, _, b in changes]
        gap = difference(now, was)
        yield [
            f"{label(pair[1])}, {pair[1].mode}",
            str(len(changes)),
            score(sum(was) / len(was)),
            score(sum(now) / len(now)),
            signed(gap.mean),
            f"{signed(gap.low)} {signed(gap.high)}",
        ]


def _worse(before: Record, after: Record, pair: tuple[Series, Series]) -> Iterator[Table]:
    falls = sorted((now - was, page, was, now) for page, was, now in _changes(before, after, pair))
    rows = [
        [page, score(was), score(now), signed(gap)] for gap, page, was, now in falls if gap < -0.005
    ]
    if rows:
        title = f"{label(pair[1])}, {pair[1].mode}: pages that fell, of {len(falls)}"
        yield Table(title, ["page", "before", "after", "change"], rows[:_WORST])
