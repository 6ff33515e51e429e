"""Word F1 and its company: one table a mode and group of pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from benchmarks.measures import SEGMENTS
from benchmarks.metrics import harmonic, mean
from benchmarks.metrics.bootstrap import difference, interval
from benchmarks.metrics.segments import Segments, total
from benchmarks.records import Record, Series
from benchmarks.systems import OURS, RENDERER
from benchmarks.tables import Table, score, signed

#: Below the first the article is not really there; above the second nothing is left to do.
_POOR, _PERFECT = 0.5, 0.95
_COLUMNS: Final = (
    "system|n|word F1|95%|ours less it|95%|median|below .5|above .95|4-shingle F1|words lost|"
    "line P|line R"
).split("|")
_TITLES: Final = {
    "html": "given the HTML",
    "text": f"given the text by {RENDERER}",
    "after": "cleanarticle on what an extractor gave",
}


def tables(record: Record) -> Iterator[Table]:
    """Every table of quality that a record allows."""
    for group, at in record.groups().items():
        for mode, title in _TITLES.items():
            found = [
                one for one in record.of_mode(mode) if mode != "text" or one.renderer == RENDERER
            ]
            yield from _table(f"{group}: {title}", found, at)
        by_renderer = [one for one in record.of_mode("text") if one.system == OURS]
        yield from _table(f"{group}: our text mode by renderer", by_renderer, at)
    yield from _segments(record)


def reference(found: Sequence[Series]) -> Series | None:
    """The series the others are compared with: ours."""
    ours = [one for one in found if one.system == OURS]
    return next((one for one in ours if one.renderer == RENDERER), ours[0] if ours else None)


def _table(title: str, found: Sequence[Series], at: Sequence[int]) -> Iterator[Table]:
    best = reference(found)
    measured = [one for one in found if one.values("f1", at)]
    rows = [_row(one, best, at) for one in measured]
    if rows:
        notes = list(problems(measured))
        yield Table(title, _COLUMNS, sorted(rows, key=lambda row: row[2], reverse=True), notes)


def problems(found: Sequence[Series]) -> Iterator[str]:
    """Say for each system how often it failed, and where first."""
    for one in found:
        count = sum(value or 0 for value in one.columns.get("failed", ()))
        if count:
            first = one.problems[0] if one.problems else "unknown"
            yield f"{label(one)} failed on {count:.0f} pages, which count as empty; first: {first}"


def label(one: Series) -> str:
    """What a series is called in a table.

    >>> label(Series("trafilatura", "2.3.1", "html", "", {}, []))
    'trafilatura 2.3.1'
    """
    if one.system == OURS and one.mode == "text":
        return f"{OURS}, {one.renderer}"
    return f"{one.system} {one.version}".strip() if one.mode != "after" else one.system


def _row(one: Series, best: Series | None, at: Sequence[int]) -> list[str]:
    values = one.values("f1", at)
    found = interval(values)
    gap = ["", ""]
    if best and best is not one:
        both = [i for i in at if one.measured[i] and best.measured[i]]
        than = difference(best.values("f1", both), one.values("f1", both))
        gap = [signed(than.mean), f"{signed(than.low)} {signed(than.high)}"]
    return [
        label(one),
        str(len(values)),
        score(found.mean),
        f"{score(found.low)}-{score(found.high)}",
        *gap,
        score(median(values)),
        f"{mean([v < _POOR for v in values]):.1%}",
        f"{mean([v > _PERFECT for v in values]):.1%}",
        score(shingle_f1(one, at)),
        f"{100 * (1 - mean(one.values('recall', at))):.1f}",
        score(mean(one.values("line_precision", at))),
        score(mean(one.values("line_recall", at))),
    ]


def shingle_f1(one: Series, at: Sequence[int]) -> float:
    """F1 of mean precision and mean recall, as scrapinghub's evaluation has it."""
    return harmonic(
        mean(one.values("shingle_precision", at)), mean(one.values("shingle_recall", at))
    )


def segment_counts(one: Series) -> Segments:
    """All segments of a series added up."""
    every = range(len(one.measured))
    return total(zip(*(one.values(name, every) for name in SEGMENTS), strict=True))  # type: ignore[arg-type]


def _segments(record: Record) -> Iterator[Table]:
    """Where there is no gold body."""
    found = [one for one in record.series if SEGMENTS[0] in one.columns]
    if any("f1" in one.columns for one in found):  # a few pages without gold say little
        return
    rows = []
    for one in found:
        counts = segment_counts(one)
        shares = [counts.f1, counts.precision, counts.recall, counts.accuracy]
        name = label(one) if one.mode != "text" or one.system == OURS else f"{one.system}, text"
        rows.append([name, str(sum(one.measured)), *map(score, shares)])
    if rows:
        rows.sort(key=lambda row: row[2], reverse=True)
        columns = ["system", "pages", "F1", "precision", "recall", "accuracy"]
        yield Table(f"{record.name}: segments", columns, rows, list(problems(found)))
