"""Where the time goes: each step's own CPU time, measured by replacing it with a timed one.

Alone here, names are used that are not public: a step not found is counted with the rest.
"""

from __future__ import annotations

import importlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from time import process_time
from typing import Any, Final
from unittest.mock import patch

from benchmarks.speed.timing import Sample, clean_text
from benchmarks.tables import Table

_ROUNDS: Final = 5
#: Where the pipeline's steps are found, by what they do. The functions are replaced by timed ones
#: while the stages are measured, so the library carries no clock.
STAGES: Final = {
    "reading": ("cleaner:read",),
    "fold": ("cleaner:_fold", "cleaner:_fold_parts"),
    "language": ("cleaner:identify",),
    "split glued": ("cleaner:split_glued",),
    "rules": ("rules.engine:RuleSet.match",),
    "features": ("evidence:measure", "evidence:look_around", "evidence:look_at_markup"),
    "stretches": ("evidence:look_at_core",),
    "places": ("evidence:look_at_places",),
    "headline": ("evidence:could_be_headlines", "evidence:find_anchor", "evidence:look_from"),
    "scorecard": ("scorecard:Scorecard.score",),
    "metadata": ("cleaner:find", "metadata:choose"),
    "decide": ("cleaner:decide",),
    "trim": ("cleaner:trim",),
    "render": ("cleaner:to_text",),
}
_REST: Final = "the rest"


def table(samples: Sequence[Sample]) -> Table:
    """Where the time goes: each step's own CPU time per page."""
    best: dict[str, float] = {}
    for _ in range(_ROUNDS):
        with _timed_stages() as (spent, missing):
            begin = process_time()
            for sample in samples:
                clean_text(sample)
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
                owner, name = _owner(place)
                function = getattr(owner, name, None)
                if function is None:
                    missing.append(f"{stage} ({place})")
                else:
                    timed = _timed(function, stage, spent, inner)
                    stack.enter_context(patch.object(owner, name, timed))
        yield spent, missing


def _owner(place: str) -> tuple[Any, str]:
    """What holds a function, and the function's name there; nothing where it is gone."""
    module, _, path = place.partition(":")
    *parents, name = path.split(".")
    try:
        owner: Any = importlib.import_module(f"cleanarticle.{module}")
    except ModuleNotFoundError:
        return None, name
    for parent in parents:
        owner = getattr(owner, parent, None)
    return owner, name


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
