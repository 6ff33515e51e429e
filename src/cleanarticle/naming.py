"""What rules and findings say a block is, and what the page's form says of the blocks around it.

A rule names one block: a label for related content, or one that opens content. What stands below it
is named after it; and so is what the page says twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cleanarticle.echoes import CONTENTS
from cleanarticle.features import SENTENCE
from cleanarticle.metadata.finding import Finding
from cleanarticle.model import Category
from cleanarticle.page import Page
from cleanarticle.rules.rule import Match, Rule
from cleanarticle.structure import HEADINGS, PARTS, stands_in

Named = tuple[Category, str | None]
"""What a rule or finding says a block is, and its code."""

#: A rule that drops a block on part of its words is overruled by points surer than this.
_SURE: Final = 0.985
#: Words of a sentence that is a paragraph.
PROSE: Final = 12
#: Categories of what is read into the metadata, and the code of what is told by it: a box that
#: opens with the name of the byline.
_LIFTED: Final = frozenset(("title", "byline", "date", "caption", "source"))
_BIO: Final = "ANY807"
#: From this probability on a paragraph is body whatever a rule says. By earlier points magic's
#: get_text .9037 -> .9050 and WCXB's .9538 -> .9544 on every third page; by these nothing on the
#: gate's pages but one more line of noise and .007% fewer words lost on unseen pages: rules are
#: rarely wrong where points are sure, and a page of the wild should not pay where they are.
_SURE_SENTENCE: Final = 0.85
#: The same of a number, a date or signs in a table, a list or code, for the rules that drop pages'
#: numbers, counts, signs and dates.
_SURE_CELL: Final = 0.7
_SHAPES: Final = frozenset(("ANY402", "ANY701", "ANY703", "ANY803"))
_BULLET: Final = "•"
#: A page that is rejected says little else: at most so many words that may be body, and so many
#: in whole sentences.
_REST: Final = 30
_SENTENCES: Final = 100
_PERHAPS: Final = 0.5
#: What the page says again: the feature that tells it, from which value on, what it is then, code.
_ECHOES: Final[tuple[tuple[str, int, Category, str], ...]] = (
    ("entries listed", CONTENTS, "navigation", "ANY404"),
    ("quoted again", 1, "repeat", "ANY710"),
)
_FIELDS: Final[dict[str, Category]] = {
    "title": "title",
    "site_name": "title",
    "authors": "byline",
    "date_published": "date",
    "date_modified": "date",
    "captions": "caption",
    "dateline": "date",
    "bio": "author-box",
}


def name_blocks(
    page: Page, chance: Sequence[float], findings: Sequence[Finding], kind: str
) -> dict[int, Named]:
    """Name the blocks that a rule, a finding or the page's form names; most have no name.

    Args:
        page: the page as it was looked at.
        chance: each block's probability of being body.
        findings: what was read into the metadata.
        kind: what kind of page it is.
    """
    named = _named(chance, page.matches, findings)
    if page.document.collapsed:
        _name_bullets(page, named)
    else:
        _name_contents(page, named)
        _name_teasers(page, named, lists=kind == "article")
        if kind == "article":
            _name_echoes(page, named)
    named = {i: name for i, name in named.items() if not _is_content(page, chance[i], i, name)}
    return _rejected(page, chance) or named


def _named(
    chance: Sequence[float], matches: Sequence[Match], findings: Sequence[Finding]
) -> dict[int, Named]:
    """For each block that a rule or finding names, the category and the code."""
    named: dict[int, Named] = {}
    # Where all that may be body is named by a rule, there is none that the rules could be wrong of.
    ruled = {match.block for match in matches}
    sure = _SURE if any(p > _PERHAPS and i not in ruled for i, p in enumerate(chance)) else 1.0
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
        elif rule.action == "drop" and not (_partial(rule) and chance[match.block] > sure):
            named[match.block] = (rule.category, rule.code)
    for finding in findings:
        if finding.field in _FIELDS:
            named.setdefault(finding.block, (_FIELDS[finding.field], finding.code))
    return named


def _is_content(page: Page, chance: float, index: int, name: Named) -> bool:
    """Tell whether a block is surely body, although a rule says that it looks like noise.

    In a text that is a paragraph which opens as noise does, in markup a number or date in a table,
    a list or code. What was read into the metadata stays there otherwise.
    """
    category, code = name
    if page.document.elements:
        shaped = code in _SHAPES and chance > _SURE_CELL
        return shaped and stands_in(page.document.blocks[index], PARTS | HEADINGS)
    if chance <= _SURE_SENTENCE or category == "body" or category in _LIFTED or code == _BIO:
        return False
    return page.seen.words[index] >= PROSE and page.seen.columns["end"][index] >= SENTENCE


def _name_teasers(page: Page, named: dict[int, Named], lists: bool) -> None:
    """Name what stands on the line of a label for related content: ``READ ALSOBridge closed``.

    In text also the lines right below such a heading, up to a blank one or a sentence; of an
    article (``lists``) also the list below it: manuals end in lists of pages of their own.
    """
    blocks, ends = page.document.blocks, page.seen.columns["end"]
    headings: set[int] = set()
    if not page.document.elements:
        headings = {m.block for m in page.matches if m.rule.name == "related-heading"}
    for label in [index for index, (category, _) in named.items() if category == "related"]:
        reach, most = (0, len(blocks)) if label in headings else (-1, label + 2)
        for teaser in range(label + 1, min(most, len(blocks))):
            text = page.document.texts[teaser]
            # The list below a heading may be set off by a blank line; what a dash opens is speech.
            listed = lists and label in headings and blocks[teaser].item and text[0] not in "–—"
            apart = blocks[teaser].gap > (1 if listed and teaser == label + 1 else reach)
            if apart or (ends[teaser] >= SENTENCE and not (listed and text[-1] in "?؟？")):
                break
            named.setdefault(teaser, named[label])


def _name_contents(page: Page, named: dict[int, Named]) -> None:
    """Name the list below a label that opens content: ``Background:``."""
    blocks, texts = page.document.blocks, page.document.texts
    for label in [index for index, (category, _) in named.items() if category == "body"]:
        if texts[label][-1] not in ":：":
            continue
        for item in range(label + 1, len(blocks)):
            if not blocks[item].item or blocks[item].gap > 1:
                break
            named.setdefault(item, named[label])


def _name_bullets(page: Page, named: dict[int, Named]) -> None:
    """Name the items behind the first, on whose line the label is: ``Background: • …``."""
    texts = page.document.texts
    for label in [index for index, (category, _) in named.items() if category == "body"]:
        for item in range(label + 1, len(texts) if _BULLET in texts[label] else 0):
            if texts[item][0] != _BULLET:
                break
            named.setdefault(item, named[label])


def _name_echoes(page: Page, named: dict[int, Named]) -> None:
    """Name tables of contents and pull quotes: to a reader both are said twice.

    Corpora have them in some bodies and not in others: by the first WCXB's articles gain .0005 word
    F1 given the HTML (in sample, every second page) and .0009 given the text, where fundus loses
    .0008; by the second fundus gains .0004 given either.
    """
    for column, least, category, code in _ECHOES:
        values = page.columns[column]
        if code in page.rules.by_code and max(values, default=0) >= least:
            for index in [index for index, value in enumerate(values) if value >= least]:
                named.setdefault(index, (category, code))


def _rejected(page: Page, chance: Sequence[float]) -> dict[int, Named]:
    """Name all blocks of a page that says first that it is none, or may not be read.

    What it advises then is worded like prose. Below a paragraph the same is a box's message.
    """
    said = {m.block: m.rule for m in page.matches if m.rule.action == "reject"}
    if not said:
        return {}
    ruled, words, ends = {m.block for m in page.matches}, page.seen.words, page.seen.columns["end"]
    others = [i for i in range(len(words)) if i not in ruled]
    rest = [i for i in others if chance[i] > _PERHAPS]
    prose = [words[i] for i in others if words[i] >= PROSE and ends[i] >= SENTENCE]
    first = min(said)
    more = sum(words[i] for i in rest) > _REST or sum(prose) > _SENTENCES
    if more or min(rest, default=first) < first:
        return {}
    return dict.fromkeys(range(len(chance)), (said[first].category, said[first].code))


def _partial(rule: Rule) -> bool:
    """Tell whether the rule looks at part of the block only."""
    return rule.scope != "line"
