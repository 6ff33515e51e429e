"""What takes long and does not change is kept: rendered pages, and what peers made of them.

A cache file holds one JSON value for every page of a set, in their order, and is named after the
set's digest and the versions of what made it.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.corpora import PageSet
from benchmarks.files import whole
from benchmarks.process import BenchmarkError, warn

_REMEDY: Final = "delete it and run again"


class CacheError(BenchmarkError):
    """A cache file is damaged; the message names it."""


def cached(pages: PageSet, stem: str, make: Callable[[], Iterable[Any]]) -> Iterator[Any]:
    """Yield one value for every page of a set: from the cache, which is made first if it must be.

    A sample is cut from the cache of the whole set where there is one; otherwise only the sample
    is made, into a cache of its own. Where no cache can be written, all is made anew.

    Args:
        pages: what the values belong to.
        stem: what makes the values, with its version.
        make: makes them; values that JSON can hold.

    Raises:
        CacheError: the cache is damaged.
    """
    place = _place(pages, stem)
    if not place.file.exists():
        try:
            _fill(place.file, make())
        except OSError as error:
            warn(f"{place.file} cannot be written ({error.strerror}): running without a cache")
            yield from make()
            return
    yield from _values(place)


class _Place(NamedTuple):
    file: Path
    step: int
    """Take the first value in the file and every so many after it."""


def _place(pages: PageSet, stem: str) -> _Place:
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = root / "cleanarticle-bench" / pages.digest
    file = folder / f"{stem}.jsonl.gz"
    if pages.every == 1 or file.exists():
        return _Place(file, pages.every)
    return _Place(folder / f"{stem}-every-{pages.every}.jsonl.gz", 1)


def _fill(file: Path, values: Iterable[Any]) -> None:
    with whole(file) as part, gzip.open(part, "wt", encoding="utf-8") as out:
        for value in values:
            out.write(json.dumps(value) + "\n")


def _values(place: _Place) -> Iterator[Any]:
    """The values in a cache file, in page order; never ends without saying so."""
    try:
        with gzip.open(place.file, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, islice(lines, 0, None, place.step))
    except (OSError, EOFError, ValueError) as error:
        raise CacheError(f"{place.file} is damaged ({error}); {_REMEDY}") from error
    raise CacheError(f"{place.file} has too few pages; {_REMEDY}")
