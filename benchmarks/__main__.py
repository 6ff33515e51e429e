"""Measure cleanarticle beside its peers: quality, leaks, metadata, speed, and the gate.

Without a command, everything is measured on the project's sample pages, and on the corpora where
they are named, and told in tables and one HTML report.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from benchmarks import commands, gate, importing, readme
from benchmarks.process import BenchmarkError

_CORPORA: Final = "CLEANARTICLE_CORPORA"
_REPORT: Final = Path("benchmark-report.html")
#: Commands by name: what runs, what it does, and the groups of options it has.
_COMMANDS: Final[dict[str, tuple[Callable[[argparse.Namespace], int], str, str]]] = {
    "quality": (commands.quality, "word F1 and its company, beside the peers", "pages systems"),
    "leaks": (commands.leaks, "noise left and body lost, on labelled pages", "pages systems"),
    "metadata": (commands.metadata, "title, authors and date", "pages systems"),
    "speed": (commands.speed, "CPU time by page size, against floors and peers", "corpora record"),
    "scale": (commands.scale, "growth of time and memory with the page", "record"),
    "pages": (commands.pages, "the worst pages, line by line", "pages one"),
    "compare": (commands.compare, "two records of the same pages", "two"),
    "gate": (lambda options: gate.run(options.corpora), "check every floor", "corpora"),
    "import": (commands.import_, "make a corpus of a clone of a public benchmark", "clone"),
    "report": (commands.report, "write the HTML report from the records", "corpora out"),
    "readme": (lambda _: readme.run(), "write README's tables from the records", ""),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 where the gate is missed, 2 where it could not be run."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except BenchmarkError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # who reads has enough: `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.set_defaults(run=commands.everything)
    _options(parser, "pages systems out")
    listed = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, (run, summary, groups) in _COMMANDS.items():
        command = listed.add_parser(name, help=summary, description=summary)
        command.set_defaults(run=run)
        _options(command, groups)
    return parser


def _options(parser: argparse.ArgumentParser, groups: str) -> None:
    """Add the options of the groups named."""
    named = set(groups.split())
    if named & {"corpora", "pages"}:
        folder = os.environ.get(_CORPORA)
        help = f"folder of *.jsonl.gz (default ${_CORPORA})"
        default = Path(folder) if folder else None
        parser.add_argument("--corpora", type=Path, default=default, metavar="DIR", help=help)
    if "pages" in named:
        help = "only this set of pages: sample_pages, or a corpus"
        parser.add_argument("--set", metavar="NAME", help=help)
        help = "only every Nth page"
        parser.add_argument("--sample", type=_positive, default=1, metavar="N", help=help)
    if "systems" in named:
        help = "only these, comma-separated"
        parser.add_argument("--systems", type=_list, default=[], metavar="NAMES", help=help)
        help = "how HTML becomes raw text for ours, comma-separated (default all installed)"
        parser.add_argument("--renderers", type=_list, default=[], metavar="NAMES", help=help)
    if named & {"systems", "record"}:
        help = "keep what was measured in benchmarks/records/"
        parser.add_argument("--record", action="store_true", help=help)
    if "one" in named:
        help = "look at text by this renderer instead of HTML"
        parser.add_argument("--renderer", default="", metavar="NAME", help=help)
        parser.add_argument("--count", type=_positive, default=20, metavar="N", help="how many")
    if "two" in named:
        parser.add_argument("before", type=Path, help="a record: benchmarks/records/NAME.json")
        parser.add_argument("after", type=Path, help="a newer one")
    if "clone" in named:
        parser.add_argument("kind", choices=sorted(importing.KINDS), help="which benchmark")
        parser.add_argument("source", type=Path, help="the clone, or a folder of your own")
        parser.add_argument("target", type=Path, help="the corpora folder")
    if "out" in named:
        help = f"where the report goes (default {_REPORT})"
        parser.add_argument("--out", type=Path, default=_REPORT, metavar="FILE", help=help)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


if __name__ == "__main__":
    sys.exit(main())
