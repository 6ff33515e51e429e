"""What the command reads from and writes to the shell, in any locale, pipe or terminal."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from cleanarticle import InputError


def write(text: str) -> None:
    """Write at once, so that whoever reads the pipe has each page when it is done."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def say(message: str) -> None:
    """One line on standard error, which nothing in the message can break, colour or stop."""
    tell(f"cleanarticle: {printable(message)}\n")


def tell(text: str) -> None:
    """Text on standard error, as it is."""
    with suppress(OSError, AttributeError):
        sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()


def read(path: str) -> bytes:
    """A file, or standard input for ``-``.

    Raises:
        InputError: it cannot be read.
    """
    if path == "-" and sys.stdin is None:
        raise InputError("standard input", "it is closed", "name a FILE or pipe a page in")
    try:
        if path != "-":
            with open(path, "rb") as file:  # noqa: PTH123 (see `data.py`)
                return file.read()
        if sys.stdin.isatty():
            end = "Ctrl-Z and Enter" if os.name == "nt" else "Ctrl-D"
            say(f"paste a page, then press {end} on a new line (or name a FILE; see --help)")
        return sys.stdin.buffer.read()
    except OSError as error:
        folder = isinstance(error, IsADirectoryError)
        remedy = "name the files in it" if folder else "check the name, and that you may read it"
        raise InputError(shown(path), error.strerror or str(error), remedy) from error


def printable(text: str) -> str:
    """Control characters, which could drive the terminal, as escapes."""
    chars = utf8(text)
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in chars)


def shown(path: str) -> str:
    """A file's name for a reader."""
    return "standard input" if path == "-" else printable(path)


def utf8(argument: str) -> str:
    """Take the bytes that a locale such as C could not read for the UTF-8 they mostly are."""
    with suppress(UnicodeEncodeError):
        return argument.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    return argument
