"""What must hold, besides the phrase, for a rule to match."""

from __future__ import annotations

from typing import Final

from cleanarticle.rules.looks import looks_like_credit, looks_like_date, looks_like_names
from cleanarticle.rules.rule import Rule
from cleanarticle.text import QUOTES, bare, ends_sentence, is_quoted, word_count

#: Marks that make a label of the phrase before them.
_LABEL_MARKS: Final = frozenset(":|>→»=/")
#: What may stand alone on its line, with its value on the next.
_ALONE: Final = frozenset(("byline", "published", "updated"))


def hold(rule: Rule, phrase: str, text: str, line: str) -> bool:
    """Tell whether a rule's guards let it match a block in which its phrase was found.

    Args:
        rule: the rule.
        phrase: the phrase found; empty for a rule with a test.
        text: the block's text.
        line: the same, folded.
    """
    guards = rule.guards
    words = word_count(text)
    if not guards.min_words <= words <= guards.max_words:
        return False
    if guards.unquoted and is_quoted(text):
        return False
    if phrase and rule.scope == "line" and text[0] in QUOTES:
        return False  # a label in quotation marks is somebody's words
    if not (guards.colon or guards.label or guards.rest):
        return True  # most rules ask no more
    core = bare(line) or line
    if guards.colon or guards.label:
        dash = rule.action == "protect" or not ends_sentence(text)
        mark = _label_mark(line[line.find(core) + len(phrase) :], phrase, dash)
        if guards.colon and not mark:
            return False
        # A date may end in a full stop ("12 мая 2024 г."); the guard of the rest sees to it.
        sentence = guards.rest != "date" and ends_sentence(text)
        if guards.label and not mark and (words > 16 or sentence):
            return False
    if guards.rest and core == phrase and rule.name in _ALONE:
        return True
    rest = rest_of(text, phrase)
    if guards.rest == "date":
        # With its final mark: "on 25 May." is a sentence, "25 May" a date line.
        return looks_like_date(text[text.rfind(rest) :], core[len(phrase) :])
    if guards.rest == "names":
        return looks_like_names(rest)
    return looks_like_credit(rest) if guards.rest == "credit" else True


def _label_mark(after: str, phrase: str, dash: bool) -> bool:
    """Tell whether a colon, or what stands for one, follows the phrase."""
    if phrase.endswith(":") or after[:1] in ("]", "】"):
        return True
    after = after.lstrip(" )]】")
    # A dash is a colon in "Related - Ten gardens", and a verb in a Russian sentence.
    return after[:1] in _LABEL_MARKS or (dash and after.startswith("- "))


def rest_of(text: str, phrase: str) -> str:
    """Return the source text after a phrase that opens it.

    >>> rest_of("Foto: Getty Images / AFP", "foto")
    'Getty Images / AFP'
    """
    start = max(text.casefold().find(phrase[:1]), 0)
    return text[start + len(phrase) :].strip(" :-–—|/／=＝・·,.：")
