"""trafilatura: its default, its three other settings, and raw text given as paragraphs."""

from __future__ import annotations

from typing import Any

from trafilatura import bare_extraction
from trafilatura import extract as _extract

from benchmarks.peers.markup import paragraphs


def extract(html: str, url: str) -> tuple[str | None, dict[str, Any]]:
    """What most users call; comments are left out, as they are no part of an article."""
    return _extract(html, url=url or None, include_comments=False), {}


def fast(html: str, url: str) -> tuple[str | None, dict[str, Any]]:
    """Without the second algorithm it falls back on."""
    return _extract(html, url=url or None, include_comments=False, fast=True), {}


def precision(html: str, url: str) -> tuple[str | None, dict[str, Any]]:
    """Less text, and less noise."""
    return _extract(html, url=url or None, include_comments=False, favor_precision=True), {}


def recall(html: str, url: str) -> tuple[str | None, dict[str, Any]]:
    """More text."""
    return _extract(html, url=url or None, include_comments=False, favor_recall=True), {}


def with_metadata(html: str, url: str) -> tuple[str | None, dict[str, Any]]:
    """The default with title, authors and date, which cost it as much again."""
    found = bare_extraction(html, url=url or None, include_comments=False, with_metadata=True)
    if found is None:
        return None, {}
    return found.text, {"title": found.title, "authors": found.author, "date": found.date}


def lines(text: str, url: str) -> tuple[str | None, dict[str, Any]]:
    """Raw text, each line as a paragraph."""
    return _extract(paragraphs(text), url=url or None, include_comments=False), {}
