"""The pipeline, on one screen, and the settings it runs with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import compress
from operator import mul
from os import PathLike
from typing import Any, Literal

from cleanarticle import metadata as meta
from cleanarticle.article import Article, Trace
from cleanarticle.decide import decide
from cleanarticle.errors import SettingError, UnknownRuleError
from cleanarticle.evidence import Learned, gather
from cleanarticle.kinds import kind_columns, kind_model, page_signs
from cleanarticle.language import identify, stop_words
from cleanarticle.lexicon import lexicon
from cleanarticle.metadata.finding import PageView
from cleanarticle.metadata.page_text import find
from cleanarticle.model import CATEGORIES, Document
from cleanarticle.page import Page
from cleanarticle.places import judge_together
from cleanarticle.reading import read
from cleanarticle.render import to_text
from cleanarticle.rules import registry
from cleanarticle.rules.engine import RuleSet
from cleanarticle.scorecard import scorecard
from cleanarticle.scorecard.blend import blend
from cleanarticle.spans import split_glued
from cleanarticle.structure import NAMES
from cleanarticle.text import fold_lines, word_lists
from cleanarticle.trim import trim
from cleanarticle.voice import voice_words

Format = Literal["auto", "text", "html"]
_FORMATS = ("auto", "text", "html")
_CATEGORIES = f"some of {', '.join(CATEGORIES)}"
#: Whose rules apply where a page is too short to tell.
_ENGLISH = "en"


class Cleaner:
    """Settings for cleaning; immutable, picklable, made once and used for many pages.

    Args:
        language: ISO 639-1 code of every page; ``None`` lets each page tell.
        packs: the user's own rule packs, as paths to TOML files.
        disable: codes of rules that must not apply.
        keep: categories to leave in the text, such as ``caption``.

    Raises:
        PackError: a pack cannot be read or holds an invalid rule.
        UnknownRuleError: ``disable`` names a code no pack has.
        SettingError: ``keep`` names no category, or ``language`` is no language code.

    >>> Cleaner(keep=["ad"]).clean("Advertisement:").text
    'Advertisement:'
    """

    __slots__ = ("_own", "_rulesets", "disable", "keep", "language", "packs")

    language: str | None
    packs: tuple[str, ...]
    disable: frozenset[str]
    keep: frozenset[str]
    _own: tuple[registry.Pack, ...]
    _rulesets: dict[str, RuleSet]

    def __init__(
        self,
        language: str | None = None,
        packs: Iterable[str | PathLike[str]] = (),
        disable: Iterable[str] = (),
        keep: Iterable[str] = (),
    ) -> None:
        _set = object.__setattr__
        _set(self, "language", _checked_language(language))
        _set(self, "packs", tuple(map(str, _listed("packs", packs, (str, PathLike)))))
        _set(self, "_own", tuple(map(registry.load_pack, self.packs)))
        _set(self, "disable", frozenset(_listed("disable", disable)))
        _set(self, "keep", frozenset(_listed("keep", keep, allowed=_CATEGORIES)))
        _set(self, "_rulesets", {})
        if unknown := sorted(self.keep - set(CATEGORIES)):
            raise SettingError("keep", unknown[0], _CATEGORIES)
        self._check_codes()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Cleaner is immutable; make a new one with another {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Cleaner is immutable; make a new one without {name}")

    def __reduce__(self) -> tuple[Any, ...]:
        return Cleaner, (
            self.language,
            self.packs,
            tuple(sorted(self.disable)),
            tuple(sorted(self.keep)),
        )

    def __repr__(self) -> str:
        return (
            f"Cleaner(language={self.language!r}, packs={self.packs!r}, "
            f"disable={sorted(self.disable)!r}, keep={sorted(self.keep)!r})"
        )

    def clean(self, raw: Any, url: str | None = None, format: Format = "auto") -> Article:
        """Clean one page: see :func:`clean`."""
        if url is not None and not isinstance(url, str):
            raise TypeError(f"url is a str or None, not {type(url).__name__}")
        if format not in _FORMATS:
            raise SettingError("format", format, '"auto", "text" or "html"')
        return self._run(read(raw, format), url)

    def _run(self, document: Document, url: str | None) -> Article:
        page = self.look(document)
        card = blend(document.format, page.kinds[0])
        scores = card.score(page.columns, len(page.words))
        chances = judge_together(page.document, scores, page.seen.words)
        findings = find(PageView(page, chances.own))
        verdicts = decide(page, chances, card.inside, findings, self.keep)
        trimmed = trim(page, verdicts, self.keep)
        return Article(
            text=to_text(trimmed.document, [verdict.keep for verdict in trimmed.verdicts]),
            metadata=meta.choose(findings, page, url),
            confidence=_confidence(chances.placed, page.seen.words, [v.keep for v in verdicts]),
            document=trimmed.document,
            trace=Trace(page, chances, trimmed.verdicts, trimmed.rows, card),
        )

    def look(self, document: Document) -> Page:
        """Return all that is known of a page before any block is scored."""
        folded, words = _fold(document)
        language = self.language or identify(words, "\n".join(document.texts[:200])[:4000])
        rules = self._rules(language or _ENGLISH)
        document, rows = split_glued(document, words, rules)
        if len(rows) > len(words):
            folded, words = _fold_parts(document, rows, folded, words)
        matches = rules.match(document.texts, folded, words)
        learned = Learned(stop_words(language or ""), lexicon(language), voice_words(language))
        if document.elements:
            learned = learned._replace(names=lexicon(NAMES), headline=scorecard("headline"))
        seen, columns, site = gather(document, folded, words, matches, learned)
        model, signs = kind_model(document.format), page_signs(document, words, columns)
        kinds = model.chances(signs)
        columns |= kind_columns(kinds, model.extracted(signs), len(words))
        return Page(document, folded, words, matches, seen, columns, site, kinds, rules, language)

    def _rules(self, language: str) -> RuleSet:
        """The rules for a language, made ready once."""
        ready = self._rulesets.get(language)
        if ready is None:
            packs = [registry.builtin("any")]
            if language in registry.languages():
                packs.append(registry.builtin(language))
            if language != _ENGLISH:
                packs.append(registry.english_labels())
            packs += [pack for pack in self._own if pack.language in ("any", language)]
            ready = self._rulesets[language] = RuleSet(registry.select(packs, self.disable))
        return ready

    def _check_codes(self) -> None:
        if not self.disable:
            return
        packs = [registry.builtin(name) for name in ("any", *registry.languages())]
        codes = {rule.code for pack in (*packs, *self._own) for rule in pack.rules}
        for code in sorted(self.disable - codes):
            from difflib import get_close_matches  # for this message only

            raise UnknownRuleError(code, tuple(get_close_matches(code.upper(), codes, 3)))


def clean(
    raw: Any,
    url: str | None = None,
    language: str | None = None,
    format: Format = "auto",
) -> Article:
    """Return the article in a raw page: clean body text, metadata, and a reason for every line.

    Args:
        raw: the page, as ``str``, ``bytes`` or a BeautifulSoup object: text as scraped, Markdown,
            HTML, or what another extractor returned.
        url: the page's address, kept in the metadata.
        language: ISO 639-1 code, if known; otherwise told from the text.
        format: ``text`` (Markdown too) or ``html``; ``auto`` looks.

    Raises:
        TypeError: ``raw`` is of another type. Nothing is raised for what a page contains:
            trouble is named in ``Article.warnings``.

    >>> article = clean("Support us\\n\\n"
    ... "The harbour, which had been closed since the storm of last week, reopened on Saturday. "
    ... "Ferries run again from noon, the port said in a statement.\\n\\n"
    ... "Advertisement:\\n")
    >>> article.text[:11], [line.category for line in article.removed]
    ('The harbour', ['promotion', 'ad'])
    """
    return _cleaner(_checked_language(language)).clean(raw, url, format)


@cache
def _cleaner(language: str | None) -> Cleaner:
    return Cleaner(language)


def _fold(page: Document) -> tuple[list[str], list[list[str]]]:
    folded = fold_lines(list(page.texts)) if page.texts else []
    return folded, word_lists(folded) if folded else []


def _fold_parts(
    page: Document, rows: Sequence[int], folded: Sequence[str], words: Sequence[list[str]]
) -> tuple[list[str], list[list[str]]]:
    """Fold the parts of the blocks that were split; the others are folded already."""
    now_folded, now_words = [folded[row] for row in rows], [words[row] for row in rows]
    size = Counter(rows)
    parts = [index for index, row in enumerate(rows) if size[row] > 1]
    lines = fold_lines([page.texts[index] for index in parts])
    for index, line, own in zip(parts, lines, word_lists(lines), strict=True):
        now_folded[index], now_words[index] = line, own
    return now_folded, now_words


def _confidence(chance: Sequence[float], words: Sequence[int], kept: Sequence[bool]) -> float:
    """The word F1 that the blocks' probabilities lead to expect."""
    expected = list(map(mul, chance, words))
    size = sum(compress(words, kept))
    return 2 * sum(compress(expected, kept)) / (size + sum(expected)) if size else 0.0


def _checked_language(language: object) -> str | None:
    if language is None:
        return None
    if isinstance(language, str):
        code, *_ = language.strip().casefold().replace("_", "-").split("-")
        if 2 <= len(code) <= 3 and code.isascii() and code.isalpha():
            return code
    raise SettingError("language", language, "an ISO 639-1 code such as 'en', or None")


def _listed(
    name: str,
    values: object,
    kinds: tuple[type, ...] = (str,),
    allowed: str = "a list of strings",
) -> tuple[Any, ...]:
    """A lone string given for a list is a common slip; its letters are never meant."""
    listed = () if isinstance(values, (str, bytes)) else values
    items = tuple(listed) if isinstance(listed, Iterable) else ()
    if not isinstance(listed, Iterable) or listed is not values:
        raise SettingError(name, values, f"a list, as in {name}=[{values!r}]")
    for item in items:
        if not isinstance(item, kinds):
            raise SettingError(name, values, allowed)
    return items
