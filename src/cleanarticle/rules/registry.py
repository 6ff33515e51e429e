"""Load rule packs, check every rule, and select those that apply to a page.

A pack is a TOML file: a ``[pack]`` table that names the language, then one table per rule, its
name the rule's permanent code. Most rules name a ``kind`` of ``kinds.toml`` and give phrases;
a rule may also spell out every field itself. A rule without reason, hits and misses does not
load, so that no rule can exist that nobody can explain or test. Packs are read at every start, and
TOML reads single quotes several times faster than double: hence how ours are written.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from cleanarticle.data import names_in, read_data
from cleanarticle.errors import PackError
from cleanarticle.model import CATEGORIES
from cleanarticle.patterns import pattern
from cleanarticle.rules.rule import ACTIONS, RESTS, SCOPES, Guards, Rule
from cleanarticle.rules.shapes import TESTS
from cleanarticle.text import bare, fold_lines

_LANGUAGE: Final = pattern(r"[a-z]{2,3}")
_CODE: Final = pattern(r"[A-Z]{2,8}[0-9]{3}[a-z]?")
_NO_GUARDS: Final = Guards()
_FIELDS: Final = frozenset(
    (
        "kind name number category reason scope action span guards phrases hits misses since test"
    ).split()
)
_PACKS: Final = "rules/packs"
#: In a phrase, any of the ways the pack's head gives to say how long ago something was.
_AGO: Final = "{ago}"
#: Categories of English rules that apply to pages in other languages.
_OF_SITES: Final = frozenset(
    "ad promotion share navigation related comments tags counter media caption".split()
)


class Pack(NamedTuple):
    """The rules of one language, or of all (``any``), or a user's own."""

    source: str
    language: str
    name: str
    rules: tuple[Rule, ...]


@cache
def kinds() -> Mapping[str, Mapping[str, Any]]:
    """Return the kinds of rule, by name, as ``kinds.toml`` has them."""
    return tomllib.loads(read_data("rules/kinds.toml"))


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a pack, sorted.

    >>> "uk" in languages()
    True
    """
    names = names_in(_PACKS)
    return tuple(n[:-5] for n in names if n.endswith(".toml") and n != "any.toml")


@cache
def builtin(language: str) -> Pack:
    """Return the pack shipped for a language code, or for ``any``.

    >>> builtin("en").rules[0].code
    'EN101'
    """
    source = f"{language}.toml"
    return parse_pack(read_data(f"{_PACKS}/{source}"), source)


@cache
def english_labels() -> Pack:
    """The English rules for labels that sites have in any language: ``Advertisement``, ``Share``.

    >>> "EN101" in [rule.code for rule in english_labels().rules]
    True
    """
    english = builtin("en")
    rules = tuple(rule for rule in english.rules if rule.category in _OF_SITES)
    return english._replace(rules=rules)


def load_pack(path: str) -> Pack:
    """Read a user's own pack from a file.

    Raises:
        PackError: the file cannot be read, is no TOML, or holds a rule that is not valid;
            the message names file, rule and remedy.
    """
    from pathlib import Path  # for users' packs only: see `data.py`

    try:
        text = Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PackError(path, None, "is not UTF-8", "save the file as UTF-8") from error
    except (OSError, ValueError) as error:
        problem = f"cannot be read ({getattr(error, 'strerror', None) or error})"
        raise PackError(path, None, problem, "check the path and its permissions") from error
    pack = parse_pack(text, path)
    for rule in pack.rules:
        prefix = rule.code.rstrip("0123456789abcdefghijklmnopqrstuvwxyz")
        if prefix == "ANY" or prefix.casefold() in languages():
            remedy = "use a prefix of your own, as in MY101"
            raise PackError(path, rule.code, f"codes in {prefix} are the library's", remedy)
    return pack


def parse_pack(text: str, source: str) -> Pack:
    """Parse and check a pack.

    Args:
        text: the TOML.
        source: what to call it in messages, usually its path.

    Raises:
        PackError: see :func:`load_pack`.

    >>> pack = parse_pack('''
    ... [pack]
    ... language = "en"
    ... name = "Mine"
    ... [MY101]
    ... kind = "ad-label"
    ... phrases = ["a word from our sponsor"]
    ... hits = ["A word from our sponsor:"]
    ... misses = ["He read a word from our sponsor aloud."]
    ... since = "1"
    ... ''', "mine.toml")
    >>> pack.rules[0].category
    'ad'
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(source, None, f"is no TOML ({error})", "correct the line named") from error
    head = tables.pop("pack", None)
    if not isinstance(head, dict) or not isinstance(head.get("language"), str):
        raise PackError(
            source,
            None,
            "has no [pack] table with a language",
            'begin with [pack], language = "en"',
        )
    language = head["language"]
    if not _LANGUAGE.fullmatch(language):
        raise PackError(
            source,
            None,
            f"language is {language!r}",
            'use an ISO 639-1 code such as "en", or "any"',
        )
    ago = _lines_of(head.get("ago", ""))
    if ago and not _is_texts(ago):
        raise PackError(source, None, f"ago is {ago!r}", 'use ago = ["{n} hours ago"]')
    rules = tuple(_rule(code, table, language, source, ago) for code, table in tables.items())
    return Pack(source, language, str(head.get("name", language)), rules)


def _rule(code: str, table: object, language: str, source: str, ago: Sequence[str]) -> Rule:
    def fail(problem: str, remedy: str) -> PackError:
        return PackError(source, code, problem, remedy)

    if not _CODE.fullmatch(code):
        raise fail("is no rule code", "use two to eight capitals and three digits, as in MY101")
    if not isinstance(table, dict):
        raise fail("is not a table", f"write [{code}] on a line of its own, then its fields")
    if unknown := sorted(set(table) - _FIELDS):
        raise fail(f"unknown field {unknown[0]!r}", f"use only {', '.join(sorted(_FIELDS))}")
    kind = table.get("kind")
    if kind is not None and (not isinstance(kind, str) or kind not in kinds()):
        raise fail(f"unknown kind {kind!r}", f"use one of {', '.join(sorted(kinds()))}")
    merged: dict[str, Any] = {"name": kind, "action": "drop", **kinds().get(str(kind), {}), **table}
    for name, allowed in (("category", CATEGORIES), ("scope", SCOPES), ("action", ACTIONS)):
        if merged.get(name) not in allowed and not (name == "scope" and merged.get("test")):
            raise fail(f"{name} is {merged.get(name)!r}", f"use one of {', '.join(allowed)}")
    for name in ("reason", "since", "name"):
        if not isinstance(merged.get(name), str) or not merged[name].strip():
            raise fail(f"no {name} is given", f'add {name} = "…"')
    for name in ("hits", "misses"):
        if not _is_texts(merged.get(name)):
            raise fail(f"no {name} are given", f'add {name} = ["…"], blocks the rule is tested on')
    test = merged.get("test", "")
    if not isinstance(test, str) or (test and test not in TESTS):
        raise fail(f"unknown test {test!r}", f"use one of {', '.join(sorted(TESTS))}")
    given = _lines_of(merged.get("phrases", []))
    if not test and not _is_texts(given):
        raise fail("no phrases are given", 'add phrases = ["…"], or a test')
    if not ago and any(_AGO in phrase for phrase in given):
        raise fail(
            f"a phrase has {_AGO}", 'say what it stands for under [pack], ago = ["{n} hours ago"]'
        )
    phrases = tuple(dict.fromkeys(fold_phrases(_spelt_out(given, ago))))
    if not all(phrases):
        raise fail("a phrase is empty once folded", "leave it out")
    if not isinstance(merged.get("span", False), bool):
        raise fail(f"span is {merged['span']!r}", "use true or false")
    return Rule(
        code=code,
        name=merged["name"],
        category=merged["category"],
        reason=merged["reason"],
        language=language,
        scope=merged.get("scope", "line"),
        action=merged["action"],
        phrases=phrases,
        guards=_guards(merged.get("guards", {}), fail),
        hits=tuple(merged["hits"]),
        misses=tuple(merged["misses"]),
        since=merged["since"],
        span=merged.get("span", False),
        test=test,
    )


def _lines_of(value: Any) -> Any:
    """A list as it is; of a text, its lines."""
    if not isinstance(value, str):
        return value
    return [line for line in value.splitlines() if line.strip()]


def _spelt_out(phrases: Sequence[str], ago: Sequence[str]) -> list[str]:
    """The phrases, those with ``{ago}`` once for every way to say so long ago.

    >>> _spelt_out(["updated {ago}", "now"], ["{n} minutes ago", "an hour ago"])
    ['updated {n} minutes ago', 'updated an hour ago', 'now']
    """
    return [
        phrase.replace(_AGO, way)
        for phrase in phrases
        for way in (ago if _AGO in phrase else ("",))
    ]


def _is_texts(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, str) and item.strip() for item in value)
    )


def _guards(table: object, fail: Any) -> Guards:
    if not isinstance(table, dict) or not set(table).issubset(Guards._fields):
        raise fail("guards are not valid", f"use a table of {', '.join(Guards._fields)}")
    for name, value in table.items():
        kind = type(getattr(_NO_GUARDS, name))
        if type(value) is not kind:
            raise fail(f"guard {name} is {value!r}", f"use a value of type {kind.__name__}")
    guards = Guards(**table)
    if guards.rest not in RESTS:
        raise fail(f"guard rest is {guards.rest!r}", 'use "names", "date" or "credit"')
    return guards


def fold_phrases(phrases: Sequence[str]) -> list[str]:
    """Fold phrases as blocks are folded; ``{n}`` stands for digits, a final colon is kept.

    All in one go: a pack has a thousand, and is read whenever the command starts.

    >>> fold_phrases(["{n} Min. Lesezeit", "Details:", "©"])
    ['0 min. lesezeit', 'details:', '©']
    """
    if not phrases:
        return []
    lines = fold_lines([" ".join(phrase.split()).replace("{n}", "0") for phrase in phrases])
    cores = [bare(line) or line for line in lines]
    return [
        core + ":" if line[-1:] == ":" and core[-1:] != ":" else core
        for core, line in zip(cores, lines, strict=True)
    ]


def select(packs: Iterable[Pack], disabled: frozenset[str]) -> tuple[Rule, ...]:
    """Return the packs' rules in order, without the disabled ones."""
    return tuple(rule for pack in packs for rule in pack.rules if rule.code not in disabled)
