"""Title, authors and date, against the gold that has them."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.metrics import mean
from benchmarks.records import Record, Series
from benchmarks.systems import OURS
from benchmarks.tables import Table, score
from benchmarks.views.quality import label

FIELDS = ("title", "authors", "date")
_COLUMNS = (
    *("system", "title", "n", "authors F1", "n", "date", "wrong", "n"),
    "dates where the gold has none",
)
_NOTES = (
    "title: share with token F1 of .9 or more; authors: token F1; date: share with the exact day, "
    "and with another; of raw text only what it shows is asked",
)


def tables(record: Record) -> Iterator[Table]:
    """One table for the articles of a record, if their gold has metadata."""
    group, at = next(iter(record.groups().items()), ("", []))
    found = [one for one in record.series if any(one.values(name, at) for name in FIELDS)]
    rows = [_row(one, at) for one in found]
    if rows:
        yield Table(f"{group}: metadata", _COLUMNS, rows, _NOTES)


def _row(one: Series, at: list[int]) -> list[str]:
    cells = []
    for name in FIELDS:
        values = one.values(name, at)
        cells.append(_share(values))
        if name == "date":
            cells.append(_share(one.values("date_wrong", at)))
        cells.append(str(len(values)))
    guessed = one.values("date_guessed", at)
    given = "given the HTML" if one.system == OURS and one.mode == "html" else ""
    name = ", ".join(filter(None, [label(one), given]))
    return [name, *cells, f"{sum(guessed):.0f} of {len(guessed)}" if guessed else "-"]


def _share(values: list[float]) -> str:
    return score(mean(values)) if values else "-"
