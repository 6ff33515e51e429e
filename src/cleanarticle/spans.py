"""Split blocks in which noise is glued to text, so that each part can be judged by itself.

A renderer that loses line breaks glues an ad label to the next sentence, or the headline, the date
and the caption to the first paragraph. Five things show where the seam was: a label phrase
between sentences, labels that end where a capital follows without a space, a text that stands
elsewhere by itself (the repeated headline), a full date next to a seam, and an agency's name after
a credit phrase. Nothing is removed here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from cleanarticle.dates import find_dates
from cleanarticle.inline import date_seams, label_seams, scattered_seams
from cleanarticle.model import Block, Document
from cleanarticle.patterns import pattern
from cleanarticle.rules.engine import RuleSet
from cleanarticle.rules.labels import Labels
from cleanarticle.text import SENTENCE_MARKS, bare

#: A dateline opens a paragraph: a place in capitals or an agency in brackets, then a dash.
_PLACE: Final = r"[^\W\d_a-zа-яёіїєґ](?:[^\W\d_a-zа-яёіїєґ]|[.'’ -]){4,40}"
_DESK: Final = r"AP|AFP|dpa|Reuters|REUTERS|EFE|ANSA|PAP|ČTK|TASR|APA|PA"
DATELINE: Final = pattern(
    rf"(?:{_PLACE}(?:, [^—–()]{{2,30}})?(?: \([^\W\d_][\w /.]{{1,30}}\)|(?<=\w))"
    rf"|[^\W\d_][\w.'’ -]{{2,40}}(?:, [\w. ]{{2,30}})? \((?:{_DESK})\))"
    r" ?(?:[—–-]|--) "
)
_DASH: Final = pattern(r"[—–-] ")
#: How many words of a page's collapsed text are searched for a repeated headline.
_HEAD_WORDS: Final = 600
_RUN: Final = 5
#: Blocks shorter than this hold nothing glued that the rules would not see.
_LEAST_CHARS: Final = 40
#: Small and capital letters of the alphabets that have both.
_SMALL, _CAPITAL = (
    "".join(letter for letter in map(chr, range(0x530)) if test(letter))
    for test in (str.islower, str.isupper)
)
#: Where a renderer without spaces glued two labels: ``ShareTweet``, ``RELATEDThe bridge``.
#: It matches the capital, which is rarer than what may stand around it.
_CASE_BORDER: Final = pattern(
    rf"[{_CAPITAL}](?:(?<=[{_SMALL}].)|(?=[{_SMALL}])(?<=[{_CAPITAL}].))", re.S
)
#: Paragraphs whose first characters are searched for what is glued to them.
_FIRST: Final = 2
_HEAD_CHARS: Final = 240
#: A word in small letters that is glued to the next, and a number that is glued to one.
_GLUED_WORD: Final = pattern(rf"(?<![^\s])([{_SMALL}]{{4,}})[{_CAPITAL}][{_SMALL}]*(?=,? )")
_DIGIT_GLUED: Final = pattern(r"\d[^\W\d_]|[^\W\d_]\d")
#: Words with capitals.
_CAPITALS: Final = pattern(rf"(?:[{_CAPITAL}][\w.'’-]*\s+){{1,4}}[{_CAPITAL}][\w'’-]*")
#: Longer blocks are prose, and of more borders code.
_LONGEST_ROW: Final = 160
_MOST_LABELS: Final = 12
#: A lone label in capitals is cut from what follows if it is at least this long: no abbreviation.
_LABEL_CAPITALS: Final = 5


class Split(NamedTuple):
    """A document some of whose blocks were split."""

    document: Document
    rows: Sequence[int]
    """For each block, the one it is or was part of."""


def split_glued(document: Document, words: Sequence[list[str]], rules: RuleSet) -> Split:
    """Return the document with glued blocks split at their seams, the rest as it was.

    Args:
        document: the page as read.
        words: each block's folded words.
        rules: the rules that apply to the page.
    """
    seams = _rows_of_labels(document, rules) | _glued_heads(document)
    openings = _standing_lines(document, words)
    repeated = _repeated_runs(document) if document.collapsed else {}
    inline = frozenset(rules.labels.inline)
    dated = False
    for index, text in enumerate(document.texts):
        if len(text) < _LEAST_CHARS:
            continue
        block_words = words[index]
        labelled = not inline.isdisjoint(block_words)
        opening, dash = None, False
        if len(text) > 2 * _LEAST_CHARS:
            opening = openings.get(" ".join(block_words[:3]))
            dash = not dated and len(text) > 120 and _DASH.search(text, 0, 70) is not None
        if not (opening or dash or labelled or document.collapsed):
            continue
        block = document.blocks[index]
        source = document.text[block.start : block.end]
        cuts = seams.get(index, set()) | repeated.get(index, set())
        if document.collapsed:
            cuts |= scattered_seams(source, rules.labels)
        if labelled:
            cuts |= label_seams(source, inline.intersection(block_words), rules.labels)
        if opening and source.startswith(f"{opening} ") and len(source) > len(opening) + 20:
            cuts.add(len(opening))
        found = DATELINE.match(source) if dash else None
        if found and not source[found.end() : found.end() + 1].islower():
            dated = True
            cuts.add(found.end())
        if document.collapsed and (":" in source or "：" in source):  # both hold one
            cuts |= _credit_seams(source, rules)
            cuts |= _lead_seams(source, rules)
        if cuts or document.collapsed:
            cuts |= date_seams(source, cuts, document.collapsed)
        if cuts:
            seams[index] = cuts
    return split_at(document, seams) if seams else Split(document, range(len(document.blocks)))


def _standing_lines(document: Document, words: Sequence[list[str]]) -> dict[str, str]:
    """Lines that may be a headline, under their first three words."""
    standing: dict[str, str] = {}
    for block, text, ws in zip(document.blocks, document.texts, words, strict=True):
        if 4 < len(ws) < 26 and block.gap >= 0 and text[-1] not in SENTENCE_MARKS:
            standing.setdefault(" ".join(ws[:3]), text)
    return standing


def _rows_of_labels(document: Document, rules: RuleSet) -> dict[int, set[int]]:
    """Where labels are glued to each other, or a label that is no mere word to what follows."""
    seams = {}
    for index, text in enumerate(document.texts):
        # Most have their capitals where words begin, which is soon seen.
        if len(text) > _LONGEST_ROW or text[1:].islower() or text.istitle():
            continue
        if not _CASE_BORDER.search(text):
            continue
        block = document.blocks[index]
        source = document.text[block.start : block.end]
        borders = [found.start() for found in _CASE_BORDER.finditer(source)]
        if len(borders) < _MOST_LABELS:
            cuts = _ends_of_labels(source, [0, *borders, len(source)], rules.labels)
            if cuts:
                seams[index] = cuts
    return seams


def _glued_heads(document: Document) -> dict[int, set[int]]:
    """Where headline, date or byline are glued to a first paragraph without a space.

    ``… close to lorries12 May 2024By Jane DoeCouncillors in Wexmoor voted …``
    """
    seams: dict[int, set[int]] = {}
    prose = (index for index, text in enumerate(document.texts) if len(text) > _LONGEST_ROW)
    for index in itertools.islice(prose, _FIRST):
        block = document.blocks[index]
        head = document.text[block.start : min(block.end, block.start + _HEAD_CHARS)]
        cuts: set[int] = set()
        for date in find_dates(head) if _DIGIT_GLUED.search(head) else ():
            glued = head[date.start - 1 : date.start].islower()
            if glued or head[date.end : date.end + 1].isupper():
                cuts |= {date.start, date.end, *_glued_names(head, date.end)}
        word = _GLUED_WORD.search(head)
        before = head[: word.start()] if word else ""
        # What is glued by accident stands there once: "getData" is an identifier.
        begun = before.count(" ") > 1 and SENTENCE_MARKS.isdisjoint(before)
        if word and begun and document.text.count(word[0]) == 1:
            cuts |= {word.end(1), *_glued_names(head, word.end(1))}
        if cuts := cuts - {0}:
            seams[index] = cuts
    return seams


def _glued_names(head: str, start: int) -> set[int]:
    """Where words with capitals end in one glued to the next: ``By Jane DoeCouncillors in``."""
    run = _CAPITALS.match(head, start)
    borders = [found.start() for found in _CASE_BORDER.finditer(run[0])] if run else []
    last = run[0].rfind(" ") if run else -1
    return {start + borders[-1]} if borders and borders[-1] > last > 0 else set()


def _ends_of_labels(source: str, borders: list[int], labels: Labels) -> set[int]:
    """Borders after labels, if all of the row are, or the first is one beyond doubt."""
    ends: list[int] = []
    at, last = 0, len(borders) - 1
    while at < last:
        # A platform's name may hold a border itself: LinkedIn.
        for to in range(min(at + 2, last), at, -1):
            if labels.stands_alone(source[borders[at] : borders[to]]):
                ends.append(borders[to])
                at = to
                break
        else:
            break
    first = bare(source[: ends[0]]) if ends else ""
    sure = " " in first or (first.isupper() and len(first) >= _LABEL_CAPITALS)
    return set(ends) if ends and (sure or at == last) else set()


def _repeated_runs(document: Document) -> dict[int, set[int]]:
    """Ends of runs of words that occur twice in the head of collapsed text: the headline."""
    tokens: list[str] = []
    used = 0
    for block in document.blocks:
        if len(tokens) > _HEAD_WORDS:
            break
        tokens += document.text[block.start : block.end].split()
        used += 1
    runs = list(zip(*(tokens[at:] for at in range(_RUN)), strict=False))
    if len(set(runs)) == len(runs):
        return {}
    places = [
        (index, *found.span())
        for index, block in enumerate(document.blocks[:used])
        for found in re.finditer(r"\S+", document.text[block.start : block.end])
    ]
    seams: dict[int, set[int]] = {}
    first: dict[tuple[str, ...], int] = {}
    at = 0
    while at < len(runs):
        before = first.setdefault(runs[at], at)
        if before + _RUN > at:
            at += 1
            continue
        size = _RUN
        while (
            at + size < len(tokens)
            and before + size < at
            and tokens[before + size] == tokens[at + size]
        ):
            size += 1
        if _is_headline(tokens, before, size) and _is_headline(tokens, at, size):
            for start in (before, at):
                for index, offset in (places[start][:2], places[start + size - 1][::2]):
                    seams.setdefault(index, set()).add(offset)
        at += size
    return seams


def _is_headline(tokens: list[str], start: int, size: int) -> bool:
    """Tell whether the run may stand by itself: it opens like a sentence, and so does the rest."""
    rest = tokens[start + size : start + size + 1]
    return not tokens[start][0].islower() and not (rest and rest[0][0].islower())


def _lead_seams(source: str, rules: RuleSet) -> set[int]:
    """The start of labels that open content: ``Background:``."""
    leads = rules.labels.lead.finditer(source)
    return {lead.start() for lead in leads if not lead.group()[0].islower()}


def _credit_seams(source: str, rules: RuleSet) -> set[int]:
    """The end of a credit that opens a sentence and names an agency: ``Photo: Getty Images``."""
    found = rules.labels.credit_agency.match(source)
    return {found.end()} if found and len(source) > found.end() + 20 else set()


def split_at(document: Document, seams: Mapping[int, Collection[int]]) -> Split:
    """Split blocks of a document at some of their characters.

    Args:
        document: the page.
        seams: offsets in each of the blocks that are to be split.
    """
    blocks: list[Block] = []
    texts: list[str] = []
    rows: list[int] = []
    for index, block in enumerate(document.blocks):
        cuts = sorted({0, *seams.get(index, ()), block.end - block.start})
        if len(cuts) == 2:
            blocks.append(block)
            texts.append(document.texts[index])
            rows.append(index)
            continue
        gap = block.gap
        for low, high in itertools.pairwise(cuts):
            part = document.text[block.start + low : block.start + high]
            stripped = part.strip()
            if stripped:
                start = block.start + low + len(part) - len(part.lstrip())
                blocks.append(block._replace(start=start, end=start + len(stripped), gap=gap))
                texts.append(" ".join(stripped.split()))
                rows.append(index)
                gap = -1
    return Split(document._replace(blocks=tuple(blocks), texts=tuple(texts)), rows)
