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
#: Types of schema.org whose texts are a page's own content: not those of who made it, of the site,
#: or of what readers say to it.
_CONTENT: Final = pattern(
    r"(?i)(?:article|report|posting|page|review|recipe|product|vehicle|question|answer|howto|"
    r"howtostep|event|course|book|movie|series|episode|videoobject|softwareapplication|dataset|"
    r"creativework)$"
)
#: Fields that lead to what a page is about; others lead to its site, its readers and other pages.
_LEADING: Final = (
    "@graph mainEntity mainEntityOfPage acceptedAnswer suggestedAnswer recipeInstructions step "
    "liveBlogUpdate"
).split()
#: Names of what holds the words of a site's own controls and notices.
_PHRASES: Final = pattern(r"(?i)i18n|l10n|\bintl|translation|locale|locali[sz]")
#: An object of as many strings is one of phrases, whatever its name, if few of them are long.
_MANY_PHRASES: Final = 10
_LONGEST_PHRASE: Final = 100
_LEAST_WORDS: Final = 8
#: Part of the prose of a branch that one inside it must hold to be the body itself.
_MOST_OF_IT: Final = 0.6
_DEEPEST: Final = 60
_MARKUP: Final = pattern(r"</?[a-zA-Z][^<>]{0,400}>")
#: The name that a script gives to its data, before them.
_ASSIGNED: Final = pattern(r"([\w$]+)[\]\"']*\s*=\s*$")

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
    for state in [list(_rows(flight.encode("utf-8", "replace"))), *map(_named, states)]:
        strings = _longest_run(state)
        if strings:
            yield Body("page-state", _as_markup(strings))


def _parsed(text: str) -> Any:
    """The first JSON object of a script, whatever it is assigned to; None if it is not JSON."""
    start = _start(text)
    if start < 0:
        return None
    try:
        # Line feeds inside of strings are an error that many pages make.
        return json.JSONDecoder(strict=False).raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _start(text: str) -> int:
    """Where the data of a script begin; -1 if it holds none."""
    return min((at for mark in "{[" if (at := text.find(mark, 0, 200)) >= 0), default=-1)


def _named(text: str) -> Any:
    """The first JSON object of a script, under the name it is assigned to."""
    name = _ASSIGNED.search(text[: max(_start(text), 0)])
    return {name.group(1) if name else "": _parsed(text)}


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
    """The longest text in the best of the fields that hold the page's own content."""
    found: dict[str, str] = {}
    todo = [data]
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo += value
        elif isinstance(value, dict):
            todo += [value[name] for name in _LEADING if name in value]
            for field in _BODIES if _is_content(value.get("@type")) else _BODIES[:1]:
                text = value.get(field)
                if isinstance(text, str) and len(text) > len(found.get(field, "")):
                    found[field] = text
    return next((found[field] for field in _BODIES if field in found), "")


def _is_content(types: Any) -> bool:
    """Tell whether one of a node's types is one of content.

    >>> _is_content("NewsArticle"), _is_content(["https://schema.org/Recipe"])
    (True, True)
    >>> _is_content("Organization"), _is_content("Comment"), _is_content(None)
    (False, False, False)
    """
    kinds = types if isinstance(types, list) else [types]
    return any(isinstance(kind, str) and _CONTENT.search(kind) for kind in kinds)


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
    if depth < _DEEPEST:
        if isinstance(data, dict):
            children = _fields(data, depth + 1)
        elif isinstance(data, list):
            children = [child for value in data if (child := _weighed(value, depth + 1))[0]]
    words = sum(child[0] for child in children)
    return words, (words, children)


def _fields(data: dict[str, Any], depth: int) -> list[tuple[int, Any]]:
    """The fields of an object that hold prose, weighed, but for a site's phrases."""
    fields = [
        child
        for name, value in data.items()
        if (child := _weighed(value, depth))[0] and not _is_phrases(name, value, child)
    ]
    strings = [words for words, what in fields if isinstance(what, str)]
    if len(strings) < _MANY_PHRASES or not _are_short(strings):
        return fields
    return [field for field in fields if isinstance(field[1], tuple)]


def _is_phrases(name: str, value: Any, field: tuple[int, Any]) -> bool:
    """Tell whether a field has a name of phrases and holds no long text."""
    if not isinstance(value, dict):
        return False
    # Messages may be what people wrote, which stands beside their names.
    table = name == "messages" and any(isinstance(text, str) for text in value.values())
    if not table and not _PHRASES.search(name):
        return False
    return _are_short([words for words, _ in _leaves(field[1])])


def _are_short(strings: list[int]) -> bool:
    """Tell whether most of the words are in strings too short to be a text."""
    short = sum(words for words in strings if words < _LONGEST_PHRASE)
    return short > sum(strings) * (1 - _MOST_OF_IT)


def _strings(branch: Any) -> Iterator[str]:
    return (text for _, text in _leaves(branch))


def _leaves(branch: Any) -> Iterator[tuple[int, str]]:
    for child in branch[1]:
        if isinstance(child[1], tuple):
            yield from _leaves(child[1])
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
