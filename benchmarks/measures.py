"""All that is measured of one output: a number for each measure that the page's gold allows."""

from __future__ import annotations

from typing import Any, Final

from benchmarks.corpora import Page
from benchmarks.metrics import overlap, shingles, tokens
from benchmarks.metrics.fields import field_scores
from benchmarks.metrics.leaks import leaks, words_lost
from benchmarks.metrics.lines import line_scores
from benchmarks.metrics.segments import segments
from benchmarks.peers import Result

#: What begins the name of a measure that counts lines of a category left in.
LEAK: Final = "leak "
SEGMENTS: Final = ("found", "missed", "leaked", "kept_out")


def measure(
    page: Page, output: Result, gives: str = "both", raw: str | None = None
) -> dict[str, float | None]:
    """Return every measure of an output; ``None`` where one is not defined.

    Args:
        page: the page with its gold.
        output: what a system made of it.
        gives: what the system gives at all: ``text``, ``metadata`` or ``both``.
        raw: the raw text it was given, if any: metadata that is not in it is not asked.

    >>> page = Page("c", "1", "", "", "Rain fell.", None, "article")
    >>> measure(page, Result("1", "Rain fell.", {}, "", 1.5, 0.0))["f1"]
    1.0
    """
    found: dict[str, Any] = {"cpu_ms": output.cpu_ms or None, "peak_mb": output.peak_mb or None}
    found["failed"] = 1.0 if output.error else None
    if gives != "metadata":
        found |= _of_text(page, output)
    if gives != "text":
        gold = {"title": page.title, "authors": page.authors, "date": page.date}
        found |= field_scores(output.metadata, gold, raw)
    return found


def _of_text(page: Page, output: Result) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if page.text:
        found |= _against(output.text, page.text)
    else:  # a gold body says more than segments do
        counts = segments(output.text, page.wanted, page.unwanted)
        found |= dict(zip(SEGMENTS, counts, strict=True))
    if page.lines:
        found |= _labelled(output.text, page)
    if "confidence" in output.metadata:
        found["confidence"] = output.metadata["confidence"]
    return found


def _against(text: str, gold: str) -> dict[str, float | None]:
    have, want = tokens(text), tokens(gold)
    words, runs = overlap(have, want), overlap(shingles(have), shingles(want))
    lines = line_scores(text, gold)
    return {
        "f1": words.f1,
        "recall": words.recall,
        # As in scrapinghub's evaluation, an empty output has no precision, but a recall of 0.
        "shingle_precision": runs.precision if have else None,
        "shingle_recall": runs.recall,
        "line_precision": lines[0],
        "line_recall": lines[1],
    }


def _labelled(text: str, page: Page) -> dict[str, float]:
    counts: dict[str, float] = {}
    for leak in leaks(text, page.lines):
        name = f"{LEAK}{leak.label}"
        counts[name] = counts.get(name, 0) + leak.left
        counts[f"of {name}"] = counts.get(f"of {name}", 0) + leak.copies
    lost, words = words_lost(text, page.text or "")
    return {**counts, "words_lost": lost, "words": words}
