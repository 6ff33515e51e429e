"""The learned scorecard: small tables of points, and their evaluation in plain Python.

Each table asks a block a few yes-or-no questions ("at least 12 words?", "more than 3 tail cues so
far?"); the answers name a row, and the row holds points in log-odds. A block's score is the sum
over all tables. They are answered for a whole page at once on packed columns (see `plan.py`), which
makes two hundred tables cost less than a regular expression or two.

A score explains itself exactly: the points of a table are shared among its questions in turn, by
how much each answer moved the mean of the rows still possible.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from cleanarticle.features import VALUE_NAMES
from cleanarticle.model import Points
from cleanarticle.scorecard.plan import Plan

Columns = Mapping[str, bytes]
#: Points are kept as whole numbers: this many steps are one unit of log-odds.
_STEPS: Final = 64


class Question(NamedTuple):
    """Is a feature above a value?"""

    feature: str
    above: int


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Up to eight questions and the points of their answers; answer ``k`` is bit ``k`` of a row."""

    questions: tuple[Question, ...]
    points: tuple[int, ...]
    """Of each row, in steps."""
    weights: tuple[int, ...]
    """How common each row was in training, for explanations."""

    def shares(self, columns: Columns, block: int) -> list[tuple[str, float]]:
        """The table's mean under the name "base", and what each answer added to it."""
        means = _means(self)
        row, mean = 0, means[0][0]
        shares = [("base", mean)]
        for bit, question in enumerate(self.questions):
            row |= (columns[question.feature][block] > question.above) << bit
            now = means[bit + 1][row]
            shares.append((question.feature, now - mean))
            mean = now
        return shares


@cache
def _means(table: Table) -> list[Sequence[float]]:
    """The means of the rows still possible when the first ``k`` answers are known, by these.

    Made for a table when its first block is explained: asked anew for every block, they would be
    nearly all that explaining costs.
    """
    sums = [points * weight for points, weight in zip(table.points, table.weights, strict=True)]
    weights = list(table.weights)
    means: list[Sequence[float]] = [table.points]
    while len(weights) > 1:
        half = len(weights) // 2  # the last answer is the highest bit
        sums = [a + b for a, b in zip(sums[:half], sums[half:], strict=True)]
        weights = [a + b for a, b in zip(weights[:half], weights[half:], strict=True)]
        means.append([total / (weight or 1) for total, weight in zip(sums, weights, strict=True)])
    return means[::-1]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All tables, and what they were learned from."""

    version: str
    trained_on: str
    inside: float
    """Least probability of a block between the body's first and last sure ones: see `decide`."""
    bias: float
    tables: tuple[Table, ...]
    plan: Plan
    """The tables made ready for scoring a page."""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Scorecard:
        """Make a scorecard from its data."""
        tables = tuple(
            Table(
                tuple(Question(*asked) for asked in entry["ask"]),
                tuple(round(points * _STEPS) for points in entry["points"]),
                tuple(entry["weights"]),
            )
            for entry in data["tables"]
        )
        plan = Plan.of([(table.questions, table.points) for table in tables])
        return cls(data["version"], data["trained_on"], data["inside"], data["bias"], tables, plan)

    def score(self, columns: Columns, size: int) -> list[float]:
        """Return each block's log-odds of being body."""
        return [steps / _STEPS + self.bias for steps in self.plan.sums(columns, size)]

    def explain(self, columns: Columns, block: int) -> list[Points]:
        """Return a block's points by feature, the strongest first; they add up to its score."""
        sums: defaultdict[str, float] = defaultdict(float, base=self.bias)
        for table in self.tables:
            for name, share in table.shares(columns, block):
                sums[name] += share / _STEPS
        points = [
            Points(name if name == "base" else _value_name(name, columns[name][block]), value)
            for name, value in sums.items()
        ]
        return sorted(points, key=lambda p: -abs(p.value))


def _value_name(feature: str, value: int) -> str:
    names = VALUE_NAMES.get(feature)
    return f"{feature}: {names[value] if names else value}"


@cache
def scorecard(format: str) -> Scorecard:
    """Return the scorecard shipped for ``text`` or ``html``: markup knows more, and asks more."""
    text = (Path(__file__).parent / f"{format}.json").read_text(encoding="utf-8")
    return Scorecard.of(json.loads(text))
