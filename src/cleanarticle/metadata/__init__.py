"""Metadata of an article: one module per way of finding, and :func:`choose`, which chooses."""

from __future__ import annotations

from cleanarticle.metadata.chooser import choose

__all__ = ["choose"]
