"""CPU time of `clean` against a floor and against trafilatura, where it goes, and of the import.

Absolute times differ by machine and by what else it does; ratios of times measured in turns, page
by page, hardly do. So the turns are short, and the ratios are what the gate looks at.
"""

from __future__ import annotations

import importlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, Final, NamedTuple
from unittest.mock import patch

from benchmarks import corpora
from benchmarks.corpora import SAMPLE_PAGES
from benchmarks.process import BenchmarkError, Progress, python
from benchmarks.renderers import rendered
from benchmarks.tables import Table
from cleanarticle import clean

CORPUS: Final = "wcxb_dev"
_PAGES, _ROUNDS = 200, 5
_SLOW_PAGES, _SLOW_ROUNDS = 60, 2
_STARTS: Final = 15

#: Where the pipeline's steps are found, by what they do. The functions are replaced by timed ones
#: while the stages are measured, so the library carries no clock.
STAGES: Final = {
    "reading": ("cleaner:read",),
    "fold": ("cleaner:_fold",),
    "language": ("cleaner:identify",),
    "split glued": ("cleaner:split_glued",),
    "rules": ("rules.engine:RuleSet.match",),
    "features": ("cleaner:measure", "cleaner:look_around"),
    "scorecard": ("scorecard:Look.score",),
    "metadata": ("cleaner:find", "metadata:choose"),
    "decide": ("cleaner:decide",),
    "render": ("cleaner:to_text",),
}
_REST: Final = "the rest"


class Sample(NamedTuple):
    """A page to be timed on: its raw text and, where there is one, its HTML."""

    text: str
    html: str


def floor(text: str) -> list[str]:
    """The least that anything reading lines must do."""
    return [line.strip() for line in text.splitlines()]


def ours(text: str) -> object:
    """What a user calls."""
    return clean(text, format="text")


def corpus_samples(folder: Path, every: int = 1) -> list[Sample]:
    """Return the first articles of WCXB dev, or of a sample of it, rendered by inscriptis."""
    pages = rendered(folder, CORPUS, ["inscriptis"], every)
    articles = (Sample(t["inscriptis"], page.html) for page, t in pages if page.kind == "article")
    return list(islice(articles, _PAGES))


def own_samples() -> list[Sample]:
    """Return the sample pages that come with the project; they have no HTML."""
    return [Sample(page.raw, "") for page in corpora.sample_pages(SAMPLE_PAGES)]


def in_turns(
    texts: Sequence[tuple[str, ...]], systems: Sequence[Callable[[str], object]], rounds: int
) -> list[list[float]]:
    """Time systems in turns on every page, several rounds.

    Args:
        texts: for every page, the input of each system.
        systems: what is timed.
        rounds: how many times; one more, not counted, comes first.

    Returns:
        For each round, each system's CPU seconds over all pages.
    """
    results = []
    progress = Progress("timing, rounds")
    for _ in range(rounds + 1):
        total = [0.0] * len(systems)
        for inputs in texts:
            for at, (system, text) in enumerate(zip(systems, inputs, strict=True)):
                total[at] += _seconds(system, text)
        results.append(total)
        progress.step()
    progress.end()
    return results[1:]


def _seconds(system: Callable[[str], object], text: str) -> float:
    begin = process_time()
    try:
        system(text)
    except Exception as error:
        start = " ".join(text[:200].split())
        message = f"no time to give: {error!r} on the page that begins {start[:80]!r}"
        raise BenchmarkError(message) from error
    return process_time() - begin


def ratio(rounds: Sequence[Sequence[float]], above: int, below: int) -> float:
    """Return the median of a system's time over another's, each of one round.

    >>> ratio([[1.0, 2.0], [1.0, 3.0], [2.0, 8.0]], 1, 0)
    3.0
    """
    return median(times[above] / times[below] for times in rounds)


def floor_ratio(samples: Sequence[Sample], rounds: int = _ROUNDS) -> float:
    """Return how many times the floor's time `clean` takes."""
    texts = [(sample.text, sample.text) for sample in samples]
    return ratio(in_turns(texts, [floor, ours], rounds), 1, 0)


def against_floor(samples: Sequence[Sample], name: str) -> Table:
    """CPU time per page of the floor and of `clean`."""
    texts = [(sample.text, sample.text) for sample in samples]
    rounds = in_turns(texts, [floor, ours], _ROUNDS)
    size = sum(len(sample.text.encode("utf-8", "replace")) for sample in samples)
    rows = []
    for at, system in enumerate(["floor: splitlines + strip", "clean()"]):
        best = min(times[at] for times in rounds)
        per_page, rate = best / len(samples) * 1000, size / best / 1e6
        rows.append([system, f"{per_page:.3f}", f"{rate:.1f}", f"{ratio(rounds, at, 0):.1f}"])
    average = size / len(samples) / 1000
    notes = [f"{len(samples)} pages of {average:.1f} KB: {name}", _how(_ROUNDS)]
    return Table("CPU time", ["", "ms/page", "MB/s", "x floor"], rows, notes)


def against_trafilatura(samples: Sequence[Sample]) -> Table:
    """CPU time per page of `clean` on the text and of trafilatura on the HTML."""
    title = "Against trafilatura.extract on the same pages' HTML"
    try:
        import trafilatura
    except ImportError:
        return Table(title, ["not measured: pip install trafilatura"], [])
    few = samples[:: max(1, len(samples) // _SLOW_PAGES)][:_SLOW_PAGES]
    texts = [(sample.text, sample.html) for sample in few]
    rounds = in_turns(texts, [ours, trafilatura.extract], _SLOW_ROUNDS)
    rows = []
    for at, system in enumerate(["clean(text)", f"trafilatura {trafilatura.__version__}"]):
        per_page = min(times[at] for times in rounds) / len(few) * 1000
        rows.append([system, f"{per_page:.2f}", f"{ratio(rounds, at, 0):.1f}"])
    return Table(title, ["", "ms/page", "x clean"], rows, [f"{len(few)} pages", _how(_SLOW_ROUNDS)])


def _how(rounds: int) -> str:
    return f"ms: best of {rounds} rounds in turns; x: median of the rounds' ratios"


def stages(samples: Sequence[Sample]) -> Table:
    """Where the time goes: each step's own CPU time per page."""
    best: dict[str, float] = {}
    for _ in range(_ROUNDS):
        with _timed_stages() as (spent, missing):
            begin = process_time()
            for sample in samples:
                ours(sample.text)
            whole = process_time() - begin
        spent[_REST] = whole - sum(spent.values())
        best = min(best or spent, spent, key=lambda times: sum(times.values()))
    total = sum(best.values())
    rows = [
        [stage, f"{best[stage] / len(samples) * 1000:.3f}", f"{best[stage] / total:.0%}"]
        for stage in (*STAGES, _REST)
    ]
    rows.append(["all", f"{total / len(samples) * 1000:.3f}", "100%"])
    notes = [f"not found, counted as the rest: {name}; see STAGES" for name in missing]
    return Table("Where the time goes", ["stage", "ms/page", "share"], rows, notes)


@contextmanager
def _timed_stages() -> Iterator[tuple[dict[str, float], list[str]]]:
    """Replace the pipeline's steps by timed ones; give the times, and the steps not found."""
    spent: dict[str, float] = defaultdict(float, dict.fromkeys(STAGES, 0.0))
    inner = [0.0]
    missing = []
    with ExitStack() as stack:
        for stage, places in STAGES.items():
            for place in places:
                module, _, path = place.partition(":")
                owner: Any = importlib.import_module(f"cleanarticle.{module}")
                *parents, name = path.split(".")
                for parent in parents:
                    owner = getattr(owner, parent, None)
                function = getattr(owner, name, None)
                if function is None:
                    missing.append(f"{stage} ({place})")
                else:
                    timed = _timed(function, stage, spent, inner)
                    stack.enter_context(patch.object(owner, name, timed))
        yield spent, missing


def _timed(
    function: Callable[..., Any], stage: str, spent: dict[str, float], inner: list[float]
) -> Callable[..., Any]:
    """Time a function without the timed functions it calls."""

    def timed(*args: Any, **kwargs: Any) -> Any:
        inner.append(0.0)
        begin = process_time()
        try:
            return function(*args, **kwargs)
        finally:
            whole = process_time() - begin
            spent[stage] += whole - inner.pop()
            inner[-1] += whole

    return timed


_PROGRAMS: Final = {
    "bare Python": "pass",
    "import cleanarticle": "import cleanarticle",
    "import + first clean()": (
        "import cleanarticle; cleanarticle.clean('The harbour, they said, was open again.')"
    ),
}


def starts() -> Table:
    """Wall and CPU time of the import over a bare interpreter."""
    best: dict[str, tuple[float, float]] = {}
    progress = Progress("starting Python, rounds")
    for round_number in range(_STARTS + 1):
        for name, code in _PROGRAMS.items():
            times = _start(code)
            if round_number:  # the first writes the byte code
                wall, cpu = best.get(name, times)
                best[name] = min(wall, times[0]), min(cpu, times[1])
        progress.step()
    progress.end()
    bare = best["bare Python"]
    rows = [
        [name, *_milliseconds((wall, cpu, wall - bare[0], cpu - bare[1]))]
        for name, (wall, cpu) in best.items()
    ]
    columns = ["", "wall ms", "CPU ms", "wall over bare", "CPU over bare"]
    return Table("Start", columns, rows, [f"minimum of {_STARTS} processes each, in turns"])


def _milliseconds(times: Sequence[float]) -> list[str]:
    return [f"{seconds * 1000:.1f}" for seconds in times]


def _start(code: str) -> tuple[float, float]:
    """Wall and CPU seconds of an interpreter that runs the code."""
    import resource  # not on Windows, where the rest works

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = perf_counter()
    python(code)
    wall = perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu


def run(folder: Path | None) -> list[Table]:
    """Measure on the corpus, or on the project's own sample pages where none is named."""
    if folder is None:
        samples = own_samples()
        return [against_floor(samples, "the project's sample pages"), stages(samples), starts()]
    corpora.names(folder)
    samples = corpus_samples(folder)
    name = f"the first articles of {CORPUS}, by inscriptis"
    return [
        against_floor(samples, name),
        against_trafilatura(samples),
        stages(samples),
        starts(),
    ]
