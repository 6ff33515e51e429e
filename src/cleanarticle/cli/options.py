"""The commands, their options and their help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cleanarticle.cli.console import utf8

if TYPE_CHECKING:
    import argparse

_TOP: Final = """\
commands:
  clean      print the body text of pages, or Markdown, or JSON with metadata
  explain    show a page line by line, with what was decided and why
  report     make an HTML page that shows what became of pages, and why
  serve      answer requests with raw pages by clean articles
  rules      list the rules, or show all of one rule

'cleanarticle COMMAND --help' shows the options of a command.

examples:
  cleanarticle clean page.txt
  curl -s https://example.com/story | cleanarticle clean --json
  cleanarticle clean crawl.warc.gz --output articles.jsonl.gz
  cleanarticle explain page.html | less

exit status: 0 done; 1 a file could not be read or the output not written;
2 wrong usage, setting or rule pack; 3 done, but some pages of a batch failed;
130 stopped by Ctrl-C; 141 output closed early"""

_CLEAN: Final = """\
With no FILE, or where FILE is -, standard input is read. Encodings are detected;
the output is always UTF-8. With more than one FILE, each page stands under a line
'==> FILE <==', as head and tail print it; with --json each page is a line (JSON
Lines), and its key "file" names the FILE. A FILE that cannot be read is reported on
standard error, the others are cleaned all the same, and the exit status is 1.

Batches: a FILE may also be a folder, a pattern in quotes, or a file of many pages
(.jsonl, .csv, .tsv, .parquet, .warc, .wet; all but .parquet also .gz or .zst). Pages
are then cleaned in parallel and come out in the order of the input. A page that
fails, or whose worker process dies of it, is reported with its reason, in the file of
failures if --output is given; the others are not affected; the exit status is 3. The
output appears under its name when it is whole. After a crash, a kill or Ctrl-C, the
same command with --resume goes on where it stopped.

examples:
  cleanarticle clean page.txt > article.txt
  cleanarticle clean --json pages/*.html | jq -r '[.file, .metadata.title] | @tsv'
  cleanarticle clean --keep caption --disable EN101 page.txt
  cleanarticle clean pages/ --output texts/
  cleanarticle clean crawl.jsonl.zst --field body --output articles.parquet --resume"""

_EXPLAIN: Final = """\
Each line of the page stands as kept (+) or dropped (-), with its category, the
probability that it is body, the rule that decided if one did, and its text, control
characters escaped. The metadata follows, with where each value was found.

examples:
  cleanarticle explain --points 5 page.html
  cleanarticle explain --color always page.txt | less -R"""

_REPORT: Final = """\
The report is one HTML file that needs nothing else. It shows every page beside its clean
text, each line with category, rule, reason and points, can be filtered, and has totals
over all pages. FILE may be all that 'clean' takes for a batch.

examples:
  cleanarticle report page.html -o report.html
  cleanarticle report pages/ crawl.jsonl.gz -o report.html"""

_SERVE: Final = """\
POST /clean takes a page (text/html, text/plain) or, as application/json, an object
{"raw": ..., "url": ..., "format": ...}, and gives the article as JSON; POST /batch the
same for JSON Lines. GET / is a page to paste text into, GET /health and GET /metrics
are for those who watch it. It has no password and no encryption: put it behind a
server that has before others can reach it.

examples:
  cleanarticle serve --port 8000
  curl --data-binary @page.html http://127.0.0.1:8000/clean"""

_RULES: Final = """\
The list has one rule a line: code, language, category, name. 'any' is the language of
the rules that apply to every page.

examples:
  cleanarticle rules --language de
  cleanarticle rules EN101"""

_KEEP: Final = """leave a category in the text (repeatable): body, title, byline, date, caption,
    source, ad, promotion, share, navigation, related, tags, comments, author-box, legal, media,
    counter, footer, repeat, noise"""

#: Command: what runs it, its usage, its help above and below the options.
COMMANDS: Final = {
    "": ("", "COMMAND [OPTION]... [FILE|CODE]...", "Clean article text from raw pages.", _TOP),
    "clean": ("pages:clean", "[OPTION]... [FILE]...", "Print the clean body of pages.", _CLEAN),
    "explain": (
        "pages:explain",
        "[OPTION]... [FILE]",
        "Show what became of each line, why.",
        _EXPLAIN,
    ),
    "report": (
        "report:report",
        "[OPTION]... FILE... -o REPORT",
        "Show what became of pages as HTML.",
        _REPORT,
    ),
    "serve": ("serve:serve", "[OPTION]...", "Serve clean articles over HTTP.", _SERVE),
    "rules": ("rules:rules", "[OPTION]... [CODE]", "List the rules, or show all of one.", _RULES),
}


def add_options(parser: argparse.ArgumentParser, command: str) -> None:
    """Give a command its operands and options."""
    add = parser.add_argument
    if command == "rules":
        add("operands", nargs="*", metavar="CODE", help="show all of this rule")
        add("--language", metavar="CODE", help="only the rules of this language, or 'any'")
        return
    if command == "serve":
        _add_serve(parser)
        return
    add(
        "operands",
        nargs="*",
        metavar="FILE",
        help="page text, Markdown or HTML; - is standard input",
    )
    if command == "report":
        add("-o", "--output", metavar="PATH", help="the report (default: standard output)")
        add("--title", default="Cleaned pages", help="of the report")
        _add_settings(parser)
        _add_workers(parser.add_argument_group("many pages"))
        _add_records(parser.add_argument_group("files of records"))
        return
    if command == "clean":
        form = parser.add_mutually_exclusive_group().add_argument
        form("--json", action="store_true", help="text, metadata, removed lines: one line a page")
        form("--markdown", action="store_true", help="title and body as Markdown")
        _add_batch(parser)
    else:
        add(
            "--points",
            type=int,
            default=0,
            metavar="N",
            help="show each line's reason and N of its points",
        )
        when = "auto (the default): if output is a terminal and NO_COLOR is not set"
        add("--color", choices=("auto", "always", "never"), default="auto", help=when)
    add("--url", type=utf8, help="the page's address, for its metadata")
    _add_settings(parser)
    add("--quiet", action="store_true", help="no warnings and no progress; errors are still shown")


def _add_settings(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--format", choices=("auto", "text", "html"), default="auto", help="of the page")
    _add_cleaner(parser)


def _add_cleaner(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    many: dict[str, Any] = {"action": "append", "default": []}
    add("--language", metavar="CODE", help="ISO 639-1 code; otherwise told from the text")
    add("--disable", **many, metavar="CODE", help="do not apply a rule (repeatable)")
    add("--keep", **many, metavar="CATEGORY", help=_KEEP)
    add("--pack", **many, metavar="FILE", help="apply the rules in a TOML file too (repeatable)")


def _add_batch(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("batches")
    add = group.add_argument
    output = "a folder for texts, or .jsonl, .jsonl.gz, .jsonl.zst, .parquet"
    add("-o", "--output", metavar="PATH", help=output)
    add("--resume", action="store_true", help="go on with a run that was stopped")
    add("--failed", metavar="FILE", help="failures as JSON Lines (default: OUTPUT.failed.jsonl)")
    add("--files-from", metavar="LIST", help="names of FILEs, one a line; - is standard input")
    _add_workers(group)
    _add_records(group)


#: Above every limit that is meant.
_MOST: Final = 1e7


# By these names argparse tells what it refuses: "invalid count value: '-1'".
def amount(text: str) -> float:
    """A number above 0 that is not beyond all use."""
    value = float(text)
    if not 0 < value < _MOST:
        raise ValueError(text)
    return value


def count(text: str) -> int:
    """A whole number from 1 on."""
    return int(amount(str(int(text))))


def port(text: str) -> int:
    """A port, or 0 for a free one."""
    value = int(text)
    if not 0 <= value < 1 << 16:
        raise ValueError(text)
    return value


def _add_workers(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--workers", type=int, metavar="N", help="processes (default: one a processor)")
    add("--timeout", type=amount, default=60.0, metavar="S", help="for one page (default: 60 s)")
    add("--memory", type=count, metavar="MIB", help="that a worker may use (default: no limit)")


def _add_records(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    field = "field with the page (default: first of html, raw_html, raw, content, page, text, body)"
    add("--field", metavar="NAME", help=field)
    add("--url-field", metavar="NAME", default="url", help="field with its address (default: url)")
    add("--id-field", metavar="NAME", default="id", help="field with its name (default: id)")


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(operands=[])
    add = parser.add_argument
    here = "address to listen at (default: 127.0.0.1, this machine alone)"
    add("--host", default="127.0.0.1", help=here)
    add("--port", type=port, default=8000, help="(default: 8000)")
    add("--max-size", type=amount, default=10.0, metavar="MB", help="of a request (default: 10)")
    most = "pages in work at most; others must come again (default: 64)"
    add("--max-waiting", type=count, default=64, metavar="N", help=most)
    _add_workers(parser.add_argument_group("workers"))
    _add_cleaner(parser)
    add("--quiet", action="store_true", help="do not say where it serves")
