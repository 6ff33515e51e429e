"""The one place where a value is chosen for a field, from all ways of finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from cleanarticle.metadata.address import site_of
from cleanarticle.metadata.finding import Finding
from cleanarticle.metadata.roles import is_agency, is_team
from cleanarticle.metadata.said import Said, day_of
from cleanarticle.metadata.titles import key_of
from cleanarticle.metadata.weigh import (
    Context,
    Evidence,
    Group,
    grouped,
    is_own,
    is_site,
    weighed,
    weighed_alone,
)
from cleanarticle.metadata.when import AGO, AMBIGUOUS, as_in, settled
from cleanarticle.model import Candidate, Markup, Metadata, Source
from cleanarticle.page import Page

#: A candidate less likely than this is not taken: wrong is worse than missing. Of titles between
#: .21 and .27, one of 15 is right on WCXB dev, fundus dev and trafilatura's segments.
LEAST: Final = {"title": 0.27, "authors": 0.2, "date_published": 0.4, "date_modified": 0.45}
#: The same for pages without markup.
LEAST_ALONE: Final = {"title": 0.05, "authors": 0.18, "date_published": 0.45, "date_modified": 0.45}
#: Where the page has markup, a name that none of its tags gives must be as likely as this.
_IN_TEXT: Final = 0.25
#: Share of the best name's likelihood from which another is the article's too.
_AS_GOOD: Final = 0.75
#: Share of the likeliest name's likelihood from which a person's is taken for the site's.
_NOT_FAR: Final = 0.5
#: The same for one that stands in the same tag, and the ways whose tags name all authors.
_WITH_IT: Final = 0.3
_ALL_NAMED: Final = frozenset(("json-ld", "meta", "article", "label"))
#: Losing candidates kept for a field.
_SHOWN: Final = 5
#: Fields whose ways need no weighing: the first that has a value gives it.
_PLAIN: Final[dict[str, tuple[str, ...]]] = {
    "language": ("html", "page text", "meta", "json-ld"),
    "site_name": (
        "og",
        "json-ld WebSite",
        "json-ld publisher",
        "page text",
        "meta",
        "json-ld NewsMediaOrganization",
        "json-ld page isPartOf",
        "json-ld Organization",
    ),
    "subtitle": ("json-ld", "meta", "page text"),
    "description": ("og", "meta", "json-ld", "twitter", "json-ld page"),
    "section": ("article", "json-ld", "meta", "microdata", "page text"),
    "breadcrumbs": ("json-ld", "page text"),
    "tags": ("article", "json-ld", "meta", "page text"),
    "source": ("page text",),
    "dateline": ("page text",),
    "copyright_holder": ("json-ld", "page text", "meta"),
    "reading_time": ("page text", "label"),
    "url": ("canonical", "og"),
    "images": ("og", "json-ld", "meta"),
    "feeds": ("link",),
    "captions": ("page text",),
}
#: What to know of a day of publication that is the day of the last change.
CHANGED: Final = "the day of the last change; nothing says when the page was published"
#: Fields that hold several values.
_MANY: Final = frozenset(("tags", "images", "feeds", "captions", "breadcrumbs"))


def choose(findings: Sequence[Finding], page: Page, url: str | None) -> Metadata:
    """Choose a value for every field, and say where it was found and how sure that is.

    Args:
        findings: what was found in the page text.
        page: the page as it was looked at.
        url: the address the caller gave.
    """
    document, language = page.document, page.language
    said = _said(document.markup, url, language) if document.markup else []
    evidence = gathered(findings, said, document.text)
    if language:
        source = Source("page text", "function words and letters")
        evidence.append(Evidence("language", language, "page text", source))
    chosen = _Chosen(LEAST if said else LEAST_ALONE)
    if url:
        chosen.take("url", url, Source("argument", "url"))
    context = context_of(page, said, url)
    for field in LEAST:
        groups = grouped(field, evidence, context)
        ranked = weighed(field, groups) if said else weighed_alone(groups)
        if field == "authors":
            if said:  # a name that no tag gives must be surer
                ranked = [p for p in ranked if p[0] >= _IN_TEXT or _in_tag(p[1])]
            chosen.authors(_beside_best(_persons_first(ranked, context)))
        elif field == "title":
            chosen.best(field, _whole_first(ranked, context))
        else:
            chosen.best(field, ranked)
    chosen.plain(evidence)
    if "date_published" not in chosen.values:
        chosen.flag("date_published", AGO, evidence)
    return Metadata(**chosen.values, found=chosen.found, candidates=tuple(chosen.lost))


def _said(markup: Markup, url: str | None, language: str | None) -> list[Said]:
    """What markup says; its readers are imported for pages that have some."""
    from cleanarticle.metadata.markup import find

    return find(markup, url, language)


def gathered(findings: Iterable[Finding], said: Iterable[Said], text: str) -> list[Evidence]:
    """All that was found, in the page's text and in its markup, as evidence."""
    said = list(said)
    days = {day_of(s.value) for s in said if isinstance(s.value, date) and not s.unsure}
    findings = [settled(finding, days, text) for finding in findings]
    days |= {day_of(f.value) for f in findings if isinstance(f.value, date) and f.note != AMBIGUOUS}
    said = [s._replace(value=as_in(s.value, days)) if s.unsure else s for s in said]
    evidence = [e for f in findings for e in _from_text(f)] + [*map(_from_markup, said)]
    return evidence + list(_only_changed(evidence))


def _only_changed(evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    """Where nothing says when a page was published, the day of its change may be all it gives."""
    dated = [e for e in evidence if e.field in ("date_published", "date_modified")]
    if not any(is_own(e) for e in dated if e.field == "date_published"):
        for one in dated:
            if one.field == "date_modified":
                source = one.source._replace(note=one.source.note or CHANGED)
                way = f"changed {one.way}"
                yield one._replace(field="date_published", way=way, source=source)


def context_of(page: Page, said: Iterable[Said], url: str | None) -> Context:
    """What candidates are compared with."""
    sites = {key_of(str(one.value)) for one in said if one.field == "site_name"}
    sites.update(map(key_of, page.site))
    sites.add(key_of(site_of(url or "")))
    return Context(page.document.text, sites - {""})


def _from_text(finding: Finding) -> Iterator[Evidence]:
    source = Source("page text", finding.code, finding.start, finding.end, note=finding.note)
    way = "page text"
    if finding.field in LEAST:
        way = "text " + (
            "sure" if finding.points > 2 else "likely" if finding.points > 0 else "perhaps"
        )
    value = finding.value
    values = value if finding.field == "authors" and isinstance(value, tuple) else (value,)
    for value in filter(None, values):
        yield Evidence(finding.field, value, way, source, finding.points)


def _from_markup(said: Said) -> Evidence:
    how = "address" if said.way == "address" else "markup"
    return Evidence(said.field, said.value, said.way, Source(how, said.detail))


def _whole_first(ranked: list[tuple[float, Group]], context: Context) -> list[tuple[float, Group]]:
    """Put a headline on the page first that goes on where the likeliest title, a tag's, ends.

    Tags leave out what follows a colon, a dash or a comma; what follows nothing of the kind is
    another line, unless the headline is likely by itself.
    """
    title = ranked[0][1].value if ranked else ""
    for sure, group in ranked[1:]:
        rest = group.value[len(title) :] if group.value.startswith(title) else ""
        mark = rest.lstrip()[:1]
        goes_on = mark in _GOES_ON or (sure >= _LIKELY and mark not in "([")
        goes_on = goes_on and " " in rest.strip(f"{_GOES_ON} ")
        shown = any(one.way.startswith("text") for one in group.evidence)
        if goes_on and shown and not is_site(key_of(rest), context):
            others = [pair for pair in ranked if pair[1] is not group]
            return [(max(sure, ranked[0][0]), group), *others]
    return ranked


#: Marks behind which a headline goes on that a tag may give without.
_GOES_ON: Final = ":;–—-…؛；："
#: A headline of the page that is as likely goes on where the tag's ends, whatever follows: of nine
#: such on articles of WCXB, segments and ours seven are the gold's and one is right either way.
_LIKELY: Final = 0.3


def _persons_first(
    ranked: Sequence[tuple[float, Group]], context: Context
) -> list[tuple[float, Group]]:
    """Persons' names; the site's or a team's if there is no other, or none as likely by far."""
    persons = [pair for pair in ranked if not _is_body_of_people(pair[1], context)]
    if not persons or persons[0][0] < max(LEAST["authors"], _NOT_FAR * ranked[0][0]):
        return list(ranked)
    others = [(0.0, group) for _, group in ranked if _is_body_of_people(group, context)]
    return persons + others


def _is_body_of_people(group: Group, context: Context) -> bool:
    return is_site(key_of(group.value), context) or is_team(group.value)


def _in_tag(group: Group) -> bool:
    return any(not one.way.startswith("text") for one in group.evidence)


def _beside_best(ranked: Sequence[tuple[float, Group]]) -> list[tuple[float, Group]]:
    """The best name, those that a tag names with it, and others as good: the rest is far behind.

    A name that holds a better one, or part of one, is the same person's.
    """
    best = max(ranked, key=lambda pair: pair[0], default=None)
    if best is None:
        return []
    if full := _in_full(best[1].value, ranked):
        ranked = [(best[0], full), *(pair for pair in ranked if pair[1] not in (full, best[1]))]
        best = ranked[0]
    places = _places(best[1])
    kept: list[str] = []
    names = []
    for sure, group in ranked:
        key = key_of(group.value)
        share = _WITH_IT if not places.isdisjoint(_places(group)) else _AS_GOOD
        if sure > best[0] * share and not any(key in one or one in key for one in kept):
            kept.append(key)
            names.append((sure, group))
        else:
            names.append((0.0, group))
    return sorted(names, key=lambda pair: -pair[0])


def _in_full(name: str, ranked: Sequence[tuple[float, Group]]) -> Group | None:
    """Of a first name that a tag gives, the full name that the page has."""
    likely = (group for sure, group in ranked if sure >= LEAST["authors"])
    full = (group for group in likely if group.value.startswith(f"{name} "))
    return next(full, None) if " " not in name else None


def _places(group: Group) -> set[tuple[str, str | int]]:
    """The tags that name it and speak of the whole page, and its lines: there are all authors."""
    tags = {(e.way, e.source.detail) for e in group.evidence if e.way in _ALL_NAMED}
    lines = {("line", e.source.start) for e in group.evidence if e.source.start is not None}
    return tags | lines


class _Chosen:
    """What has been chosen so far."""

    def __init__(self, least: Mapping[str, float]) -> None:
        self.least = least
        self.values: dict[str, Any] = {}
        self.found: dict[str, Source] = {}
        self.lost: list[Candidate] = []

    def take(self, field: str, value: Any, source: Source, sure: float = 1.0) -> None:
        if value and field not in self.values:
            self.values[field] = value
            self.found[field] = source._replace(confidence=round(sure, 2))

    def best(self, field: str, ranked: Sequence[tuple[float, Group]]) -> None:
        """Take the likeliest candidate, if it is likely enough."""
        for sure, group in ranked[: _SHOWN + 1]:
            source = _source_of(group)
            if field not in self.values and sure >= self.least[field]:
                self.take(field, group.value, source, sure)
            else:
                self._lose(field, group.value, source, sure)

    def authors(self, ranked: Sequence[tuple[float, Group]]) -> None:
        """Take every name that is likely enough, in the order of the page."""
        likely = [(sure, group) for sure, group in ranked if sure >= self.least["authors"]]
        for sure, group in ranked[len(likely) : len(likely) + _SHOWN]:
            self._lose("authors", group.value, _source_of(group), sure)
        if not likely:
            return
        names = [group.value for _, group in likely]
        agencies = tuple(name for name in names if is_agency(name))
        persons = tuple(name for name in names if not is_agency(name))
        sure, first = likely[0]
        self.take("agencies", agencies, _source_of(first), sure)
        self.take("authors", persons or agencies, _source_of(first), sure)

    def plain(self, evidence: Sequence[Evidence]) -> None:
        """Take the other fields from the first way that has them."""
        by_place: dict[tuple[str, str], list[Evidence]] = {}
        for one in evidence:
            by_place.setdefault((one.field, one.way), []).append(one)
        for field, ways in _PLAIN.items():
            for way in ways:
                if found := by_place.get((field, way)):
                    self.take(field, _joined(field, found), found[0].source)

    def flag(self, field: str, claim: str, evidence: Sequence[Evidence]) -> None:
        """Tell of what the page claims of a field, where it gives no value for it."""
        for one in evidence:
            if one.field == claim:
                self._lose(field, one.value, one.source, 0.0)

    def _lose(self, field: str, value: Any, source: Source, sure: float) -> None:
        lost = source._replace(confidence=round(sure, 2))
        self.lost.append(Candidate(field, value, lost))


def _source_of(group: Group) -> Source:
    """Of the places that agree, one in the page text, which can be looked at.

    Best one that says all that the value holds: another may lack the time or its zone.
    """
    shown = [one for one in group.evidence if one.source.start is not None]
    exact = (one for one in shown if one.value == group.value)
    return next(exact, (shown or group.evidence)[0]).source


def _joined(field: str, found: Sequence[Evidence]) -> Any:
    value = found[0].value
    if field == "language":
        code = str(value).replace("_", "-").partition("-")[0].strip().casefold()
        return code if 2 <= len(code) <= 3 and code.isalpha() else None
    if field not in _MANY:
        return value
    values = [v for one in found for v in (one.value if _is_list(one.value) else (one.value,))]
    return tuple(dict.fromkeys(values))


def _is_list(value: Any) -> bool:
    return type(value) is tuple
