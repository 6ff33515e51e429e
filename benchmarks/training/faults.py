"""What kinds of lines the library gets wrong, by where they stand and what they look like."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from benchmarks.metrics import tokens
from benchmarks.tables import Table, score
from benchmarks.training.align import label_blocks
from cleanarticle import Article
from cleanarticle.features import SENTENCE

#: Words from which on a line with a sentence's end is prose.
_PROSE: Final = 12
#: What would help, by the kind of fault.
_REMEDIES: Final = {
    "not on the page as read": "the reader, or a gold that says more than the page",
    "body named by a rule or as metadata": "the rule's guards, the finder's points",
    "body left out: heading or label": "signs that a short line heads the prose below it",
    "body left out: list item": "signs of lists that belong to the prose around them",
    "body left out: short sentence": "knowing speech and captions from noise by their words",
    "body left out: prose": "telling a second part of the article from another article",
    "noise kept above the body": "the headline's place, told more surely",
    "noise kept inside, short": "phrases, or markup where there is any",
    "noise kept inside, prose": "captions, pull quotes and inserts have no mark in plain text",
    "noise kept below the body, short": "the article's end, told more surely",
    "noise kept below the body, prose": "telling teasers and comments from the last paragraphs",
}


class Fault(NamedTuple):
    """One wrong block."""

    kind: str
    words: int


def faults(article: Article, gold: str) -> Iterator[Fault]:
    """Yield the blocks that were kept and are not in the gold, or the other way round.

    >>> from cleanarticle import clean
    >>> page = clean("The harbour reopened on Saturday, the port said.")
    >>> list(faults(page, "The harbour reopened on Saturday, the port said."))
    []
    """
    document, trace = article.document, article.trace
    sizes = [len(tokens(text)) for text in document.texts]
    labels = label_blocks(document.texts, gold)
    body = [index for index, label in enumerate(labels) if label > 0.5]
    first, last = (body[0], body[-1]) if body else (len(labels), len(labels))
    if missing := Counter(tokens(gold)) - Counter(tokens("\n".join(document.texts))):
        yield Fault("not on the page as read", missing.total())
    ends = trace.page.seen.columns["end"]
    for index, verdict in enumerate(trace.verdicts):
        if verdict.keep == (labels[index] > 0.5):
            continue
        sentence = ends[trace.rows[index]] >= SENTENCE
        prose = sentence and sizes[index] >= _PROSE
        if verdict.keep:
            if index < first:
                kind = "noise kept above the body"
            else:
                where = "inside" if index < last else "below the body"
                kind = f"noise kept {where}, {'prose' if prose else 'short'}"
        elif verdict.category != "noise":
            kind = "body named by a rule or as metadata"
        elif prose:
            kind = "body left out: prose"
        elif document.blocks[index].item:
            kind = "body left out: list item"
        else:
            shape = "short sentence" if sentence else "heading or label"
            kind = f"body left out: {shape}"
        yield Fault(kind, sizes[index])


def table(title: str, found: Mapping[str, Iterable[list[Fault]]]) -> Table:
    """Faults by kind: how many on 100 pages, and their share of all wrong words.

    Args:
        title: what was measured.
        found: by group of pages, the faults of each page.
    """
    cells: defaultdict[str, list[str]] = defaultdict(list)
    for pages in found.values():
        listed = list(pages)
        count = Counter(fault.kind for page in listed for fault in page)
        words: Counter[str] = Counter()
        for fault in (fault for page in listed for fault in page):
            words[fault.kind] += fault.words
        whole = words.total() or 1
        for kind in _REMEDIES:
            cells[kind] += [f"{100 * count[kind] / len(listed):.0f}", score(words[kind] / whole)]
    columns = [part for group in found for part in (f"{group}: lines", "of the loss")]
    rows = [[kind, *cells[kind], remedy] for kind, remedy in _REMEDIES.items()]
    note = "lines: wrong ones on 100 pages; of the loss: share of all wrong words"
    return Table(title, ["kind of fault", *columns, "what would help"], rows, [note])
