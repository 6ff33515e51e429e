"""Word F1 of `clean` on corpora rendered to raw text, beside doing nothing and doing little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from benchmarks import corpora
from benchmarks.metrics import interval, mean, word_f1
from benchmarks.process import spread
from benchmarks.renderers import rendered
from benchmarks.tables import Table, score
from cleanarticle import clean

#: What the requirements name; `renderers.RENDERERS` has more.
RENDERERS: Final = ("inscriptis", "get_text", "collapsed")
OURS: Final = "cleanarticle"
#: Below this the article is not really there.
_POOR: Final = 0.5
_ENDS: Final = tuple(".!?…。！？．।॥؟۔։።")
_CLOSERS: Final = "\"'”’»)]」』）"


class Score(NamedTuple):
    """How well one system did on one page."""

    corpus: str
    kind: str
    renderer: str
    page: str
    system: str
    f1: float
    problem: str = ""
    """What the system raised; its answer counts as empty."""

    @property
    def group(self) -> str:
        """The corpus, with the pages that are no articles apart."""
        return self.corpus if self.kind == "article" else f"{self.corpus}, other kinds"


class Job(NamedTuple):
    """A page for a worker: its gold, and its text by renderer."""

    corpus: str
    kind: str
    page: str
    gold: str
    texts: dict[str, str]


def ours(text: str) -> str:
    """The body by this library."""
    return clean(text, format="text").text


def as_is(text: str) -> str:
    """Doing nothing."""
    return text


def long_lines(text: str) -> str:
    """The best of the one-line rules: lines of 12 words or more, or that end like a sentence.

    >>> long_lines("Home\\nIt rained.\\nRead more")
    'It rained.'
    """
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(
        line for line in lines if len(line.split()) >= 12 or line.rstrip(_CLOSERS).endswith(_ENDS)
    )


#: Text to article text, by name; the first is ours.
SYSTEMS: Final[dict[str, Callable[[str], str]]] = {
    OURS: ours,
    "text as is": as_is,
    ">= 12 words or end mark": long_lines,
}


def measure(
    folder: Path, names: Sequence[str], renderers: Sequence[str], every: int = 1
) -> Iterator[Score]:
    """Score every system on the pages that have a gold body.

    Args:
        folder: where the corpora are.
        names: the corpora; one without gold bodies gives no scores.
        renderers: how their HTML becomes raw text.
        every: take the first page of each corpus and every so many after it.

    Raises:
        BenchmarkError: a corpus or renderer cannot be used.
    """
    for name in names:
        for scores in spread(scores_of, _jobs(folder, name, renderers, every), f"cleaning {name}"):
            yield from scores


def _jobs(folder: Path, name: str, renderers: Sequence[str], every: int) -> Iterator[Job]:
    for page, texts in rendered(folder, name, renderers, every):
        if page.text:
            yield Job(name, page.kind, page.id, page.text, texts)


def scores_of(job: Job) -> list[Score]:
    """Score all systems on all renderings of a page; a system that fails gives no text."""
    scores = []
    for renderer, text in job.texts.items():
        for system, extract in SYSTEMS.items():
            try:
                body, problem = extract(text), ""
            except Exception as error:  # the run goes on, and the table says so
                body, problem = "", repr(error)
            f1 = word_f1(body, job.gold)
            scores.append(Score(job.corpus, job.kind, renderer, job.page, system, f1, problem))
    return scores


def problems(scores: Sequence[Score]) -> list[str]:
    """Say for each system how often it failed, and where first."""
    notes = []
    for system in SYSTEMS:
        failed = [one for one in scores if one.system == system and one.problem]
        if failed:
            first = failed[0]
            where = f"{first.problem} on {first.corpus} {first.page} by {first.renderer}"
            notes.append(
                f"{system} failed on {len(failed)} texts, which count as 0; first: {where}"
            )
    return notes


def groups(scores: Iterable[Score]) -> dict[tuple[str, str, str], list[float]]:
    """Collect the F1 of all pages for each group of pages, renderer and system."""
    found: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for one in scores:
        found[one.group, one.renderer, one.system].append(one.f1)
    return found


def table(scores: Iterable[Score]) -> Table:
    """Mean with its interval, median, and share of poor pages, per group, renderer and system."""
    rows = []
    for (group, renderer, system), values in groups(scores).items():
        low, high = interval(values)
        poor = sum(value < _POOR for value in values) / len(values)
        rows.append(
            [
                f"{group}, {renderer}",
                system,
                str(len(values)),
                score(mean(values)),
                f"{score(low)}-{score(high)}",
                score(median(values)),
                f"{poor:.1%}",
            ]
        )
    columns = ["pages", "system", "n", "mean F1", "95%", "median", f"below {_POOR}"]
    return Table("Word F1", columns, _apart(rows))


def _apart(rows: list[list[str]]) -> list[list[str]]:
    """Name a set of pages once, at its first system."""
    before = ""
    shown = []
    for row in sorted(rows, key=lambda row: row[0]):
        shown.append(["" if row[0] == before else row[0], *row[1:]])
        before = row[0]
    return shown


def run(folder: Path, renderers: Sequence[str], every: int) -> list[Table]:
    """Measure all corpora in a folder."""
    names = corpora.names(folder)
    scores = list(measure(folder, names, renderers, every))
    result = table(scores)
    without = sorted(set(names) - {one.corpus for one in scores})
    notes = problems(scores)
    if without:
        notes.append(f"without gold bodies, not measured: {', '.join(without)}")
    if every > 1:
        notes.append(f"a sample: one page in {every}")
    return [Table(result.title, result.columns, result.rows, notes)]
