"""Split a byline into names."""

from __future__ import annotations

import re
from typing import Final

from cleanarticle.dates import find_dates
from cleanarticle.rules.structure import looks_like_names

#: What stands between names.
GLUE: Final = re.compile(
    r"\s*(?:[,;|•·/、，]|(?<!\w)(?:and|und|et|y|e|i|и|та|og|och|en|ja|és|ve|και|và|dan|și|a|и|و)(?!\w)|&)\s*",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(r"[\w.+-]+@[\w.-]+|@\w+|\([^()]{0,80}\)|https?://\S+|[–—-] .*$")
#: Longest byline read, in characters.
_LONGEST: Final = 400


def split_names(text: str, language: str | None = None) -> tuple[str, ...]:
    """Split a byline into names, without dates, roles, addresses and agencies behind a dash.

    >>> split_names("Jane Doe, Tom O'Neil and Ana Paz (desk@example.org)")
    ('Jane Doe', "Tom O'Neil", 'Ana Paz')
    """
    text = text[:_LONGEST]
    for date in reversed(find_dates(text, language)):
        text = text[: date.start] + "|" + text[date.end :]
    text = _ROLE.sub("|", text)
    names = []
    for part in GLUE.split(text):
        name = part.strip(" .,:;|–—-=")
        if len(name) > 1 and not any(map(str.isdigit, name)) and looks_like_names(name):
            names.append(name)
    return tuple(dict.fromkeys(names[:8]))
