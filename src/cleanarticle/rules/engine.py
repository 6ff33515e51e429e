"""Find which rules match which blocks, in time that does not grow with the number of phrases.

Whole lines are looked up in a dict; prefixes under their first word, suffixes under their last two
characters; contained phrases under their longest word, so that one set operation per block
tells that none can match. Languages written without spaces look prefixes up under two characters
and test their few contained phrases against the whole page first. A line made of several labels
and nothing else ("Share  Copy link") is each of them: it matches the rule of the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Final, NamedTuple

from cleanarticle.patterns import pattern
from cleanarticle.rules import guards
from cleanarticle.rules.edges import closes, opens
from cleanarticle.rules.labels import Labels
from cleanarticle.rules.rows import CLINGING, NONE, Entry, Rows, Table, first_word, longest_first
from cleanarticle.rules.rule import Match, Rule
from cleanarticle.rules.sentences import SentenceLabels
from cleanarticle.rules.shapes import COPYRIGHT_SIGNS, PLATFORMS, ROW_MARKS, TESTS
from cleanarticle.text import BULLETS, PICTURES, TAILS, WRAPPERS, lines_with, word_lists

#: Languages whose words are not separated, or carry particles, so that phrases match anywhere.
_UNSPACED: Final = frozenset(("zh", "ja", "th", "ko"))
#: Of a block's matches the protecting ones come first, and last those that speak of the page.
_ORDER: Final = {"protect": 0, "reject": 2}
#: Blocks of more characters than this are prose: only prefixes are looked for.
_LONGEST: Final = 400
#: Longest counter, in characters.
_SHORT: Final = 60
#: A number with its thousands apart: ``1 204``, ``1,204``.
_THOUSANDS: Final = pattern(r"0(?:[ .,]0)+")
#: What a renderer puts before the items of a list.
_NUMBERED: Final = "0. "

_Found = tuple[int, Iterable[Entry]]
"""A block, and what was found in it."""


class RuleSet:
    """Rules made ready for matching. Immutable after construction; shared between pages."""

    __slots__ = (
        "_begin",
        "_contains",
        "_firsts",
        "_keys",
        "_lines",
        "_of_note",
        "_openings",
        "_prefixes",
        "_rows",
        "_suffixes",
        "_tests",
        "_unspaced",
        "by_code",
        "labels",
        "sentences",
    )

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.by_code = {rule.code: rule for rule in rules}
        self.labels = Labels(self.by_code.values())
        self.sentences = SentenceLabels(self.by_code.values())
        self._lines: Table = {}
        self._prefixes: Table = {}
        self._openings: Table = {}
        self._suffixes: Table = {}
        self._contains: Table = {}
        self._rows = Rows()
        self._unspaced: list[Entry] = []
        self._tests: dict[str, list[Entry]] = {}
        for rule in self.by_code.values():
            if rule.test:
                self._tests.setdefault(TESTS[rule.test].gate, []).append(("", rule))
            words = word_lists([*rule.phrases])  # in one go; an empty list where there are none
            for phrase, own in zip(rule.phrases, words, strict=False):
                self._add(phrase, own, rule)
        for table in (self._prefixes, self._openings, self._suffixes):
            longest_first(table)
        self._rows.close()
        self._begin = {
            head: tuple(phrase for phrase, _ in entries) for head, entries in self._prefixes.items()
        }
        self._firsts = self._prefixes.keys() | self._rows.heads
        self._keys = frozenset(self._contains)
        # Names of platforms are no phrases, but a block that holds one is looked at.
        self._of_note = self._keys | PLATFORMS

    def _add(self, phrase: str, words: list[str], rule: Rule) -> None:
        if rule.scope == "line":
            self._lines.setdefault(phrase, []).append((phrase, rule))
            if rule.action == "drop" and words and not phrase.endswith(":"):
                self._rows.add((phrase, rule), words, rule.language not in _UNSPACED)
        elif rule.scope == "suffix":
            self._suffixes.setdefault(phrase[-2:], []).append((phrase, rule))
        elif rule.scope == "prefix" and words and rule.language not in _UNSPACED:
            self._prefixes.setdefault(first_word(phrase, words), []).append((phrase, rule))
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
        page = _Lines.of(texts, folded, words, self._of_note)
        found: defaultdict[int, list[Entry]] = defaultdict(list)
        for finder in (self._prefixed, self._named, self._contained, self._tested):
            for index, entries in finder(page):
                found[index] += entries
        matches: list[Match] = []
        for index in sorted(found):
            passed = [
                Match(index, rule, phrase)
                for phrase, rule in found[index]
                if guards.hold(rule, phrase, texts[index], folded[index])
            ]
            if len(passed) > 1:
                passed.sort(key=lambda match: _ORDER.get(match.rule.action, 1))
            matches += passed
        return matches

    def _prefixed(self, page: _Lines) -> Iterator[_Found]:
        """Prefixes of the blocks."""
        # A first word that is a sign, or has one clinging to it, may hide a prefix behind it.
        firsts = [
            "" if not ws else ws[0] if ws[0] not in BULLETS else ws[min(1, len(ws) - 1)]
            for ws in page.words
        ]
        known, everywhere = self._prefixes, bool(self._openings)
        asked = {first for first in set(firsts) if first in known or not first.isalnum()}
        for index in [i for i, first in enumerate(firsts) if everywhere or first in asked]:
            if index not in page.symbols:
                core = page.cores[index]
                if entries := self._openers(core, page.words[index]):
                    yield index, entries

    def _openers(self, core: str, words: list[str]) -> list[Entry]:
        """Prefixes that open a block, by its first word, or its first two characters."""
        if not words:
            return []
        first = words[0]
        if not first.isalnum():  # a sign clings to the word or stands before it
            first = core.partition(" ")[0].strip(CLINGING)
        entries = self._prefixes.get(first, NONE)
        if self._openings:
            more = [*self._openings.get(core[:2], NONE), *self._openings.get(core[:1], NONE)]
            entries = entries + more
        elif not entries or not core.startswith(self._begin[first]):
            return NONE  # most begin with another phrase of their first word
        return [e for e in entries if core.startswith(e[0]) and opens(core, e[0])]

    def opening(self, core: str) -> list[Entry]:
        """The labels that open a folded text, whatever their guards say of what follows.

        >>> from cleanarticle.rules.registry import builtin
        >>> rules = RuleSet(builtin("en").rules)
        >>> {rule.name for _, rule in rules.opening("words by jane doe photos by tom ford")}
        {'byline'}
        """
        head = core.partition(" ")[0].strip(CLINGING)
        if head not in self._firsts and not self._openings:
            return NONE
        label = self._rows.opening(core, head)
        entries = self._openers(core, [head]) if head else []
        return [*entries, label] if label else entries

    def _named(self, page: _Lines) -> Iterator[_Found]:
        """Phrases that are the block, or end it."""
        # Every question is asked of all blocks in one go, for hardly a block answers it.
        lines, suffixes, cores = self._lines, self._suffixes, page.cores
        short = [index for index, line in enumerate(page.folded) if len(line) <= _LONGEST]
        for index in [i for i in short if cores[i] in lines]:
            yield index, lines[cores[index]]
        for index in [i for i in short if "0" in cores[i] and len(cores[i]) <= _SHORT]:
            core = cores[index]
            if core not in lines and (plain := _THOUSANDS.sub("0", core)) in lines:
                yield index, lines[plain]
            elif core.startswith(_NUMBERED):
                # An ad that a renderer has numbered among a list's items: "4. Advertisement".
                found = lines.get(core.removeprefix(_NUMBERED), NONE)
                yield index, [entry for entry in found if entry[1].category == "ad"]
        for index in self._rows.candidates(cores, page.words):
            if cores[index] not in lines and (label := self._rows.first(cores[index])):
                yield index, [label]
        for index in [i for i in short if page.folded[i][-1:] == ":"]:
            if labels := lines.get(cores[index] + ":"):
                yield index, labels
        for index in [i for i in short if cores[i][-2:] in suffixes]:
            core = cores[index]
            yield index, [entry for entry in suffixes[core[-2:]] if closes(core, entry[0])]

    def _contained(self, page: _Lines) -> Iterator[_Found]:
        """Phrases that stand anywhere in the block."""
        known = self._keys.intersection
        for index in page.keyed:
            words = page.words[index]
            if len(page.folded[index]) <= _LONGEST and (keys := known(words)):
                spaced = f" {' '.join(words)} "
                entries = [e for key in sorted(keys) for e in self._contains[key] if e[0] in spaced]
                if entries:
                    yield index, entries
        whole = "\n".join(page.folded) if self._unspaced else ""
        if unspaced := [entry for entry in self._unspaced if entry[0] in whole]:
            for index, line in enumerate(page.folded):
                if len(line) <= _LONGEST:
                    yield index, [entry for entry in unspaced if entry[0] in page.cores[index]]

    def _tested(self, page: _Lines) -> Iterator[_Found]:
        """Rules with a test, asked only where their gate is open."""
        texts, folded = page.texts, page.folded
        short = [index for index, line in enumerate(folded) if len(line) <= _SHORT]
        lone = [index for index in short if " " not in texts[index]]
        signed = lines_with(folded, (*ROW_MARKS, *COPYRIGHT_SIGNS))
        gates: dict[str, Iterable[int]] = {
            "symbols": page.symbols,
            "digit": [i for i in short if "0" in folded[i]],
            "single": [i for i in lone if "." in folded[i]],
            "bracket": [i for i in lone if folded[i][:1] == "("],
            "row": [i for i, sign in signed.items() if sign in ROW_MARKS],
            "copyright": [i for i, sign in signed.items() if sign in COPYRIGHT_SIGNS],
            "sign": [i for i, line in enumerate(folded) if line[:1] in ("@", "#")],
            "platform": [i for i in page.keyed if not PLATFORMS.isdisjoint(page.words[i])],
        }
        for gate, places in gates.items():
            for entry in self._tests.get(gate, NONE):
                run = TESTS[entry[1].test].run
                for i in places:
                    if run(texts[i], folded[i], page.cores[i]):
                        yield i, [entry]


class _Lines(NamedTuple):
    """The blocks of a page, as the finders read them."""

    texts: Sequence[str]
    folded: Sequence[str]
    cores: Sequence[str]
    """The folded text without its wrapping; with it, where that is all there is."""
    words: Sequence[list[str]]
    symbols: Set[int]
    """Blocks that are nothing but wrapping."""
    keyed: Sequence[int]
    """Blocks that hold a word of note: most hold none."""

    @classmethod
    def of(
        cls,
        texts: Sequence[str],
        folded: Sequence[str],
        words: Sequence[list[str]],
        of_note: frozenset[str],
    ) -> _Lines:
        cores = [line.lstrip(WRAPPERS).rstrip(TAILS) for line in folded]
        symbols = {index for index, core in enumerate(cores) if not core}
        for index in symbols:
            cores[index] = folded[index]
        cores = [core if core.isascii() else core.strip(PICTURES) or core for core in cores]
        apart = of_note.isdisjoint
        keyed = [index for index, ws in enumerate(words) if not apart(ws)]
        return cls(texts, folded, cores, words, symbols, keyed)
