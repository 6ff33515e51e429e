"""Fit the scorecard on corpora, after measuring it on sites held out, and write the model file."""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import random
import time
from collections import defaultdict
from pathlib import Path

from benchmarks import corpora
from benchmarks.metrics import mean
from benchmarks.training.dataset import RENDERERS, Sample, golden_samples, samples
from benchmarks.training.fit import Model
from cleanarticle.decide import best_threshold

MODEL = Path(__file__).parents[2] / "src/cleanarticle/scorecard/points.json"
_FOLDS = 4


def main() -> None:
    """Run the training."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of *.jsonl.gz")
    parser.add_argument("--folds", type=int, default=1, help="folds to measure, 0 to 4 (default 1)")
    parser.add_argument(
        "--rows", type=Path, help="keep the measured rows in this file, or reuse it"
    )
    parser.add_argument("--dry-run", action="store_true", help="measure, write no model")
    options = parser.parse_args()
    pages = _rows(options.corpora, options.rows)
    say(f"{len(pages)} rendered pages, {sum(len(p.seen.words) for p in pages)} blocks")
    quality = measure(pages, options.folds) if options.folds else {}
    if not options.dry_run:
        write(Model(pages), pages, options.corpora, quality)


def say(text: str) -> None:
    """Print with the time, since this takes minutes."""
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def _rows(folder: Path, store: Path | None) -> list[Sample]:
    if store and store.exists():
        say(f"rows from {store}")
        return pickle.loads(store.read_bytes())
    say("measuring pages")
    pages = [*samples(folder, with_gold(folder), RENDERERS), *golden_samples()]
    if store:
        store.write_bytes(pickle.dumps(pages))
    return pages


def with_gold(folder: Path) -> list[str]:
    """The corpora whose pages have a gold body."""
    return [n for n in corpora.names(folder) if next(corpora.read(folder, n)).text]


def measure(pages: list[Sample], folds: int) -> dict[str, float]:
    """Expected word F1 of the kept blocks on sites held out, per corpus and renderer."""
    sites = sorted({page.site for page in pages})
    random.Random(0).shuffle(sites)
    fold = {site: at % _FOLDS for at, site in enumerate(sites)}
    results: dict[str, list[float]] = defaultdict(list)
    for number in range(folds):
        model = Model([page for page in pages if fold[page.site] != number])
        say(f"fold {number + 1} of {folds} fitted")
        for page in pages:
            if fold[page.site] == number:
                kind = "" if page.kind == "article" else " other kinds"
                results[f"{page.corpus}{kind}, {page.renderer}"].append(_f1(model, page))
    quality = {name: round(mean(values), 4) for name, values in sorted(results.items())}
    for name, value in quality.items():
        say(f"{name:45} {value:.4f} of {len(results[name])}")
    return quality


def _f1(model: Model, page: Sample) -> float:
    """F1 by tokens of blocks, against the labels: what the choice of blocks costs."""
    chances = model.chances(page)
    threshold = best_threshold(chances, page.seen.words)
    kept = [p > threshold for p in chances]
    blocks = list(zip(kept, page.sizes, page.labels, strict=True))
    hits = sum(size * label for keep, size, label in blocks if keep)
    total = sum(size for keep, size, _ in blocks if keep)
    total += sum(size * label for _, size, label in blocks)
    return 2 * hits / total if total else 1.0


def write(model: Model, pages: list[Sample], folder: Path, quality: dict[str, float]) -> None:
    """Write the model file, one table a line, moved into place when whole."""
    digest = hashlib.sha256()
    names = with_gold(folder)
    for name in names:
        digest.update((folder / f"{name}.jsonl.gz").read_bytes())
    data = {
        "version": "1",
        "trained_on": f"{', '.join(names)}, golden pages; {len(pages)} renderings; "
        f"sha256 {digest.hexdigest()[:16]}",
        "held_out_sites": quality,
        **model.to_data(),
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    part = MODEL.with_suffix(".part")
    part.write_text(_compact(text) + "\n", encoding="utf-8")
    part.replace(MODEL)
    say(f"wrote {MODEL}")


def _compact(text: str) -> str:
    """Put each list of numbers on one line."""
    lines: list[str] = []
    open_list = False
    for line in text.split("\n"):
        stripped = line.strip()
        number = stripped.rstrip(",").lstrip("-").replace(".", "", 1).isdigit()
        if open_list and (number or stripped.startswith("]")):
            lines[-1] += stripped if stripped.startswith("]") else f"{stripped} ".replace(", ", ",")
        else:
            lines.append(line)
        open_list = (open_list and number) or stripped.endswith("[")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
