"""What every group of features is worth: the scorecard is learned without it and measured again.

Word F1 by block labels on sites held out, as ``python -m benchmarks.training`` measures it. Needs
the rows that its option ``--rows`` keeps.
"""

from __future__ import annotations

import argparse
import pickle
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks import records
from benchmarks.metrics import mean
from benchmarks.process import BenchmarkError
from benchmarks.tables import Table, score, show, signed
from benchmarks.training.__main__ import FORMATS, block_f1, of, say
from benchmarks.training.dataset import Sample, names
from benchmarks.training.fit import fit_both
from benchmarks.training.folds import FOLDS, fold_of
from cleanarticle.scorecard import Scorecard

#: The features by what they are computed from; all of a group would be saved together.
GROUPS: Final[Mapping[str, str]] = {
    "size of the block": "words, letters a word, words to typical",
    "its ends": "start, end",
    "its marks": "commas, digits, marks",
    "list item": "item, items in a row",
    "blank lines": "gap",
    "said again on the page": "repeats",
    "lists of headings, pull quotes": "entries listed, quoted again",
    "who speaks to whom": "voice, voice against prose, voice of prose, voice within 2",
    "name of the site": "names the site, names the site within 2",
    "function words": "stop words",
    "rules on the block": "rule",
    "rules around it": "noise within 4, noise before 2, noise after 2",
    "lexicon of the block": "lexicon",
    "lexicon around it": "words within 1, words within 4, bad words before 4, bad words after 4",
    "prose near": "prose within 3, prose within 8, prose before 4, prose after 4",
    "prose far": "prose before 12, prose after 12, prose before 20, prose after 20",
    "share of prose read": "share before, share after",
    "distance to prose": "since prose, until prose, since long",
    "shape of neighbours": "block before, two before, block after, two after, alike within 6",
    "distance to sentences": (
        "since sentence, until sentence, between sentences, no sentence within 8, short within 5, "
        "digits within 6"
    ),
    "cues of the end": (
        "tail cues since, tail cues ahead, since comments, since related, related since"
    ),
    "distance to byline": "since byline, until byline",
    "size of the page": "page prose, page blocks, page share of prose",
    "place on the page": "place",
    "cohesion": "cohesion",
    "core of the page": (
        "from wide core, to wide core's end, wide core, from tight core, to tight core's end, "
        "tight core, from leaning core, to leaning core's end, leaning core"
    ),
    "what is like a headline": (
        "shared with prose, words of the prose, shared with next, from the top, in the title"
    ),
    "distance to the headline": "since headline, headline sure, size of headline",
    "words of the headline": (
        "headline words, headline words within 4, headline words before 12, headline words after 12"
    ),
    "kind of page": (
        "article page, forum page, documentation page, service page, product page, listing page, "
        "collection page"
    ),
    "what an extractor left": "extracted page",
    "links": "links, links within 4",
    "tags": "tag, landmark",
    "class names": "names",
    "names of what is no body": "names of noise",
    "place in the tree": "to the core, depth to the core",
    "prose of the parents": "prose of the parent, prose of the grandparent",
    "place against the headline": "to the headline, prose by it",
    "description in the head": "described",
    "elements alike": "elements alike, parents alike",
    "what its place looks like": (
        "place prose, place blocks, place sentences, place links, place lexicon, place words, "
        "place dense, place since headline"
    ),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training.ablation")
    parser.add_argument("--rows", type=Path, required=True, help="file of measured rows")
    parser.add_argument(
        "--folds", type=int, default=FOLDS, help=f"folds to measure, 1 to {FOLDS} (default {FOLDS})"
    )
    parser.add_argument(
        "--learn-from", type=int, default=1, metavar="N", help="learn from every Nth page only"
    )
    parser.add_argument("--record", action="store_true", help="keep the tables in the records")
    options = parser.parse_args()
    pages: list[Sample] = pickle.loads(options.rows.read_bytes())["pages"]
    tables = [
        _table(format, of(format, pages), options.folds, options.learn_from) for format in FORMATS
    ]
    show(tables)
    if options.record:
        records.write_tables("ablation", tables)


def _table(format: str, pages: Sequence[Sample], folds: int, every: int) -> Table:
    known = names(format)
    groups = {name: listed.split(", ") for name, listed in GROUPS.items()}
    if strange := set(known) - {feature for group in groups.values() for feature in group}:
        raise BenchmarkError(f"{', '.join(strange)}: in no group; name one in {__file__}")
    groups = {name: group for name, group in groups.items() if set(group) <= set(known)}
    measured = partial(_measured, format, pages, known, folds, every)
    whole = measured(())
    say(f"{format}, all features: {whole}")
    rows = [["all features", *map(score, whole.values())]]
    for name, group in groups.items():
        without = measured(group)
        rows.append([f"without {name}", *(signed(without[key] - whole[key]) for key in whole)])
        say(" ".join(rows[-1]))
    note = (
        f"word F1 by block labels; learned from every {every}. page, {folds} of {FOLDS} folds; "
        "differences below .002 are noise"
    )
    return Table(f"What features are worth, {format}", ["features", *whole], rows, [note])


def _measured(
    format: str,
    pages: Sequence[Sample],
    known: Sequence[str],
    folds: int,
    every: int,
    without: Collection[str],
) -> dict[str, float]:
    found: defaultdict[str, list[float]] = defaultdict(list)
    for number in range(folds):
        learned = [page for page in pages[::every] if fold_of(page.site) != number]
        fitted = fit_both(format, learned, without)
        cards = {name: Scorecard(data) for name, data in fitted.items()}
        for page in pages:
            if fold_of(page.site) == number and (group := _group(page)):
                found[group].append(block_f1(cards, page, known))
    return {group: mean(values) for group, values in sorted(found.items())}


def _group(page: Sample) -> str | None:
    """The pages that are looked at: the large corpora, as they are found in the wild."""
    if page.renderer.endswith(("cropped", "clean", "extracted")) or page.corpus not in _LOOKED_AT:
        return None
    return page.corpus if page.kind == "article" else f"{page.corpus}, other kinds"


_LOOKED_AT: Final = frozenset(("wcxb_dev", "fundus_dev", "magic_article_dev", "segments_dev"))

if __name__ == "__main__":
    main()
