"""Find which rules match which blocks, in time that does not grow with the number of phrases.

Whole lines are looked up in a dict; prefixes under their first word, suffixes under their last two
characters; contained phrases under their longest word, so that one set operation per block
tells that none can match. Languages written without spaces look prefixes up under two characters
and test their few contained phrases against the whole page first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple
from unicodedata import category

from cleanarticle.model import Match, Rule
from cleanarticle.rules import guards
from cleanarticle.rules.labels import Labels
from cleanarticle.rules.structure import COPYRIGHT_SIGNS, PLATFORMS, ROW_MARKS, TESTS
from cleanarticle.text import BULLETS, TAILS, WRAPPERS, is_wide, lines_with, word_lists

#: Languages whose words are not separated, or carry particles, so that phrases match anywhere.
_UNSPACED: Final = frozenset(("zh", "ja", "th", "ko"))
#: Blocks of more characters than this are prose: only prefixes are looked for.
_LONGEST: Final = 400
#: Longest row of platform names, and longest counter, in characters.
_ROW: Final = 120
_SHORT: Final = 60

_CLINGING: Final = '.,:;!?()[]"-'

_Entry = tuple[str, Rule]
_NONE: Final[list[_Entry]] = []
_Table = dict[str, list[_Entry]]


class RuleSet:
    """Rules made ready for matching. Immutable after construction; shared between pages."""

    __slots__ = (
        "_contains",
        "_keys",
        "_lines",
        "_openings",
        "_prefixes",
        "_suffixes",
        "_tests",
        "_unspaced",
        "by_code",
        "labels",
    )

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.by_code = {rule.code: rule for rule in rules}
        self.labels = Labels.of(self.by_code.values())
        self._lines: _Table = {}
        self._prefixes: _Table = {}
        self._openings: _Table = {}
        self._suffixes: _Table = {}
        self._contains: _Table = {}
        self._unspaced: list[_Entry] = []
        self._tests: dict[str, list[_Entry]] = {}
        for rule in self.by_code.values():
            if rule.test:
                self._tests.setdefault(TESTS[rule.test].gate, []).append(("", rule))
            for phrase in rule.phrases:
                self._add(phrase, rule)
        for table in (self._prefixes, self._openings, self._suffixes):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))
        # Names of platforms are no phrases, but a block that holds one is looked at.
        self._keys = frozenset(self._contains) | PLATFORMS

    def _add(self, phrase: str, rule: Rule) -> None:
        words = word_lists([phrase])[0]
        if rule.scope == "line":
            self._lines.setdefault(phrase, []).append((phrase, rule))
        elif rule.scope == "suffix":
            self._suffixes.setdefault(phrase[-2:], []).append((phrase, rule))
        elif rule.scope == "prefix" and words and rule.language not in _UNSPACED:
            self._prefixes.setdefault(_first_word(phrase, words), []).append((phrase, rule))
        elif rule.scope == "prefix":
            self._openings.setdefault(phrase[:2], []).append((phrase, rule))
        elif rule.language in _UNSPACED or not words:
            self._unspaced.append((phrase, rule))
        else:
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
        page = _OnPage.of(self._unspaced, folded)
        cores = [line.lstrip(WRAPPERS).rstrip(TAILS) for line in folded]
        found: list[Match] = []
        for index in self._asked(page, cores, folded, words):
            core, line, block_words = cores[index], folded[index], words[index]
            entries = self._openers(core, block_words)
            if len(line) <= _LONGEST:
                entries = entries + self._named(line, core or line, block_words, page.unspaced)
            sign = page.signed.get(index)
            entries = entries + self._tested(texts[index], line, core, block_words, sign)
            passed = [
                Match(index, rule, phrase)
                for phrase, rule in entries
                if guards.hold(rule, phrase, texts[index], line)
            ]
            if len(passed) > 1:
                passed.sort(key=lambda match: match.rule.action != "protect")
            found += passed
        return found

    def _asked(
        self,
        page: _OnPage,
        cores: Sequence[str],
        folded: Sequence[str],
        words: Sequence[list[str]],
    ) -> Iterable[int]:
        """The blocks in which anything may be found: most hold nothing of interest."""
        if self._openings or page.unspaced:
            return range(len(folded))
        lines, suffixes = self._lines, self._suffixes
        # A first word that is a sign, or has one clinging to it, may hide a prefix behind it.
        firsts = [
            "" if not ws else ws[0] if ws[0] not in BULLETS else ws[min(1, len(ws) - 1)]
            for ws in words
        ]
        openers = {f for f in set(firsts) if f in self._prefixes or not f.isalnum()}
        disjoint = self._keys.isdisjoint
        asked = set(page.signed)
        asked.update(
            index
            for index, (core, first, ws) in enumerate(zip(cores, firsts, words, strict=True))
            if first in openers or core in lines or core[-2:] in suffixes or not disjoint(ws)
        )
        asked.update(
            index
            for index, line in enumerate(folded)
            if line[-1:] == ":"
            or (len(line) <= _SHORT and ("0" in line or (" " not in line and "." in line)))
        )
        return sorted(asked)

    def _openers(self, core: str, words: list[str]) -> list[_Entry]:
        """Prefixes of the block."""
        if not words:
            return []
        first = words[0]
        if not first.isalnum():  # a sign clings to the word or stands before it
            first = core.partition(" ")[0].strip(_CLINGING)
        entries = self._prefixes.get(first, _NONE)
        if self._openings:
            more = [*self._openings.get(core[:2], _NONE), *self._openings.get(core[:1], _NONE)]
            entries = entries + more
        if not entries:
            return entries
        return [e for e in entries if core.startswith(e[0]) and _ends_word(core, e[0])]

    def _named(
        self, line: str, core: str, words: list[str], unspaced: list[_Entry]
    ) -> list[_Entry]:
        """Phrases that are the block, end it, or stand in it."""
        entries = self._lines.get(core, _NONE)
        if line[-1:] == ":" and (more := self._lines.get(core + ":")):
            entries = entries + more
        if more := self._suffixes.get(core[-2:]):
            entries = entries + [
                e for e in more if core.endswith(e[0]) and _starts_word(core, e[0])
            ]
        if not self._keys.isdisjoint(words):
            spaced = f" {' '.join(words)} "
            for key in sorted(self._contains.keys() & set(words)):
                entries = entries + [e for e in self._contains[key] if e[0] in spaced]
        if unspaced:
            entries = entries + [entry for entry in unspaced if entry[0] in core]
        return entries

    def _tested(
        self, text: str, line: str, core: str, words: list[str], sign: str | None
    ) -> list[_Entry]:
        """Rules with a test, asked only where their gate is open."""
        gates: list[str] = []
        if not core:
            core = line
            gates.append("symbols")
        if "0" in line and len(line) <= _SHORT:
            gates.append("digit")
        if " " not in text and len(line) <= _SHORT:
            gates.append("single")
        if sign:
            gates.append("row" if sign in ROW_MARKS else "copyright")
        if line[:1] in ("@", "#"):
            gates.append("sign")
        if not PLATFORMS.isdisjoint(words):
            gates.append("platform")
        if not gates:
            return _NONE
        return [e for gate in dict.fromkeys(gates) for e in self._run(gate, text, line, core)]

    def _run(self, gate: str, text: str, line: str, core: str) -> list[_Entry]:
        return [e for e in self._tests.get(gate, _NONE) if TESTS[e[1].test].run(text, line, core)]


class _OnPage(NamedTuple):
    """What of the rarer signs is on the page at all, so that most pages never ask a block."""

    unspaced: list[_Entry]
    signed: dict[int, str]
    """For blocks with a mark of a breadcrumb or a copyright line, the mark."""

    @classmethod
    def of(cls, unspaced: list[_Entry], folded: Sequence[str]) -> _OnPage:
        page = "\n".join(folded) if unspaced else ""
        return cls(
            [entry for entry in unspaced if entry[0] in page],
            lines_with(folded, (*ROW_MARKS, *COPYRIGHT_SIGNS)),
        )


def _first_word(phrase: str, words: list[str]) -> str:
    """What a phrase's block would be looked up under."""
    return words[0] if words[0].isalnum() else phrase.partition(" ")[0].strip(_CLINGING)


def _ends_word(core: str, phrase: str) -> bool:
    after = core[len(phrase) : len(phrase) + 1]
    if not after or not phrase[-1].isalnum() or is_wide(phrase[-1]):
        return True
    if after == "-":  # part of a compound, if a letter follows
        return not core[len(phrase) + 1 : len(phrase) + 2].isalpha()
    return not (after.isalnum() or after == "'" or category(after)[0] == "M")


def _starts_word(core: str, phrase: str) -> bool:
    before = core[: len(core) - len(phrase)][-1:]
    return not before.isalnum() or not phrase[0].isalnum() or is_wide(phrase[0])
