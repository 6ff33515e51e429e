"""Records: what was measured of every page of a set, by every system, to be tabled and compared.

A record is a JSON file of columns, one number a page. Measuring one system again replaces its
series alone, as long as the pages are the same.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from benchmarks import files
from benchmarks.metrics.bootstrap import SEED
from benchmarks.process import BenchmarkError, warn
from benchmarks.samples import KINDS
from benchmarks.sets import OWN
from benchmarks.tables import Table

FOLDER: Final = Path(__file__).parent / "records"
_DIGITS: Final = 3
#: How the file of a record of tables ends.
_TABLES: Final = ".tables.json"

Column = list[float | None]


@dataclass(frozen=True, slots=True)
class Series:
    """One system on the pages of a record."""

    system: str
    version: str
    mode: str
    renderer: str
    columns: Mapping[str, Column]
    """By measure, one value a page; ``None`` where it was not measured or is not defined."""
    measured: Sequence[bool]
    """Which pages the system was run on."""
    problems: Sequence[str] = ()
    """The first pages on which it failed, and how; the output counts as empty."""
    machine: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it measures; a second series of the same replaces it."""
        return self.mode, self.renderer, self.system

    def values(self, measure: str, at: Sequence[int]) -> list[float]:
        """The values of a measure on the pages named, where it has any."""
        column = self.columns.get(measure)
        return [v for v in map(column.__getitem__, at) if v is not None] if column else []


@dataclass(frozen=True, slots=True)
class Record:
    """All series of one set of pages."""

    name: str
    digest: str
    pages: Sequence[tuple[str, str, str]]
    """Id, kind and language of every page."""
    series: Sequence[Series]

    def groups(self) -> dict[str, list[int]]:
        """Indexes of the pages that are articles, and of the other kinds, by the group's name."""
        found: dict[str, list[int]] = {}
        for at, (_, kind, _) in enumerate(self.pages):
            article = kind == "article" or kind in KINDS
            found.setdefault(self.name if article else f"{self.name}, other kinds", []).append(at)
        return found

    def of_mode(self, mode: str) -> list[Series]:
        """The series of a mode."""
        return [one for one in self.series if one.mode == mode]

    def merged(self, newer: Record) -> Record:
        """Put a newer record's series in the place of the same ones here.

        Where the pages have changed, nothing of the older is worth keeping.
        """
        if newer.digest != self.digest:
            return newer
        pages = list(dict.fromkeys([*self.pages, *newer.pages]))
        old = {one.key: _spread(one, self.pages, pages) for one in self.series}
        new = {one.key: _spread(one, newer.pages, pages) for one in newer.series}
        return Record(self.name, self.digest, pages, [*(old | new).values()])


def machine() -> str:
    """Where the measuring is done: Python, processor and its cores."""
    return f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"


def _spread(
    series: Series, before: Sequence[tuple[str, str, str]], pages: Sequence[tuple[str, str, str]]
) -> Series:
    """Bring a series to a longer list of pages."""
    at = {page: index for index, page in enumerate(before)}
    places = [at.get(page) for page in pages]
    columns = {
        name: [None if place is None else column[place] for place in places]
        for name, column in series.columns.items()
    }
    measured = [place is not None and series.measured[place] for place in places]
    return replace(series, columns=columns, measured=measured)


def write(record: Record, folder: Path = FOLDER) -> Path:
    """Write a record over the one of the same pages there, keeping that one's other series.

    Raises:
        BenchmarkError: it cannot be written; what was there is untouched.
    """
    path = folder / f"{record.name}.json"
    if path.exists():
        record = read(path).merged(record)
    return files.write(path, _json(record))


def _json(record: Record) -> str:
    """One line a column, so that a diff shows what changed."""
    head = {"set": record.name, "digest": record.digest, "seed": SEED, "pages": record.pages}
    lines = [f'"{name}": {_compact(value)},' for name, value in head.items()]
    lines.append('"series": [')
    for at, one in enumerate(record.series):
        values = {
            "system": one.system,
            "version": one.version,
            "mode": one.mode,
            "renderer": one.renderer,
            "machine": one.machine,
            "problems": list(one.problems),
            # Mostly all are, which need not be said of every page.
            "measured": all(one.measured) or [int(value) for value in one.measured],
            **{f"column {name}": _rounded(column) for name, column in one.columns.items()},
        }
        inner = ",\n ".join(f"{json.dumps(key)}: {_compact(v)}" for key, v in values.items())
        lines.append(f"{{{inner}}}{',' if at + 1 < len(record.series) else ''}")
    return "\n".join(["{", *lines, "]}"]) + "\n"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _rounded(column: Column) -> Column:
    rounded = [None if value is None else round(value, _DIGITS) for value in column]
    return [int(v) if v is not None and v == int(v) else v for v in rounded]


def read(path: Path) -> Record:
    """Read a record.

    Raises:
        BenchmarkError: there is none, or it is no record.
    """
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        pages = [(str(a), str(b), str(c)) for a, b, c in data["pages"]]
        series = [_series(one, len(pages)) for one in data["series"]]
        return Record(data["set"], data["digest"], pages, series)
    except (OSError, ValueError, KeyError, TypeError) as error:
        remedy = "make it with python -m benchmarks quality --record"
        raise BenchmarkError(f"{path} is no record ({error!r}); {remedy}") from error


def _series(data: dict[str, Any], pages: int) -> Series:
    columns = {k.removeprefix("column "): v for k, v in data.items() if k.startswith("column ")}
    every = data["measured"] is True
    measured = [True] * pages if every else [bool(value) for value in data["measured"]]
    names = ("system", "version", "mode", "renderer", "problems", "machine")
    return Series(columns=columns, measured=measured, **{name: data[name] for name in names})


def read_all(folder: Path = FOLDER) -> list[Record]:
    """Read every record of pages, our own pages' first; a damaged one is told of."""
    found = []
    paths = [path for path in folder.glob("*.json") if not path.name.endswith(_TABLES)]
    for path in sorted(paths, key=lambda path: (path.stem not in OWN, path)):
        try:
            found.append(read(path))
        except BenchmarkError as error:
            warn(str(error))
    return found


def write_tables(name: str, tables: Sequence[Table], folder: Path = FOLDER) -> Path:
    """Write a record of tables: what is measured of no single page, such as growth.

    Raises:
        BenchmarkError: it cannot be written; what was there is untouched.
    """
    data = {"machine": machine(), "tables": [asdict(table) for table in tables]}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return files.write(folder / f"{name}{_TABLES}", text + "\n")


def read_tables(name: str, folder: Path = FOLDER) -> list[Table]:
    """Read a record of tables; none where there is none.

    Raises:
        BenchmarkError: it is no such record.
    """
    path = folder / f"{name}{_TABLES}"
    if not path.exists():
        return []
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        where = f"on {data['machine']}"
        return [Table(**{**table, "notes": [*table["notes"], where]}) for table in data["tables"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        remedy = f"make it again: benchmarks/README.md has the command for {name}"
        raise BenchmarkError(f"{path} is no record ({error!r}); {remedy}") from error
