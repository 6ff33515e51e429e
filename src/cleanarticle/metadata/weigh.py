"""Values that agree are one candidate; points say how far each is believed.

What is known of a candidate is a set of signs: the ways it was found, and how it looks. Each sign
has points in log-odds (``points.json``), learned on gold pages by ``benchmarks/training``; their
sum gives the probability that the candidate is right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import exp
from typing import Any, Final, NamedTuple

from cleanarticle.metadata.points import chance_of, points_of
from cleanarticle.metadata.said import day_of
from cleanarticle.metadata.titles import key_of
from cleanarticle.model import Source


class Evidence(NamedTuple):
    """One value for a field, from the page text or from the markup."""

    field: str
    value: Any
    way: str
    source: Source
    points: float | None = None
    """Log-odds that the finder gives by itself: what it knows of the value's surroundings."""


class Group(NamedTuple):
    """A candidate: one value, and all that speaks for or against it."""

    value: Any
    evidence: Sequence[Evidence]
    signs: Sequence[str]


class Context(NamedTuple):
    """What candidates are compared with."""

    text: str
    """The page's text."""
    sites: Collection[str]
    """Keys of the site's names."""
    people: Sequence[Any] = ()
    """Keys of the names that no tag says are the article's author's."""
    shown: frozenset[Any] = frozenset()
    """Keys of the names that stand in the text."""


def grouped(field: str, evidence: Iterable[Evidence], context: Context) -> list[Group]:
    """Put evidence for the same value together, and note how the value looks."""
    by_key: dict[Any, list[Evidence]] = {}
    for one in evidence:
        if one.field == field and (key := _key(one.value)):
            by_key.setdefault(key, []).append(one)
    if field == "authors":
        _without_tails(by_key)
    groups = []
    keys = list(by_key)
    if field != "title":  # compared with those that are sure to be the article's own
        keys = [key for key, found in by_key.items() if any(map(is_own, found))]
        people = tuple(key for key in by_key if key not in keys)
        context = context._replace(people=people)
    if field == "authors":
        shown = {key for key, found in by_key.items() if found[0].value in context.text}
        context = context._replace(shown=frozenset(shown))
    for key, found in by_key.items():
        signs = dict.fromkeys(one.way for one in found)
        signs.update(dict.fromkeys(_LOOKS[field](key, found, keys, context)))
        groups.append(Group(_exact(found), found, tuple(signs)))
    return groups


def _without_tails(by_key: dict[Any, list[Evidence]]) -> None:
    """Give a name in the text to the tag that has it without the word after it on the line."""
    tagged = [key for key, found in by_key.items() if any(map(is_own, found))]
    full = [key for key in tagged if " " in by_key[key][0].value]
    for key in [key for key in by_key if key not in tagged]:
        if name := next((one for one in full if key.startswith(one)), None):
            value = by_key[name][0].value
            by_key[name] += [one._replace(value=value) for one in by_key.pop(key)]


#: Ways that give a part of a title's tag: that the rest goes on says nothing for it.
_CUT: Final = ("without its end", "to its first bar", "from its first bar")
#: Ways that speak of the whole page, not of whatever is around them.
_OWN: Final = ("json-ld", "meta", "article", "label", "address", "loose", "text", "changed")


def is_own(one: Evidence) -> bool:
    """Tell whether a value is surely the article's own, if it is right at all."""
    if one.field == "authors" and one.way.startswith("text"):
        return False
    return one.way.startswith(_OWN) or one.way in ("microdata", "time", "time published", "rel")


def _key(value: Any) -> Any:
    return key_of(value) if isinstance(value, str) else day_of(value)


def _exact(found: Sequence[Evidence]) -> Any:
    """Of values that agree, the one that says most: a time rather than a day, a zone, capitals."""
    values = [one.value for one in found]
    if not isinstance(values[0], str):
        return max(
            values, key=lambda v: (hasattr(v, "hour"), getattr(v, "tzinfo", None) is not None)
        )
    return next((v for v in values if not (v.isupper() or v.islower())), values[0])


def _title_looks(
    key: str, found: Sequence[Evidence], keys: Sequence[str], context: Context
) -> Iterable[str]:
    value = found[0].value
    words = len(value.split()) if value.isascii() or " " in value else len(value) // 2
    yield "short" if words < 3 else "shortish" if words < 5 else "long" if words > 24 else "sized"
    if key in context.sites:
        yield "site"
    count = context.text.count(value)
    yield f"seen {min(count, 2)}"
    stated = any(one.way not in _CUT for one in found)
    for other in keys if stated else ():
        if other != key and key in other:
            yield "head" if other.startswith(key) else "tail" if other.endswith(key) else "part"
        elif other != key and other in key:
            yield "with tail" if key.startswith(other) else "with head"


def _author_looks(
    key: str, found: Sequence[Evidence], rivals: Sequence[str], context: Context
) -> Iterable[str]:
    value = found[0].value
    words = value.count(" ") + 1
    yield "one word" if words == 1 else "many words" if words > 4 else "words"
    if is_site(key, context):
        yield "site"
    if value.islower():
        yield "lower"
    if any(map(str.isdigit, value)):
        yield "digits"
    yield "seen" if value in context.text else "unseen"
    if key in rivals:
        yield "named in a tag"
    else:
        persons = sum(not is_site(rival, context) for rival in rivals)
        unseen = persons and context.shown.isdisjoint(rivals)
        yield "rivals unseen" if unseen else f"rivals {min(persons, 2)}"
        if persons < len(rivals):
            yield "beside the site"
    ways = {one.way for one in found}
    if len(ways) > 1:
        yield f"ways {min(len(ways), 4)}"
    if key in context.people[:1]:
        yield "first of its kind"
    elif key in context.people:
        yield f"of {min(len(context.people), 8) // 2 * 2}"


def is_site(key: str, context: Context) -> bool:
    """Tell whether a name's key is one of the site's own, or begins with one."""
    sites = context.sites
    return key in sites or any(key.startswith(site) for site in sites if len(site) > 4)


def _date_looks(
    key: Any, found: Sequence[Evidence], rivals: Sequence[Any], context: Context
) -> Iterable[str]:
    if rivals and key == min(rivals):
        yield "earliest"
    if rivals and key == max(rivals):
        yield "latest"
    yield f"of {min(len(rivals), 3)}" if key in rivals else f"beside {min(len(rivals), 2)}"
    ways = {one.way.partition(" ")[0] for one in found}
    if len(ways) > 1:
        yield f"ways {min(len(ways), 4)}"


_LOOKS = {
    "title": _title_looks,
    "authors": _author_looks,
    "date_published": _date_looks,
    "date_modified": _date_looks,
}


def weighed(field: str, groups: Sequence[Group]) -> list[tuple[float, Group]]:
    """Return the candidates with the probability of each, likeliest first.

    A page has one title and one date: what speaks for a candidate speaks against the others, and
    what is left is the probability that none is right. Of authors it may have several.
    """
    points = [points_of(field, group.signs) for group in groups]
    if field == "authors":
        chances = [chance_of(one) for one in points]
    else:
        odds = [exp(min(one, 30.0)) for one in points]
        whole = 1 + sum(odds)
        chances = [one / whole for one in odds]
    return sorted(zip(chances, groups, strict=True), key=lambda pair: -pair[0])


def weighed_alone(groups: Sequence[Group]) -> list[tuple[float, Group]]:
    """The same for a page without markup, where only what stands around a value speaks for it."""
    scored = []
    for group in groups:
        points = sorted((one.points or 0.0 for one in group.evidence), reverse=True)
        scored.append((chance_of(points[0] + _AGAIN * (len(points) > 1)), group))
    return sorted(scored, key=lambda pair: -pair[0])


#: What a value that stands in two places is believed more, in log-odds.
_AGAIN: Final = 0.5
