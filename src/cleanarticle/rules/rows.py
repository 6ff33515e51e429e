"""Lines made of several labels and nothing else: ``Share  Copy link  12 comments``."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final

from cleanarticle.rules.edges import opens
from cleanarticle.rules.rule import Rule
from cleanarticle.rules.shapes import PLATFORMS
from cleanarticle.text import word_count

Entry = tuple[str, Rule]
"""A phrase and its rule."""
Table = dict[str, list[Entry]]
NONE: Final[list[Entry]] = []

#: Signs that cling to a word.
CLINGING: Final = '.,:;!?()[]"-'
#: Longest row, in words and characters, and the words its labels have where it is surely one.
_WORDS: Final = 16
_LONGEST: Final = 120
_SURE: Final = 3
#: What may stand between the labels of a row.
_BETWEEN: Final = " |·•,;:.-+/>»›()[]*"


class Rows:
    """The labels that rows are made of, under their first word or first two characters."""

    __slots__ = ("_heads", "_openings", "_tails")

    def __init__(self) -> None:
        self._heads: Table = {}
        self._openings: Table = {}
        self._tails = {"0", *PLATFORMS}

    def add(self, entry: Entry, words: list[str], spaced: bool) -> None:
        """Add a label, with its words; ``spaced`` if its language puts spaces between them."""
        if spaced:
            self._heads.setdefault(first_word(entry[0], words), []).append(entry)
            self._tails.add(words[-1])
        else:
            self._openings.setdefault(entry[0][:2], []).append(entry)

    def close(self) -> None:
        """Make the labels ready for matching: of two that fit, the longer is meant."""
        longest_first(self._heads)
        longest_first(self._openings)

    @property
    def heads(self) -> Set[str]:
        """The first words of the labels that have spaces between theirs."""
        return self._heads.keys()

    def candidates(self, cores: Sequence[str], words: Sequence[list[str]]) -> list[int]:
        """What can be told at a glance: few lines open and end with words of labels."""
        heads, tails, openings = self._heads, self._tails, self._openings
        return [
            index
            for index, (core, ws) in enumerate(zip(cores, words, strict=True))
            if ws
            and ((ws[0] in heads and ws[-1] in tails) or core[:2] in openings)
            and len(core) <= _LONGEST
            and len(ws) <= _WORDS
        ]

    def opening(self, core: str, head: str) -> Entry | None:
        """The label that opens a line, whose first word is ``head``."""
        entries = self._heads.get(head, NONE) + self._openings.get(core[:2], NONE)
        begun = [entry for entry in entries if core.startswith(entry[0])]
        return next((entry for entry in begun if opens(core, entry[0])), None)

    def first(self, core: str) -> Entry | None:
        """The first of the labels that a line is made of, if it is two or more and nothing else."""
        first: Entry | None = None
        labels = words = 0
        rest = core
        while rest:
            head = rest.partition(" ")[0].strip(CLINGING)
            if label := self.opening(rest, head):
                labels += 1
                words += word_count(label[0])
                rest = rest[len(label[0]) :]
            elif first and (head == "0" or head in PLATFORMS):
                rest = rest[len(head) :]
            else:
                return None
            first = first or label
            rest = rest.lstrip(_BETWEEN)
        return first if labels > 1 and words >= _SURE else None


def first_word(phrase: str, words: list[str]) -> str:
    """What a phrase's block would be looked up under."""
    return words[0] if words[0].isalnum() else phrase.partition(" ")[0].strip(CLINGING)


def longest_first(table: Table) -> None:
    """Put a table's phrases in the order in which they are tried."""
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
