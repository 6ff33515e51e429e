"""``serve``: the service, on this machine unless told otherwise."""

from __future__ import annotations

import errno
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from cleanarticle import InputError, Limits
from cleanarticle.batch.stream import checked_workers
from cleanarticle.cli.console import say
from cleanarticle.cli.pages import cleaner_of

if TYPE_CHECKING:
    import argparse


def serve(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    try:
        import uvicorn

        from cleanarticle.serve import Settings, application
    except ModuleNotFoundError as error:
        remedy = "pip install 'cleanarticle[serve]'"
        raise InputError("serve", f"the package {error.name} is not installed", remedy) from error
    settings = Settings(
        cleaner_of(args),
        max(1, checked_workers(args.workers)),
        Limits(args.timeout, args.memory),
        round(args.max_size * 1e6),
        args.max_waiting,
    )
    listeners = _listeners(args.host, args.port)
    if not args.quiet:
        host = f"[{args.host}]" if ":" in args.host else args.host
        say(f"serving at http://{host}:{listeners[0].getsockname()[1]}/ until Ctrl-C")
    config = uvicorn.Config(application(settings), log_level="warning", server_header=False)
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):
        server.run(listeners)
    return 0 if server.started else 1


def _listeners(host: str, port: int) -> list[socket.socket]:
    """Sockets at all addresses of the host, before anybody is told that there is a service.

    Raises:
        InputError: there is no such host, or another program listens there.
    """
    try:
        places = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        found = [_listener(family, (str(place[0]), port)) for family, *_, place in places]
        problem = "this machine has no such address"
    except OSError as error:
        found, problem = [], (error.strerror or str(error)).partition(" (")[0]
    listeners = [listener for listener in found if listener]
    if not listeners:
        remedy = "name another with --host and --port, or end the program that listens there"
        raise InputError(f"{host}, port {port}", f"cannot listen there: {problem}", remedy)
    return listeners


def _listener(family: int, place: tuple[str, int]) -> socket.socket | None:
    """``None`` where the address is not this machine's: a name may stand for more than one."""
    try:
        return socket.create_server(place, family=family)
    except OSError as error:
        if error.errno != errno.EADDRNOTAVAIL:
            raise
        return None
