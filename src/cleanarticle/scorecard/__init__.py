"""Points per feature bin and rule: a model file, and its evaluation in plain Python.

A scorecard looks twice. The first look adds up points for what a block and its neighbours look
like. The second look adds points for what the first look made of the surroundings: a short line
between two sure paragraphs is body, the same line among links is not. Both are sums of table
look-ups in log-odds, so a decision explains itself as its points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cleanarticle.features import BIN_NAMES
from cleanarticle.model import Match, Points, Rule

#: Points of a rule the model file does not know (a user's own), by what the rule does.
_DEFAULT_POINTS: Mapping[str, float] = {
    "drop": -4.0,
    "lift": -3.0,
    "protect": 3.0,
}

Columns = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Look:
    """One sum of points."""

    intercept: float
    features: Mapping[str, tuple[float, ...]]
    pairs: Mapping[tuple[str, str], tuple[tuple[float, ...], ...]]
    rules: Mapping[str, float]

    def score(self, columns: Columns, matches: Iterable[Match]) -> list[float]:
        """Return each block's log-odds of being body."""
        parts = [map(table.__getitem__, columns[name]) for name, table in self.features.items()]
        for (first, second), rows in self.pairs.items():
            parts.append(
                [rows[a][b] for a, b in zip(columns[first], columns[second], strict=True)]  # type: ignore[arg-type]
            )
        scores = [self.intercept + total for total in map(sum, zip(*parts, strict=True))]
        for match in matches:
            scores[match.block] += self.rule_points(match.rule)
        return scores

    def rule_points(self, rule: Rule) -> float:
        """Return the points a rule gives."""
        return self.rules.get(rule.name, _DEFAULT_POINTS[rule.action])

    def explain(self, columns: Columns, rules: Iterable[Rule], block: int) -> list[Points]:
        """Return the points of one block, the strongest first; they add up to its score."""
        points = [Points("base", self.intercept)]
        bins = {name: columns[name][block] for name in columns}
        for name, table in self.features.items():
            points.append(Points(_bin_name(name, bins[name]), table[bins[name]]))
        for (first, second), rows in self.pairs.items():
            name = f"{_bin_name(first, bins[first])} & {_bin_name(second, bins[second])}"
            points.append(Points(name, rows[bins[first]][bins[second]]))
        points += [Points(rule.code, self.rule_points(rule)) for rule in rules]
        return sorted((p for p in points if p.value), key=lambda p: -abs(p.value))


def _bin_name(feature: str, index: int) -> str:
    names = BIN_NAMES.get(feature)
    return f"{feature}: {names[index] if names else index}"


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The model: two looks, and how well the probabilities did where they were measured."""

    version: str
    trained_on: str
    first: Look
    second: Look


@cache
def default_scorecard() -> Scorecard:
    """Return the scorecard shipped with the library."""
    text = (Path(__file__).parent / "points.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Scorecard(
        data["version"], data["trained_on"], _look(data["first"]), _look(data["second"])
    )


def _look(data: Mapping[str, object]) -> Look:
    pairs = {
        tuple(name.split(" & ")): tuple(map(tuple, rows))
        for name, rows in data["pairs"].items()  # type: ignore[attr-defined]
    }
    tables = {name: tuple(table) for name, table in data["features"].items()}  # type: ignore[attr-defined]
    return Look(data["intercept"], tables, pairs, data["rules"])  # type: ignore[arg-type]
