"""Take the site's name off a title."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from cleanarticle.patterns import pattern

#: What stands between a title and a site's name.
SEPARATOR: Final = pattern(r"\s+(?:[|\-–—·•»«›:/~]|::|<|>)\s+|\s*[|｜│ㅣ»•_]\s*|\s+[-–—]|[-–—]\s+")
_LETTERS: Final = pattern(r"[\W_]+")
#: Parts of a title that are looked at.
_MOST: Final = 8


def key_of(text: str) -> str:
    """What of a title or name counts when two are compared: its letters and digits.

    >>> key_of("The Daily Harbour!") == key_of("the daily  harbour")
    True
    """
    return _LETTERS.sub("", text.casefold())


def without_site(title: str, sites: Collection[str]) -> str:
    """The title without the site's name at its end or start.

    Args:
        title: a title as a tag gives it.
        sites: keys of the names the site goes by.

    >>> without_site("Harbour reopens - City - Daily Harbour", {"dailyharbour"})
    'Harbour reopens - City'
    >>> without_site("Daily Harbour", {"dailyharbour"})
    'Daily Harbour'
    """
    cuts = list(SEPARATOR.finditer(title))[-_MOST:]
    for cut in cuts:
        if _is_site(title[cut.end() :], sites) and title[: cut.start()].strip():
            return title[: cut.start()].strip()
    for cut in reversed(cuts):
        if _is_site(title[: cut.start()], sites) and title[cut.end() :].strip():
            return title[cut.end() :].strip()
    return title


def _is_site(part: str, sites: Collection[str]) -> bool:
    key = key_of(part)
    return bool(key) and any(
        key == site
        or (
            len(key) > 4
            and len(site) > 4
            and (site.startswith(key) or key.startswith(site))
            and len(part) < 40
        )
        for site in sites
    )


def parts_of(title: str) -> Iterator[tuple[str, str]]:
    """What else of a title tag may be the title, and the way it was cut.

    >>> list(parts_of("Harbour reopens | City | Daily Harbour"))
    [('Harbour reopens | City', 'without its end'), ('Harbour reopens', 'to its first bar')]
    """
    cuts = list(SEPARATOR.finditer(title))[:_MOST]
    if not cuts:
        return
    if head := title[: cuts[-1].start()].strip():
        yield head, "without its end"
    if len(cuts) > 1 and (head := title[: cuts[0].start()].strip()):
        yield head, "to its first bar"
    elif tail := title[cuts[0].end() :].strip():
        yield tail, "from its first bar"
