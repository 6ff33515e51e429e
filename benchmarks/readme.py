"""Write what README shows of measurements and of the seed: ``python -m benchmarks readme``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks import records
from benchmarks.tables import Table, score
from cleanarticle import clean

ROOT: Final = Path(__file__).parents[1]
README: Final = ROOT / "README.md"
RECORDS: Final = ("quality", "speed", "scale")
POINTS: Final = ROOT / "src/cleanarticle/scorecard/points.json"
_RENDERERS: Final = ("inscriptis", "get_text", "html-text", "collapsed")
_WIDTH: Final = 96


def run() -> int:
    """Bring README's generated parts up to date."""
    README.write_text(generated(README.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


def generated(text: str) -> str:
    """Return README's text with its generated parts made anew."""
    text = _replace(text, "seed explained", f"```text\n{seed_explained()}\n```")
    return _replace(text, "measured", "\n\n".join(measured()))


def seed_explained() -> str:
    """What ``cleanarticle explain`` prints of the seed, lines shortened."""
    seed = next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8")
    lines = clean(seed).explain().split("\n")
    return "\n".join(
        line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1].rstrip()}…" for line in lines
    )


def measured() -> Iterator[str]:
    """Each record as Markdown, with the command that makes it."""
    yield from held_out()
    for name in RECORDS:
        record = records.read(name)
        yield f"`{record['command']}` (Python {record['python']}, {record['machine']})"
        yield from map(_markdown, record["tables"])


def held_out() -> Iterator[str]:
    """What the scorecard reached on sites that its training did not see."""
    data = json.loads(POINTS.read_text(encoding="utf-8"))
    yield f"`python -m benchmarks.training --corpora DIR` (trained on {data['trained_on']})"
    groups: dict[str, dict[str, float]] = {}
    for name, value in data["held_out_sites"].items():
        corpus, renderer = name.rsplit(", ", 1)
        groups.setdefault(corpus, {})[renderer] = value
    rows = [
        [corpus, *(score(values[r]) if r in values else "" for r in _RENDERERS)]
        for corpus, values in groups.items()
        if corpus != "golden"
    ]
    title = "Word F1 by block labels, a quarter of the sites held out, scorecard alone"
    yield _markdown(Table(title, ["pages", *_RENDERERS], rows))


def _markdown(table: Table) -> str:
    rule = ["---", *["---:"] * (len(table.columns) - 1)]
    rows = [table.columns, rule, *table.rows]
    lines = [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
    notes = [f"\n{note}" for note in table.notes]
    return "\n".join([f"**{table.title}**\n", *lines, *notes])


def _replace(text: str, name: str, content: str) -> str:
    pattern = rf"(<!-- {name}[^>]*-->\n).*?(<!-- end -->)"
    return re.sub(pattern, lambda m: f"{m[1]}{content}\n{m[2]}", text, count=1, flags=re.DOTALL)
