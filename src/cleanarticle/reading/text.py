"""Raw text to blocks: lines, joined where a renderer broke them, split where it glued them.

Four things happen to page text on its way to a scraper's file. Columns set side by side are put in
order by ``columns.py``, the others are undone here:

* **hard wrapping** (``w3m -dump``, e-mail): every paragraph is cut at one width. A line was wrapped
  exactly when the next word would not have fitted, so those lines are joined.
* **breaks at inline elements** (``get_text("\\n")``): a link in a sentence stands on its own line.
  A sentence that goes on in lower case or with punctuation is joined.
* **collapsing**: all line breaks are gone. Long lines are split into sentences (``sentences.py``).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from operator import add, sub
from typing import Any, Final, NamedTuple, TypeVar

from cleanarticle.model import Block, Document
from cleanarticle.patterns import pattern
from cleanarticle.reading.sentences import split_sentences
from cleanarticle.text import BULLETS, CLOSERS, SENTENCE_MARKS, is_wide, without_invisible

#: A line longer than this is split into sentences: real paragraphs rarely are.
LONG_LINE: Final = 1500
#: The same for a page of one or two lines, whose line breaks were surely lost.
_LONG_ALONE: Final = 400
#: Widths at which text is hard-wrapped in practice.
WIDTHS: Final = range(40, 133)

#: White space inside a line that is not the one space between words.
_ODD_SPACES: Final = "".join(
    map(chr, (0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000))
)
#: What may open a line that goes on across a blank line.
_CLOSING: Final = frozenset(",;)")

_NUMBER: Final = pattern(r"(?:\(?\d{1,3}[.)]|[^\W\d_]\)|№ ?\d+)(?:\s|$)")
_CONTINUES: Final = frozenset(",.;:!?)]}»”’%、。，）")
_OPEN_END: Final = frozenset(",([{«‘„-–—&/、，（")


#: What of a block only markup tells.
_UNMARKED: Final = Block(0, 0)[4:]

#: A field of the head of a Markdown file.
_FIELD: Final = pattern(r"[\w-]{2,20}:(?:\s|$)")

_Kind = TypeVar("_Kind", bound=tuple[Any, ...])


class Line(NamedTuple):
    """A line of source text that is not blank."""

    start: int
    end: int
    text: str
    gap: int
    width: int


def read_text(raw: str) -> Document:
    """Read raw page text into blocks.

    >>> page = read_text("Home\\n\\nThe harbour \\nreopened\\n on Saturday.\\n• Ferries run.")
    >>> page.texts
    ('Home', 'The harbour reopened on Saturday.', '• Ferries run.')
    """
    text = without_invisible(raw)
    lines = join_broken(join_wrapped(lines_of(text)))
    rows: list[tuple[Any, ...]] = []
    texts: list[str] = []
    long_chars = 0
    longest = LONG_LINE if len(lines) > 2 else _LONG_ALONE
    for start, end, line, gap, _ in lines:
        if len(line) <= longest:
            rows.append((start, end, gap, is_item(line), *_UNMARKED))
            texts.append(line)
            continue
        long_chars += len(line)
        for index, (low, high) in enumerate(split_sentences(text, start, end)):
            rows.append((low, high, -1 if index else gap, False, *_UNMARKED))
            texts.append(" ".join(text[low:high].split()))
    collapsed = long_chars * 2 > len(text)
    return Document(text, tuple(_made(Block, rows)), tuple(texts), collapsed=collapsed)


def _made(kind: type[_Kind], rows: Iterable[tuple[Any, ...]]) -> Iterator[_Kind]:
    """Make named tuples of whole rows: by their own constructor each takes ten times as long."""
    return map(partial(tuple.__new__, kind), rows)


def is_item(text: str) -> bool:
    """Tell whether a bullet or number opens the line.

    >>> is_item("• milk"), is_item("2) eggs"), is_item("2024 was dry"), is_item("- and so on")
    (True, True, False, True)
    """
    first, second = text[0], text[1:2]
    if second.isalpha():  # most lines
        return False
    if first in BULLETS:
        return second in (" ", "")
    if first == "o" and second == " ":  # a text browser's bullet of the second level
        return not text[2:3].islower()
    numbered = first in "(0123456789№" or second == ")"
    return numbered and _NUMBER.match(text) is not None


def lines_of(page: str) -> list[Line]:
    """The lines of a text that are not blank."""
    raws = page.splitlines(keepends=True)
    texts = list(map(str.strip, raws))
    there = [index for index, text in enumerate(texts) if text]
    gaps = [index - last - 1 for last, index in itertools.pairwise((-1, *there))]
    offsets = itertools.compress(itertools.accumulate(map(len, raws), initial=0), texts)
    raws = list(itertools.compress(raws, texts))
    texts = list(itertools.compress(texts, texts))
    widths = list(map(len, map(str.rstrip, raws)))
    ends = list(map(add, offsets, widths))
    starts = map(sub, ends, map(len, texts))
    odd_spaces = any(space in page for space in ("\t" if page.isascii() else _ODD_SPACES))
    texts = [" ".join(text.split()) if odd_spaces or "  " in text else text for text in texts]
    return list(_made(Line, zip(starts, ends, texts, gaps, widths, strict=True)))


def join_wrapped(lines: list[Line]) -> list[Line]:
    """Join the lines of hard-wrapped paragraphs; other pages come back as they are."""
    width = _wrap_width(lines)
    if not width:
        return lines
    standing = _standing(lines, width)
    runs = [[lines[0]]]
    for last, line in itertools.pairwise(lines):
        if not line.gap and is_wrapped(last, line, width) and last.text not in standing:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_joined(run) for run in runs]


def is_wrapped(line: Line, following: Line, width: int) -> bool:
    """Tell whether the following line's first word would not have fitted on the line."""
    if is_item(following.text):
        return False
    first = following.text.split(" ", 1)[0]
    if is_wide(first[0]):
        return _columns(line) >= width - 3
    return _columns(line) + 1 + len(first) > width


def _columns(line: Line) -> int:
    return line.width if line.text.isascii() else line.width + len(_double().findall(line.text))


@cache
def _double() -> re.Pattern[str]:
    """Characters two columns wide; compiled where some may be, for so large a set takes 2 ms."""
    return re.compile("[\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")


def _wrap_width(lines: list[Line]) -> int:
    """Return the width at which the text was wrapped, 0 if it was not.

    Wrapped text has no long lines, many lines that just reach the width, and lines that go on
    in lower case. All three are asked: a page of headlines has the first, sometimes the second.
    """
    longest = sorted(line.width for line in lines)[len(lines) * 98 // 100 :]
    if not longest or longest[0] > WIDTHS[-1]:
        return 0
    width = sorted(map(_columns, lines))[len(lines) * 98 // 100]
    if width not in WIDTHS:
        return 0
    full = going_on = 0
    for line, following in itertools.pairwise(lines):
        if not following.gap and is_wrapped(line, following, width):
            full += 1
            first = following.text[0]
            going_on += first.islower() or not first.isupper()
    return width if full >= 3 and full * 4 >= len(lines) and going_on * 3 >= full else 0


def _standing(lines: list[Line], width: int) -> set[str]:
    """Lines that stand alone somewhere: where they occur again, they are not to be joined."""
    standing = set()
    for before, line, after in zip([None, *lines[:-1]], lines, [*lines[1:], None], strict=True):
        free = before is None or line.gap or not is_wrapped(before, line, width)
        if free and (after is None or after.gap):
            standing.add(line.text)
    return standing


def join_broken(lines: list[Line]) -> list[Line]:
    """Join the pieces of sentences that were broken at inline elements."""
    joined: list[Line] = []
    count = len(lines)
    # Most lines stand apart, and need no closer look.
    apart = [gap > 1 or (gap == 1 and text[0] not in _CLOSING) for _, _, text, gap, _ in lines]
    apart.append(True)
    at = 0
    while at < count:
        line = lines[at]
        at += 1
        if apart[at]:
            joined.append(line)
            continue
        run = [line]
        spaces = line.text.count(" ")
        while not apart[at]:
            following = lines[at]
            if _goes_on(run, spaces, following):
                size = 1
            elif at + 1 < count and _embraces(run, spaces, following, lines[at + 1]):
                size = 2
            else:
                break
            for piece in lines[at : at + size]:
                run.append(piece)
                spaces += piece.text.count(" ") + 1
            at += size
        joined.append(_joined(run) if len(run) > 1 else run[0])
    return joined


def _goes_on(run: list[Line], spaces: int, following: Line) -> bool:
    """Tell whether the following line is the rest of the sentence that the run of lines holds."""
    tail, rest = run[-1].text, following.text
    if following.gap:
        # Across a blank line only punctuation that cannot open anything is proof enough.
        return (spaces > 3 or len(tail) > 20) and len(rest) > 1
    if not spaces and is_item(tail):
        return True
    if rest[0] in _CONTINUES and not rest.startswith(("...", "»")):
        # Some languages open a quotation with the mark that closes it in others.
        opens = rest[0] in "”’" and rest[1:2].isalnum()
        return not opens and (spaces > 0 or len(rest) == 1)
    last = tail.rstrip(CLOSERS)[-1:] or tail[-1]
    if last in SENTENCE_MARKS or last in ":|":
        return False
    open_end = tail[-1] in _OPEN_END
    if rest[0].islower() and (_are_fields(run[0].text, rest) or _is_handle(tail, rest)):
        return False
    if rest[0].islower() and not _is_byline(rest) and not is_item(rest):
        # A list in small letters is no broken sentence, unless the line is long for a label.
        return open_end or spaces > 4 or (spaces > 0 and not run[0].text[0].islower())
    return open_end and spaces > 3 and not is_item(rest)


def _are_fields(text: str, rest: str) -> bool:
    """Tell whether both lines are of the head of a Markdown file: ``author: Jane Doe``."""
    return _FIELD.match(rest) is not None and (text[:3] == "---" or bool(_FIELD.match(text)))


def _is_handle(before: str, text: str) -> bool:
    """Tell whether an address or user's name opens the line, below what asks for none.

    >>> _is_handle("By Jane Doe", "jane.doe@ledger.example"), _is_handle("2 Comments", "gull77")
    (True, True)
    >>> _is_handle("Write to", "jane.doe@ledger.example"), _is_handle("The Age", "of sail")
    (False, False)
    """
    first = text.split(" ", 1)[0]
    opened = first.startswith("www.") or "@" in first or "://" in first or first[-1].isdecimal()
    return opened and not before.rpartition(" ")[2][0].islower()


def _is_byline(text: str) -> bool:
    """Tell whether the line looks like ``de Ilinca Săvescu``: a short word, then only names."""
    first, *names = text.split(" ", 5)
    return len(first) < 5 and 1 < len(names) < 5 and all(name[0].isupper() for name in names)


def _embraces(run: list[Line], spaces: int, middle: Line, after: Line) -> bool:
    """Tell whether a short line stands inside a sentence: text, ``Angela Merkel``, more text."""
    if middle.gap or after.gap or spaces < 2 or is_item(middle.text):
        return False
    if _are_fields(run[0].text, middle.text):
        return False
    last = run[-1].text.rstrip(CLOSERS)[-1:]
    if last in SENTENCE_MARKS or last in ":|" or middle.text[-1] in SENTENCE_MARKS:
        return False
    first = after.text[0]
    if len(after.text) == 1:  # the full stop behind a link, below words that no sentence ends with
        goes_on = first == "." and run[-1].text.rpartition(" ")[2].islower()
    else:
        goes_on = first in ",.;)" or (first.islower() and not _is_handle(middle.text, after.text))
    return middle.text.count(" ") < 12 and goes_on


def _is_tight(char: str) -> bool:
    """Tell whether no space belongs beside the character, among its like."""
    return is_wide(char) or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uff60"


def _joined(run: list[Line]) -> Line:
    """Make one line of a run: no space before punctuation, nor inside a script without spaces."""
    parts = [run[0].text]
    for line in run[1:]:
        first = line.text[0]
        last = parts[-1][-1]
        if not (first in ",.;:!?)]}»”" or last in "([{" or (_is_tight(last) and _is_tight(first))):
            parts.append(" ")
        parts.append(line.text)
    return Line(run[0].start, run[-1].end, "".join(parts), run[0].gap, run[-1].width)
