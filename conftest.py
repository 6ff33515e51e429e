"""Modules whose framework is not installed are not collected for doctests."""

from importlib.util import find_spec
from pathlib import Path

_SOURCE = Path(__file__).parent / "src" / "cleanarticle"
_FRAMEWORKS = {"langchain": "langchain_core", "llamaindex": "llama_index", "spark": "pyspark"}

collect_ignore = [
    str(path)
    for path in (_SOURCE / "integrations").glob("[a-z]*.py")
    if find_spec(_FRAMEWORKS.get(path.stem, path.stem)) is None
]
if find_spec("starlette") is None:
    collect_ignore += map(str, (_SOURCE / "serve").glob("*.py"))
