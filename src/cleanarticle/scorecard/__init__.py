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
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Final, NamedTuple

from cleanarticle.data import read_data
from cleanarticle.features import VALUE_NAMES
from cleanarticle.model import Points
from cleanarticle.scorecard.plan import Plan

Columns = Mapping[str, bytes]
#: Points are kept as whole numbers: this many steps are one unit of log-odds.
_STEPS: Final = 64.0


class Question(NamedTuple):
    """Is a feature above a value?"""

    feature: str
    above: int


class Table:
    """Up to eight questions and the points of their answers; answer ``k`` is bit ``k`` of a row.

    Args:
        questions: what is asked.
        points: of each row, in steps.
        weights: how common each row was in training, for explanations.
    """

    def __init__(
        self, questions: Sequence[Question], points: Sequence[int], weights: Sequence[int]
    ) -> None:
        self._questions = questions
        self._points = points
        self._weights = weights

    def shares(self, columns: Columns, block: int) -> list[tuple[str, float]]:
        """The table's mean under the name "base", and what each answer added to it."""
        means = self._means
        row, mean = 0, means[0][0]
        shares = [("base", mean)]
        for bit, question in enumerate(self._questions):
            row |= (columns[question.feature][block] > question.above) << bit
            now = means[bit + 1][row]
            shares.append((question.feature, now - mean))
            mean = now
        return shares

    @cached_property
    def _means(self) -> list[Sequence[float]]:
        """The means of the rows still possible when the first ``k`` answers are known, by these.

        Made when the first block is explained: asked anew for every block, they would be nearly
        all that explaining costs.
        """
        weighted = zip(self._points, self._weights, strict=True)
        sums = [points * weight for points, weight in weighted]
        weights = list(self._weights)
        means: list[Sequence[float]] = [self._points]
        while len(weights) > 1:
            half = len(weights) // 2  # the last answer is the highest bit
            sums = [a + b for a, b in zip(sums[:half], sums[half:], strict=True)]
            weights = [a + b for a, b in zip(weights[:half], weights[half:], strict=True)]
            both = zip(sums, weights, strict=True)
            means.append([total / (weight or 1) for total, weight in both])
        return means[::-1]


class Scorecard:
    """All tables.

    Args:
        data: the tables, and what they were learned from, as the JSON files have them.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.inside: float = data.get("inside", 0.0)  # a scorecard of headlines has none
        """Least probability of a block between the body's first and last sure ones: see `decide`"""
        self.bias: float = data["bias"]
        self._tables: Sequence[Mapping[str, Any]] = data["tables"]
        self.plan = Plan.of(
            [(list(map(tuple, table["ask"])), _steps(table["points"])) for table in self._tables]
        )
        """The tables made ready for scoring a page."""

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables as explanations need them."""
        return tuple(
            Table([Question(*asked) for asked in t["ask"]], _steps(t["points"]), t["weights"])
            for t in self._tables
        )

    def score(self, columns: Columns, size: int) -> list[float]:
        """Return each block's log-odds of being what the tables were learned to tell."""
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


def _steps(points: Iterable[float]) -> list[int]:
    return list(map(round, map(_STEPS.__mul__, points)))  # in C: thousands are read at a start


def _value_name(feature: str, value: int) -> str:
    names = VALUE_NAMES.get(feature)
    return f"{feature}: {names[value] if names else value}"


@cache
def scorecard(name: str) -> Scorecard:
    """Return the scorecard shipped for ``text`` or ``html``: markup knows more, and asks more.

    That of ``headline`` tells headlines in markup: see `anchor`.
    """
    return Scorecard(json.loads(read_data(f"scorecard/{name}.json")))
