"""The report's plots: simple marks, direct labels, ours in the accent colour."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from benchmarks.metrics.bootstrap import Interval
from benchmarks.metrics.calibration import Bin
from benchmarks.report.svg import label, line, picture, tag
from benchmarks.tables import score

_WIDTH: Final = 540
_ROW: Final = 18
_LABELS: Final = 190
_TICKS: Final = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
#: How far a name may move from its mark, nearest first.
_SHIFTS: Final = (0, *(way * step for step in range(3, 1000, 3) for way in (1, -1)))
#: As many curves as can be told apart.
CURVES: Final = 5


class Row(NamedTuple):
    """A system with what it reached."""

    name: str
    found: Interval
    ours: bool


class Point(NamedTuple):
    """A system with its cost."""

    name: str
    cost: float
    value: float
    ours: bool


def dots(title: str, rows: Sequence[Row]) -> str:
    """Mean and 95% interval of every system, best first."""
    rows = sorted(rows, key=lambda row: row.found.mean, reverse=True)
    low = min([0.5, *(math.floor(row.found.low * 10) / 10 for row in rows)])
    right = _WIDTH - 60
    bottom = _ROW * len(rows) + 8

    def x(value: float) -> float:
        return _LABELS + (value - low) / (1 - low) * (right - _LABELS)

    parts = [_tick_x(x(at), bottom, at) for at in _steps(low)]
    for number, row in enumerate(rows):
        y = _ROW * number + _ROW / 2 + 4
        kind = "ours" if row.ours else "peer"
        parts += [
            label(row.name, _LABELS - 8, y + 4, text_anchor="end", class_=kind),
            line(x(row.found.low), y, x(row.found.high), y, f"span {kind}"),
            tag("circle", cx=x(row.found.mean), cy=y, r=4, class_=kind),
            label(score(row.found.mean), right + 10, y + 4, class_=kind),
        ]
    return picture(title, (_WIDTH, bottom + 24), parts)


def _steps(low: float) -> list[float]:
    return [at / 10 for at in range(round(low * 10), 11) if at % 2 == 0 or 1 - low < 0.6]


def _tick_x(x: float, bottom: float, at: float) -> str:
    return line(x, 4, x, bottom, "grid") + label(
        f"{at:.1f}", x, bottom + 14, text_anchor="middle", class_="tick"
    )


def scatter(title: str, points: Sequence[Point]) -> str:
    """Word F1 against CPU milliseconds a page, on a logarithmic scale."""
    height, left, bottom, right = 340, 40, 300, _WIDTH - 150
    low = min(math.floor(p.value * 10) / 10 for p in points)
    exponents = [math.log10(max(p.cost, 0.01)) for p in points]
    first, last = math.floor(min(exponents)), math.ceil(max(exponents) + 0.01)

    def x(cost: float) -> float:
        return left + (math.log10(max(cost, 0.01)) - first) / (last - first) * (right - left)

    def y(value: float) -> float:
        return bottom - (value - low) / (1 - low) * (bottom - 12)

    parts = [_tick_y(left, right, y(at / 10), at / 10) for at in range(round(low * 10), 11)]
    for exponent in range(first, last + 1):
        at = x(10.0**exponent)
        text = f"{10.0**exponent:g} ms"
        parts.append(line(at, 12, at, bottom, "grid"))
        parts.append(label(text, at, bottom + 14, text_anchor="middle", class_="tick"))
    return picture(title, (_WIDTH, height - 16), parts + _named(points, x, y))


def _tick_y(left: float, right: float, y: float, at: float) -> str:
    return line(left, y, right, y, "grid") + label(
        f"{at:.1f}", left - 6, y + 4, text_anchor="end", class_="tick"
    )


def _named(
    points: Sequence[Point], x: Callable[[float], float], y: Callable[[float], float]
) -> list[str]:
    """Marks with names beside them; a name that would cover another moves up or down."""
    # Left, right and base line of what must not be written over: the marks, then the names.
    taken = [(x(point.cost) - 5, x(point.cost) + 5, y(point.value) + 4) for point in points]
    parts = []
    for point in sorted(points, key=lambda p: (not p.ours, -p.value)):
        kind = "ours" if point.ours else "peer"
        px, py = x(point.cost), y(point.value)
        start, end = px + 8, px + 8 + 6.2 * len(point.name)
        beside = [base for left, right, base in taken if start < right and left < end]
        bases = (py + 4 + shift for shift in _SHIFTS)
        at = next(base for base in bases if all(abs(base - other) >= 12 for other in beside))
        taken.append((start, end, at))
        if abs(at - py - 4) > 6:
            parts.append(line(px, py, px + 7, at - 4, "leader"))
        parts.append(tag("circle", cx=px, cy=py, r=4.5, class_=kind))
        parts.append(label(point.name, start, at, class_=kind))
    return parts


def curves(title: str, systems: Sequence[tuple[str, Sequence[float]]]) -> str:
    """Word F1 of every page, sorted: the share of pages that reach at least so much."""
    height, left, bottom, right = 320, 40, 280, _WIDTH - 150
    parts = [_tick_y(left, right, bottom - at * (bottom - 12), at) for at in _TICKS]
    for at in _TICKS:
        x = left + at * (right - left)
        parts.append(label(f"{at:.0%}", x, bottom + 14, text_anchor="middle", class_="tick"))
    for number, (name, values) in enumerate(systems[:CURVES]):
        ordered = sorted(values)
        last = max(len(ordered) - 1, 1)
        places = " ".join(
            f"{left + at / last * (right - left):.1f},{bottom - value * (bottom - 12):.1f}"
            for at, value in enumerate(ordered)
        )
        parts.append(tag("polyline", points=places, class_=f"curve c{number}"))
        y = bottom - 14 * (min(len(systems), CURVES) - number) - 8
        parts.append(label(name, right + 10, y, class_=f"key c{number}"))
    return picture(title, (_WIDTH, height), parts)


def reliability(title: str, series: Sequence[tuple[str, Sequence[Bin]]]) -> str:
    """Mean word F1 by tenths of confidence; on the diagonal, what is promised comes true."""
    left, bottom, side = 40, 300, 288
    parts = [
        _tick_y(left, left + side, bottom - at * side, at)
        + label(f"{at:.1f}", left + at * side, bottom + 14, text_anchor="middle", class_="tick")
        for at in _TICKS
    ]
    parts.append(line(left, bottom, left + side, bottom - side, "diagonal"))
    for number, (name, bins) in enumerate(series[:CURVES]):
        most = max(one.pages for one in bins)
        for one in bins:
            radius = 3 + 7 * math.sqrt(one.pages / most)
            cx, cy = left + one.confidence * side, bottom - one.reached * side
            parts.append(tag("circle", cx=cx, cy=cy, r=radius, class_=f"bin c{number}"))
        parts.append(label(name, left + side + 16, 30 + 16 * number, class_=f"key c{number}"))
    return picture(title, (_WIDTH, bottom + 24), parts)
