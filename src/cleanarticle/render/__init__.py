"""A document and its verdicts to text, Markdown and JSON-ready data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cleanarticle.model import Metadata
from cleanarticle.render.markdown import to_markdown
from cleanarticle.render.text import blocks_to_list, to_text

__all__ = ["blocks_to_list", "iso", "metadata_to_dict", "to_markdown", "to_text"]


def metadata_to_dict(metadata: Metadata) -> dict[str, Any]:
    """Plain data of the metadata; fields without a value are ``None`` or empty."""
    data = metadata._asdict()
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
