"""Doing nothing."""

from __future__ import annotations

from typing import Any


def extract(text: str, url: str) -> tuple[str, dict[str, Any]]:
    """The text as it came."""
    return text, {}
