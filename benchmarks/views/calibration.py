"""Does our `confidence` tell the word F1 to expect? By tenths, on every set and mode."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.metrics.calibration import Bin, calibration_error, reliability
from benchmarks.records import Record, Series
from benchmarks.tables import Table, score
from benchmarks.views.quality import label


def bins(one: Series) -> list[Bin]:
    """The tenths of a series; none where it promises nothing."""
    promised, reached = one.columns.get("confidence"), one.columns.get("f1")
    if not promised or not reached:
        return []
    pairs = [
        (p, r) for p, r in zip(promised, reached, strict=True) if p is not None and r is not None
    ]
    return reliability([p for p, _ in pairs], [r for _, r in pairs])


def tables(record: Record) -> Iterator[Table]:
    """Promise and result of every series that promises."""
    rows = []
    for one in record.series:
        found = bins(one)
        if found:
            name = f"{label(one)}, given the HTML" if one.mode == "html" else label(one)
            cells = {
                f"{x.low:.1f}": f"{score(x.confidence)} > {score(x.reached)} ({x.pages})"
                for x in found
            }
            tenths = [cells.get(f"{low / 10:.1f}", "") for low in range(10)]
            rows.append([name, score(calibration_error(found)), *tenths])
    if rows:
        columns = ["system", "error", *(f"{low / 10:.1f}-" for low in range(10))]
        notes = [
            "by tenths of confidence: mean confidence > mean word F1 (pages); "
            "error: expected calibration error"
        ]
        yield Table(f"{record.name}: confidence and what came of it", columns, rows, notes)
