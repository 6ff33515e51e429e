"""The main results of all records side by side, and the ruler held against published figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from benchmarks.metrics import mean
from benchmarks.metrics.bootstrap import interval
from benchmarks.records import Record, Series
from benchmarks.systems import OURS, RENDERER
from benchmarks.tables import Table, score
from benchmarks.views import leaks
from benchmarks.views.metadata import FIELDS
from benchmarks.views.quality import segment_counts

_TITLES: Final = {
    "html": "Word F1 on articles, given the HTML",
    "text": f"Word F1 on articles, given the text by {RENDERER}",
}
#: Figures of others for what we measure too: set, system, and what they found.
_PUBLISHED: Final = (
    ("wcxb_dev", "trafilatura", "word F1", 0.937),
    ("wcxb_dev", "resiliparse", "word F1", 0.882),
    ("segments_dev", "trafilatura", "segments F1", 0.925),
)


def tables(found: Sequence[Record], unseen: Mapping[str, str] = {}) -> Iterator[Table]:
    """One table a mode, systems by sets; leaks after extractors; metadata; the ruler.

    Args:
        found: all records.
        unseen: our word F1 on sites held out from training, by set and what was read, as in
            ``wcxb_dev, html``.
    """
    for mode, title in _TITLES.items():
        yield from _by_set(found, mode, title, unseen)
    yield from _leaks(found)
    yield from _metadata(found)
    yield from _ruler(found)


def _by_set(
    found: Sequence[Record], mode: str, title: str, unseen: Mapping[str, str]
) -> Iterator[Table]:
    cells: dict[str, dict[str, list[float]]] = {}
    sizes: dict[str, int] = {}
    for record in found:
        group, at = next(iter(record.groups().items()), (record.name, []))
        for one in record.of_mode(mode):
            values = one.values("f1", at)
            if values and one.renderer in ("", RENDERER):
                cells.setdefault(one.system, {})[group] = values
                sizes[group] = max(len(values), sizes.get(group, 0))
    if cells:
        rows = [
            [system, *(_cell(by.get(group, []), n) for group, n in sizes.items())]
            for system, by in cells.items()
        ]
        rows.sort(key=lambda row: (row[0] != OURS, row[1] == "", -float(row[1].strip("*") or 0)))
        given = mode if mode == "html" else RENDERER
        held_out = [unseen.get(f"{group}, {given}", "") for group in sizes]
        if any(held_out):
            rows.insert(1, [f"{OURS}, sites held out", *held_out])
        columns = ["system", *(f"{group} ({n})" for group, n in sizes.items())]
        partly = any(cell.endswith("*") for row in rows for cell in row)
        yield Table(title, columns, rows, ["* on a part of the pages"] if partly else [])


def _cell(values: Sequence[float], pages: int) -> str:
    """A mean, marked where it is not of all pages.

    >>> _cell([0.9], 1), _cell([0.9], 3), _cell([], 3)
    ('.900', '.900*', '')
    """
    return score(mean(values)) + "*" * (len(values) < pages) if values else ""


def _metadata(found: Sequence[Record]) -> Iterator[Table]:
    cells: dict[str, dict[str, str]] = {}
    sets: list[str] = []
    for record in found:
        group, at = next(iter(record.groups().items()), (record.name, []))
        for one in record.series:
            values = [one.values(name, at) for name in FIELDS]
            if any(values) and one.renderer in ("", RENDERER):
                shown = " / ".join(score(mean(v)) if v else "-" for v in values)
                cells.setdefault(_name(one), {})[group] = shown
                sets = list(dict.fromkeys([*sets, group]))
    if cells:
        rows = [[name, *(by.get(group, "") for group in sets)] for name, by in cells.items()]
        title = "Metadata: title right / authors F1 / day of the date right"
        yield Table(title, ["system", *sets], rows)


def _name(one: Series) -> str:
    """A system's name, with what ours was given."""
    if one.system != OURS:
        return one.system
    return f"{OURS}, given the {'HTML' if one.mode == 'html' else 'text'}"


def _leaks(found: Sequence[Record]) -> Iterator[Table]:
    for record in found:
        rows = []
        for one in record.series:
            rate = leaks.rates(one)
            if rate and one.renderer in ("", RENDERER):
                figures = [f"{rate.noise:.0f}", f"{rate.noisy:.0%}", f"{rate.lost:.1f}"]
                if one.system == OURS or _compared(one):
                    rows.append([_name(one), *figures])
        if rows:
            rows.sort(key=lambda row: float(row[1]))
            columns = ["system", *leaks.COLUMNS]
            yield Table(f"Noise left and body lost, {record.name}", columns, rows)


def _compared(one: Series) -> bool:
    """The extractors whose output we clean, alone and cleaned."""
    return one.mode == "after" or one.system in leaks.EXTRACTORS


def _ruler(found: Sequence[Record]) -> Iterator[Table]:
    by_name = {record.name: record for record in found}
    rows = [
        row
        for name, system, what, published in _PUBLISHED
        if name in by_name
        for row in _held(by_name[name], system, what, published)
    ]
    if rows:
        columns = ["set", "system", "figure", "known", "measured here", "95%", "pages"]
        yield Table("Is the ruler straight? Known figures measured again", columns, rows)


def _held(record: Record, system: str, what: str, published: float) -> Iterator[list[str]]:
    at = next(iter(record.groups().values()), [])
    for one in record.of_mode("html"):
        if one.system != system:
            continue
        if what == "word F1":
            values = one.values("f1", at)
            known = interval(values)
            shown, bounds = score(known.mean), f"{score(known.low)}-{score(known.high)}"
        else:
            values = one.values("found", range(len(one.measured)))
            shown, bounds = score(segment_counts(one).f1), "half of the pages"
        name = f"{one.system} {one.version}"
        yield [record.name, name, what, score(published), shown, bounds, str(len(values))]
