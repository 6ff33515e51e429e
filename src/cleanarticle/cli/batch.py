"""``clean`` of many pages: read, cleaned in worker processes, written in order, resumable."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleanarticle import Failure, InputError, Limits, SettingError, __version__
from cleanarticle.batch import Outcome, run_many
from cleanarticle.cli.console import read, say, shown
from cleanarticle.cli.pages import WARNINGS, cleaner_of
from cleanarticle.cli.progress import Progress
from cleanarticle.files.journal import Journal, State, fingerprint
from cleanarticle.files.rows import Form, Row, RowWork, encoded, origin, place
from cleanarticle.files.sinks import (
    FolderSink,
    LinesSink,
    OutputSink,
    Sink,
    UnwritableError,
    sink_for,
)
from cleanarticle.files.sources import Fields, RawPage, Source, files_of

if TYPE_CHECKING:
    import argparse

_CHECKPOINT: Final = 500
"""Pages between two checkpoints; a fixed number, for packed files show where they were."""


def run(args: argparse.Namespace) -> int:
    """Clean a batch; return the exit status."""
    listed = "" if args.files_from is None else os.fsdecode(read(args.files_from))
    named = (name.removesuffix("\r") for name in listed.split("\n"))
    paths = paths_of(args, (name for name in named if name.strip()))
    form: Form = "json" if args.json else "markdown" if args.markdown else "text"
    sink = OutputSink(form) if args.output is None else sink_for(args.output, form)
    if args.output is None and args.resume:
        raise SettingError("resume", True, "it with --output: what is printed cannot be resumed")
    names = [args.files_from] if args.files_from not in (None, "-") else []
    check_apart([*names, *paths], args.output, _failed(args))
    if isinstance(sink, FolderSink):
        _check_outside(sink.path, paths)
    batch = Batch(args, paths, sink)
    try:
        with _ended_by_sigterm():
            return batch.run()
    except KeyboardInterrupt:
        batch.progress.clear()
        again = " The same command with --resume goes on." if args.output else ""
        say(f"stopped after {batch.progress.pages:,} pages.{again}")
        raise
    except OSError as error:
        if args.output is None or isinstance(error, InputError):
            raise
        name = shown(args.output)
        remedy = "make room or write elsewhere; --resume goes on"
        raise InputError(name, f"cannot be written: {error.strerror or error}", remedy) from error


class Batch:
    """One run over all pages of a source.

    Args:
        args: the options.
        paths: files, folders and patterns.
        sink: where rows go.
    """

    def __init__(self, args: argparse.Namespace, paths: list[str], sink: Sink) -> None:
        self._args = args
        self._cleaner = cleaner_of(args)
        self._source = Source(paths, Fields(args.field, args.url_field, args.id_field))
        self._sink = sink
        self._letters = _letters(args)
        self._journal = _journal(args, paths, self._settings())
        terminal = bool(sys.stderr and sys.stderr.isatty())
        self.progress = Progress(_size(paths) if terminal else None, args.quiet)
        self._warnings: Counter[str] = Counter()
        self._pages: dict[int, RawPage] = {}

    def run(self) -> int:
        """Do what is left to do."""
        sinks = [self._sink, *([self._letters] if self._letters else [])]
        try:
            state = self._begin()
            if not state.finished:
                self._clean(state)
        finally:
            for sink in sinks:
                sink.close()
        self._finish(state)
        return 3 if state.failed else 0

    def _clean(self, state: State) -> None:
        pages = islice(iter(self._source), state.done, None)
        limits = Limits(self._args.timeout, self._args.memory)
        work = RowWork(self._cleaner, self._sink.form, self._args.format)
        pieces = self._pieces(pages)
        with closing(run_many(pieces, work, self._args.workers, limits=limits)) as outcomes:
            for outcome in outcomes:
                self._take(outcome, state)
                if state.done % _CHECKPOINT == 0:
                    self._save(state)
        self._save(state, finished=True)

    def _begin(self) -> State:
        state = self._journal.load() if self._journal and self._args.resume else None
        if self._journal and state is None and self._journal.path.exists():
            say("a run that was stopped is given up; --resume would have gone on with it")
            self._journal.remove()  # before what it tells of is overwritten
        if state is None:
            self._sink.begin(None)
            if self._letters:
                self._letters.begin(None)
            state = State("" if self._journal is None else self._journal.fingerprint)
            self._save(state)
        elif not state.finished:
            self._sink.begin(state.output)
            if self._letters:
                self._letters.begin(state.letters)
            if not self._args.quiet:
                say(f"going on after {state.done:,} pages")
        return state

    def _pieces(self, pages: Iterator[RawPage]) -> Iterator[RawPage | None]:
        for number, page in enumerate(pages):
            self._pages[number] = page._replace(raw=None)
            yield page if page.raw is not None else None

    def _take(self, outcome: Outcome, state: State) -> None:
        page = self._pages.pop(outcome.index)
        failure = Failure("read", page.problem) if page.problem else outcome.failure
        row: Row | None = outcome.value
        if failure is None and row is not None:
            failure = self._write(page, row)
        if failure is not None:
            self._set_aside(page, failure)
            state.failed += 1
        state.done += 1
        self.progress.add(row.size if row else 0, failure is not None, self._source.bytes_read)

    def _write(self, page: RawPage, row: Row) -> Failure | None:
        try:
            self._sink.write(page, row)
        except UnwritableError as error:
            return Failure("error", str(error))
        self._warnings.update(row.warnings)
        return None

    def _set_aside(self, page: RawPage, failure: Failure) -> None:
        letter: dict[str, Any] = {**origin(page), "url": page.url, **failure._asdict()}
        if self._letters:
            self._letters.line(encoded(json.dumps(letter, ensure_ascii=False) + "\n"))
            return
        self.progress.clear()
        say(f"{place(page)}: {failure.reason}: {failure.message}")

    def _save(self, state: State, finished: bool = False) -> None:
        state.output = self._sink.checkpoint()
        state.letters = self._letters.checkpoint() if self._letters else None
        state.finished = finished
        if self._journal:
            self._journal.save(state)

    def _finish(self, state: State) -> None:
        self._sink.finish()
        if self._letters:
            self._letters.finish() if state.failed else self._letters.drop()
            if not state.failed and self._args.failed is None:
                self._letters.path.unlink(missing_ok=True)  # of the output that was there before
        if self._journal:
            self._journal.remove()
        self.progress.end()
        for name, count in self._warnings.items() if not self._args.quiet else ():
            say(f"warning: {count:,} pages: {WARNINGS.get(name, name)}")
        if state.failed and self._letters:
            say(f"{state.failed:,} pages failed; why is in {shown(str(self._letters.path))}")

    def _settings(self) -> tuple[object, ...]:
        args = self._args
        fields = (args.field, args.url_field, args.id_field)
        return (__version__, self._cleaner, args.format, self._sink.form, fields, args.failed)


def paths_of(args: argparse.Namespace, more: Iterable[str] = ()) -> list[str]:
    """The files that are named, of which each must exist.

    Raises:
        InputError: one does not.
    """
    paths = [*(path for path in args.operands if path != "-"), *more]
    if not paths or "-" in args.operands:
        remedy = "name files, folders or patterns, or a list of them with --files-from"
        raise InputError("a batch", "it has no FILE, and cannot read a page from a pipe", remedy)
    for path in paths:
        if not path or not Path(path).is_dir():
            next(files_of([path]))
    return paths


def check_apart(paths: list[str], output: str | None, failed: str | None = None) -> None:
    """Refuse to write over what is read, or two files into one.

    Raises:
        SettingError: a file to be written is among the input, or the output is that of failures.
    """
    if output and failed and Path(output).resolve() == Path(failed).resolve():
        raise SettingError("failed", failed, "a name of its own: the output has this one")
    for setting, name in (("output", output), ("failed", failed)):
        if name and _is_read(Path(name), paths):
            raise SettingError(setting, name, "a name of its own: this file is read")


def _is_read(target: Path, paths: list[str]) -> bool:
    with suppress(OSError):  # whoever writes it will see
        if target.is_file():
            return any(path.exists() and path.samefile(target) for path in files_of(paths))
    return False


def _check_outside(folder: Path, paths: list[str]) -> None:
    """Refuse to write where pages are still being looked for: they would be cleaned twice.

    Raises:
        SettingError: the output is a folder that is read, or lies in one.
    """
    whole = folder.resolve()
    if any(Path(path).resolve() in (whole, *whole.parents) for path in paths):
        raise SettingError("output", str(folder), "a folder outside of those that are read")


def _size(paths: list[str]) -> int:
    return sum(path.stat().st_size for path in files_of(paths))


def _letters(args: argparse.Namespace) -> LinesSink | None:
    name = _failed(args)
    return None if name is None else LinesSink(Path(name))


def _failed(args: argparse.Namespace) -> str | None:
    if args.failed is None and args.output is None:
        return None
    return args.failed or f"{args.output.rstrip('/')}.failed.jsonl"


def _journal(args: argparse.Namespace, paths: list[str], settings: object) -> Journal | None:
    if args.output is None:
        return None
    path = Path(f"{args.output.rstrip('/')}.journal")
    return Journal(path, fingerprint(paths, settings))


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """A request to end is obeyed as Ctrl-C is: no worker is left behind."""

    def end(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    before = None
    with suppress(ValueError):  # not in the main thread
        before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)
