"""Clean article text and metadata from raw page text or HTML, with a reason for every line.

>>> from cleanarticle import clean
>>> clean("").warnings
('empty',)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleanarticle.article import Article
    from cleanarticle.batch import Failure, Limits, Record, Result, aclean_many, clean_many
    from cleanarticle.cleaner import Cleaner, clean
    from cleanarticle.errors import (
        CleanArticleError,
        InputError,
        PackError,
        SettingError,
        UnknownRuleError,
        WorkerError,
    )
    from cleanarticle.kinds import Kind
    from cleanarticle.model import Caption, Decision, Metadata, Points, Removed, Source

_HOMES = {
    "Article": "article",
    "Cleaner": "cleaner",
    "Kind": "kinds",
    "clean": "cleaner",
    **dict.fromkeys(
        (
            "CleanArticleError",
            "InputError",
            "PackError",
            "SettingError",
            "UnknownRuleError",
            "WorkerError",
        ),
        "errors",
    ),
    **dict.fromkeys(
        ("Failure", "Limits", "Record", "Result", "aclean_many", "clean_many"), "batch"
    ),
    **dict.fromkeys(("Caption", "Decision", "Metadata", "Points", "Removed", "Source"), "model"),
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        value = globals()[name] = getattr(import_module(f"cleanarticle.{_HOMES[name]}"), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__version__ = "0.1.0"

__all__ = [
    "Article",
    "Caption",
    "CleanArticleError",
    "Cleaner",
    "Decision",
    "Failure",
    "InputError",
    "Kind",
    "Limits",
    "Metadata",
    "PackError",
    "Points",
    "Record",
    "Removed",
    "Result",
    "SettingError",
    "Source",
    "UnknownRuleError",
    "WorkerError",
    "__version__",
    "aclean_many",
    "clean",
    "clean_many",
]
