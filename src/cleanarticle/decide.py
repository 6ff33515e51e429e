"""The only place where a block gets its label.

The scorecard says how likely a block is body. What rules say beats it only where they name what
the block is: a protecting rule first, then a dropping one, then a line that was read into the
metadata. The threshold is the page's own: a block is kept where that raises the expected F1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from cleanarticle.metadata.page_text import Finding
from cleanarticle.model import Category, Match, Rule

#: Thresholds tried; the best for the page's expected F1 is taken.
_THRESHOLDS: Final = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
#: A rule that drops a block on part of its words is overruled by points surer than this.
_SURE: Final = 0.97
#: A protected block is kept where its points are above this, whatever the threshold.
_PROTECTED: Final = 0.1
_FIELDS: Final[dict[str, Category]] = {
    "title": "title",
    "site_name": "title",
    "authors": "byline",
    "date_published": "date",
    "date_modified": "date",
    "captions": "caption",
    "dateline": "date",
}


class Verdict(NamedTuple):
    """What became of a block: kept or not, as what, by which rule."""

    keep: bool
    category: Category
    code: str | None


def decide(
    chance: Sequence[float],
    words: Sequence[int],
    matches: Sequence[Match],
    findings: Sequence[Finding],
    keep: frozenset[str],
) -> list[Verdict]:
    """Give every block its verdict.

    Args:
        chance: each block's probability of being body.
        words: each block's number of words.
        matches: what the rules found; protecting matches first within a block.
        findings: what was read into the metadata.
        keep: categories the user wants in the text.
    """
    named = _named(chance, matches, findings)
    threshold = best_threshold(chance, words)
    verdicts = []
    for index, p in enumerate(chance):
        rule = named.get(index)
        if rule is None:
            verdicts.append(Verdict(p > threshold, "body" if p > threshold else "noise", None))
        elif rule[0] == "body":
            kept = p > min(_PROTECTED, threshold)
            verdicts.append(Verdict(kept, "body" if kept else "noise", rule[1]))
        else:
            verdicts.append(Verdict(rule[0] in keep, rule[0], rule[1]))
    return verdicts


def _named(
    chance: Sequence[float], matches: Sequence[Match], findings: Sequence[Finding]
) -> Mapping[int, tuple[Category, str]]:
    """For each block that a rule or finding names, the category and the code."""
    named: dict[int, tuple[Category, str]] = {}
    for match in matches:
        rule = match.rule
        if match.block in named:
            continue
        if rule.action == "protect":
            named[match.block] = ("body", rule.code)
        elif rule.action == "drop" and not (_partial(rule) and chance[match.block] > _SURE):
            named[match.block] = (rule.category, rule.code)
    for finding in findings:
        if finding.field in _FIELDS:
            named.setdefault(finding.block, (_FIELDS[finding.field], finding.code))
    return named


def _partial(rule: Rule) -> bool:
    """Tell whether the rule looks at part of the block only."""
    return rule.scope != "line"


def best_threshold(chance: Sequence[float], words: Sequence[int]) -> float:
    """Return the threshold with the best expected word F1.

    With F the F1 to be expected, keeping a block of probability p raises it where p > F/2.

    >>> best_threshold([0.9, 0.1], [50, 50])
    0.25
    """
    wanted = sum(p * n for p, n in zip(chance, words, strict=True))
    best, threshold = -1.0, 0.5
    for candidate in _THRESHOLDS:
        kept = [(p * n, n) for p, n in zip(chance, words, strict=True) if p > candidate]
        expected = 2 * sum(hit for hit, _ in kept) / (sum(n for _, n in kept) + wanted or 1.0)
        if expected > best + 1e-12:
            best, threshold = expected, candidate
    return threshold
