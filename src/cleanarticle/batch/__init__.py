"""Cleaning many pages: streams in, streams out, in as many processes as there are processors."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Generator, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cleanarticle.batch.stream import Outcome, arun_many, run_many
from cleanarticle.batch.worker import Failure, Limits

if TYPE_CHECKING:
    from cleanarticle import Article, Cleaner

__all__ = [
    "CleanWork",
    "Failure",
    "Limits",
    "Outcome",
    "Record",
    "Result",
    "aclean_many",
    "arun_many",
    "clean_many",
    "run_many",
]


class Record(NamedTuple):
    """A raw page with what is known of it."""

    raw: Any
    """``str``, ``bytes`` or a BeautifulSoup object."""
    url: str | None = None
    format: Literal["auto", "text", "html"] = "auto"
    key: Any = None
    """Whatever tells the caller which page this is; it is not looked at."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one item: its article, or why it has none."""

    index: int
    """The item's place among the items, from 0."""
    item: Any
    """The raw page or :class:`Record` that was given."""
    article: Article | None
    failure: Failure | None


def clean_many(
    items: Iterable[Any],
    cleaner: Cleaner | None = None,
    workers: int | None = None,
    ordered: bool = True,
    limits: Limits | None = None,
) -> Generator[Result, None, None]:
    """Clean many pages, in parallel.

    Items are read only a little ahead of the results that are taken, so a stream of any length
    needs little memory; close it, or let go of it, to end early. Whatever a page does, it costs no
    other page its result: an exception, a passed limit, even the death of the worker process is
    that page's ``failure``.

    Args:
        items: raw pages (``str``, ``bytes``, BeautifulSoup objects) or :class:`Record`.
        cleaner: settings; ``None`` for the defaults.
        workers: how many processes; ``None`` for one per processor, 0 to clean in this process.
            On a free-threaded Python, and without limits, threads are used instead.
        ordered: results in the order of the items, or each as soon as it is there.
        limits: what one page may cost.

    Raises:
        SettingError: ``workers`` is no number of processes.
        WorkerError: no worker process can be started.

    >>> pages = ["Advertisement:", Record("By Jane Doe", key="a.txt")]
    >>> for result in clean_many(pages, workers=0):
    ...     print(result.index, result.article.removed[0].category)
    0 ad
    1 byline
    """
    kept = _Kept(items)
    outcomes = run_many(map(kept.take, kept.items), CleanWork(cleaner), workers, ordered, limits)
    return (kept.result(outcome) for outcome in outcomes)


async def aclean_many(
    items: Iterable[Any] | AsyncIterable[Any],
    cleaner: Cleaner | None = None,
    workers: int | None = None,
    ordered: bool = True,
    limits: Limits | None = None,
) -> AsyncGenerator[Result, None]:
    """:func:`clean_many` for an event loop, which is never blocked; items may be async too.

    >>> import asyncio
    >>> async def main():
    ...     async for result in aclean_many(["Advertisement:"], workers=1):
    ...         print(result.article.removed[0].category)
    >>> asyncio.run(main())
    ad
    """
    kept = _Kept(items)
    pieces = kept.each() if isinstance(items, AsyncIterable) else map(kept.take, items)
    outcomes = arun_many(pieces, CleanWork(cleaner), workers, ordered, limits)
    try:
        async for outcome in outcomes:
            yield kept.result(outcome)
    finally:
        await outcomes.aclose()


class CleanWork:
    """The work: a record to its article. Made once in each worker."""

    def __init__(self, cleaner: Cleaner | None = None) -> None:
        from cleanarticle import Cleaner

        self.cleaner = cleaner or Cleaner()

    def __call__(self, record: Record) -> Article:
        """Clean one page."""
        if isinstance(record.raw, _NoPage):
            raise TypeError(
                f"a page is str, bytes or a BeautifulSoup object, not {record.raw.kind}; "
                "give the page's text, or response.content for bytes"
            )
        return self.cleaner.clean(record.raw, record.url, record.format)


class _Kept:
    """The items that are in work, so that they need not come back from the workers."""

    def __init__(self, items: Any) -> None:
        self.items = items
        self._kept: dict[int, Any] = {}
        self._count = 0

    def take(self, item: Any) -> Record:
        self._kept[self._count] = item
        self._count += 1
        record = item if isinstance(item, Record) else Record(item)
        return Record(_portable(record.raw), record.url, record.format)

    async def each(self) -> AsyncIterator[Record]:
        async for item in self.items:
            yield self.take(item)

    def result(self, outcome: Outcome) -> Result:
        item = self._kept.pop(outcome.index)
        return Result(outcome.index, item, outcome.value, outcome.failure)


def _portable(raw: Any) -> Any:
    """What can go to another process. A page's tree is too deep to be pickled; its markup is not.

    What is no page goes as its type, for the worker to refuse.
    """
    if isinstance(raw, (str, bytes)):
        return raw
    if isinstance(raw, (bytearray, memoryview)):
        return bytes(raw)
    if any(kind.__module__.startswith("bs4") for kind in type(raw).__mro__):
        return str(raw)
    return _NoPage(type(raw).__name__)


class _NoPage(NamedTuple):
    kind: str
