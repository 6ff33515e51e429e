"""The ``cleanarticle`` command: ``clean``, ``explain``, ``report``, ``serve`` and ``rules``.

Help and usage errors need nothing but argparse; each command imports what it runs. Output is
written as UTF-8 bytes, so that no locale can break it.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Final, NoReturn

from cleanarticle import CleanArticleError, InputError, __version__
from cleanarticle.cli.console import say, write
from cleanarticle.cli.options import COMMANDS, add_options

if TYPE_CHECKING:
    from collections.abc import Sequence

#: New objects between two looks for garbage.
_OBJECTS: Final = 50_000


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, as all errors of the command are."""

    def error(self, message: str) -> NoReturn:
        say(f"{message}; see '{self.prog} --help'")
        raise SystemExit(2)

    def _print_message(self, message: str, file: object = None) -> None:
        write(message)  # argparse would hide that the pipe is closed or the disk full


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    >>> main(["rules", "EN1O1"])
    2
    """
    # What is loaded stays: to look through it for garbage every 700 objects is a tenth of a start.
    gc.set_threshold(_OBJECTS)
    if sys.stdout is None:  # the shell's >&-
        say("standard output is closed; let it be a terminal, a file or a pipe")
        return 1
    try:
        args = _parse(sys.argv[1:] if argv is None else list(argv))
        module, function = args.run.split(":")
        status: int = getattr(import_module(f"cleanarticle.cli.{module}"), function)(args)
        return status
    except SystemExit as stop:
        return int(stop.code or 0)
    except KeyboardInterrupt:
        return 130
    except CleanArticleError as error:
        say(str(error))
        return 1 if isinstance(error, (InputError, RuntimeError)) else 2
    except OSError as error:  # what cannot be read is an InputError: this is standard output
        with suppress(OSError):  # let Python not fail on it again when it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 141
        say(f"standard output: {error.strerror or error}; make room or write elsewhere")
        return 1


def _formatter(prog: str) -> argparse.HelpFormatter:
    """A formatter as wide as the terminal; argparse would import all of shutil to ask that."""
    try:
        width = int(os.environ.get("COLUMNS") or os.get_terminal_size(1).columns)
    except (OSError, ValueError):
        width = 80
    return argparse.RawDescriptionHelpFormatter(prog, width=max(width, 40) - 2)


def _parse(argv: list[str]) -> argparse.Namespace:
    name = argv[0] if argv and argv[0] in COMMANDS else ""
    run, usage, about, more = COMMANDS[name]
    prog = f"cleanarticle {name}".strip()
    parser = _Parser(
        prog, f"{prog} {usage}", about, more, formatter_class=_formatter, allow_abbrev=False
    )
    if not name:
        parser.add_argument("--version", action="version", version=f"cleanarticle {__version__}")
        _, rest = parser.parse_known_args(argv)  # --help and --version end here
        problem = f"'{rest[0]}' is no command" if rest else "no command is given"
        names = [command for command in COMMANDS if command]
        known = f"{', '.join(names[:-1])} or {names[-1]}"
        parser.error(f"{problem}; use {known}, as in 'cleanarticle clean page.txt'")
    add_options(parser, name)
    # argparse takes options that follow a FILE only when told so, and then it mistakes "--".
    end = argv.index("--") if "--" in argv else len(argv)
    args = parser.parse_intermixed_args(argv[1:end], argparse.Namespace(run=run))
    args.operands += argv[end + 1 :]
    if len(args.operands) > 1 and name in ("explain", "rules"):
        parser.error(f"{name} takes one {usage[-5:-1]}, not {len(args.operands)}")
    if args.operands and name == "serve":
        parser.error("serve takes no FILE; pages come with requests")
    if name == "clean" and args.url and (len(args.operands) > 1 or args.files_from):
        parser.error("--url belongs to one page; clean the FILEs one by one")
    return args
