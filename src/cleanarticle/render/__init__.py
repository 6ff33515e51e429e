"""A document and its verdicts to text, Markdown and JSON-ready data."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from cleanarticle.model import Metadata
from cleanarticle.render.markdown import to_markdown
from cleanarticle.render.text import blocks_to_list, to_text

__all__ = ["blocks_to_list", "metadata_to_dict", "to_markdown", "to_text"]


def metadata_to_dict(metadata: Metadata) -> dict[str, Any]:
    """Plain data of the metadata; fields without a value are ``None`` or empty."""
    data = {field.name: getattr(metadata, field.name) for field in fields(metadata)}
    data["captions"] = [caption._asdict() for caption in metadata.captions]
    data["found"] = {name: source._asdict() for name, source in metadata.found.items()}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}
