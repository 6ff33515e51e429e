"""What the service's workers do."""

from __future__ import annotations

from typing import Any, NamedTuple

from cleanarticle import Cleaner


class Wanted(NamedTuple):
    """A page, and what of it is asked for."""

    form: str
    """``article`` or ``report``."""
    raw: str | bytes
    url: str | None
    format: Any


class ServeWork:
    """A page to what is answered, as bytes.

    >>> ServeWork(Cleaner())(Wanted("article", "Advertisement:", None, "auto"))[:10]
    b'{"text": "'
    """

    def __init__(self, cleaner: Cleaner) -> None:
        self._cleaner = cleaner

    def __call__(self, wanted: Wanted) -> bytes:
        """Clean one page."""
        article = self._cleaner.clean(wanted.raw, wanted.url, wanted.format)
        if wanted.form == "article":
            return article.to_json().encode()
        from cleanarticle.report import page_of, report

        name = wanted.url or "pasted page"
        return "".join(report([page_of(name, article)], "Clean article")).encode()
