"""Patterns of a rule set's labels, for finding them inside a line.

Every pattern has a set of words beside it, so that a block is searched only if it holds one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Final

from cleanarticle.patterns import pattern
from cleanarticle.rules.looks import AGENCY_NAMES
from cleanarticle.rules.rule import Rule
from cleanarticle.rules.shapes import SHARING, names_platforms
from cleanarticle.text import SPELLINGS, bare, fold, word_lists

_AGENCIES = rf" ?[:：]\s*(?:(?:{'|'.join(AGENCY_NAMES)})(?!\w)(?:\s?/\s?)?){{1,4}}"

#: First letters that tell most texts from labels.
_SEED = 3
#: First letters that tell most sentences from those a label opens: of a short one and of a long.
HEAD: Final = 6
LONG_HEAD: Final = 10
#: More digits than the first of a number in a label.
_DIGITS: Final = 9


class Labels:
    """The labels of a rule set; each pattern is compiled when it is first wanted, if it is."""

    def __init__(self, rules: Collection[Rule]) -> None:
        ads = [p for r in rules if _drops(r) and r.category == "ad" for p in r.phrases]
        self.spans = frozenset(p for r in rules if r.span for p in r.phrases) | frozenset(
            phrase for phrase in ads if phrase.count(" ") > 1 and "0" not in phrase
        )
        """Labels that may be cut out of a line wherever a sentence could end."""
        self.ads = frozenset(ads)
        """Ad labels, which may be cut out of a line where marks frame them."""
        self.credits = frozenset(
            p.rstrip(" :=") for r in rules if r.name == "photo-credit" for p in r.phrases
        )
        """Phrases that open a picture credit, folded, without their colon."""
        self.bylines = frozenset(
            p for r in rules if r.name == "byline" and r.action == "lift" for p in r.phrases
        )
        """Phrases that open a byline."""
        self.dates = tuple(
            (rule, tuple(p.rstrip(" :") for p in rule.phrases))
            for rule in rules
            if rule.category == "date" and rule.guards.rest == "date"
        )
        """The rules that say what a date is, and their phrases, without their colon."""
        self.leads = frozenset(
            p.rstrip(" :") for r in rules if r.action == "protect" for p in r.phrases
        )
        """Labels that open content, without their colon."""
        self.lines = frozenset(phrase for rule in rules if _drops(rule) for phrase in rule.phrases)
        """Labels that are a line by themselves, folded."""

    def stands_alone(self, text: str) -> bool:
        """Tell whether a text is a label that a rule drops, or names platforms to share on."""
        if bare(text.lower())[:_SEED] not in self.line_seeds:  # a tenth of the time of folding
            return False
        core = bare(fold(text))
        return core in self.lines or names_platforms(core)

    @cached_property
    def line_seeds(self) -> frozenset[str]:
        """First letters of what may stand alone."""
        return frozenset(phrase[:_SEED] for phrase in self.lines | SHARING)

    def opening(self, text: str) -> str:
        """The longest label of several words that the text begins with; empty if it does not."""
        return opens_with(text, self._openings)[0]

    @cached_property
    def _openings(self) -> dict[str, list[str]]:
        """Labels of several words under their first letters, the longest first."""
        return by_head(label for label in self.lines if " " in label and label[-1] != ":")

    @cached_property
    def inline(self) -> dict[str, re.Pattern[str]]:
        """The labels that may be cut out of a line, by a word they hold: a label if one is."""
        phrases = [*self.spans | self.ads]
        held = word_lists(phrases)
        alone = {words[0] for words in held if len(words) == 1}
        by_word: dict[str, list[str]] = {}
        for phrase, words in zip(phrases, held, strict=True):
            if words:
                word = max(words, key=lambda word: (word in alone, len(word)))
                by_word.setdefault(word, []).append(phrase)
        return {word: _any_of(some, r"(?<!\w)(?i:{})(?!\w)") for word, some in by_word.items()}

    @cached_property
    def byline_words(self) -> frozenset[str]:
        """First words of the labels that open a byline."""
        return _first_words(self.bylines)

    @cached_property
    def credit_words(self) -> frozenset[str]:
        """First words of the phrases that open a credit."""
        return _first_words(self.credits)

    @cached_property
    def credit_by(self) -> re.Pattern[str]:
        """Credits that need no colon: ``photo by``."""
        by = [phrase for phrase in self.credits if " " in phrase]
        return _any_of(by, r"(?:^|[.!?\"”»)(|,]\s?)\(?(?i:{})\s+(?=\w)")

    @cached_property
    def credit_agency(self) -> re.Pattern[str]:
        """A credit, its colon and an agency's name."""
        return _any_of(self.credits, r"(?i:{})" + _AGENCIES)

    @cached_property
    def lead(self) -> re.Pattern[str]:
        """Labels that open content, with their colon: ``Background:``."""
        return _any_of(self.leads, r"(?<=\s)(?i:{}) ?[:：](?=\s)")


def by_head(labels: Iterable[str]) -> dict[str, list[str]]:
    """Labels under their first letters, of short ones fewer; the longest first."""
    heads: dict[str, list[str]] = {}
    for label in sorted(set(labels), key=len, reverse=True):
        if len(label) >= HEAD:
            head = label[: LONG_HEAD if len(label) >= LONG_HEAD else HEAD]
            heads.setdefault(head, []).append(label)
    return heads


def opens_with(text: str, heads: dict[str, list[str]]) -> tuple[str, str]:
    """The longest of some labels that a text begins with: as it is written there, and folded."""
    head = text[:LONG_HEAD]
    plain = head.isascii() and not head[:1].isdigit()
    head = head.lower() if plain else fold(text)[:LONG_HEAD]
    labels = [*heads.get(head, ()), *heads.get(head[:HEAD], ())]
    folded = fold(text) if labels else ""
    for label in labels:
        if folded.startswith(label):
            # A number of any length folds to one digit.
            longest = len(label) + (_DIGITS if "0" in label else 0)
            for size in range(len(label), longest + 1):
                if fold(text[:size]) == label and not text[size : size + 1].isalnum():
                    return text[:size], label
    return "", ""


def _drops(rule: Rule) -> bool:
    return rule.scope == "line" and rule.action == "drop"


def _first_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(words[0] for words in word_lists([*phrases]) if words)


def _any_of(phrases: Iterable[str], frame: str) -> re.Pattern[str]:
    """A pattern of folded alternatives, longest first; one that matches nothing if none."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return pattern(r"(?!)")
    return pattern(frame.replace("{}", "|".join(map(_spelt, ordered)), 1))


def _spelt(folded: str) -> str:
    """A pattern of a folded phrase in all its spellings: ``Don’t``, ``don't``."""
    return "".join(
        f"[{re.escape(SPELLINGS[char])}]" if char in SPELLINGS else re.escape(char)
        for char in folded
    )
