"""How found metadata is compared with the gold."""

from __future__ import annotations

import re
import unicodedata
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


def field_scores(
    found: Mapping[str, Any], gold: Mapping[str, Any], raw: str | None = None
) -> dict[str, float]:
    """Score the fields that the gold has; a date where it has none is a guess.

    Args:
        found: the fields a system found.
        gold: ``title``, ``authors`` and ``date``, each empty where the gold has none.
        raw: the raw text a system was given; what it does not show is not asked of the system.

    >>> field_scores({"title": "Rain", "date": "2024-05-25"}, {"title": "Rain", "authors": ()})
    {'title': 1.0, 'date_guessed': 1.0}
    >>> field_scores({}, {"title": "Rain", "date": "2024-05-25"}, raw="Rain\\nIt rained.")
    {'title': 0.0}
    """
    shown = None if raw is None else _Shown(raw)
    scores = {}
    if gold.get("title") and (shown is None or shown.name(gold["title"])):
        scores["title"] = title_right(found.get("title"), gold["title"])
    if gold.get("authors") and (shown is None or all(map(shown.name, gold["authors"]))):
        scores["authors"] = authors_f1(found.get("authors"), gold["authors"])
    said, told = day(found.get("date")), day(gold.get("date"))
    if not gold.get("date"):
        scores["date_guessed"] = float(bool(said))
    elif told and (shown is None or shown.day(told)):
        scores["date"] = float(said == told)
        scores["date_wrong"] = float(bool(said) and said != told)
    return scores


class _Shown:
    """What a raw text shows, by looking for it alone: no finder of ours decides."""

    def __init__(self, raw: str) -> None:
        self._words = " ".join(tokens(raw))
        self._digits = "".join(map(_ascii_digit, raw))

    def name(self, value: str) -> bool:
        """The value's words stand there in a row."""
        return " ".join(tokens(value)) in self._words

    def day(self, value: str) -> bool:
        """The day's number stands by its year, in any order, with a month or a word between."""
        year, month, number = (int(part) for part in value.split("-"))
        pattern = _NEAR.format(y=year, s=year % 100, m=month, d=number)
        return bool(re.search(pattern, self._digits))


#: A day and its year with at most a word, or the month's number, between; or in numbers alone.
_NEAR: Final = (
    r"(?x) (?<!\d)0?{d}(?!\d)\D{{1,20}}(?:0?{m}\D{{1,6}})?(?<!\d){y}(?!\d{{3}})"
    r"|(?<!\d){y}\D{{1,20}}(?:0?{m}\D{{1,6}})?(?<!\d)0?{d}(?!\d)"
    r"|(?<!\d)0?{m}([./-])0?{d}(?:\1){s:02}(?!\d) | (?<!\d)0?{d}([./-])0?{m}(?:\2){s:02}(?!\d)"
)


def _ascii_digit(mark: str) -> str:
    """Digits of every script as ASCII's; every other mark as it is.

    >>> "".join(map(_ascii_digit, "٢٥ مايو"))
    '25 مايو'
    """
    return str(unicodedata.digit(mark)) if not mark.isascii() and mark.isdigit() else mark


def _text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value))
    return str(value or "")
