"""The types that flow through the house. All are immutable; none knows how it is made.

They are named tuples and no dataclasses, which take twice as long to make, and to import as long
as it takes to clean some pages.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, Literal, NamedTuple, get_args

_NOTHING: Final[Mapping[str, Any]] = {}

Category = Literal[
    "body",
    "title",
    "byline",
    "date",
    "caption",
    "source",
    "ad",
    "promotion",
    "share",
    "navigation",
    "related",
    "tags",
    "comments",
    "author-box",
    "legal",
    "media",
    "counter",
    "footer",
    "repeat",
    "noise",
]
"""What a block is. ``noise`` is a block dropped on its points alone, with no rule to name it."""

CATEGORIES: Final[tuple[str, ...]] = get_args(Category)


class Block(NamedTuple):
    """A run of source text that is judged as one: a paragraph, line, list item or sentence."""

    start: int
    """Offset of the first character in ``Document.text``."""
    end: int
    """Offset after the last character."""
    gap: int = 1
    """Blank lines before the block; -1 where it continues the line of the block before."""
    item: bool = False
    """True for a list item (a bullet or number opens it, or the markup says so)."""
    tags: str | None = None
    """HTML only: the path of tags from the body, ``body>article>p``; of a path longer than 40 its
    end. Of a heading in Markdown its tag, ``h2``."""
    hints: tuple[str, ...] | None = None
    """HTML only: words of the class, id, role and the like of the block's element and of those
    around it, nearest first, 40 at most; all of an element's are in ``Element.hints``."""
    link_density: float | None = None
    """HTML only: share of characters inside links, 0 to 1. Unknown is not zero."""
    element: int | None = None
    """HTML only: index in ``Document.elements`` of the innermost one that holds all of the text."""


class Element(NamedTuple):
    """HTML only: an element that holds visible text, itself or in elements inside it."""

    tag: str
    parent: int
    """Index in ``Document.elements``, below this element's own; -1 for the body, which is the
    first."""
    depth: int
    """How many elements are around it; 0 for the body."""
    hints: tuple[str, ...]
    """Words of its class, id, role, itemprop, label and component name, in small letters."""
    number: int = 0
    """For an item of a numbered list, its number."""


MarkKind = Literal["link", "emphasis", "strong", "code", "image"]


class Mark(NamedTuple):
    """HTML and Markdown: what the markup says of a run of characters inside a block."""

    kind: MarkKind
    start: int
    """Offset of the first character in ``Document.text``."""
    end: int
    """Offset after the last character; the start, for an image."""
    target: str = ""
    """Address of a link or image, as the page has it."""
    label: str = ""
    """An image's text for those who cannot see it."""


class Unseen(NamedTuple):
    """HTML only: something that was left out of the visible text by its markup."""

    kind: Literal["hidden", "iframe", "template", "noscript"]
    at: int
    """Offset in ``Document.text`` where it would have stood."""


class Link(NamedTuple):
    """A link of the page's head."""

    rel: str
    """``canonical``, ``alternate``…"""
    type: str
    """Media type: a feed's is ``application/rss+xml``."""
    href: str


class Label(NamedTuple):
    """An element that says what it holds: a heading, a time, a byline, a microdata property."""

    kind: str
    """``h1``, ``time``, ``author``, or the names in ``itemprop``."""
    value: str
    """What its ``datetime``, ``content`` or ``href`` says."""
    text: str
    """What a reader sees, cut where no label goes on."""
    hints: str
    """Tag, class and id words of the element and its parents, nearest first: ``p byline/div``."""
    early: bool
    """True where no headline stands before it."""


class Markup(NamedTuple):
    """What a page's markup says of it: the words as they stand there, in page order."""

    meta: tuple[tuple[str, str], ...] = ()
    """Name (or property) of every meta tag, and its content."""
    ld: tuple[str, ...] = ()
    """JSON-LD scripts, not parsed."""
    title: str = ""
    lang: str = ""
    links: tuple[Link, ...] = ()
    labels: tuple[Label, ...] = ()


class Document(NamedTuple):
    """A page after reading: its text, and the blocks in reading order."""

    text: str
    """The page text that every offset refers to."""
    blocks: tuple[Block, ...]
    texts: tuple[str, ...]
    """Each block's text with white space collapsed to single spaces."""
    format: Literal["text", "html"] = "text"
    collapsed: bool = False
    """True where the line breaks were lost, so that blocks are sentences of long lines."""
    head: Mapping[str, str] = _NOTHING
    """HTML only: what the page's head says (title, meta names and properties)."""
    elements: tuple[Element, ...] = ()
    """HTML only: the tree of elements that hold text, each after the one around it."""
    marks: tuple[Mark, ...] = ()
    """HTML and Markdown: links, emphasis and images, by their start."""
    unseen: tuple[Unseen, ...] = ()
    """HTML only: what the page hides, and frames from elsewhere."""
    markup: Markup | None = None
    """HTML only: all that the markup says of the page, for `metadata/`."""
    warnings: tuple[str, ...] = ()


class Points(NamedTuple):
    """One line of the sum that decided a block."""

    name: str
    """A feature bin (``words 8-11``) or a rule code."""
    value: float
    """Points in log-odds: above zero speaks for body."""


class Decision(NamedTuple):
    """What became of one block, and why."""

    block: int
    keep: bool
    category: Category
    rule: str | None
    """Code of the rule that decided, if one did."""
    reason: str
    score: float
    """Probability that the block is body, 0 to 1."""
    points: tuple[Points, ...] = ()


class Removed(NamedTuple):
    """A dropped block, as ``Article.removed`` gives it."""

    start: int
    end: int
    text: str
    category: Category
    rule: str | None
    reason: str
    score: float


class Source(NamedTuple):
    """Where a metadata value was found."""

    how: str
    """The way of finding: ``page text``, ``markup``, ``address``, ``argument``."""
    detail: str
    """The rule code, tag or property that gave it."""
    start: int | None = None
    """Span in ``Document.text``, where the value stands in the page text."""
    end: int | None = None
    confidence: float = 1.0
    """Probability that the value is right, 0 to 1; 1 where nothing had to be weighed."""
    note: str = ""
    """What to know of the value: that day and month may be the other way round."""


class Candidate(NamedTuple):
    """A value that was found for a field and not chosen."""

    field: str
    value: Any
    source: Source


class Caption(NamedTuple):
    """A picture's caption and credit; either may be empty."""

    text: str
    credit: str


class Metadata(NamedTuple):
    """What the page says about the article. Unknown is ``None`` or empty, never a guess."""

    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    """Names of persons and desks, in the page's order; agencies only where nobody else is named."""
    agencies: tuple[str, ...] = ()
    """News agencies named beside the authors: ``dpa``, ``AFP``."""
    date_published: date | datetime | None = None
    """As exact as the page: a date, a local time, or a time with its offset from UTC."""
    date_modified: date | datetime | None = None
    site_name: str | None = None
    language: str | None = None
    """ISO 639-1 code."""
    description: str | None = None
    section: str | None = None
    breadcrumbs: tuple[str, ...] = ()
    """The path of sections to the page, from the site's start."""
    tags: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()
    dateline: str | None = None
    source: str | None = None
    """The page's own source line: ``Stoltenberg in an interview with The Economist``."""
    copyright_holder: str | None = None
    reading_time: int | None = None
    """What the page says it takes to read, in minutes."""
    url: str | None = None
    images: tuple[str, ...] = ()
    """Addresses of the article's pictures, as the markup gives them."""
    feeds: tuple[str, ...] = ()
    """Addresses of the site's feeds, as the markup gives them."""
    found: Mapping[str, Source] = _NOTHING
    """For every field that has a value, where it was found."""
    candidates: tuple[Candidate, ...] = ()
    """Values that were found and not chosen, likeliest first within a field."""
