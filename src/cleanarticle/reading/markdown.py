"""Markdown to blocks: signs are taken out of the text, and what they said is kept as marks.

Many scrapers hand on Markdown. Its addresses and signs hide what a line is: a menu of links, a
sentence with a link in it. They are taken out, the rest is read as text. A scraper's Markdown is
seldom correct (links around whole cards, brackets without an end), so nothing is taken out that
does not find its other half.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from cleanarticle.model import Document, Mark, MarkKind
from cleanarticle.patterns import pattern
from cleanarticle.reading.text import WIDTHS, is_item, is_wrapped, lines_of, read_text
from cleanarticle.text import without_invisible

#: An address, with brackets in it, and broken where it has a hyphen, as wrapping at a width does.
_ADDRESS: Final = (
    r"\(\s*+<?(?P<{}>[^\s()<>]*+(?:(?:\([^\s()]*+\)|(?<=-)\n\ *+)[^\s()<>]*+)*+)>?"
    r"(?:\s+\"[^\"\n]*+\")?\s*+\)"
)
#: Tags of HTML in Markdown; of no more, for scrapers write an article's "<div>" just so.
_TAGS: Final = "br|img|sup|sub|details|summary"
_TOKEN: Final = pattern(
    rf"""
      ^[ ]{{0,3}}(?P<fence>`{{3,}}|~{{3,}})[ ]*[\w+#.-]{{0,30}}[ ]*\n
          (?P<verbatim>.*?)(?:^[ ]{{0,3}}(?P=fence)[^\n]*$|\Z)
    | \\(?P<escaped>[!-/:-@\[-`{{-~]|(?=\n))
    | `(?P<code>[^`\n]+)`
    | !\[(?P<alt>[^\[\]]*+)\]{_ADDRESS.format("picture")}
    | (?P<opening>\[)
    | (?P<closing>\]){_ADDRESS.format("target")}
    | (?P<shut>\])
    | <(?P<bare>https?://[^>\s]+)>
    | <!--(?:(?!-->).){{0,2000}}+--> | </?(?P<tag>{_TAGS})(?=[\s/>])[^<>]{{0,2000}}+>
    | (?P<entity>&(?:\#\d{{1,7}}|\#x[\da-fA-F]{{1,6}}|[A-Za-z]{{2,12}});)
    | ^[ ]{{0,3}}(?P<heading>\#{{1,6}})[ \t]+
    | (?P<quote>^[ ]{{0,3}}(?:>[ ]?)+)
    | (?P<sign>\*{{1,3}}|_{{1,3}})
    | (?P<paragraph>\n[ \t]*\n)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
#: What tells Markdown from text: links with an address, headings beside other signs.
_LINK: Final = pattern(r"\]\(\s*<?(?:https?:|/|#|www\.|mailto:|\.\.?/)")
_HEADING: Final = pattern(r"^#{1,6} +\S", re.MULTILINE)
_HEADINGS: Final = 2
#: A heading with a line below it.
_UNDERLINED: Final = pattern(r"^([^\s|#>][^\n]{0,200})\n {0,3}([=-])\2{2,}[ \t]*$", re.MULTILINE)
#: What begins a line that is not the rest of the paragraph before it.
_BEGINS: Final = pattern(r"[#>|]|```|~~~")
_SIGNS: Final[Mapping[int, tuple[MarkKind, ...]]] = {
    1: ("emphasis",),
    2: ("strong",),
    3: ("strong", "emphasis"),
}
#: Fewer lines that go on are no sign that the text was wrapped.
_FEW: Final = 3
#: A link whose text is in more pieces than this is no link, but a bracket left open far above.
_LONGEST_LINK: Final = 60


class Unmarked(NamedTuple):
    """Text without its signs."""

    text: str
    marks: tuple[Mark, ...]
    headings: Mapping[int, int]
    """For the offset at which a heading's text begins, the heading's level."""


def is_markdown(text: str) -> bool:
    """Tell whether a text is Markdown, by signs that plain text does not have.

    >>> is_markdown("See [the port](https://example.org/port)."), is_markdown("[1] (see below)")
    (True, False)
    """
    if "](" in text and _LINK.search(text):
        return True
    if "# " not in text or not ("**" in text or "```" in text):
        return False
    return len(_HEADING.findall(text)) >= _HEADINGS


def read_markdown(raw: str) -> Document:
    """Read Markdown into blocks.

    >>> page = read_markdown("# Port\\n\\nThe **harbour** [reopened](https://a.example) today.")
    >>> page.texts, page.blocks[0].tags, [mark.kind for mark in page.marks]
    (('Port', 'The harbour reopened today.'), 'h1', ['strong', 'link'])
    """
    found = unmark(_unwrapped(without_invisible(raw)))
    document = read_text(found.text)
    levels = found.headings
    blocks = tuple(
        block._replace(tags=f"h{levels[block.start]}") if block.start in levels else block
        for block in document.blocks
    )
    return document._replace(blocks=blocks, marks=found.marks)


def unmark(text: str) -> Unmarked:
    """Take the signs out of Markdown.

    >>> unmark("* [Home](/) **now**").text
    '* Home now'
    >>> unmark("2 * 3 * 4, snake_case_name and arr[0](x y)").text
    '2 * 3 * 4, snake_case_name and arr[0](x y)'
    """
    text = _UNDERLINED.sub(lambda m: f"{'#' if m[2] == '=' else '##'} {m[1]}", text)
    taken = _Taken(text)
    at = 0
    for token in _TOKEN.finditer(text):
        taken.add(text[at : token.start()])
        taken.take(token)
        at = token.end()
    taken.add(text[at:])
    return taken.unmarked()


class _Taken:
    """The text in pieces, signs taken out, with marks by the numbers of the pieces."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[str] = []
        #: Numbers of the pieces that are open brackets, and of open signs of emphasis by sign.
        self._brackets: list[int] = []
        self._signs: dict[str, int] = {}
        self._marks: list[tuple[MarkKind, int, int, str, str]] = []
        self._headings: dict[int, int] = {}

    def add(self, piece: str) -> None:
        self._pieces.append(piece)

    def take(self, token: re.Match[str]) -> None:
        """Add what is left of a token, and note what it says."""
        kind = token.lastgroup
        here = len(self._pieces)
        if kind == "sign":
            self._sign(token)
        elif kind == "opening":
            self._brackets.append(here)
            self.add("[")
        elif kind == "shut":
            self.add("]")
            if self._brackets:
                self._brackets.pop()
        elif kind == "target":
            self._link(token)
        elif kind == "picture":
            self._marks.append(("image", here, here, token["picture"], token["alt"]))
        elif kind == "heading":
            self._headings[here] = len(token["heading"])
        elif kind == "code":
            self._marks.append(("code", here, here + 1, "", ""))
            self.add(token["code"])
        elif kind == "tag":
            self.add("" if token["tag"].casefold() in ("img", "sup", "sub") else "\n")
        elif kind == "entity":
            from html import unescape  # most pages hold no entity

            self.add(unescape(token.group()))
        elif kind == "paragraph":
            self._signs.clear()
            self.add(token.group())
        elif kind and kind != "quote":
            self.add(token[kind])

    def _sign(self, token: re.Match[str]) -> None:
        """Emphasis opens before a word and closes behind one; what finds no end stays a sign."""
        sign, source = token.group(), self._source
        start, end = token.span()
        before, after = source[max(start - 1, 0) : start], source[end : end + 1]
        inside = sign[0] == "_" and before.isalnum() and after.isalnum()
        here = len(self._pieces)
        self.add(sign)
        if inside:
            return
        opened = self._signs.get(sign)
        if opened is not None and before.strip():
            del self._signs[sign]
            self._pieces[opened] = self._pieces[here] = ""
            self._marks += [(kind, opened, here, "", "") for kind in _SIGNS[len(sign)]]
        elif after.strip() and not (sign[0] == "_" and before.isalnum()):
            self._signs[sign] = here

    def _link(self, token: re.Match[str]) -> None:
        here = len(self._pieces)
        if not self._brackets or here - self._brackets[-1] > _LONGEST_LINK:
            self.add(token.group())
            self._brackets.clear()
            return
        opened = self._brackets.pop()
        self._pieces[opened] = ""
        if not any("\n\n" in piece for piece in self._pieces[opened:]):
            # A link's text may be wrapped; a line of its own it is not.
            self._pieces[opened:] = [piece.replace("\n", " ") for piece in self._pieces[opened:]]
        self._marks.append(("link", opened, here, token["target"], ""))

    def unmarked(self) -> Unmarked:
        """The text, and the marks by its offsets."""
        offsets = [0, *accumulate(map(len, self._pieces))]
        text = "".join(self._pieces)
        marks = [
            Mark(kind, offsets[first], offsets[end], target, label)
            for kind, first, end, target, label in self._marks
            if kind == "image" or offsets[first] < offsets[end]
        ]
        headings = {offsets[piece]: level for piece, level in self._headings.items()}
        return Unmarked(text, tuple(sorted(marks, key=lambda m: (m.start, -m.end))), headings)


def _unwrapped(text: str) -> str:
    """Join the lines of paragraphs, if they were wrapped at one width, links and all."""
    lines = lines_of(text)
    pairs = [
        (last, line)
        for last, line in pairwise(lines)
        if not line.gap and not _BEGINS.match(line.text) and not is_item(line.text)
    ]
    # Lines with a long address stand out on the right.
    widths = sorted(last.width for last, _ in pairs if last.width <= WIDTHS[-1])
    if len(widths) < _FEW:
        return text
    width = widths[len(widths) * 9 // 10]
    wrapped = [pair for pair in pairs if is_wrapped(*pair, width)]
    going_on = sum(not line.text[0].isupper() for _, line in wrapped)
    if width not in WIDTHS or len(wrapped) * 3 < len(pairs) * 2 or going_on * 3 < len(wrapped):
        return text
    pieces, at = [], 0
    for last, line in wrapped:
        if last.text[-1] == "-" and last.text.rfind("](") > last.text.rfind(")"):
            continue  # inside an address, which is read with its break
        pieces += [text[at : last.end], " "]
        at = line.start
    return "".join([*pieces, text[at:]])
