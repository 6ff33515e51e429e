"""A page with its decisions, for a terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from cleanarticle.render import iso

if TYPE_CHECKING:
    from cleanarticle.article import Article
    from cleanarticle.model import Decision, Source

_DIM, _OFF = "\x1b[2m", "\x1b[0m"
_COLUMN: Final = 12
#: Terminal colours by category, related ones alike; red is for all others, dropped every one.
_TINTS: Final = {
    "body": "\x1b[32m",
    **dict.fromkeys(("title", "byline", "date", "caption", "source"), "\x1b[34m"),
    **dict.fromkeys(("navigation", "footer", "related", "tags"), "\x1b[35m"),
    **dict.fromkeys(("comments", "author-box", "share", "media"), "\x1b[36m"),
    **dict.fromkeys(("legal", "counter", "repeat", "noise"), "\x1b[33m"),
}
_OTHERS: Final = "\x1b[31m"


def explain(article: Article, color: bool = False, points: int = 0) -> str:
    """Return the page, a line a block: kept or not, as what, how sure, by which rule, the text.

    >>> from cleanarticle import clean
    >>> print(clean("Advertisement:").explain())  # doctest: +ELLIPSIS
    - ad           0... EN101    Advertisement:
    <BLANKLINE>
    0 of 1 blocks kept, confidence 0.00
    """
    lines = []
    decisions = article.decisions
    for decision, text in zip(decisions, article.document.texts, strict=True):
        lines.append(_line(decision, _printable(text), color))
        if points > 0:
            lines.append(_dim(f"    {decision.reason}", color))
        for name, value in decision.points[:points]:
            lines.append(_dim(f"    {value:+6.2f} {name}", color))
    kept = sum(decision.keep for decision in decisions)
    lines += _metadata(article, color)
    summary = f"{kept} of {len(decisions)} blocks kept, confidence {article.confidence:.2f}"
    return "\n".join([*lines, "", summary])


def _line(decision: Decision, text: str, color: bool) -> str:
    sign = "+" if decision.keep else "-"
    head = f"{sign} {decision.category:{_COLUMN}} {decision.score:.2f} {decision.rule or '':8} "
    if not color:
        return head + text
    tint = _TINTS.get(decision.category, _OTHERS)
    return f"{tint}{head}{_OFF}{text if decision.keep else _dim(text, True)}"


def _metadata(article: Article, color: bool) -> list[str]:
    found = article.metadata.found
    if not found:
        return []
    lines = [""]
    for name, source in found.items():
        value = getattr(article.metadata, name)
        lines.append(f"{name}: {_value(value, source, color)}")
        lines += [
            f"    not {_value(lost.value, lost.source, color)}"
            for lost in article.metadata.candidates
            if lost.field == name
        ]
    unsure = [lost for lost in article.metadata.candidates if lost.field not in found]
    lines += [f"{lost.field}? {_value(lost.value, lost.source, color)}" for lost in unsure]
    return lines


def _value(value: object, source: Source, color: bool) -> str:
    """A value with where it was found and, where candidates were weighed, how sure it is."""
    where = [source.how, source.detail]
    if source.confidence < 1:
        where.append(f"{source.confidence:.2f}")
    if source.note:
        where.append(source.note)
    place = f"({', '.join(where)})"
    return f"{_printable(_shown(value))} {_dim(place, color)}"


def _shown(value: object) -> str:
    """A value as a reader would write it: names and captions one after the other."""
    if isinstance(value, date):
        return str(iso(value))
    if not isinstance(value, tuple):
        return str(value)
    return "; ".join(" / ".join(filter(None, v)) if isinstance(v, tuple) else v for v in value)


def _dim(text: str, color: bool) -> str:
    return f"{_DIM}{text}{_OFF}" if color else text


def _printable(text: str) -> str:
    """Control characters, which could drive the terminal, are shown as escapes."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c == "\u200c" else c.encode("unicode_escape").decode() for c in text
    )
