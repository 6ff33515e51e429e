"""``clean`` of one or a few pages, and ``explain``: in this process, to standard output."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from cleanarticle import InputError
from cleanarticle.cli.console import read, say, shown, utf8, write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from cleanarticle import Cleaner

WARNINGS: Final = {
    "empty": "no article body found; 'cleanarticle explain' shows why",
    "error-page": "the page says that it was not found or may not be read; fetch it again",
    "encoding-guessed": "the encoding was guessed; give UTF-8 if letters look wrong",
    "encoding-damaged": "some bytes could not be decoded; U+FFFD stands for them",
}


def clean(args: argparse.Namespace) -> int:
    """Clean the pages, here or, if there may be many, as a batch."""
    if _many(args):
        from cleanarticle.cli.batch import run

        return run(args)
    cleaner, status, header = cleaner_of(args), 0, "==> {} <==\n"
    for path in args.operands or ["-"]:
        try:
            raw = read(path)
        except InputError as error:
            say(str(error))
            status = 1
            continue
        article = cleaner.clean(raw, args.url, args.format)
        if args.json:
            write(_row(path, article.to_dict()))
        else:
            body = article.to_markdown() if args.markdown else article.text
            above = header.format(shown(path)) if len(args.operands) > 1 else ""
            header = "\n==> {} <==\n"
            write(f"{above}{body}\n" if body else above)
        _warn(args, path, article.warnings)
    return status


def explain(args: argparse.Namespace) -> int:
    """Show a page line by line."""
    path = args.operands[0] if args.operands else "-"
    article = cleaner_of(args).clean(read(path), args.url, args.format)
    terminal = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    color = terminal if args.color == "auto" else args.color == "always"
    write(article.explain(color=color, points=max(0, args.points)) + "\n")
    _warn(args, path, (name for name in article.warnings if name != "empty"))
    return 0


def cleaner_of(args: argparse.Namespace) -> Cleaner:
    """The settings that the options mean."""
    from cleanarticle import Cleaner

    return Cleaner(args.language, packs=args.pack, disable=args.disable, keep=args.keep)


def _many(args: argparse.Namespace) -> bool:
    """True where an option of batches is given, or a FILE that can hold many pages."""
    options = (args.output, args.workers, args.files_from, args.failed, args.resume or None)
    if any(value is not None for value in options):
        return True
    return any(map(_holds_many, args.operands))


def _holds_many(path: str) -> bool:
    from cleanarticle.files.opened import PACKED, kind_of

    if os.path.isdir(path) or kind_of(path) != "page" or path.endswith(PACKED):
        return path != "-"
    return bool(set("*?[") & set(path)) and not os.path.exists(path)


def _row(path: str, data: dict[str, object]) -> str:
    import json

    return json.dumps({"file": utf8(path), **data}, ensure_ascii=False) + "\n"


def _warn(args: argparse.Namespace, path: str, warnings: Iterable[str]) -> None:
    for name in () if args.quiet else warnings:
        say(f"{shown(path)}: warning: {WARNINGS.get(name, name)}")
