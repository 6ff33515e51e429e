"""What a rule is, as data, and what it is to match."""

from typing import Final, Literal, NamedTuple, get_args

from cleanarticle.model import Category

Scope = Literal["line", "prefix", "suffix", "contains"]
"""Where in a block a phrase must stand: the whole block, its start, its end, anywhere."""

Action = Literal["drop", "lift", "protect", "reject"]
"""``drop`` the block; ``lift`` it into the metadata and out of the body; ``protect`` it from
being dropped; ``reject`` the whole page, where it says little else."""

Rest = Literal["", "names", "date", "credit"]

SCOPES: Final[tuple[str, ...]] = get_args(Scope)
ACTIONS: Final[tuple[str, ...]] = get_args(Action)
RESTS: Final[tuple[str, ...]] = get_args(Rest)


class Guards(NamedTuple):
    """What must hold, besides the phrase, for a rule to match."""

    max_words: int = 400
    """Longest block, in words, the rule may match (two characters count as a word in scripts
    without spaces)."""
    min_words: int = 0
    colon: bool = False
    """The phrase must be followed by a colon (or end with one)."""
    label: bool = False
    """The phrase must be used as a label: a colon follows, or the block is no sentence."""
    unquoted: bool = False
    """The block must hold no quotation mark: people may say such things."""
    rest: Rest = ""
    """What the words after the phrase must look like: ``names``, ``date`` or ``credit``."""


class Rule(NamedTuple):
    """One piece of knowledge about page text, as data."""

    code: str
    """Permanent and never reused: ``EN101``."""
    name: str
    category: Category
    reason: str
    language: str
    """ISO 639-1 code, or ``any``."""
    scope: Scope
    action: Action
    phrases: tuple[str, ...]
    """Folded phrases; ``0`` stands for any digits. Empty where ``test`` is given."""
    guards: Guards
    hits: tuple[str, ...]
    """Blocks the rule must match."""
    misses: tuple[str, ...]
    """Blocks the rule must not match, however alike they look."""
    since: str
    span: bool = False
    """True where the phrase may also be cut out of a longer line."""
    test: str = ""
    """Name of a function in ``rules/shapes.py``, for what phrases cannot say."""


class Match(NamedTuple):
    """A rule that matched a block."""

    block: int
    """Index of the block."""
    rule: Rule
    phrase: str
    """The phrase that matched (empty for a rule with a test)."""
