"""What tests use only where it is installed: a test that skips says which extra it misses."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]


def needs(module: str, extra: str) -> Any:
    """Import a module of an extra, or skip the test."""
    assert extra in EXTRAS
    return pytest.importorskip(module, reason=f"needs pip install -e '.[{extra}]'")
