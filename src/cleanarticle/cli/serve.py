"""``serve``: the service, on this machine unless told otherwise."""

from __future__ import annotations

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
    if not args.quiet:
        host = f"[{args.host}]" if ":" in args.host else args.host
        say(f"serving at http://{host}:{args.port}/ until Ctrl-C")
    uvicorn.run(
        application(settings),
        host=args.host,
        port=args.port,
        log_level="warning",
        server_header=False,
    )
    return 0
