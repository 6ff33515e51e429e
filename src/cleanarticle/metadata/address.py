"""Read what a page's address says: a date in its path, and the site's own name."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Final

from cleanarticle.patterns import pattern

_DAY: Final = pattern(
    r"(?<!\d)(19[89]\d|20[0-4]\d)([/-]?)(0[1-9]|1[0-2]|(?<=/)[1-9](?=/))\2"
    r"(0[1-9]|[12]\d|3[01]|[1-9](?=[/-]))(?!\d)"
)
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMED: Final = pattern(
    rf"/(19[89]\d|20[0-4]\d)/({'|'.join(_MONTHS)})(?:[a-z]{{0,6}})/(0?[1-9]|[12]\d|3[01])(?![^/])"
)
_ABSOLUTE: Final = pattern(r"(?i)https?://[^/]")
_SECOND_LEVEL: Final = frozenset("co com org ac gov net or ne go edu".split())


def day_in(address: str) -> date | None:
    """The day in an address's path.

    >>> day_in("https://example.org/news/2024/05/25/harbour")
    datetime.date(2024, 5, 25)
    >>> day_in("https://example.org/2024/may/25/harbour")
    datetime.date(2024, 5, 25)
    >>> day_in("https://example.org/2024/harbour-19890") is None
    True
    """
    for found in _DAY.finditer(address):
        try:
            return date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            continue
    if named := _NAMED.search(address.casefold()):
        with suppress(ValueError):  # 31 June
            return date(int(named[1]), _MONTHS.index(named[2]) + 1, int(named[3]))
    return None


def is_absolute(address: str) -> bool:
    """Tell whether an address says of which site it is."""
    return _ABSOLUTE.match(address) is not None


def joined(address: str, bases: Iterable[str]) -> str:
    """An address made absolute by the first base that is; as it stands if none is.

    >>> joined("/2024/x", ["", "/", "https://example.org/a/"]), joined("/2024/x", ["/a"])
    ('https://example.org/2024/x', '/2024/x')
    """
    base = "" if is_absolute(address) else next(filter(is_absolute, bases), "")
    if not base:
        return address
    from urllib.parse import urljoin  # for addresses that are not absolute only

    try:
        return urljoin(base, address)
    except ValueError:
        return address


def site_of(address: str) -> str:
    """The name in an address's host, without its endings; empty if there is none.

    >>> site_of("https://www.daily-harbour.co.uk/a"), site_of("no address")
    ('daily-harbour', '')
    """
    if not address:
        return ""
    from urllib.parse import urlsplit  # for pages with an address only

    try:
        labels = (urlsplit(address).hostname or "").split(".")
    except ValueError:
        return ""
    if len(labels) < 2:
        return ""
    return labels[-3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else -2]
