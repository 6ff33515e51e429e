"""The result of cleaning a page, and why it is what it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from cleanarticle import render
from cleanarticle.decide import Verdict
from cleanarticle.kinds import Kind, likeliest
from cleanarticle.model import Decision, Document, Metadata, Points, Removed
from cleanarticle.page import Page
from cleanarticle.places import Chances
from cleanarticle.rules.engine import RuleSet
from cleanarticle.scorecard.blend import Blend, blend


class Trace(NamedTuple):
    """All that was measured on the way; explanations are read off it when asked for."""

    page: Page
    chances: Chances
    verdicts: Sequence[Verdict]
    """Of each block of the article's document."""
    rows: Sequence[int]
    """For each of them, the block of the page that was measured."""
    scorecard: Blend

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled without what every process has or no explanation needs: a tenth of the time."""
        by_code = self.page.rules.by_code
        decided = {v.code: by_code[v.code] for v in self.verdicts if v.code is not None}
        page = self.page._replace(folded=(), words=(), rules=RuleSet(decided.values()))
        return _traced, (page, self.chances, self.verdicts, self.rows)

    def chance(self, index: int) -> float:
        """A block's probability of being body."""
        return self.chances.placed[self.rows[index]]

    def points(self, index: int) -> list[Points]:
        """A block's points, the strongest first; they add up to the log-odds of its chance."""
        row = self.rows[index]
        points = self.scorecard.explain(self.page.columns, row)
        if added := self.chances.shared[row]:
            points.append(Points("blocks in its place", added))
            points.sort(key=lambda p: -abs(p.value))
        return points


def _traced(
    page: Page, chances: Chances, verdicts: Sequence[Verdict], rows: Sequence[int]
) -> Trace:
    return Trace(page, chances, verdicts, rows, blend(page.document.format, page.kinds[0]))


class Article:
    """A cleaned page. Immutable and picklable."""

    __slots__ = ("confidence", "document", "metadata", "text", "trace")

    text: str
    """The body: paragraphs separated by a blank line, list items by a line break."""
    metadata: Metadata
    confidence: float
    """About the word F1 to be expected, 0 to 1."""
    document: Document
    """The page as it was read; all offsets refer to ``document.text``."""
    trace: Trace

    def __init__(
        self,
        text: str,
        metadata: Metadata,
        confidence: float,
        document: Document,
        trace: Trace,
    ) -> None:
        _set = object.__setattr__
        _set(self, "text", text)
        _set(self, "metadata", metadata)
        _set(self, "confidence", confidence)
        _set(self, "document", document)
        _set(self, "trace", trace)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an Article is immutable; its {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"an Article is immutable; its {name} cannot be deleted")

    def __reduce__(self) -> tuple[Any, ...]:
        return Article, (*self._shown(), self.trace)

    def __eq__(self, other: object) -> bool:
        return self._shown() == other._shown() if isinstance(other, Article) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.text, self.document.text))

    def __repr__(self) -> str:
        return (
            f"Article(text={self.text!r}, metadata={self.metadata!r}, "
            f"confidence={self.confidence!r}, document={self.document!r})"
        )

    def _shown(self) -> tuple[str, Metadata, float, Document]:
        return self.text, self.metadata, self.confidence, self.document

    @property
    def warnings(self) -> tuple[str, ...]:
        """Named troubles: ``empty``, ``error-page``, ``encoding-guessed``, ``encoding-damaged``.

        >>> from cleanarticle import clean
        >>> clean("").warnings
        ('empty',)
        >>> clean("404 Not Found\\n\\nThe page you are looking for may have been moved.").warnings
        ('empty', 'error-page')
        """
        by_code = self.trace.page.rules.by_code
        codes = {verdict.code for verdict in self.trace.verdicts if verdict.code}
        rejected = any(by_code[code].action == "reject" for code in codes)
        empty = () if self.text else ("empty",)
        return (*self.document.warnings, *empty, *(("error-page",) if rejected else ()))

    @property
    def kind(self) -> Kind:
        """What kind of page it is: what counts as its body differs by kind.

        >>> from cleanarticle import clean
        >>> clean("The harbour reopened on Saturday, the port said.").kind.name
        'article'
        """
        return likeliest(self.trace.page.kinds)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """One decision per block, with its points.

        >>> from cleanarticle import clean
        >>> [d.rule for d in clean("Advertisement:").decisions]
        ['EN101']
        """
        return tuple(map(self._decision, range(len(self.document.blocks))))

    def _decision(self, index: int) -> Decision:
        trace = self.trace
        verdict = trace.verdicts[index]
        reason = self._reason(index, verdict)
        return Decision(
            index,
            verdict.keep,
            verdict.category,
            verdict.code,
            reason,
            trace.chance(index),
            tuple(trace.points(index)),
        )

    def _reason(self, index: int, verdict: Verdict) -> str:
        if verdict.code is not None:
            return self.trace.page.rules.by_code[verdict.code].reason
        return "its points speak for body" if verdict.keep else "its points speak against body"

    @property
    def removed(self) -> tuple[Removed, ...]:
        """Every dropped block: where it stood, its text, category, rule, reason and score.

        >>> from cleanarticle import clean
        >>> dropped = clean("Advertisement:\\n\\nBy Jane Doe").removed[0]
        >>> dropped.text, dropped.category, dropped.rule
        ('Advertisement:', 'ad', 'EN101')
        """
        blocks, texts = self.document.blocks, self.document.texts
        return tuple(
            Removed(
                blocks[i].start,
                blocks[i].end,
                texts[i],
                verdict.category,
                verdict.code,
                self._reason(i, verdict),
                self.trace.chance(i),
            )
            for i, verdict in enumerate(self.trace.verdicts)
            if not verdict.keep
        )

    def explain(self, color: bool = False, points: int = 0) -> str:
        """The whole page, line by line, with the decisions.

        Args:
            color: use terminal colours, by category.
            points: how many of the strongest points to show under each line, below its reason.
        """
        from cleanarticle.explain import explain

        return explain(self, color=color, points=points)

    def to_dict(self, blocks: bool = False) -> dict[str, Any]:
        """Plain data: text, metadata, confidence, kind of page, removed blocks, warnings.

        Args:
            blocks: add the kept blocks one by one, each with its kind: ``heading``, ``paragraph``,
                ``item``, ``quote``, ``code`` or ``row`` of a table.
        """
        kind, sure = self.kind
        data = {
            "text": self.text,
            "metadata": render.metadata_to_dict(self.metadata),
            "confidence": round(self.confidence, 4),
            "kind": kind,
            "kind_confidence": round(sure, 4),
            "removed": [{**r._asdict(), "score": round(r.score, 4)} for r in self.removed],
            "warnings": list(self.warnings),
        }
        if blocks:
            data["blocks"] = render.blocks_to_list(self.document, self._kept)
        return data

    def to_json(self, indent: int | None = None) -> str:
        """:meth:`to_dict` as JSON; characters outside ASCII as they are.

        Lone surrogates, which no UTF-8 file can hold, are escaped.
        """
        data = json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)
        return data if data.isascii() else _escape_surrogates(data)

    def to_markdown(self, links: bool = True, images: bool = False) -> str:
        """The title as a heading, then the body with headings, lists, tables, quotes and code.

        Args:
            links: keep links, which are made whole by the page's address; else their text alone.
            images: keep the images of the body, with their alternative texts.

        Only HTML has links and images.
        """
        return render.to_markdown(self.document, self._kept, self.metadata, links, images)

    @property
    def _kept(self) -> list[bool]:
        return [verdict.keep for verdict in self.trace.verdicts]


def _escape_surrogates(data: str) -> str:
    try:
        data.encode("utf-8")
    except UnicodeEncodeError:
        return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in data)
    return data
