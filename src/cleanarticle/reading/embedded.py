"""Bodies that a page carries outside of its visible text: in JSON-LD, page state or noscript.

Each is given as markup, to be read like a page. Whether one is used instead of the visible text is
decided by how much prose each holds (``html.py``). Nothing is executed: only JSON is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any, Final, NamedTuple

from cleanarticle.model import Document
from cleanarticle.patterns import pattern
from cleanarticle.text import SENTENCE_MARKS, word_count

#: Larger scripts are programs, or not worth their time.
_LARGEST: Final = 8_000_000
#: Fields of schema.org in which a body stands, best first.
_BODIES: Final = ("articleBody", "reviewBody", "text", "description")
_LEAST_WORDS: Final = 8
#: Part of the prose of a branch that one inside it must hold to be the body itself.
_MOST_OF_IT: Final = 0.6
_DEEPEST: Final = 60
_MARKUP: Final = pattern(r"</?[a-zA-Z][^<>]{0,400}>")


#: How a script of Next.js opens that adds to the page state.
_FLIGHT: Final = "self.__next_f.push("


class Script(NamedTuple):
    """A script of the page that may hold data."""

    type: str
    text: str


class Body(NamedTuple):
    """A body found outside of the visible text."""

    source: str
    """``json-ld``, ``page-state``, ``noscript`` or ``hidden``."""
    markup: str


def prose_words(document: Document, enough: int | None = None) -> int:
    """Count the words of blocks long enough for prose, in which links are not the most.

    Args:
        document: the page.
        enough: the number from which it does not matter how many more there are.

    >>> from cleanarticle.reading.text import read_text
    >>> prose_words(read_text("Home\\n\\nThe harbour reopened on Saturday, the port said."))
    8
    """
    total = 0
    for block, text in zip(document.blocks, document.texts, strict=True):
        words = word_count(text) if len(text) > 2 * _LEAST_WORDS else 0
        if words >= _LEAST_WORDS and (block.link_density or 0.0) < 0.5:
            total += words
            if enough and total >= enough:
                break
    return total


def bodies(scripts: Iterable[Script]) -> Iterator[Body]:
    """Yield the body of every script that holds one, JSON-LD first.

    >>> data = '{"@type": "NewsArticle", "articleBody": "The harbour reopened.\\\\nFerries run."}'
    >>> list(bodies([Script("application/ld+json", data)]))
    [Body(source='json-ld', markup='<p>The harbour reopened.\\n<p>Ferries run.')]
    """
    states: list[Any] = []
    flight = ""
    for script in scripts:
        if len(script.text) > _LARGEST:
            continue
        if "ld+json" in script.type:
            text = _linked_body(_parsed(script.text))
            if text:
                yield Body("json-ld", _as_markup([text]))
        elif script.text.startswith(_FLIGHT):
            flight += _pushed(script.text)
        elif len(script.text) > 500 and (script.type.endswith("json") or "{" in script.text[:200]):
            states.append(script.text)
    for state in [list(_rows(flight.encode("utf-8", "replace"))), *map(_parsed, states)]:
        strings = _longest_run(state)
        if strings:
            yield Body("page-state", _as_markup(strings))


def _parsed(text: str) -> Any:
    """The first JSON object of a script, whatever it is assigned to; None if it is not JSON."""
    starts = [at for mark in "{[" if (at := text.find(mark, 0, 200)) >= 0]
    if not starts:
        return None
    try:
        # Line feeds inside of strings are an error that many pages make.
        return json.JSONDecoder(strict=False).raw_decode(text, min(starts))[0]
    except (ValueError, RecursionError):
        return None


def _pushed(script: str) -> str:
    """The piece of page state that a script of Next.js adds to what those before it added."""
    data = _parsed(script)
    return data[1] if isinstance(data, list) and isinstance(data[-1], str) and data[1:] else ""


def _rows(flight: bytes) -> Iterator[Any]:
    """The values in the page state of Next.js, a row each: ``1f:["$", …]`` or ``20:T1a,`` and text.

    A row of text tells its size in bytes, any other ends with its line.
    """
    at = 0
    while (colon := flight.find(b":", at)) >= 0:
        comma = flight.find(b",", colon, colon + 12)
        size = flight[colon + 2 : comma] if flight[colon + 1 : colon + 2] == b"T" else b""
        if size.isalnum() and not size.strip(b"0123456789abcdef"):
            at = comma + 1 + int(size, 16)
            yield flight[comma + 1 : at].decode("utf-8", "replace")
        else:
            end = flight.find(b"\n", colon)
            at = end + 1 if end >= 0 else len(flight)
            yield _parsed(flight[colon + 1 : at].decode("utf-8", "replace"))


def _linked_body(data: Any) -> str:
    """The longest text in the best of the fields that hold bodies."""
    found: dict[str, str] = {}
    todo = [data]
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo += value
        elif isinstance(value, dict):
            todo += [v for v in value.values() if isinstance(v, (dict, list))]
            for field in _BODIES:
                text = value.get(field)
                if isinstance(text, str) and len(text) > len(found.get(field, "")):
                    found[field] = text
    return next((found[field] for field in _BODIES if field in found), "")


def _longest_run(data: Any) -> list[str]:
    """The prose strings of the smallest branch that holds most of the prose, each once."""
    _, branch = _weighed(data, 0)
    while True:
        words, children = branch
        best = max(children, key=lambda child: child[0], default=None)
        if best is None or best[0] < words * _MOST_OF_IT:
            return list(dict.fromkeys(_strings(branch)))
        if isinstance(best[1], str):
            # Markup is a body by itself; what stands beside it are a summary and the like.
            whole = _MARKUP.search(best[1])
            return [best[1]] if whole else list(dict.fromkeys(_strings(branch)))
        branch = best[1]


def _weighed(data: Any, depth: int) -> tuple[int, Any]:
    """Words of prose in a branch, and the branch without anything else: a tuple, or a string."""
    if isinstance(data, str):
        return _prose(data), data
    children: list[tuple[int, Any]] = []
    if isinstance(data, (dict, list)) and depth < _DEEPEST:
        values = data.values() if isinstance(data, dict) else data
        children = [child for value in values if (child := _weighed(value, depth + 1))[0]]
    words = sum(child[0] for child in children)
    return words, (words, children)


def _strings(branch: Any) -> Iterator[str]:
    for _, child in branch[1]:
        if isinstance(child, tuple):
            yield from _strings(child)
        else:
            yield child


def _prose(text: str) -> int:
    """Words of a string that reads like prose, else 0."""
    if len(text) < 2 * _LEAST_WORDS or text.startswith(("http", "/", "{", "data:")):
        return 0
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    words = word_count(" ".join(text.split()))
    if words < _LEAST_WORDS or SENTENCE_MARKS.isdisjoint(text):
        return 0
    odd = sum(text.count(mark) for mark in "{}=;_|\\")
    return words if odd * 4 < words else 0


def _as_markup(strings: Iterable[str]) -> str:
    """Strings as markup: those that are markup as they are, the lines of others as paragraphs."""
    parts = []
    for text in strings:
        if _MARKUP.search(text):
            parts.append(f"<div>{text}</div>")
        else:
            parts += [
                f"<p>{escape(line, quote=False)}" for line in text.split("\n") if line.strip()
            ]
    return "\n".join(parts)
