"""How found metadata is compared with the gold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from benchmarks.metrics import overlap, tokens

#: Sites put their name behind the title; a title this alike is the title.
_ALIKE: Final = 0.9
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def title_right(found: object, gold: str) -> float:
    """1 if nine tenths of the words are the same (token F1), else 0.

    >>> title_right("Rain in the old town", "Rain in the old town!"), title_right("Home", "Rain")
    (1.0, 0.0)
    """
    return float(overlap(tokens(_text(found)), tokens(gold)).f1 >= _ALIKE)


def authors_f1(found: object, gold: Iterable[str]) -> float:
    """Token F1 of all names together; order does not matter.

    >>> authors_f1(["Jane Doe"], ["Doe, Jane", "Max Roe"])
    0.6666666666666666
    """
    return overlap(tokens(_text(found)), tokens(_text(list(gold)))).f1


def day(found: object) -> str:
    """The day of a date in ISO 8601; empty if it gives none.

    >>> day("2024-05-25T01:45"), day(None)
    ('2024-05-25', '')
    """
    match = _DAY.search(_text(found))
    return match.group() if match else ""


def field_scores(found: Mapping[str, Any], gold: Mapping[str, Any]) -> dict[str, float]:
    """Score the fields that the gold has; a date where it has none is a guess.

    >>> field_scores({"title": "Rain", "date": "2024-05-25"}, {"title": "Rain", "authors": ()})
    {'title': 1.0, 'date_guessed': 1.0}
    """
    scores = {}
    if gold.get("title"):
        scores["title"] = title_right(found.get("title"), gold["title"])
    if gold.get("authors"):
        scores["authors"] = authors_f1(found.get("authors"), gold["authors"])
    if gold.get("date"):
        scores["date"] = float(day(found.get("date")) == day(gold["date"]))
    else:
        scores["date_guessed"] = float(bool(day(found.get("date"))))
    return scores


def _text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value))
    return str(value or "")
