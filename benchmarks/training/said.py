"""Labelled lines of invented sites in many languages: only their words tell them apart.

`lines/XX.txt` holds those of a language: for each site a line that begins with ``#``, then lines
marked ``-`` of what stands around articles, those of one box in a row, and lines marked ``+`` of
an article's body. They were written for this.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

LINES: Final = Path(__file__).parent / "lines"
_SITE, _NOISE, _BODY = "# ", "- ", "+ "


class Site(NamedTuple):
    """What an invented site says."""

    name: str
    boxes: list[list[str]]
    body: list[str]


@cache
def sites(language: str) -> tuple[Site, ...]:
    """The sites of a language, or none.

    Raises:
        ValueError: a line of the file is none of the three kinds.
    """
    path = LINES / f"{language}.txt"
    if not path.exists():
        return ()
    return tuple(parsed(path.read_text(encoding="utf-8"), language))


def parsed(text: str, language: str) -> list[Site]:
    """Return the sites of a file.

    >>> [site] = parsed("# A paper\\n- Write to us\\n- Send\\n\\n- Menu\\n\\n+ It rained.\\n", "en")
    >>> site.name, site.boxes, site.body
    ('en-1.lines.example', [['Write to us', 'Send'], ['Menu']], ['It rained.'])
    """
    found: list[Site] = []
    before = ""
    for line in text.splitlines():
        kind, said = line[:2], line[2:].strip()
        if kind == _SITE:
            found.append(Site(f"{language}-{len(found) + 1}.lines.example", [], []))
        elif kind == _NOISE and found:
            if before != _NOISE:
                found[-1].boxes.append([])
            found[-1].boxes[-1].append(said)
        elif kind == _BODY and found:
            found[-1].body.append(said)
        elif line.strip():
            raise ValueError(f"lines/{language}.txt: no '# ', '- ' or '+ ' before {line!r}")
        before = kind
    return found


def languages() -> list[str]:
    """The languages there are lines of."""
    return sorted(path.stem for path in LINES.glob("*.txt"))
