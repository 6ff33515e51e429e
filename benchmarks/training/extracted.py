"""What extractors leave of a page: learned from, and measured when cleaned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from benchmarks.corpora import Page
from benchmarks.metrics import mean, overlap, tokens
from benchmarks.peers import readability_lxml, resiliparse, trafilatura
from benchmarks.tables import Table, score

#: Takes a page's markup and address, gives text and metadata.
Extract = Callable[[str, str], tuple[str | None, dict[str, Any]]]
EXTRACTORS: Final[dict[str, Extract]] = {
    "trafilatura": trafilatura.extract,
    "readability-lxml": readability_lxml.extract,
    "resiliparse": resiliparse.extract,
}
#: Corpora whose articles are extracted and cleaned, sites held out.
LOOKED_AT: Final = frozenset(("wcxb_dev", "fundus_dev"))
#: A page's F1 that changed by less is as it was.
_CHANGED: Final = 0.003


class Words(NamedTuple):
    """A text's words against the body's."""

    f1: float
    lost: int
    """Words of the body that it lacks."""
    noise: int
    """Words that are not the body's."""
    gold: int

    @classmethod
    def of(cls, text: str, body: str) -> Words:
        """Count them.

        >>> Words.of("Menu Rain fell.", "Rain fell here.")
        Words(f1=0.6666666666666666, lost=1, noise=1, gold=3)
        """
        found, gold = tokens(text), tokens(body)
        shared = overlap(found, gold)
        hits = round(shared.recall * len(gold))
        return cls(shared.f1, len(gold) - hits, len(found) - hits, len(gold))


def extracted(page: Page, name: str) -> str:
    """What an extractor takes for the page's body; empty where it fails."""
    try:
        return EXTRACTORS[name](page.html, page.url)[0] or ""
    except Exception:  # some raise what they like, and another page is as good
        return ""


def table(found: Iterable[tuple[str, Words, Words]]) -> Table:
    """Each extractor's text alone and cleaned.

    Args:
        found: the group's name, the words of the text alone, and cleaned, page by page.
    """
    groups: dict[str, list[tuple[Words, Words]]] = defaultdict(list)
    for name, alone, cleaned in found:
        groups[name].append((alone, cleaned))
    rows = []
    for name, pages in sorted(groups.items()):
        gold, noise = (sum(getattr(alone, of) for alone, _ in pages) for of in ("gold", "noise"))
        lost = sum(cleaned.lost - alone.lost for alone, cleaned in pages)
        gone = sum(alone.noise - cleaned.noise for alone, cleaned in pages)
        changes = [cleaned.f1 - alone.f1 for alone, cleaned in pages]
        rows.append(
            [
                name,
                str(len(pages)),
                score(mean([alone.f1 for alone, _ in pages])),
                score(mean([cleaned.f1 for _, cleaned in pages])),
                str(sum(change > _CHANGED for change in changes)),
                str(sum(change < -_CHANGED for change in changes)),
                f"{100 * lost / gold:.2f}%",
                f"{100 * gone / max(noise, 1):.0f}%",
            ]
        )
    columns = ["pages, extractor", "n", "mean F1", "cleaned", "better", "worse"]
    columns += ["words of the body lost", "other words gone"]
    note = "better and worse: pages whose F1 changes by more than .003"
    return Table("After an extractor, sites held out", columns, rows, [note])
