"""Read JSON-LD: find the node of the article among all that a page's scripts describe.

Scripts come as one node, lists, graphs, nodes in nodes, and broken: what ``json`` will not take
is mended in the few ways in which sites break it, and else left.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from cleanarticle.metadata.said import Said, is_unsure, moment_of, plain
from cleanarticle.patterns import pattern

Node = Mapping[str, Any]

_ARTICLE: Final = pattern(r"(?:Article|Posting|Report|Review|Story|Column)s?$|^Recipe$")
_PAGE: Final = frozenset(("WebPage", "ItemPage", "AboutPage", "FAQPage", "MedicalWebPage"))
_OTHER: Final = frozenset(
    "CreativeWork VideoObject Product Event HowTo Course Book Dataset Blog Movie Game".split()
)
#: Nodes looked at, and how deep: more than any page says of itself.
_MOST: Final = 2000
_DEPTH: Final = 12
_COMMENT: Final = pattern(r"<!--|-->|<!\[CDATA\[|\]\]>|^\s*//.*$|/\*(?:[^*]|\*(?!/))*\*/", re.M)
_TRAILING: Final = pattern(r",(\s*[}\]])")
_MISSING: Final = pattern(r"([}\]\"])(\s*\n\s*)(?=\")")
_NAMES: Final = (
    ("title", "headline"),
    ("title", "name"),
    ("subtitle", "alternativeHeadline"),
    ("description", "description"),
    ("section", "articleSection"),
    ("language", "inLanguage"),
)
_DATES: Final = (
    ("date_published", "datePublished"),
    ("date_published", "dateCreated"),
    ("date_published", "uploadDate"),
    ("date_modified", "dateModified"),
)


def find_in_scripts(scripts: Sequence[str], address: str) -> Iterator[Said]:
    """Yield what JSON-LD says of the article.

    Args:
        scripts: the texts of the page's JSON-LD scripts.
        address: the page's address, if known: of several articles it tells the page's own.

    >>> [said.value for said in find_in_scripts(['{"@type": "Article", "headline": "Hi",}'], "")]
    ['Hi']
    """
    nodes = [node for script in scripts for node in _nodes(load(script), 0)][:_MOST]
    by_id = {n["@id"]: n for n in reversed(nodes) if len(n) > 1 and isinstance(n.get("@id"), str)}
    articles = [n for n in nodes if any(map(_ARTICLE.search, _types(n))) and _says(n)]
    own = [n for n in articles if _is_about(n, address, by_id)]
    many = len(articles) > 1 and not own
    for node in (own or articles)[: 1 if many else 2]:
        yield from _of_node(node, "json-ld list" if many else "json-ld", by_id)
    for kinds, way in ((_PAGE, "json-ld page"), (_OTHER, "json-ld other")):
        for node in [n for n in nodes if not kinds.isdisjoint(_types(n)) and _says(n)][:2]:
            yield from _of_node(node, way, by_id)
    yield from _of_site(nodes)


def load(script: str) -> Any:
    """The data of a script; ``None`` where it is too broken to mend.

    >>> load('<!-- {"a": "b\\n",} -->;'), load("{")
    ({'a': 'b\\n'}, None)
    """
    for text in _mended(script):
        with suppress(ValueError, RecursionError):  # too broken: mended further, or left
            return json.JSONDecoder(strict=False).raw_decode(text)[0]
    return None


def _mended(script: str) -> Iterator[str]:
    """The script as it is, and with one more kind of mistake mended each time."""
    script = script.lstrip()
    yield script
    mended = _COMMENT.sub("", script) if "//" in script or "<!" in script else script
    mended = mended.strip().rstrip(";").rstrip()
    for mend in (str, _without_commas, _html_free):
        mended = mend(mended)
        yield mended


def _without_commas(text: str) -> str:
    return _MISSING.sub(r"\1,\2", _TRAILING.sub(r"\1", text))


def _html_free(text: str) -> str:
    return text.replace("&quot;", '"').replace("\\'", "'").replace("\t", " ")


def _nodes(data: Any, depth: int) -> Iterator[Node]:
    """Every node, outer ones first."""
    if depth > _DEPTH:
        return
    if isinstance(data, dict):
        if "@type" in data or "@id" in data:
            yield data
        for key, value in data.items():
            if isinstance(value, (dict, list)) and key != "comment":
                yield from _nodes(value, depth + 1)
    elif isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)


def _types(node: Node) -> list[str]:
    return [t.rpartition("/")[2] for t in _listed(node.get("@type")) if isinstance(t, str)]


def _says(node: Node) -> bool:
    """A node that is no mere mention of another."""
    return any(key in node for key in ("headline", "name", "datePublished", "author"))


def _is_about(node: Node, address: str, by_id: Mapping[str, Node]) -> bool:
    """Tell whether a node says it is about the page at the address."""
    if not address:
        return False
    page = _bare(address)
    for key in ("url", "mainEntityOfPage", "@id"):
        for value in _listed(node.get(key)):
            said = value.get("@id") or value.get("url") if isinstance(value, dict) else value
            if isinstance(said, str) and _bare(said) == page:
                return True
    return False


def _bare(address: str) -> str:
    address = address.partition("#")[0].partition("?")[0]
    return address.rpartition("://")[2].removeprefix("www.").rstrip("/").casefold()


def _of_node(node: Node, way: str, by_id: Mapping[str, Node]) -> Iterator[Said]:
    for field, key in _NAMES:
        for value in _listed(node.get(key))[:1]:
            if text := plain(value):
                yield Said(field, text, way if key != "name" else f"{way} name", f"JSON-LD {key}")
    for field, key in _DATES:
        for value in _listed(node.get(key))[:1]:
            moment = moment_of(value) if isinstance(value, str) else None
            if moment:
                kind = way if key in ("datePublished", "dateModified") else f"{way} created"
                yield Said(field, moment, kind, f"JSON-LD {key}", is_unsure(value))
    for key in ("author", "creator"):
        for person in _people(node.get(key), by_id):
            yield Said("authors", person[0], f"{way}{person[1]}", f"JSON-LD {key}")
    for key in ("publisher", "isPartOf"):
        for name, _ in _people(node.get(key), by_id)[:1]:
            yield Said("site_name", name, f"{way} {key}", f"JSON-LD {key}")
    for name, _ in _people(node.get("copyrightHolder"), by_id)[:1]:
        yield Said("copyright_holder", name, way, "JSON-LD copyrightHolder")
    words = [plain(word) for value in _listed(node.get("keywords")) for word in _split(value)]
    if tags := tuple(dict.fromkeys(filter(None, words))):
        yield Said("tags", tags, way, "JSON-LD keywords")
    for image in _listed(node.get("image"))[:20]:
        value = image.get("url") or image.get("contentUrl") if isinstance(image, dict) else image
        if isinstance(value, str) and value:
            yield Said("images", value.strip(), way, "JSON-LD image")


def _split(value: Any) -> list[str]:
    return value.split(",") if isinstance(value, str) else []


def _people(value: Any, by_id: Mapping[str, Node]) -> list[tuple[str, str]]:
    """Names of persons and organizations, and a mark for what is no person."""
    people = []
    for one in _listed(value)[:20]:
        if isinstance(one, dict):
            person = one if "name" in one else by_id.get(str(one.get("@id")), one)
            mark = "" if "Person" in _types(person) or "@type" not in person else " organization"
            for name in _listed(person.get("name")):
                if text := plain(name):
                    people.append((text, mark))
        elif text := plain(one):
            people.append((text, ""))
    return people


def _of_site(nodes: Sequence[Node]) -> Iterator[Said]:
    """The site's name, and the path of sections to the page."""
    for kind in ("WebSite", "NewsMediaOrganization", "Organization"):
        for node in [n for n in nodes if kind in _types(n)][:1]:
            if text := plain(node.get("name")):
                yield Said("site_name", text, f"json-ld {kind}", f"JSON-LD {kind}")
    for node in [n for n in nodes if "BreadcrumbList" in _types(n)][:1]:
        crumbs = tuple(filter(None, map(_crumb, _listed(node.get("itemListElement"))[:12])))
        if len(crumbs) > 1:
            yield Said("breadcrumbs", crumbs, "json-ld", "JSON-LD BreadcrumbList")


def _crumb(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    inner = item.get("item")
    return plain(item.get("name")) or (plain(inner.get("name")) if isinstance(inner, dict) else "")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
