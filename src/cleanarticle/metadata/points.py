"""Points for signs, in log-odds, as learned from gold pages (``points.json``).

JSON and not TOML, as all that is learned: nobody writes it by hand, and it is read at every start.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from math import exp

from cleanarticle.data import read_data


@cache
def tables() -> Mapping[str, Mapping[str, float]]:
    """Every table of points, by name; ``base`` is what a candidate has with no sign."""
    source = read_data("metadata/points.json")
    found: dict[str, dict[str, float]] = json.loads(source)
    return found


def points_of(table: str, signs: Iterable[str]) -> float:
    """The sum of a table's points for signs; a sign it does not know counts nothing.

    >>> points_of("headline", ["no such sign"]) == points_of("headline", [])
    True
    """
    points = tables()[table]
    get = points.get
    return points["base"] + sum([get(sign, 0.0) for sign in signs])


def chance_of(points: float) -> float:
    """The probability that log-odds say.

    >>> chance_of(0.0)
    0.5
    """
    return 1 / (1 + exp(-max(-30.0, min(30.0, points))))
