"""Fit the scorecards on corpora, after measuring them on sites held out, and write their files."""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.metrics import mean
from benchmarks.training import headlines, kinds, marked
from benchmarks.training.dataset import HTML, Known, Sample, format_of, names, own_samples, samples
from benchmarks.training.fit import chances, fit_both
from benchmarks.training.folds import FOLDS, fold_of
from benchmarks.training.words import learn
from cleanarticle.decide import best_threshold
from cleanarticle.lexicon import Lexicon
from cleanarticle.scorecard import Scorecard

FORMATS = ("text", HTML)
MODEL = Path(__file__).parents[2] / "src/cleanarticle/scorecard"


def main() -> None:
    """Run the training."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of *.jsonl.gz")
    parser.add_argument(
        "--folds", type=int, default=FOLDS, help=f"folds to measure, 0 to {FOLDS} (default {FOLDS})"
    )
    parser.add_argument(
        "--rows", type=Path, help="keep the measured rows in this file, or reuse it"
    )
    parser.add_argument("--keep-folds", type=Path, help="write each fold's model files here")
    parser.add_argument("--dry-run", action="store_true", help="measure, write no model")
    options = parser.parse_args()
    stored = _rows(options.corpora, options.rows)
    pages: list[Sample] = stored["pages"]
    say(f"{len(pages)} rendered pages, {sum(len(p.labels) for p in pages)} blocks")
    quality = measure(stored, options.folds, options.keep_folds)
    if options.dry_run:
        return
    describe = _description(pages, options.corpora)
    for format in FORMATS:
        held_out = {
            name: f1 for name, f1 in quality.items() if format_of(name.rsplit(", ", 1)[1]) == format
        }
        for name, data in fit_both(format, of(format, pages)).items():
            write(MODEL, name, {**describe, "held_out_sites": held_out, **data})
    write_lexicon(MODEL, {**describe, "languages": stored["lexicon"]})
    write_kinds(MODEL, {**describe, **stored["kinds"]})
    write(MODEL, "headline", {**describe, **stored["headline"]})


def of(format: str, pages: list[Sample]) -> list[Sample]:
    """The samples of one format."""
    return [page for page in pages if format_of(page.renderer) == format]


def say(text: str) -> None:
    """Print with the time, since this takes minutes."""
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def _rows(folder: Path, store: Path | None) -> dict[str, Any]:
    if store and store.exists():
        say(f"rows from {store}")
        return pickle.loads(store.read_bytes())  # type: ignore[no-any-return]
    say("learning the lexicon")
    gold = marked.names(folder)
    lexicons, lexicon = learn(folder, gold)
    say(f"lexicons of {', '.join(lexicon)}; learning headlines")
    headline_of_folds, headline = headlines.learn(folder, gold, lexicons)
    known = {
        fold: Known(lexicons[fold], Scorecard(data)) for fold, data in headline_of_folds.items()
    }
    say("measuring pages")
    pages = [*samples(folder, gold, known), *own_samples(known)]
    say("learning the kinds of pages")
    kinds_of_folds, kinds_of_all = kinds.learn(pages)
    for renderer, right in kinds.accuracy(pages, kinds_of_folds, "wcxb_dev").items():
        say(f"kind of page told right, sites held out, {renderer}: {right:.3f}")
    kinds.add_kinds(pages, kinds_of_folds)
    found = {
        "pages": pages,
        "lexicons": lexicons,
        "lexicon": lexicon,
        "headline by fold": headline_of_folds,
        "headline": headline,
        "kinds by fold": kinds_of_folds,
        "kinds": kinds_of_all,
    }
    if store:
        store.write_bytes(pickle.dumps(found))
    return found


def measure(stored: Mapping[str, Any], folds: int, keep: Path | None) -> dict[str, float]:
    """Expected word F1 of the kept blocks on sites held out, per corpus and renderer."""
    pages: list[Sample] = stored["pages"]
    results: dict[str, list[float]] = defaultdict(list)
    for number in range(folds):
        if keep:
            (keep / str(number)).mkdir(parents=True, exist_ok=True)
            write_lexicon(keep / str(number), {"languages": stored["lexicons"][number]})
            write_kinds(keep / str(number), stored["kinds by fold"][number])
            write(keep / str(number), "headline", stored["headline by fold"][number])
        for format in FORMATS:
            learned = [page for page in of(format, pages) if fold_of(page.site) != number]
            fitted = fit_both(format, learned)
            say(f"fold {number + 1} of {folds}, {format} fitted")
            if keep:
                for name, data in fitted.items():
                    write(keep / str(number), name, {"trained_on": f"fold {number}", **data})
            cards = {name: Scorecard(data) for name, data in fitted.items()}
            features = names(format)
            for page in of(format, pages):
                if fold_of(page.site) == number:
                    kind = "" if page.kind == "article" else " other kinds"
                    name = f"{page.corpus}{kind}, {page.renderer}"
                    results[name].append(block_f1(cards, page, features))
    quality = {name: round(mean(values), 4) for name, values in sorted(results.items())}
    for name, value in quality.items():
        say(f"{name:45} {value:.4f} of {len(results[name])}")
    return quality


def block_f1(cards: Mapping[str, Scorecard], page: Sample, features: list[str]) -> float:
    """F1 by tokens of blocks, against the labels: what the choice of blocks costs."""
    chance = chances(cards, page, features)
    kept = chance > best_threshold(chance.tolist(), page.sizes.tolist())
    hits = float((page.sizes * page.labels)[kept].sum())
    total = float(page.sizes[kept].sum() + (page.sizes * page.labels).sum())
    return 2 * hits / total if total else 1.0


def _description(pages: list[Sample], folder: Path) -> dict[str, str]:
    digest = hashlib.sha256()
    gold = marked.names(folder)
    for name in gold:
        digest.update((folder / f"{name}.jsonl.gz").read_bytes())
    return {
        "version": "2",
        "trained_on": f"{', '.join(gold)}, sample and golden pages; {len(pages)} renderings; "
        f"sha256 {digest.hexdigest()[:16]}",
    }


def write(folder: Path, name: str, data: Mapping[str, Any]) -> None:
    """Write the points, one table a line."""
    tables = ",\n  ".join(map(json.dumps, data["tables"]))
    head = json.dumps({k: v for k, v in data.items() if k != "tables"}, ensure_ascii=False)
    _replace(folder / f"{name}.json", f'{head[:-1]}, "tables": [\n  {tables}\n]}}\n')


def write_lexicon(folder: Path, data: Mapping[str, Any]) -> None:
    """Write a file for each language, its signs grouped by weight."""
    found: Mapping[str, Lexicon] = data["languages"]
    about = {name: value for name, value in data.items() if name != "languages"}
    (folder / "lexicon").mkdir(exist_ok=True)
    for language, lexicon in found.items():
        by_weight: dict[int, list[str]] = defaultdict(list)
        for sign, weight in lexicon.weights.items():
            by_weight[weight].append(sign)
        groups = {str(weight): "\t".join(by_weight[weight]) for weight in sorted(by_weight)}
        whole = {**about, "base": lexicon.base, "weights": groups}
        text = json.dumps(whole, ensure_ascii=False, indent=1)
        _replace(folder / "lexicon" / f"{language}.json", f"{text}\n")


def write_kinds(folder: Path, data: Mapping[str, Any]) -> None:
    """Write the weights of signs for kinds of pages, a file a format, one sign a line."""
    about = {name: value for name, value in data.items() if name not in FORMATS}
    for format in FORMATS:
        text = json.dumps({**about, **data[format]}, ensure_ascii=False)
        # Inside a string a quotation mark has a backslash before it: only ends of lists are broken.
        _replace(folder / f"kinds-{format}.json", text.replace('], "', '],\n  "') + "\n")


def _replace(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
    say(f"wrote {path}")


if __name__ == "__main__":
    main()
