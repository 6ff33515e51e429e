"""``report``: pages and what became of their lines, as one HTML file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleanarticle import InputError, Limits
from cleanarticle.batch import run_many
from cleanarticle.cli.batch import check_apart, paths_of
from cleanarticle.cli.console import read, say, shown, write
from cleanarticle.cli.pages import cleaner_of
from cleanarticle.files.rows import ReportWork, place
from cleanarticle.files.sources import Fields, RawPage, Source
from cleanarticle.report import report as report_on

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator


def report(args: argparse.Namespace) -> int:
    """Make the report; return the exit status."""
    shower = _Shower(args)
    parts = report_on(shower.pages(), args.title)
    if args.output is None:
        for part in parts:
            write(part)
    else:
        _write_file(args.output, parts)
    return 3 if shower.failed else 0


class _Shower:
    """The pages of a report; those that failed are said on standard error."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args
        self._work = ReportWork(cleaner_of(args), args.format)
        self._alone = args.operands in ([], ["-"])
        self._paths = [] if self._alone else paths_of(args)
        check_apart(self._paths, args.output)
        self.failed = 0

    def pages(self) -> Iterator[dict[str, Any]]:
        args = self._args
        fields = Fields(args.field, args.url_field, args.id_field)
        alone = [RawPage("standard input", None, read("-"))] if self._alone else None
        source: Iterable[RawPage] = alone or Source(self._paths, fields)
        taken: dict[int, RawPage] = {}

        def pieces() -> Iterator[RawPage]:
            for number, page in enumerate(source):
                taken[number] = page._replace(raw=None)
                yield page

        # A process is worth its start where there are many pages.
        workers = 0 if self._alone and args.workers is None else args.workers
        limits = Limits(args.timeout, args.memory)
        for outcome in run_many(pieces(), self._work, workers, limits=limits):
            page = taken.pop(outcome.index)
            if outcome.value is not None:
                yield outcome.value
                continue
            self.failed += 1
            why = page.problem or (outcome.failure.message if outcome.failure else "")
            say(f"{place(page)}: {why}")


def _write_file(name: str, parts: Iterator[str]) -> None:
    from pathlib import Path

    part = Path(f"{name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(parts)
        part.replace(name)
    except InputError:
        raise
    except OSError as error:
        remedy = "make room, or write elsewhere"
        raise InputError(shown(name), error.strerror or str(error), remedy) from error
