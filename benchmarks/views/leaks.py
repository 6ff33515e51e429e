"""What is left of the noise, and lost of the body, on pages whose lines are labelled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.measures import LEAK
from benchmarks.metrics.leaks import LIFTED
from benchmarks.records import Record, Series
from benchmarks.systems import EXTRACTORS, OURS, RENDERER
from benchmarks.tables import Table
from benchmarks.views.quality import label


class Rates(NamedTuple):
    """Leak and loss of one series."""

    noise: float
    """Noise lines left per 100 pages; what is about the article is not counted."""
    noisy: float
    """Share of pages with any."""
    lost: float
    """Words of the body lost per 100."""
    by_category: dict[str, float]
    """Share of a category's lines that are left."""


def rates(one: Series) -> Rates | None:
    """Return leak and loss of a series; ``None`` where no line is labelled."""
    at = [i for i, measured in enumerate(one.measured) if measured]
    words = sum(one.values("words", at))
    if not words:
        return None
    categories = [name.removeprefix(LEAK) for name in one.columns if name.startswith(LEAK)]
    shares = {
        category: sum(one.values(LEAK + category, at))
        / max(sum(one.values(f"of {LEAK}{category}", at)), 1)
        for category in sorted(categories)
    }
    columns = [one.columns[LEAK + name] for name in categories if name not in LIFTED]
    a_page = [sum(column[i] or 0 for column in columns) for i in at]
    return Rates(
        100 * sum(a_page) / len(at),
        sum(count > 0 for count in a_page) / len(at),
        100 * sum(one.values("words_lost", at)) / words,
        shares,
    )


def tables(record: Record) -> Iterator[Table]:
    """Leaks by system, by category, and of extractors alone and followed by ours."""
    found = [(one, rates(one)) for one in record.series if _shown(one)]
    known = [(one, rate) for one, rate in found if rate]
    if not known:
        return
    known.sort(key=lambda pair: pair[1].noise)
    rows = [[_name(one), *_figures(rate)] for one, rate in known]
    yield Table(f"{record.name}: noise left, body lost", ["system", *COLUMNS], rows, [_NOTE])
    yield from _after(record)
    categories = sorted({name for _, rate in known for name in rate.by_category})
    categories.sort(key=lambda name: name in LIFTED)
    rows = [
        [_name(one), *(f"{rate.by_category.get(name, 0):.0%}" for name in categories)]
        for one, rate in known
    ]
    yield Table(f"{record.name}: share of lines left, by category", ["system", *categories], rows)


COLUMNS = ("noise lines left per 100 pages", "pages with any", "words lost per 100")
_NOTE = f"not counted as noise: {', '.join(sorted(LIFTED))}"


def _figures(rate: Rates) -> list[str]:
    return [f"{rate.noise:.0f}", f"{rate.noisy:.0%}", f"{rate.lost:.1f}"]


def _shown(one: Series) -> bool:
    return "words" in one.columns


def _name(one: Series) -> str:
    return f"{one.system}, text" if one.renderer == RENDERER and one.system != OURS else label(one)


def _after(record: Record) -> Iterator[Table]:
    """Extractors alone, and their output cleaned by us."""
    alone = {one.system: one for one in record.of_mode("html")}
    rows = []
    for cleaned in record.of_mode("after"):
        before = alone.get(cleaned.system.removesuffix(f" + {OURS}"))
        rows += [[label(one), *_pair(one)] for one in (before, cleaned) if one]
    if rows:
        columns = ["system", *COLUMNS, "word F1"]
        yield Table(f"{record.name}: after an extractor", columns, rows, [_NOTE])


def _pair(one: Series) -> Sequence[str]:
    rate = rates(one)
    values = one.values("f1", range(len(one.measured)))
    f1 = f"{sum(values) / len(values):.3f}" if values else ""
    return [*(_figures(rate) if rate else ["", "", ""]), f1]


__all__ = ["EXTRACTORS", "Rates", "rates", "tables"]
