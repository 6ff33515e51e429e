"""Patterns of a rule set's labels, for finding them inside a line.

Every pattern has a set of words beside it, so that a block is searched only if it holds one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property

from cleanarticle.rules.looks import AGENCY_NAMES
from cleanarticle.rules.rule import Rule
from cleanarticle.rules.shapes import SHARING, names_platforms
from cleanarticle.text import bare, fold, word_lists

_AGENCIES = rf" ?[:：]\s*(?:(?:{'|'.join(AGENCY_NAMES)})(?!\w)(?:\s?/\s?)?){{1,4}}"

#: First letters that tell most texts from labels.
_SEED = 3


class Labels:
    """The labels of a rule set; each pattern is compiled when it is first wanted, if it is."""

    def __init__(self, rules: Collection[Rule]) -> None:
        self.spans = tuple(phrase for rule in rules if rule.span for phrase in rule.phrases)
        """Labels that may be cut out of a line."""
        self.credits = frozenset(
            p.rstrip(" :=") for r in rules if r.name == "photo-credit" for p in r.phrases
        )
        """Phrases that open a picture credit, folded, without their colon."""
        self.leads = frozenset(
            p.rstrip(" :") for r in rules if r.action == "protect" for p in r.phrases
        )
        """Labels that open content, without their colon."""
        self.lines = frozenset(
            phrase
            for rule in rules
            if rule.scope == "line" and rule.action == "drop"
            for phrase in rule.phrases
        )
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

    @cached_property
    def span_words(self) -> frozenset[str]:
        """First words of the labels that may be cut out of a line."""
        return _first_words(self.spans)

    @cached_property
    def span(self) -> re.Pattern[str]:
        """Those labels."""
        return _any_of(self.spans, r"(?<!\w)(?i:{})(?!\w)")

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


def _first_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(words[0] for words in word_lists([*phrases]) if words)


def _any_of(phrases: Iterable[str], frame: str) -> re.Pattern[str]:
    """A pattern of literal alternatives, longest first; one that matches nothing if none."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return re.compile(r"(?!)")
    return re.compile(frame.replace("{}", "|".join(map(re.escape, ordered)), 1))
