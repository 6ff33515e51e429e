"""The only place where a block gets its label.

The scorecard says how likely a block is body. What rules say beats it only where they name what
the block is: a protecting rule first, then a dropping one, then a line that was read into the
metadata. The threshold is the page's own: a block is kept where that raises the expected F1.
Between the body's first and last sure lines of text the threshold is low: a body has no holes,
and what is noise there is mostly named by a rule. It is lowest for subheads, which look least like
body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cleanarticle.features import SENTENCE
from cleanarticle.kinds import likeliest
from cleanarticle.metadata.finding import Finding
from cleanarticle.model import Category
from cleanarticle.naming import PROSE, Named, name_blocks
from cleanarticle.page import Page
from cleanarticle.places import Chances
from cleanarticle.rules.shapes import TIME_OF_DAY

_BODY: Final[Named] = ("body", None)
#: Categories after which no body comes.
_OVER: Final = frozenset(("author-box", "comments", "tags", "legal", "footer"))
#: Thresholds tried; the best for the page's expected F1 is taken.
_THRESHOLDS: Final = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
#: A protected block is kept where its points are above this, whatever the threshold.
_PROTECTED: Final = 0.05
#: Least probability of a sentence that carries the body on.
_CARRIES: Final = 0.08
#: Points of the blocks that mark where the body begins and ends.
_BORDER: Final = 0.6
#: From this probability of being an article on, lines with metadata are none of its body.
_PERHAPS_ARTICLE: Final = 0.3
#: Of a page of cards either most are content or few, which the expected F1 of blocks judged one by
#: one does not know: on sites held out .5 to .7 of its threshold gains .03 to .04 word F1 on
#: collections and .01 on listings, in HTML and in text.
_CARDS: Final = frozenset(("collection", "listing"))
_OF_CARDS: Final = 0.6
#: Least probability of a sentence inside a body without line breaks, if the threshold is higher:
#: words lost on sample pages 3.9 -> 3.6%, noise lines 735 -> 760, word F1 of the corpora the same.
_HOLED: Final = 0.37
#: Least probability of a subhead inside the body, and the most words it has. On sites held out it
#: costs .0003 at most; the higher threshold of all other lines (`Scorecard.inside`) gains .002 on
#: WCXB and .007 on fundus, given inscriptis' text.
_SUBHEAD: Final = 0.06
_SUBHEAD_WORDS: Final = 5
#: Least probability of what it heads, where that is no paragraph but the first of a list.
_HEADED: Final = 0.3
#: Words of a sentence that carries the body past its last sure block, where it is the next.
_SENTENCE: Final = 5
#: Points that carry the body on whatever the block looks like.
_BODY_LIKE: Final = 0.4
#: What a box inside the body is, the words of the line that heads it, and the probability from
#: which that is a subhead. Noise lines left on 100 of 258 sample pages: 342 -> 336, words lost the
#: same; on the corpora .0003 word F1 at most.
_BOXES: Final = frozenset(("noise", "promotion", "related", "ad"))
_HEAD_WORDS: Final = 10
_SURE_HEAD: Final = 0.8
_DASHES: Final = frozenset("|-: ")
#: A block that is as likely body stands below the headline, wherever that was found; a line below
#: prose that is as likely is a subhead, even if it is taken for the headline. Of what
#: readability-lxml leaves of WCXB's articles (every sixth page, in sample) cleaning loses .60, .53
#: and with both .48% of the body's words; the F1 of the corpora's articles stays within .0002.
_SURE_BODY: Final = 0.75
_SUBHEAD_LIKE: Final = 0.65
#: What ends a question.
_ASKS: Final = "?؟？"
#: How many other unnamed blocks may stand between.
_STRANGERS: Final = 3


class Verdict(NamedTuple):
    """What became of a block: kept or not, as what, by which rule."""

    keep: bool
    category: Category
    code: str | None


def decide(
    page: Page,
    chances: Chances,
    inside: float,
    findings: Sequence[Finding],
    keep: frozenset[str],
) -> list[Verdict]:
    """Give every block its verdict.

    Args:
        page: the page as it was looked at.
        chances: each block's probability of being body.
        inside: between the body's first and last sure blocks, one without a name is kept where its
            probability is above this, even if the page's threshold is higher.
        findings: what was read into the metadata.
        keep: categories the user wants in the text.
    """
    chance, kind = chances.placed, likeliest(page.kinds).name
    findings = _of_article(page, chance, findings)
    named = name_blocks(page, chance, findings, kind)
    threshold = _threshold(page, chances, kind)
    body = _extent(page, chance, named)
    headline = max((f.block for f in findings if f.field == "title"), default=0)
    ends = page.seen.columns["end"]
    protected = min(_PROTECTED, threshold)
    # Where line breaks were lost, labels stand between sentences: there a body has holes.
    inside = min(_HOLED, threshold) if page.document.collapsed else min(inside, threshold)
    whole = _unbroken(page)
    # By far the most verdicts are one of these two.
    plain = {True: Verdict(True, "body", None), False: Verdict("noise" in keep, "noise", None)}
    verdicts = []
    for index, p in enumerate(chance):
        category, code = named.get(index, _BODY)
        if category != "body":
            verdicts.append(Verdict(category in keep, category, code))
            continue
        least = protected if code else inside if index in body else threshold
        if _SUBHEAD < p <= least and index in body and _is_subhead(page, chance, index):
            least = _SUBHEAD
        # Above the headline there is no body; a sentence there may belong to a wrong headline.
        above = index < headline and ends[index] < SENTENCE and p < _SURE_BODY
        verdict = plain[(p > least and not above) or index == whole]
        verdicts.append(verdict._replace(code=code) if code else verdict)
    if page.document.format == "text":
        for index in _heads_of_boxes(page, chance, verdicts):
            verdicts[index] = plain[False]
        for index in (*_entries_alike(page, chance, verdicts), *_delimiters(page, verdicts)):
            verdicts[index] = plain[True]
    return verdicts


def _of_article(
    page: Page, chance: Sequence[float], findings: Sequence[Finding]
) -> Sequence[Finding]:
    """The findings whose lines are none of the body, which are those of what may be an article.

    Elsewhere names of products and stamps of posts are content, and no headline ends the menu
    above. On sites held out this gains .017 word F1 on WCXB's other kinds given the HTML, .009
    given the text, and costs its articles nothing.
    """
    maybe = page.kinds[0] >= _PERHAPS_ARTICLE
    return _without_late_titles(page, chance, findings) if maybe else ()


def _without_late_titles(
    page: Page, chance: Sequence[float], findings: Sequence[Finding]
) -> Sequence[Finding]:
    """The findings but for headlines with most of the body above them, which are none.

    Nor is a line below prose that is likely body itself, but a subhead: a text that is clean
    already may have no headline.
    """
    titles = {finding.block for finding in findings if finding.field == "title"}
    if not any(titles):
        return findings
    words, ends = page.seen.words, page.seen.columns["end"]
    likely = [n if p > _BODY_LIKE else 0 for n, p in zip(words, chance, strict=True)]
    prose = (i for i, n in enumerate(words) if n >= PROSE and ends[i] >= SENTENCE)
    begun = next((i for i in prose if chance[i] > _BORDER), len(words))
    late = {block for block in titles if block and 2 * sum(likely[:block]) >= sum(likely)}
    late.update(block for block in titles if block > begun and chance[block] > _SUBHEAD_LIKE)
    return [f for f in findings if f.field != "title" or f.block not in late] if late else findings


def _unbroken(page: Page) -> int:
    """The block with most of a page's words where line breaks were lost; -1 if there is none.

    Thai ends no sentence with a mark: body and noise are one block, and dropping it leaves nothing.
    """
    words = page.seen.words
    if not words or not page.document.collapsed:
        return -1
    most = max(range(len(words)), key=words.__getitem__)
    return most if 2 * words[most] > sum(words) else -1


def _threshold(page: Page, chances: Chances, kind: str) -> float:
    """The page's threshold.

    A named place makes all its blocks alike, and many that are all a little likely would be worth
    keeping only if they were independent: in HTML the threshold is no lower than by the blocks' own
    chances. On sites held out magic gains .005, fundus and WCXB stay; given the text WCXB loses.
    """
    words = page.seen.words
    threshold = best_threshold(chances.placed, words)
    if page.document.elements:
        threshold = max(threshold, best_threshold(chances.own, words))
    return threshold * _OF_CARDS if kind in _CARDS else threshold


def _is_subhead(page: Page, chance: Sequence[float], index: int) -> bool:
    """Tell a few words that end no sentence, or ask, above a paragraph or apart above likely body.

    Markup says itself what is a subhead.
    """
    ends, words, below = page.seen.columns["end"], page.seen.words, index + 1
    if page.document.format != "text" or below == len(words):
        return False
    prose = words[below] >= PROSE and ends[below] >= SENTENCE
    apart = page.document.blocks[index].gap > 0 and page.document.blocks[below].gap > 0
    headed = prose or (apart and chance[below] > _HEADED)
    asks = page.document.texts[index][-1] in _ASKS
    return headed and words[index] <= _SUBHEAD_WORDS and (ends[index] < SENTENCE or asks)


def _delimiters(page: Page, verdicts: Sequence[Verdict]) -> Iterator[int]:
    """Rows of dashes below the head of a Markdown table that stays: without them it is none."""
    for index, text in enumerate(page.document.texts):
        if text[0] == "|" and _DASHES.issuperset(text) and index and verdicts[index - 1].keep:
            yield index


def _heads_of_boxes(
    page: Page, chance: Sequence[float], verdicts: Sequence[Verdict]
) -> Iterator[int]:
    """Lines that head a paragraph of promotion and stand right below one of the body.

    A few words above prose look like a subhead; what becomes of the prose tells. Markup says itself
    what is one box.
    """
    ends, words = page.seen.columns["end"], page.seen.words
    dropped = [i for i, verdict in enumerate(verdicts) if not verdict.keep and words[i] >= PROSE]
    for below in dropped:
        if below < 2 or verdicts[below].category not in _BOXES or ends[below] < SENTENCE:
            continue
        above, index = below - 2, below - 1
        prose = verdicts[above].keep and words[above] >= PROSE and ends[above] >= SENTENCE
        if prose and verdicts[index].keep and not verdicts[index].code:
            short = words[index] <= _HEAD_WORDS and not page.document.texts[index].endswith(".")
            if short and chance[index] < _SURE_HEAD:
                yield index


def _entries_alike(
    page: Page, chance: Sequence[float], verdicts: Sequence[Verdict]
) -> Iterator[int]:
    """Sentences of entries, where most are body: above the same button, below a time of day.

    So are the questions of an interview, each between an answer that stays and another.
    """
    texts, ends = page.document.texts, page.seen.columns["end"]
    entries: dict[str, list[int]] = {}
    for index in [i for i, often in enumerate(page.seen.columns["repeats"]) if often > 1 and i]:
        if not verdicts[index].keep:
            entries.setdefault(texts[index], []).append(index - 1)
    numbers = [i for i, line in enumerate(page.folded[:-1]) if line[:1] == "0" and verdicts[i].keep]
    entries[""] = [i + 1 for i in numbers if TIME_OF_DAY.fullmatch(page.folded[i])]
    asked = [i for i, text in enumerate(texts[:-1]) if i and text[-1] in _ASKS]
    entries["?"] = [i for i in asked if verdicts[i - 1].keep and verdicts[i + 1].keep]
    for entry in entries.values():
        kept = sum(verdicts[index].keep for index in entry)
        if len(entry) > 2 and 3 * kept >= 2 * len(entry):
            for index in entry:
                unnamed = not verdicts[index].keep and not verdicts[index].code
                if unnamed and ends[index] >= SENTENCE and chance[index] > _CARRIES:
                    yield index


def _extent(page: Page, chance: Sequence[float], named: Mapping[int, Named]) -> range:
    """The blocks from the body's first sure one to its last, and the prose right around them.

    The last paragraphs stand among tail cues, a standfirst above the byline, and both score low
    for it. On sites held out this gains .001 word F1 on WCXB articles, .003 on the same cropped,
    and next to nothing on fundus.
    """
    sure = [i for i, p in enumerate(chance) if p > _BORDER and i not in named]
    if not sure:
        return range(0)
    first, last = sure[0], sure[-1]
    if not page.document.collapsed:
        last = _reach(page, chance, named, range(last, len(chance)))
        first = _reach(page, chance, named, range(first, -1, -1))
    return range(first, last + 1)


def _reach(page: Page, chance: Sequence[float], named: Mapping[int, Named], way: range) -> int:
    """Go from a border of the body outwards as far as there is prose with little between."""
    border, strangers = way[0], 0
    for index in way[1:]:
        category, code = named.get(index, _BODY)
        if category in _OVER or strangers > _STRANGERS:
            break
        if category != "body":
            strangers += category == "related" and page.document.blocks[index].item
            continue
        least = PROSE if strangers > 1 or way.step < 0 else _SENTENCE
        sentence = page.seen.columns["end"][index] >= SENTENCE and page.seen.words[index] >= least
        if chance[index] > _BODY_LIKE or ((code or sentence) and chance[index] > _CARRIES):
            border, strangers = index, 0
        else:
            strangers += 1
    return border


def best_threshold(chance: Sequence[float], words: Sequence[int]) -> float:
    """Return the threshold with the best expected word F1.

    With F the F1 to be expected, keeping a block of probability p raises it where p > F/2.

    >>> best_threshold([0.9, 0.3], [50, 50])
    0.3
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
