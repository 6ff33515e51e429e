"""CPU time and memory per page of `clean` and its peers, each in a process of its own."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final, NamedTuple

from benchmarks import peers
from benchmarks.peers import Peer
from benchmarks.process import Progress
from benchmarks.speed.timing import Sample
from benchmarks.systems import OURS
from benchmarks.tables import Table

_PAGES, _ROUNDS = 30, 3
#: What the others' times are divided by: cleanarticle as a peer, given the text.
_UNIT: Final = f"{OURS} text"


class _Round(NamedTuple):
    milliseconds: float
    megabytes: float
    errors: int


def table(samples: Sequence[Sample]) -> Table:
    """Every peer on the same pages, in turns, one round after another."""
    few = samples[:: max(1, len(samples) // _PAGES)][:_PAGES]
    here = peers.installed()
    found: dict[str, list[_Round]] = {}
    progress = Progress("timing peers")
    for _ in range(_ROUNDS):
        for peer in here:
            found.setdefault(peer.name, []).append(_once(peer, few))
            progress.step()
    progress.end()
    unit = [one.milliseconds for one in found.get(_UNIT, ())]
    rows = [_row(peer, found[peer.name], unit) for peer in here]
    rows.sort(key=lambda row: (row[1], float(row[2])))
    columns = ["system", "given", "ms/page", f"x {_UNIT}", "peak MB"]
    notes = [
        f"{len(few)} pages; CPU time, best of {_ROUNDS} rounds; x: median of the rounds' ratios; "
        "peak memory of the whole process, median of the rounds' largest pages"
    ]
    failed = [f"{name} failed on {r[0].errors} pages" for name, r in found.items() if r[0].errors]
    return Table("Against peers", columns, rows, [*notes, *failed])


def _once(peer: Peer, samples: Sequence[Sample]) -> _Round:
    inputs = [
        (str(at), "", one.html if peer.mode == "html" else one.text)
        for at, one in enumerate(samples)
    ]
    # Twice, and the second counts: what is loaded at a language's first page is no page's cost.
    results = list(peers.run(peer, inputs * 2))[len(inputs) :]
    return _Round(
        sum(result.cpu_ms for result in results) / len(results),
        max(result.peak_mb for result in results),
        sum(bool(result.error) for result in results),
    )


def _row(peer: Peer, rounds: Sequence[_Round], unit: Sequence[float]) -> list[str]:
    ratios = [one.milliseconds / ours for one, ours in zip(rounds, unit, strict=False) if ours]
    return [
        f"{peer.name} {peers.version(peer)}".strip(),
        peer.mode,
        f"{min(one.milliseconds for one in rounds):.2f}",
        f"{median(ratios):.1f}" if ratios else "-",
        f"{median(one.megabytes for one in rounds):.0f}",
    ]
