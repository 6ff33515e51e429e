"""Find which rules match which blocks, in time that does not grow with the number of phrases.

Whole lines are looked up in a dict; prefixes and suffixes under their first or last two
characters; contained phrases under their longest word, so that one set operation per block
tells that none can match. Languages written without spaces test their few contained phrases
against the whole page first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final
from unicodedata import category

from cleanarticle.model import Match, Rule
from cleanarticle.rules.structure import (
    AGENCY_NAMES,
    TESTS,
    looks_like_credit,
    looks_like_date,
    looks_like_names,
)
from cleanarticle.text import QUOTES, bare, ends_sentence, is_quoted, is_wide, word_lists

#: Languages whose words are not separated, or carry particles, so that phrases match anywhere.
_UNSPACED: Final = frozenset(("zh", "ja", "th", "ko"))
#: Blocks of more words than this are prose to the phrase rules that have no prefix scope.
_LONGEST: Final = 60

_Entry = tuple[str, Rule]


class RuleSet:
    """Rules made ready for matching. Immutable after construction; shared between pages."""

    __slots__ = (
        "_contains",
        "_keys",
        "_lines",
        "_prefixes",
        "_suffixes",
        "_tests",
        "_unspaced",
        "alone",
        "by_code",
        "codes",
        "credit_by",
        "credit_pattern",
        "credit_words",
        "credits",
        "rules",
        "span_pattern",
        "span_words",
    )

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._lines: dict[str, list[Rule]] = {}
        self._prefixes: dict[str, list[_Entry]] = {}
        self._suffixes: dict[str, list[_Entry]] = {}
        self._contains: dict[str, list[_Entry]] = {}
        self._unspaced: list[_Entry] = []
        self._tests = tuple(
            (TESTS[rule.test], rule) for rule in self.rules if rule.test and rule.test != "page"
        )
        for rule in self.rules:
            for phrase in rule.phrases:
                self._add(phrase, rule)
        for table in (self._prefixes, self._suffixes):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))
        self._keys = frozenset(self._contains)
        self.by_code = {rule.code: rule for rule in self.rules}
        self.codes = frozenset(self.by_code)
        labels = [p for rule in self.rules if rule.span for p in rule.phrases]
        #: First words of the labels that may be cut out of a line; ask before the pattern.
        self.span_words = frozenset(words[0][0] for p in labels if (words := word_lists([p]))[0])
        self.span_pattern = _any_of(labels, r"(?<!\w)(?i:{})(?!\w)")
        self.credits = self._phrases("photo-credit")
        by = [phrase for phrase in self.credits if " " in phrase]
        #: Words of credits that need no colon (``photo by``); ask before the pattern.
        self.credit_words = frozenset(word_lists([phrase])[0][-1] for phrase in by)
        self.credit_by = _any_of(by, r"(?:^|[.!?\"”»)(|,]\s?)\(?(?i:{})\s+(?=\w)")
        #: Labels that may stand alone, with their value on the next line.
        self.alone = {
            phrase: rule
            for rule in self.rules
            if rule.name in ("byline", "published", "updated") and rule.action == "lift"
            for phrase in rule.phrases
        }
        agencies = r" ?[:：]\s*(?:(?:{})(?!\w)(?:\s?/\s?)?){{1,4}}"
        self.credit_pattern = _any_of(
            sorted(self.credits), r"(?i:{})" + agencies.format("|".join(AGENCY_NAMES))
        )

    def _phrases(self, name: str) -> frozenset[str]:
        return frozenset(p for rule in self.rules if rule.name == name for p in rule.phrases)

    def _add(self, phrase: str, rule: Rule) -> None:
        if rule.scope == "line":
            self._lines.setdefault(phrase, []).append(rule)
        elif rule.scope == "prefix":
            self._prefixes.setdefault(phrase[:2], []).append((phrase, rule))
        elif rule.scope == "suffix":
            self._suffixes.setdefault(phrase[-2:], []).append((phrase, rule))
        elif rule.language in _UNSPACED:
            self._unspaced.append((phrase, rule))
        else:
            words = word_lists([phrase])[0]
            entry = (f" {' '.join(words)} ", rule)
            self._contains.setdefault(max(words, key=len), []).append(entry)

    def match(
        self, texts: Sequence[str], folded: Sequence[str], words: Sequence[list[str]]
    ) -> list[Match]:
        """Return every match, in block order; a block's protecting rules come first.

        Args:
            texts: each block's text, white space collapsed.
            folded: the same, folded by ``fold_lines``.
            words: the folded text's words, by ``word_lists``.
        """
        found: list[Match] = []
        on_page = "\n".join(folded) if self._unspaced else ""
        unspaced = [entry for entry in self._unspaced if entry[0] in on_page]
        for index, line in enumerate(folded):
            candidates = self._candidates(texts[index], line, words[index], unspaced)
            if candidates:
                passed = [
                    Match(index, rule, phrase)
                    for phrase, rule in candidates
                    if _guarded(rule, phrase, texts[index], line)
                ]
                passed.sort(key=lambda match: match.rule.action != "protect")
                found += passed
        return found

    def _candidates(
        self, text: str, line: str, words: list[str], unspaced: list[_Entry]
    ) -> list[_Entry]:
        """Return the phrases and rules found in a block, guards not yet asked."""
        core = bare(line) or line
        candidates: list[_Entry] = []
        if len(line) <= 400:
            for rule in self._lines.get(core, ()):
                candidates.append((core, rule))
            if line.endswith(":"):
                for rule in self._lines.get(core + ":", ()):
                    candidates.append((core + ":", rule))
            if entries := self._suffixes.get(core[-2:]):
                candidates += [e for e in entries if core.endswith(e[0]) and _starts_word(core, e[0])]
            if not self._keys.isdisjoint(words):
                candidates += self._contained(words)
            candidates += [entry for entry in unspaced if entry[0] in core]
            for test, rule in self._tests:
                if test(text, line, core):
                    candidates.append(("", rule))
        for key in (core[:2], core[:1]) if core[:1] in self._prefixes else (core[:2],):
            if entries := self._prefixes.get(key):
                candidates += [e for e in entries if core.startswith(e[0]) and _ends_word(core, e[0])]
        return candidates

    def _contained(self, words: list[str]) -> list[_Entry]:
        line = f" {' '.join(words)} "
        keys = self._keys.intersection(words)
        return [e for key in sorted(keys) for e in self._contains[key] if e[0] in line]


def _any_of(phrases: Iterable[str], frame: str) -> re.Pattern[str]:
    """A pattern of literal alternatives, longest first; one that matches nothing if none."""
    ordered = sorted(set(phrases), key=len, reverse=True)
    if not ordered:
        return re.compile(r"(?!)")
    return re.compile(frame.replace("{}", "|".join(map(re.escape, ordered)), 1))


def _ends_word(core: str, phrase: str) -> bool:
    after = core[len(phrase) : len(phrase) + 1]
    return not (after.isalnum() or after == "'" or (after and category(after)[0] == "M")) or not phrase[-1].isalnum() or is_wide(phrase[-1])


def _starts_word(core: str, phrase: str) -> bool:
    before = core[: len(core) - len(phrase)][-1:]
    return not before.isalnum() or not phrase[0].isalnum() or is_wide(phrase[0])


def _guarded(rule: Rule, phrase: str, text: str, line: str) -> bool:
    """Tell whether the guards let the match stand."""
    guards = rule.guards
    words = word_count(text)
    if not guards.min_words <= words <= guards.max_words:
        return False
    if guards.unquoted and is_quoted(text):
        return False
    if phrase and rule.scope == "line" and text[0] in QUOTES:
        return False  # a label in quotation marks is somebody's words
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
    if guards.rest == "date":
        return looks_like_date(rest_of(text, phrase), core[len(phrase) :])
    return _REST[guards.rest](rest_of(text, phrase)) if guards.rest else True


def _label_mark(after: str, phrase: str, dash: bool) -> bool:
    """Tell whether a colon, or what stands for one, follows the phrase."""
    if phrase.endswith(":") or after[:1] in ("]", "】"):
        return True
    after = after.lstrip(" )]】")
    # A dash is a colon in "Related - Ten gardens", and a verb in a Russian sentence.
    return after[:1] in _LABEL_MARKS or (dash and after.startswith("- "))


_LABEL_MARKS: Final = frozenset(":|>→»=/")
_REST: Final = {"names": looks_like_names, "credit": looks_like_credit}


def rest_of(text: str, phrase: str) -> str:
    """Return the source text after a phrase that opens it.

    >>> rest_of("Foto: Getty Images / AFP", "foto")
    'Getty Images / AFP'
    """
    start = max(text.casefold().find(phrase[:1]), 0)
    return text[start + len(phrase) :].strip(" :-–—|/／=＝・·,.：")


def word_count(text: str) -> int:
    """Count words; in scripts written without spaces two characters count as one.

    >>> word_count("one two three"), word_count("日本語の文章です")
    (3, 4)
    """
    spaced = text.count(" ") + 1
    if text.isascii() or spaced * 12 > len(text):
        return spaced
    return max(spaced, sum(map(is_wide, text)) // 2)
