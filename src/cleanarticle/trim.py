"""Cut labels out of paragraphs that are kept: ``… in June. Support us! It will carry …``.

This comes after all decisions. By such a sentence the whole paragraph of a promotion box is known,
and `Leave a comment.` between two sentences ends no article: a page is measured as it is, and of
what is kept the labels go.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, groupby
from operator import attrgetter
from typing import Final, NamedTuple

from cleanarticle.decide import Verdict
from cleanarticle.inline import BRACKETS, may_open
from cleanarticle.model import Document
from cleanarticle.page import Page
from cleanarticle.patterns import pattern
from cleanarticle.rules.labels import HEAD, LONG_HEAD
from cleanarticle.rules.sentences import SentenceLabels, Use
from cleanarticle.spans import split_at
from cleanarticle.text import CLOSERS, SENTENCE_MARKS, fold_lines, word_lists

Span = tuple[int, int]

#: Shorter blocks hold no sentence beside a label.
_LEAST_CHARS: Final = 60
#: How far a label is looked at, and what follows it.
_LONGEST: Final = 80
_NEAR: Final = 24
#: Where a sentence ends, up to where the next begins.
_SENTENCE_END: Final = pattern(rf"[{''.join(SENTENCE_MARKS)}][{re.escape(CLOSERS)}]*\s+")
#: What a note in brackets has near its beginning: ``[Read also: Bridge closed]``.
_COLON: Final = pattern("[:：]")
#: The first letters of every sentence and line.
_SENTENCE_HEADS: Final = pattern(
    rf"[{''.join(SENTENCE_MARKS)}\n][{re.escape(CLOSERS)}]*\s*(?=(.{{{HEAD},{LONG_HEAD}}}))"
)
#: What may close a label, besides spaces.
_CLOSING: Final = ".!…»›→>| \r\n\t\f\v\x85\xa0\u2028\u2029"
#: A sentence begins, not a name: a capital, then a word without.
_SENTENCE_OPENS: Final = pattern(r"\W?[^\W\d][\w'’-]* [^\W\dA-Z]")
#: A quotation that has begun.
_OPEN_QUOTE: Final = pattern("[“„«「『][^”“»」』]*$")
#: A longer sentence is no prompt; what no mark ends may be glued to the next sentence.
_PROMPT_WORDS: Final = 16
#: Nor is it longer than this; and how far back a quotation may have begun, as lines may be huge.
_PROMPT_CHARS: Final = 400
_QUOTATION: Final = 1000


class Trimmed(NamedTuple):
    """A page's blocks once labels are cut out of them."""

    document: Document
    verdicts: Sequence[Verdict]
    rows: Sequence[int]
    """For each block, the one that was measured, of which it may be a part."""


def trim(page: Page, verdicts: Sequence[Verdict], keep: frozenset[str]) -> Trimmed:
    """Split kept blocks at the labels inside them, and drop these.

    Args:
        page: the page as it was looked at.
        verdicts: what became of each block.
        keep: categories the user wants in the text.
    """
    document, labels = page.document, page.rules.sentences
    kept = [
        index
        for index, verdict in enumerate(verdicts)
        if verdict.keep
        and verdict.category == "body"
        and len(document.texts[index]) >= _LEAST_CHARS
    ]
    found: list[tuple[int, Span]] = []
    for index in _blocks_with(labels.heads, page.folded, kept):
        start, end = document.blocks[index][:2]
        found += [(index, span) for span in _labels(document.text[start:end], labels)]
    dropped = _confirmed(page, found, keep) if found else {}
    if not dropped:
        return Trimmed(document, verdicts, range(len(verdicts)))
    seams: dict[int, set[int]] = {}
    for index, (low, high) in dropped:
        seams.setdefault(index, set()).update((low, high))
    split = split_at(document, seams)
    starts = {document.blocks[index].start + low: v for (index, (low, _)), v in dropped.items()}
    decided = [
        starts.get(block.start, verdicts[row])
        for block, row in zip(split.document.blocks, split.rows, strict=True)
    ]
    return Trimmed(split.document, decided, split.rows)


def _blocks_with(heads: Container[str], folded: Sequence[str], kept: Sequence[int]) -> list[int]:
    """Those of some blocks in which a sentence has the first letters of a label."""
    # All are looked at in one go, since few blocks of few pages have one.
    lines = [folded[index] for index in kept]
    ends = list(accumulate([len(line) + 1 for line in lines]))
    places = [
        bisect_right(ends, found.start(1) - 1)
        for found in _SENTENCE_HEADS.finditer("\n".join(["", *lines]))
        if (head := found[1]) in heads or head[:HEAD] in heads or head[0] in BRACKETS
    ]
    return [kept[place] for place in dict.fromkeys(places)]


def _labels(source: str, labels: SentenceLabels) -> Iterator[Span]:
    """Where labels stand that are a sentence, or glued to the next one."""
    at = 0
    for start in (0, *(found.end() for found in _SENTENCE_END.finditer(source))):
        at = max(at, start)
        while (stop := _end_of_label(source, at, labels)) > at and not _is_quoted(source, at):
            yield at, stop
            at = stop


def _end_of_label(source: str, at: int, labels: SentenceLabels) -> int:
    """Where the label ends that stands there; ``at`` if none does."""
    if closer := BRACKETS.get(source[at : at + 1]):
        end = source.find(closer, at, at + _PROMPT_CHARS) + 1
        noted = end and _COLON.search(source, at, min(end, at + _NEAR))
        return _closed(source, end) if noted else at
    opening = labels.opening(source[at : at + _LONGEST])
    return _end(source, at, *opening) if opening else at


def _closed(source: str, stop: int) -> int:
    """Where what closes a label ends."""
    after = source[stop : stop + _NEAR]
    return stop + len(after) - len(after.lstrip(_CLOSING))


def _end(source: str, start: int, label: str, use: Use) -> int:
    """Where a label ends that stands at ``start`` in a sentence; ``start`` if it is no label."""
    stop = start + len(label)
    after = source[stop : stop + _NEAR]
    rest = after.lstrip(_CLOSING)
    closed = _closed(source, stop)
    if use == "introduction":
        return _end_of_prompt(source, start, last=True)
    if not rest:
        return closed
    if label[0].islower() or rest[0] in CLOSERS:
        return start
    if after[0] in SENTENCE_MARKS:
        return closed
    glued = after[0].isspace() and may_open(rest, " ", label)
    if glued and (use == "whole" or _SENTENCE_OPENS.match(rest)):
        return closed
    # "Follow us down the lane": of two words a prompt is told by what it says of networks.
    goes_on = use == "prompt" and label.count(" ") > 1
    return _end_of_prompt(source, start, last=False) if goes_on else start


def _end_of_prompt(source: str, start: int, last: bool) -> int:
    """Where the sentence ends, unless it is a long one or should be the ``last`` and is not."""
    limit = min(len(source), start + _PROMPT_CHARS)
    found = _SENTENCE_END.search(source, start, limit)
    end = found.end() if found else limit
    short = end < start + _PROMPT_CHARS and source.count(" ", start, end) < _PROMPT_WORDS
    return end if short and not (last and found) else start


def _is_quoted(source: str, at: int) -> bool:
    """Tell whether somebody says what stands there."""
    said = source[max(0, at - _QUOTATION) : at]
    return said.count('"') % 2 > 0 or _OPEN_QUOTE.search(said) is not None


def _confirmed(
    page: Page, found: Sequence[tuple[int, Span]], keep: frozenset[str]
) -> dict[tuple[int, Span], Verdict]:
    """Those of some labels that a rule drops when nothing else stands there."""
    document = page.document
    starts = [document.blocks[index].start for index, _ in found]
    parts = [
        " ".join(document.text[start + low : start + high].split())
        for start, (_, (low, high)) in zip(starts, found, strict=True)
    ]
    folded = fold_lines(parts)
    dropped: dict[tuple[int, Span], Verdict] = {}
    matches = page.rules.match(parts, folded, word_lists(folded))
    for part, (first, *_) in groupby(matches, key=attrgetter("block")):
        if first.rule.action == "drop":
            category = first.rule.category
            dropped[found[part]] = Verdict(category in keep, category, first.rule.code)
    return dropped
