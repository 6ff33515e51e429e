"""Write what README shows of measurements and of the seed, and all of `benchmarks/README.md`.

``python -m benchmarks readme``; a test holds both in step with the records.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks import files, records
from benchmarks.tables import Table, score
from benchmarks.views import calibration, leaks, metadata, overview, quality
from cleanarticle import clean

ROOT: Final = Path(__file__).parents[1]
README: Final = ROOT / "README.md"
LONG: Final = ROOT / "benchmarks/README.md"
#: Records of tables, each with the command that makes it.
TABLES: Final = {
    "held_out": "python -m benchmarks.training.held_out --corpora DIR --folds FOLDS --record",
    "ablation": "python -m benchmarks.training.ablation --rows ROWS --record",
    "speed": "python -m benchmarks speed --record",
    "scale": "python -m benchmarks scale --record",
}
POINTS: Final = ROOT / "src/cleanarticle/scorecard"
_RENDERERS: Final = (
    "inscriptis", "get_text", "html-text", "resiliparse", "w3m", "markdown", "collapsed", "html"
)  # fmt: skip
_WIDTH: Final = 96
#: Of the tables of speed, the one for README.
_SPEED: Final = ("Against peers",)


def run() -> int:
    """Bring the generated parts up to date."""
    for path, make in ((README, generated), (LONG, generated_long)):
        files.write(path, make(path.read_text(encoding="utf-8")))
    return 0


def generated(text: str) -> str:
    """Return README's text with its generated parts made anew."""
    text = _replace(text, "seed explained", f"```text\n{seed_explained()}\n```")
    return _replace(text, "measured", "\n\n".join(measured()))


def generated_long(text: str) -> str:
    """Return the text of `benchmarks/README.md` with every table of the records."""
    return _replace(text, "measured", "\n\n".join(measured_in_full()))


def seed_explained() -> str:
    """What ``cleanarticle explain`` prints of the seed, lines shortened."""
    seed = next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8")
    lines = clean(seed).explain().split("\n")
    return "\n".join(
        line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1].rstrip()}…" for line in lines
    )


def measured() -> Iterator[str]:
    """The main results, a small table each."""
    for table in overview.tables(records.read_all(), _unseen()):
        yield table.markdown()
    for table in records.read_tables("speed"):
        if table.title in _SPEED:
            yield table.markdown()


def measured_in_full() -> Iterator[str]:
    """Every table of every record."""
    yield "\n".join(held_out())
    for record in records.read_all():
        yield f"## {record.name}: {len(record.pages)} pages, digest {record.digest}"
        for view in (quality, leaks, metadata, calibration):
            yield from (table.markdown() for table in view.tables(record))
    for name, command in TABLES.items():
        if tables := records.read_tables(name):
            yield f"## {name}: `{command}`"
            yield from (table.markdown() for table in tables)


def _unseen() -> dict[str, str]:
    """Word F1 of the whole library on sites held out, by set and what was read."""
    found = records.read_tables("held_out")
    return {name: f1 for name, _, f1, *_ in found[0].rows} if found else {}


def held_out() -> Iterator[str]:
    """What the scorecard reached on sites that its training did not see."""
    groups: dict[str, dict[str, float]] = {}
    for format in ("text", "html"):
        data = json.loads((POINTS / f"{format}.json").read_text(encoding="utf-8"))
        for name, value in data["held_out_sites"].items():
            corpus, renderer = name.rsplit(", ", 1)
            groups.setdefault(corpus, {})[renderer] = value
    yield f"`python -m benchmarks.training --corpora DIR` (trained on {data['trained_on']})"
    rows = [
        [corpus, *(score(values[r]) if r in values else "" for r in _RENDERERS)]
        for corpus, values in groups.items()
        if corpus != "golden"
    ]
    title = "Word F1 by block labels on sites held out, in four folds, scorecard alone"
    yield Table(title, ["pages", *_RENDERERS], rows).markdown()


def _replace(text: str, name: str, content: str) -> str:
    pattern = rf"(<!-- {name}[^>]*-->\n).*?(<!-- end -->)"
    return re.sub(pattern, lambda m: f"{m[1]}{content}\n{m[2]}", text, count=1, flags=re.DOTALL)
