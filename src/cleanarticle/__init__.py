"""Clean article text and metadata from raw page text or HTML, with a reason for every line.

>>> from cleanarticle import clean
>>> clean("").warnings
('empty',)
"""

from cleanarticle.article import Article
from cleanarticle.cleaner import Cleaner, clean
from cleanarticle.errors import (
    CleanArticleError,
    InputError,
    PackError,
    SettingError,
    UnknownRuleError,
)
from cleanarticle.model import Caption, Decision, Metadata, Points, Removed, Source

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Caption",
    "CleanArticleError",
    "Cleaner",
    "Decision",
    "InputError",
    "Metadata",
    "PackError",
    "Points",
    "Removed",
    "SettingError",
    "Source",
    "UnknownRuleError",
    "__version__",
    "clean",
]
