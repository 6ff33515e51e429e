"""Every rule of every pack is held to its own hits and misses."""

from __future__ import annotations

import re

import pytest

from cleanarticle import clean
from cleanarticle.rules.engine import RuleSet
from cleanarticle.rules.registry import builtin, kinds, languages
from cleanarticle.rules.rule import Rule
from cleanarticle.text import fold_lines, word_lists

PACKS = [builtin(language) for language in ("any", *languages())]
RULES = [rule for pack in PACKS for rule in pack.rules]


def matches(rule: Rule, block: str) -> bool:
    if rule.test == "page":
        return any(decision.rule == rule.code for decision in clean(block).decisions)
    texts = [" ".join(block.split())]
    folded = fold_lines(texts)
    return bool(RuleSet([rule]).match(texts, folded, word_lists(folded)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_hits_match_and_misses_do_not(rule: Rule) -> None:
    assert [hit for hit in rule.hits if not matches(rule, hit)] == [], "hits that do not match"
    assert [miss for miss in rule.misses if matches(rule, miss)] == [], "misses that match"


def test_codes_are_unique_and_say_their_kind() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    numbers = {name: kind["number"] for name, kind in kinds().items()}
    wrong = [
        rule.code
        for rule in RULES
        if rule.language != "any" and int(re.sub(r"\D", "", rule.code)) != numbers.get(rule.name)
    ]
    assert wrong == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.language)
def test_no_phrase_is_in_two_dropping_rules_of_one_scope(pack) -> None:
    seen: dict[tuple[str, str], str] = {}
    twice = []
    for rule in pack.rules:
        for phrase in rule.phrases if rule.action == "drop" else ():
            other = seen.setdefault((rule.scope, phrase), rule.code)
            if other != rule.code:
                twice.append((phrase, other, rule.code))
    assert twice == []
