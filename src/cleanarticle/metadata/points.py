"""Points for signs, in log-odds, as learned from gold pages (``points.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from math import exp
from pathlib import Path


@cache
def tables() -> Mapping[str, Mapping[str, float]]:
    """Every table of points, by name."""
    source = (Path(__file__).parent / "points.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


def points_of(table: str, signs: Iterable[str]) -> float:
    """The sum of a table's points for signs; a sign it does not know counts nothing.

    >>> points_of("headline", ["no such sign"]) == points_of("headline", [])
    True
    """
    points = tables()[table]
    get = points.get
    return points["base"] + sum(get(sign, 0.0) for sign in signs)


def chance_of(points: float) -> float:
    """The probability that log-odds say.

    >>> chance_of(0.0)
    0.5
    """
    return 1 / (1 + exp(-max(-30.0, min(30.0, points))))
