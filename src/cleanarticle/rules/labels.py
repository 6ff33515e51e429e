"""Patterns of a rule set's labels, for finding them inside a line.

Every pattern has a set of words beside it, so that a block is searched only if it holds one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cleanarticle.rules.rule import Rule
from cleanarticle.rules.shapes import AGENCY_NAMES
from cleanarticle.text import word_lists

_AGENCIES = rf" ?[:：]\s*(?:(?:{'|'.join(AGENCY_NAMES)})(?!\w)(?:\s?/\s?)?){{1,4}}"


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a rule set."""

    span_words: frozenset[str]
    """First words of the labels that may be cut out of a line."""
    span: re.Pattern[str]
    """Those labels."""
    credits: frozenset[str]
    """Phrases that open a picture credit, folded, without their colon."""
    credit_words: frozenset[str]
    """First words of those phrases."""
    credit_by: re.Pattern[str]
    """Credits that need no colon: ``photo by``."""
    credit_agency: re.Pattern[str]
    """A credit, its colon and an agency's name."""
    lead: re.Pattern[str]
    """Labels that open content, with their colon: ``Background:``."""

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Labels:
        """Make the patterns for a rule set."""
        rules = tuple(rules)
        spans = [phrase for rule in rules if rule.span for phrase in rule.phrases]
        credited = {p.rstrip(" :=") for r in rules if r.name == "photo-credit" for p in r.phrases}
        leads = {p.rstrip(" :") for r in rules if r.action == "protect" for p in r.phrases}
        by = [phrase for phrase in credited if " " in phrase]
        return cls(
            span_words=frozenset(words[0] for words in word_lists(spans) if words),
            span=_any_of(spans, r"(?<!\w)(?i:{})(?!\w)"),
            credits=frozenset(credited),
            credit_words=frozenset(words[0] for words in word_lists([*credited]) if words),
            credit_by=_any_of(by, r"(?:^|[.!?\"”»)(|,]\s?)\(?(?i:{})\s+(?=\w)"),
            credit_agency=_any_of(credited, r"(?i:{})" + _AGENCIES),
            lead=_any_of(leads, r"(?<=\s)(?i:{}) ?[:：](?=\s)"),
        )


def _any_of(phrases: Iterable[str], frame: str) -> re.Pattern[str]:
    """A pattern of literal alternatives, longest first; one that matches nothing if none."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return re.compile(r"(?!)")
    return re.compile(frame.replace("{}", "|".join(map(re.escape, ordered)), 1))
