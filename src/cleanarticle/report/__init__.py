"""A report on cleaned pages: one HTML file that needs nothing else and runs nothing of theirs."""

from __future__ import annotations

import hashlib
import html
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from cleanarticle import Article

__all__ = ["page_of", "report"]

_POINTS: Final = 8
"""The strongest points of a line that are shown; the rest is below a tenth of them."""


def report(pages: Iterable[Mapping[str, Any]], title: str = "Cleaned pages") -> Iterator[str]:
    """Make a report, piece by piece; joined, or written one after the other, they are the file.

    Whatever the pages contain is data to the browser: it is escaped, shown as text, and a
    content-security policy allows no script but the report's own, no address and no form.

    Args:
        pages: what :func:`page_of` says of each page.
        title: of the report.

    >>> from cleanarticle import clean
    >>> page = page_of("a.txt", clean("Advertisement: <script>alert(1)</script>"))
    >>> "<script>alert" in "".join(report([page]))
    False
    """
    style, script, body = (_asset(name) for name in ("report.css", "report.js", "report.html"))
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{html.escape(_sound(title))}</title>\n<style>{style}</style>\n</head>\n"
    )
    yield body.replace("{title}", html.escape(_sound(title)))
    yield '<script type="application/json" id="data">['
    for number, page in enumerate(pages):
        yield f"{',' if number else ''}\n{_embedded(page)}"
    yield f"\n]</script>\n<script>{script}</script>\n</body>\n</html>\n"


def page_of(name: str, article: Article) -> dict[str, Any]:
    """What a report shows of a page: plain data, smaller than the article.

    >>> from cleanarticle import clean
    >>> page_of("a.txt", clean("Advertisement:"))["lines"][0]["rule"]
    'EN101'
    """
    lines = [
        {
            "keep": decision.keep,
            "category": decision.category,
            "rule": decision.rule,
            "reason": decision.reason,
            "score": round(decision.score, 3),
            "points": [[name, round(value, 2)] for name, value in decision.points[:_POINTS]],
            "text": text,
            "glued": block.gap < 0,
            "item": block.item,
        }
        for decision, text, block in zip(
            article.decisions, article.document.texts, article.document.blocks, strict=True
        )
    ]
    data = article.to_dict()
    kept = {name: data[name] for name in ("metadata", "warnings")}
    # Not rounded yet: the page rounds it to what the command line shows.
    return {"name": name, **kept, "confidence": article.confidence, "lines": lines}


def _asset(name: str) -> str:
    return (files("cleanarticle.report") / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _embedded(data: object) -> str:
    """JSON in which no character can end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return _sound(text)


def _sound(text: str) -> str:
    """Lone surrogates, which no file can hold, as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()
