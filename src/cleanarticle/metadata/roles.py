"""What a part of a byline is if it is no person: a role, a newsroom, an agency, a company."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from cleanarticle.data import read_data
from cleanarticle.rules.looks import AGENCIES

#: How companies' names end.
_COMPANIES: Final = frozenset(
    "gmbh kg ag inc llc ltd plc corp s.a s.p.a srl sarl oy ab bv nv".split()
)
#: Agencies that sign with their names in full, folded.
AGENCY_FULL_NAMES: Final = frozenset(
    (
        "associated press",
        "the associated press",
        "agence france-presse",
        "deutsche presse-agentur",
        "press association",
        "europa press",
        "thomson reuters",
    )
)


class Words(NamedTuple):
    """The words in ``names.toml``."""

    stops: frozenset[str]
    within: frozenset[str]
    roles: frozenset[str]
    """What a person is; a newsroom too."""
    nameless: frozenset[str]
    """Those that open a role and are no name by themselves."""
    leading: frozenset[str]
    """Those that open a role or the name of a newsroom."""
    teams: frozenset[str]
    institutions: frozenset[str]


@cache
def listed() -> Words:
    """The words, read once."""
    source = tomllib.loads(read_data("metadata/names.toml"))
    words = {key: frozenset(value.casefold().split()) for key, value in source.items()}
    desks = words.pop("desks")
    return Words(**words | {key: words[key] | desks for key in ("roles", "leading")})


def tell_role(words: Iterable[str]) -> bool:
    """Tell whether one of the words says what a person is.

    >>> tell_role(["senior", "editor"]), tell_role(["harbour"])
    (True, False)
    """
    return not listed().roles.isdisjoint(words)


def is_team(name: str) -> bool:
    """Tell whether a name is that of several.

    >>> is_team("Harbour Editorial Team"), is_team("Jane Doe")
    (True, False)
    """
    return name.casefold().rpartition(" ")[2] in listed().teams


def is_company(part: str) -> bool:
    """Tell whether a part of a byline ends as companies' names do."""
    return part.rpartition(" ")[2].casefold().strip(".") in _COMPANIES


def is_institution(part: str) -> bool:
    """Tell whether what follows a name is where the person works.

    >>> is_institution("Skerry University"), is_institution("University of Skerry")
    (True, True)
    """
    words = part.casefold().split()
    return len(words) > 1 and not listed().institutions.isdisjoint((words[0], words[-1]))


def names_role(part: str) -> bool:
    """A few words of which the last says what somebody is, or the first who leads or writes there.

    >>> names_role("senior reporter"), names_role("Leiter Technik"), names_role("Editor Jane Doe")
    (True, True, False)
    """
    words = part.casefold().split()
    own = words[-1].rpartition("-")[2] in listed().roles or words[0] in listed().leading
    return len(words) < 6 and own


def is_agency(name: str) -> bool:
    """Tell whether a name is a news agency's.

    >>> is_agency("dpa"), is_agency("AFP/Reuters"), is_agency("Jane Doe")
    (True, True, False)
    """
    words = [word for word in re.split(r"[\W_]+", name.casefold()) if word]
    return (
        bool(words)
        and (words[0] in AGENCIES or name.casefold() in AGENCY_FULL_NAMES)
        and len(words) < 4
    )
