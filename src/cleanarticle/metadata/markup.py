"""All that a page's markup and address say of the article, in one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cleanarticle.metadata.address import day_in, is_absolute, joined, site_of
from cleanarticle.metadata.elements import find_in_labels
from cleanarticle.metadata.json_ld import find_in_scripts
from cleanarticle.metadata.meta_tags import find_in_meta
from cleanarticle.metadata.said import Said
from cleanarticle.metadata.tag_names import names_in_tag
from cleanarticle.metadata.titles import key_of, parts_of, without_site
from cleanarticle.model import Markup

_FEEDS: Final = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def find(markup: Markup, address: str | None, language: str | None) -> list[Said]:
    """Return what the markup says, titles without the site's name and bylines as single names.

    Args:
        markup: what was collected from the page.
        address: the page's address, where the caller knows it.
        language: the language of the page's text, for dates that are written out.

    >>> page = Markup(meta=(("author", "By Jane Doe"), ("og:site_name", "Post")), title="Hi - Post")
    >>> [(said.field, said.value) for said in find(page, None, None)]
    [('authors', 'Jane Doe'), ('site_name', 'Post'), ('title', 'Hi')]
    """
    bases = [address or "", *(content for name, content in markup.meta if name == "og:url")]
    bases += [link.href for link in markup.links if link.rel == "base"]
    canonical = _canonical(markup, bases)
    page = address or canonical
    said = [
        *find_in_scripts(markup.ld, page),
        *find_in_meta(markup.meta, language),
        *find_in_labels(markup.labels, language),
        *_of_page(markup, page, canonical),
    ]
    said = [s._replace(value=joined(str(s.value), bases)) if s.field == "url" else s for s in said]
    sites = {key for s in said if s.field == "site_name" and (key := key_of(str(s.value)))}
    if host := key_of(site_of(page)):
        sites.add(host)
    return [tidy for one in said for tidy in _tidy(one, sites)]


def _canonical(markup: Markup, bases: Sequence[str]) -> str:
    """The address that the page gives itself; of several, one that is absolute."""
    found = [joined(link.href, bases) for link in markup.links if link.rel == "canonical"]
    return next(filter(is_absolute, found), found[0] if found else "")


def _of_page(markup: Markup, page: str, canonical: str) -> Iterator[Said]:
    if markup.title:
        yield Said("title", markup.title, "tag", "title")
    if markup.lang:
        yield Said("language", markup.lang, "html", "html lang")
    if canonical:
        yield Said("url", canonical, "canonical", "link rel=canonical")
    for link in markup.links:
        if link.rel == "alternate" and link.type in _FEEDS:
            yield Said("feeds", link.href, "link", f"link type={link.type}")
    if day := day_in(page):
        yield Said("date_published", day, "address", "url")
    picture = next((content for name, content in markup.meta if name == "og:image"), "")
    if day := day_in(picture):
        yield Said("date_published", day, "picture's address", "og:image")


def _tidy(said: Said, sites: set[str]) -> Iterator[Said]:
    """Names one by one; titles without the site's name, and what else a title tag may hold."""
    if said.field == "authors":
        for name in names_in_tag(str(said.value)):
            yield said._replace(value=name)
    elif said.field == "title":
        title = without_site(str(said.value), sites)
        if title != said.value:
            yield said._replace(value=title, way=f"{said.way} cut")
            return
        yield said
        for part, way in parts_of(title) if said.way in ("tag", "og") else ():
            yield said._replace(value=part, way=way)
    else:
        yield said
