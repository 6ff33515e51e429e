"""Measure cleanarticle: quality, speed, growth, and the gate that holds what was reached."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import gate, quality, readme, records, scale, speed
from benchmarks.process import BenchmarkError
from benchmarks.tables import Table

_CORPORA = "CLEANARTICLE_CORPORA"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 where the gate is missed, 2 where it could not be run."""
    options = _parser().parse_args(arguments)
    options.arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code: int = options.run(options)
    except BenchmarkError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    command = _command(commands, "quality", "word F1 on corpora, by renderer, beside baselines")
    _recordable(command)
    command.set_defaults(run=_quality)
    command.add_argument(
        "--renderers",
        type=lambda names: tuple(names.split(",")),
        default=quality.RENDERERS,
        metavar="NAMES",
        help=f"how HTML becomes text, comma-separated (default {','.join(quality.RENDERERS)})",
    )
    command.add_argument(
        "--sample", type=_positive, default=1, metavar="N", help="only every Nth page of a corpus"
    )
    command = _command(commands, "speed", "CPU time per page, by stage, and of the import")
    _recordable(command)
    command.set_defaults(run=_speed)
    command = commands.add_parser("scale", help="growth of time and memory on hostile pages")
    _recordable(command)
    command.set_defaults(run=lambda options: _show(options, scale.run()))
    command = _command(commands, "gate", "check every floor in benchmarks/floors.toml")
    command.set_defaults(run=lambda options: gate.run(options.corpora))
    command = commands.add_parser("readme", help="write README's tables from the records")
    command.set_defaults(run=lambda _: readme.run())
    return parser


def _recordable(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--record", action="store_true", help="keep the tables in benchmarks/records/"
    )


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, summary: str
) -> argparse.ArgumentParser:
    """A command that reads corpora."""
    command = commands.add_parser(name, help=summary, description=summary)
    named = os.environ.get(_CORPORA)
    command.add_argument(
        "--corpora",
        type=Path,
        default=Path(named) if named else None,
        metavar="DIR",
        help=f"folder of *.jsonl.gz (default ${_CORPORA})",
    )
    return command


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _quality(options: argparse.Namespace) -> int:
    if options.corpora is None:
        raise BenchmarkError(f"quality needs corpora: name their folder, --corpora or ${_CORPORA}")
    return _show(options, quality.run(options.corpora, options.renderers, options.sample))


def _speed(options: argparse.Namespace) -> int:
    return _show(options, speed.run(options.corpora))


def _show(options: argparse.Namespace, tables: Sequence[Table]) -> int:
    print("\n\n".join(map(str, tables)))
    if options.record:
        words = [word for word in options.arguments if word != "--record"]
        command = " ".join(["python -m benchmarks", *words])
        # Where the corpora lie is the reader's affair.
        command = re.sub(r"--corpora[ =]\S+", "--corpora DIR", command)
        print(f"recorded in {records.write(words[0], command, tables)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
