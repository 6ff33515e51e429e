"""A worker: a process that does one piece of work after the other, and may die of it.

It is started by :mod:`cleanarticle.batch.crew`, gets pickled chunks on standard input and answers
each piece with a pickle on standard output as soon as it is done, so that its employer knows which
piece it died of. It ends when its employer does: its standard input is closed then.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal, NamedTuple

_LENGTH: Final = struct.Struct("<Q")
#: The exit status of a worker whose time was up, as :mod:`subprocess` gives it.
if sys.platform == "win32":
    OVERTIME = 1
else:
    OVERTIME = -signal.SIGALRM

Reason = Literal["time", "memory", "crash", "error", "read"]


class Limits(NamedTuple):
    """What one page may cost before it is set aside.

    >>> Limits(seconds=5).seconds
    5
    """

    seconds: float | None = 60.0
    """Wall time for one page, in seconds; ``None`` for no limit."""
    megabytes: int | None = None
    """Address space of a worker process, in MiB, where the system can limit it (not on Windows)."""


class Failure(NamedTuple):
    """Why a page has no article."""

    reason: Reason
    """``time`` or ``memory``: a limit was passed; ``crash``: the worker process died of the page,
    three times; ``error``: an exception; ``read``: its file or record could not be read."""
    message: str


def attempt(work: Callable[[Any], Any], letter: bytes | Any) -> tuple[Any, Failure | None]:
    """Do one piece of work; an exception becomes the failure.

    >>> attempt(len, "four"), attempt(len, 4)[1].reason
    ((4, None), 'error')
    """
    try:
        return work(letter), None
    except MemoryError:
        return None, Failure("memory", "more memory was needed than the worker may have")
    except Exception as error:  # whatever it is, it belongs to this page alone
        return None, Failure("error", f"{type(error).__name__}: {error}")


def send(pipe: BinaryIO, message: bytes) -> None:
    """Write a message that :func:`receive` can tell from half a message."""
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def receive(pipe: BinaryIO) -> bytes:
    """Read one message.

    Raises:
        EOFError: whoever sends it is gone.
    """
    head = pipe.read(_LENGTH.size)
    if len(head) == _LENGTH.size:
        (length,) = _LENGTH.unpack(head)
        message = pipe.read(length)
        if len(message) == length:
            return message
    raise EOFError


def main() -> None:
    """Work until standard input is closed."""
    inbox, outbox = _take_pipes()
    with suppress(EOFError, BrokenPipeError):
        work, limits = pickle.loads(receive(inbox))
        _limit_memory(limits.megabytes)
        _let_alarms_kill()
        send(outbox, b"ready")
        while True:
            for letter in pickle.loads(receive(inbox)):
                _alarm(limits.seconds or 0)
                reply, failure = _reply(work, letter)
                _alarm(0)
                send(outbox, reply)
                if failure is not None and failure.reason == "memory":
                    return  # what is left of the memory is in pieces: let a new worker go on


def _reply(work: Callable[[Any], Any], letter: bytes) -> tuple[bytes, Failure | None]:
    def answer(letter: bytes) -> bytes:
        return pickle.dumps((work(pickle.loads(letter)), None), pickle.HIGHEST_PROTOCOL)

    reply, failure = attempt(answer, letter)
    return (reply if failure is None else pickle.dumps((None, failure))), failure


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes for ourselves alone: what the work prints must not get in between."""
    inbox = os.fdopen(os.dup(0), "rb")
    outbox = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return inbox, outbox


def _limit_memory(megabytes: int | None) -> None:
    if megabytes is None or sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, hard))


def _let_alarms_kill() -> None:
    """The alarm ends the process unless whoever started us had it ignored or blocked."""
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})


def _alarm(seconds: float) -> None:
    """Have this process ended when so many seconds are over, whatever it does; 0 for never.

    The system does it, at the moment it is due, and tells of it in the exit status: no code of ours
    has to run, as it could not in a loop in C, and no clock has to be compared.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
    elif seconds:
        faulthandler.dump_traceback_later(seconds, exit=True)
    else:
        faulthandler.cancel_dump_traceback_later()
