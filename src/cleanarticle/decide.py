"""The only place where a block gets its label.

The scorecard says how likely a block is body. What rules say beats it only where they name what
the block is: a protecting rule first, then a dropping one, then a line that was read into the
metadata. The threshold is the page's own: a block is kept where that raises the expected F1.
Between the body's first and last sure blocks the threshold is low: a body has no holes, and what
is noise there is mostly named by a rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from cleanarticle.metadata.page_text import Finding
from cleanarticle.model import Category, Match, Rule
from cleanarticle.page import Page

Named = tuple[Category, str | None]
"""What a rule or finding says a block is, and its code."""

_BODY: Final[Named] = ("body", None)
#: Categories after which no body comes.
_OVER: Final = frozenset(("author-box", "comments", "tags", "legal", "footer"))
#: Thresholds tried; the best for the page's expected F1 is taken.
_THRESHOLDS: Final = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
#: A rule that drops a block on part of its words is overruled by points surer than this.
_SURE: Final = 0.97
#: A protected block is kept where its points are above this, whatever the threshold.
_PROTECTED: Final = 0.1
#: Inside the body a block without a name is kept where its points are above this. Measured on
#: sites held out: .1 gains .010 word F1 on WCXB articles over no such rule, .25 only .006.
_INSIDE: Final = 0.1
#: Points of the blocks that mark where the body begins and ends.
_BORDER: Final = 0.6
#: Words of a block that may carry the body past its last sure block.
_PROSE: Final = 12
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
    page: Page, chance: Sequence[float], findings: Sequence[Finding], keep: frozenset[str]
) -> list[Verdict]:
    """Give every block its verdict.

    Args:
        page: the page as it was looked at.
        chance: each block's probability of being body.
        findings: what was read into the metadata.
        keep: categories the user wants in the text.
    """
    named = _named(chance, page.matches, findings)
    threshold = best_threshold(chance, page.seen.words)
    body = _extent(page, chance, named)
    verdicts = []
    for index, p in enumerate(chance):
        category, code = named.get(index, _BODY)
        if category == "body":
            least = _PROTECTED if code else _INSIDE if index in body else threshold
            kept = p > min(least, threshold)
            verdicts.append(Verdict(kept, "body" if kept else "noise", code))
        else:
            verdicts.append(Verdict(category in keep, category, code))
    return verdicts


def _extent(page: Page, chance: Sequence[float], named: Mapping[int, Named]) -> range:
    """The blocks from the body's first sure one to its last, and the prose right after it.

    The last paragraphs stand among tail cues and score low for it; one that follows the body with
    at most two unnamed blocks between is still body (word F1 up by .001 to .006 on sites held out).
    """
    sure = [i for i, p in enumerate(chance) if p > _BORDER and i not in named]
    if not sure:
        return range(0)
    last = sure[-1]
    if page.document.collapsed:
        return range(sure[0], last + 1)
    strangers = 0
    for index in range(last + 1, len(chance)):
        category, code = named.get(index, _BODY)
        if category in _OVER or strangers > 1:
            break
        if category == "body" and (code or _goes_on(page, index)) and chance[index] > _INSIDE:
            last, strangers = index, 0
        strangers += category == "body" and last != index
    return range(sure[0], last + 1)


def _goes_on(page: Page, index: int) -> bool:
    """Tell whether the block is a sentence long enough to carry the body on."""
    return page.seen.columns["end"][index] in (1, 2) and page.seen.words[index] >= _PROSE


def _named(
    chance: Sequence[float], matches: Sequence[Match], findings: Sequence[Finding]
) -> Mapping[int, Named]:
    """For each block that a rule or finding names, the category and the code."""
    named: dict[int, Named] = {}
    for finding in findings:
        # "Update: 12 May 2024" opens with a word that mostly opens content, yet is a date.
        if finding.field in ("date_published", "date_modified"):
            named[finding.block] = ("date", finding.code)
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
    wanted = hits = size = 0.0
    doubtful: list[tuple[float, int]] = []
    for p, n in zip(chance, words, strict=True):
        wanted += p * n
        if p > _THRESHOLDS[-1]:
            hits += p * n
            size += n
        elif p > _THRESHOLDS[0]:
            doubtful.append((p, n))
    doubtful.sort()
    best, threshold = 2 * hits / (size + wanted or 1.0), _THRESHOLDS[-1]
    for candidate in _THRESHOLDS[-2::-1]:
        while doubtful and doubtful[-1][0] > candidate:
            p, n = doubtful.pop()
            hits += p * n
            size += n
        expected = 2 * hits / (size + wanted or 1.0)
        if expected > best - 1e-12:
            best, threshold = expected, candidate
    return threshold
