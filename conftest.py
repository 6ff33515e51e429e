"""Integrations of frameworks that are not installed are not collected for doctests."""

from importlib.util import find_spec
from pathlib import Path

_FRAMEWORKS = {"langchain": "langchain_core", "spark": "pyspark", "serve": "starlette"}
_FOLDER = Path(__file__).parent / "src" / "cleanarticle" / "integrations"

collect_ignore = [
    str(path)
    for path in _FOLDER.glob("[a-z]*.py")
    if find_spec(_FRAMEWORKS.get(path.stem, path.stem)) is None
]
