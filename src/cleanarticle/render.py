"""A document and its verdicts to text, Markdown and JSON-ready data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from cleanarticle.model import Block, Document, Metadata
from cleanarticle.text import is_wide


def to_text(document: Document, kept: Sequence[bool]) -> str:
    """Join the kept blocks: a blank line between paragraphs, a line break between list items.

    Blocks that stood on one line stay on one line.
    """
    parts: list[str] = []
    before: Block | None = None
    for block, text, keep in zip(document.blocks, document.texts, kept, strict=True):
        if not keep:
            continue
        if before is not None:
            parts.append(_separator(before, block, parts[-1], text))
        parts.append(text)
        before = block
    return "".join(parts)


def _separator(before: Block, block: Block, last: str, text: str) -> str:
    if block.gap < 0:
        return "" if is_wide(last[-1]) or last[-1] in "。！？" else " "
    return "\n" if block.item and before.item else "\n\n"


def to_markdown(document: Document, kept: Sequence[bool], metadata: Metadata) -> str:
    """The title as a heading, headings and list items as such where the source shows them."""
    body = to_text(document, kept)
    if document.blocks and any(block.tags for block in document.blocks):
        body = "\n\n".join(_markdown_blocks(document, kept))
    else:
        body = "\n".join(_markdown_line(line) for line in body.split("\n"))
    return f"# {_escape(metadata.title)}\n\n{body}" if metadata.title else body


def _markdown_line(line: str) -> str:
    if line[:1] in "•‣◦▪▫●–*" and line[1:2] == " ":
        return f"- {_escape(line[2:].strip())}"
    return _escape(line)


def _markdown_blocks(document: Document, kept: Sequence[bool]) -> Iterable[str]:
    for block, text, keep in zip(document.blocks, document.texts, kept, strict=True):
        if not keep:
            continue
        tag = (block.tags or "").rsplit(">", 1)[-1]
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            yield f"{'#' * max(2, int(tag[1]))} {_escape(text)}"
        elif block.item:
            yield f"- {_escape(text)}"
        elif "blockquote" in (block.tags or ""):
            yield f"> {_escape(text)}"
        else:
            yield _escape(text)


def _escape(text: str | None) -> str:
    """Escape what Markdown would take for markup at the start of a line, and brackets."""
    text = (text or "").replace("\\", "\\\\").replace("*", "\\*").replace("_", "\\_")
    text = text.replace("[", "\\[").replace("<", "&lt;").replace("`", "\\`")
    return f"\\{text}" if text[:1] in "#>+-" else text


def metadata_to_dict(metadata: Metadata) -> dict[str, Any]:
    """Plain data of the metadata; fields without a value are ``None`` or empty."""
    data = {field.name: getattr(metadata, field.name) for field in fields(metadata)}
    data["date_published"] = iso(metadata.date_published)
    data["date_modified"] = iso(metadata.date_modified)
    data["candidates"] = [
        {"field": c.field, "value": _plain(c.value), **c.source._asdict()}
        for c in metadata.candidates
    ]
    data["captions"] = [caption._asdict() for caption in metadata.captions]
    data["found"] = {name: source._asdict() for name, source in metadata.found.items()}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}


def iso(moment: date | datetime | None) -> str | None:
    """ISO 8601, to the minute where no seconds were said.

    >>> iso(datetime(2024, 5, 25, 1, 45)), iso(date(2024, 5, 25)), iso(None)
    ('2024-05-25T01:45', '2024-05-25', None)
    """
    if not isinstance(moment, datetime):
        return moment.isoformat() if moment else None
    exact = "auto" if moment.second or moment.microsecond else "minutes"
    return moment.isoformat(timespec=exact).replace("+00:00", "Z")


def _plain(value: Any) -> Any:
    return iso(value) if isinstance(value, date) else value
