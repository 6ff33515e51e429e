"""Metadata of an article: one module per way of finding, and :func:`choose`, which chooses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cleanarticle.metadata import markup
from cleanarticle.metadata.finding import Finding
from cleanarticle.model import Metadata, Source


def choose(
    findings: Sequence[Finding],
    head: Mapping[str, str],
    language: str | None,
    url: str | None,
) -> Metadata:
    """Choose a value for every field, and say where it was found.

    What the reader of the page sees goes before what the markup says, since meta tags are often
    left over from a template; the markup fills the rest.

    Args:
        findings: what was found in the page text.
        head: what the markup's head says; empty for plain text.
        language: the language identified from the text.
        url: the address the caller gave.
    """
    values: dict[str, Any] = {}
    found: dict[str, Source] = {}

    def take(field: str, value: object, source: Source) -> None:
        if value and field not in values:
            values[field] = value
            found[field] = source

    take("url", url, Source("argument", "url"))
    take("language", language, Source("page text", "function words and letters"))
    captions = [finding for finding in findings if finding.field == "captions"]
    if captions:
        first = captions[0]
        source = Source("page text", first.code, first.start, first.end)
        take("captions", tuple(dict.fromkeys(f.value for f in captions)), source)
    for finding in _in_order(findings):
        source = Source("page text", finding.code, finding.start, finding.end)
        take(finding.field, finding.value, source)
    for head_value in markup.find(head):
        take(head_value.field, head_value.value, Source("meta tag", head_value.tag))
    return Metadata(**values, found=found)


def _in_order(findings: Sequence[Finding]) -> Iterable[Finding]:
    """A line that a rule names goes before one that only looks like it."""
    return sorted(findings, key=lambda f: (f.code.startswith("ANY"), f.block))
