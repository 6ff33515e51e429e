"""The ``cleanarticle`` command: ``clean``, ``explain`` and ``rules``.

Help and usage errors need nothing but argparse; each command imports what it runs. Output is
written as UTF-8 bytes, so that no locale can break it.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cleanarticle import CleanArticleError, InputError, SettingError, UnknownRuleError, __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleanarticle import Cleaner
    from cleanarticle.model import Rule

_TOP: Final = """\
commands:
  clean      print the body text of pages, or Markdown, or JSON with metadata
  explain    show a page line by line, with what was decided and why
  rules      list the rules, or show all of one rule

'cleanarticle COMMAND --help' shows the options of a command.

examples:
  cleanarticle clean page.txt
  curl -s https://example.com/story | cleanarticle clean --json
  cleanarticle explain page.html | less

exit status: 0 done; 1 a file could not be read or the output not written;
2 wrong usage, setting or rule pack; 130 stopped by Ctrl-C; 141 output closed early"""

_CLEAN: Final = """\
With no FILE, or where FILE is -, standard input is read. Encodings are detected;
the output is always UTF-8. With more than one FILE, each page stands under a line
'==> FILE <==', as head and tail print it; with --json each page is a line (JSON
Lines), and its key "file" names the FILE. A FILE that cannot be read is reported on
standard error, the others are cleaned all the same, and the exit status is 1.

examples:
  cleanarticle clean page.txt > article.txt
  cleanarticle clean --json pages/*.html | jq -r '[.file, .metadata.title] | @tsv'
  cleanarticle clean --keep caption --disable EN101 page.txt"""

_EXPLAIN: Final = """\
Each line of the page stands as kept (+) or dropped (-), with its category, the
probability that it is body, the rule that decided if one did, and its text, control
characters escaped. The metadata follows, with where each value was found.

examples:
  cleanarticle explain --points 5 page.html
  cleanarticle explain --color always page.txt | less -R"""

_RULES: Final = """\
The list has one rule a line: code, language, category, name. 'any' is the language of
the rules that apply to every page.

examples:
  cleanarticle rules --language de
  cleanarticle rules EN101"""

_KEEP: Final = """leave a category in the text (repeatable): body, title, byline, date, caption,
    source, ad, promotion, share, navigation, related, tags, comments, author-box, legal, media,
    counter, footer, repeat, noise"""

_WARNINGS: Final = {
    "empty": "no article body found; 'cleanarticle explain' shows why",
    "encoding-guessed": "the encoding was guessed; give UTF-8 if letters look wrong",
    "encoding-damaged": "some bytes could not be decoded; U+FFFD stands for them",
}


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, as all errors of the command are."""

    def error(self, message: str) -> NoReturn:
        _say(f"{message}; see '{self.prog} --help'")
        raise SystemExit(2)

    def _print_message(self, message: str, file: object = None) -> None:
        _write(message)  # argparse would hide that the pipe is closed or the disk full


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    >>> main(["rules", "EN1O1"])
    2
    """
    if sys.stdout is None:  # the shell's >&-
        _say("standard output is closed; let it be a terminal, a file or a pipe")
        return 1
    try:
        args = _parse(sys.argv[1:] if argv is None else list(argv))
        status: int = args.run(args)
        return status
    except SystemExit as stop:
        return int(stop.code or 0)
    except KeyboardInterrupt:
        return 130
    except CleanArticleError as error:
        _say(str(error))
        return 1 if isinstance(error, InputError) else 2
    except OSError as error:  # what cannot be read is an InputError: this is standard output
        with suppress(OSError):  # let Python not fail on it again when it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 141
        _say(f"standard output: {error.strerror or error}; make room or write elsewhere")
        return 1


def _parse(argv: list[str]) -> argparse.Namespace:
    name = argv[0] if argv and argv[0] in _COMMANDS else ""
    run, usage, about, more = _COMMANDS[name]
    prog = f"cleanarticle {name}".strip()
    parser = _Parser(prog, f"{prog} {usage}", about, more, allow_abbrev=False)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    if not name:
        parser.add_argument("--version", action="version", version=f"cleanarticle {__version__}")
        _, rest = parser.parse_known_args(argv)  # --help and --version end here
        problem = f"'{rest[0]}' is no command" if rest else "no command is given"
        parser.error(f"{problem}; use clean, explain or rules, as in 'cleanarticle clean page.txt'")
    _add_options(parser, name)
    # argparse takes options that follow a FILE only when told so, and then it mistakes "--".
    end = argv.index("--") if "--" in argv else len(argv)
    args = parser.parse_intermixed_args(argv[1:end], argparse.Namespace(run=run))
    args.operands += argv[end + 1 :]
    if len(args.operands) > 1 and name != "clean":
        parser.error(f"{name} takes one {usage[-5:-1]}, not {len(args.operands)}")
    if len(args.operands) > 1 and args.url:
        parser.error("--url belongs to one page; clean the FILEs one by one")
    return args


def _add_options(parser: _Parser, command: str) -> None:
    add = parser.add_argument
    many: dict[str, Any] = {"action": "append", "default": []}
    if command == "rules":
        add("operands", nargs="*", metavar="CODE", help="show all of this rule")
        add("--language", metavar="CODE", help="only the rules of this language, or 'any'")
        return
    add("operands", nargs="*", metavar="FILE", help="page text or HTML; - is standard input")
    if command == "clean":
        form = parser.add_mutually_exclusive_group().add_argument
        form("--json", action="store_true", help="text, metadata, removed lines: one line a page")
        form("--markdown", action="store_true", help="title and body as Markdown")
    else:
        add("--points", type=int, default=0, metavar="N", help="show N points of each line's sum")
        when = "auto (the default): if output is a terminal and NO_COLOR is not set"
        add("--color", choices=("auto", "always", "never"), default="auto", help=when)
    add("--url", type=_utf8, help="the page's address, for its metadata")
    add("--language", metavar="CODE", help="ISO 639-1 code; otherwise told from the text")
    add("--format", choices=("auto", "text", "html"), default="auto", help="of the page")
    add("--disable", **many, metavar="CODE", help="do not apply a rule (repeatable)")
    add("--keep", **many, metavar="CATEGORY", help=_KEEP)
    add("--pack", **many, metavar="FILE", help="apply the rules in a TOML file too (repeatable)")
    add("--quiet", action="store_true", help="no warnings about pages; errors are still shown")


def _clean(args: argparse.Namespace) -> int:
    import json

    cleaner, status, header = _cleaner(args), 0, "==> {} <==\n"
    for path in args.operands or ["-"]:
        try:
            raw = _read(path)
        except InputError as error:
            _say(str(error))
            status = 1
            continue
        article = cleaner.clean(raw, args.url, args.format)
        if args.json:
            data = {"file": _utf8(path), **article.to_dict()}
            _write(json.dumps(data, ensure_ascii=False) + "\n")
        else:
            body = article.to_markdown() if args.markdown else article.text
            above = header.format(_shown(path)) if len(args.operands) > 1 else ""
            header = "\n==> {} <==\n"
            _write(f"{above}{body}\n" if body else above)
        _warn(args, path, article.warnings)
    return status


def _explain(args: argparse.Namespace) -> int:
    path = args.operands[0] if args.operands else "-"
    article = _cleaner(args).clean(_read(path), args.url, args.format)
    terminal = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    color = terminal if args.color == "auto" else args.color == "always"
    _write(article.explain(color=color, points=max(0, args.points)) + "\n")
    _warn(args, path, (name for name in article.warnings if name != "empty"))
    return 0


def _rules(args: argparse.Namespace) -> int:
    from difflib import get_close_matches

    from cleanarticle.rules import registry

    languages = ("any", *registry.languages())
    if args.language not in (None, *languages):
        raise SettingError("language", args.language, f"one of {', '.join(languages)}")
    packs = map(registry.builtin, [args.language] if args.language else languages)
    rules = {rule.code.casefold(): rule for pack in packs for rule in pack.rules}
    if not args.operands:
        rows = (f"{r.code:9} {r.language:4} {r.category:11} {r.name}\n" for r in rules.values())
        _write("".join(rows))
        return 0
    code = args.operands[0].casefold()
    if code not in rules:
        near = get_close_matches(code, rules, 3)
        raise UnknownRuleError(args.operands[0], tuple(rules[name].code for name in near))
    _write("\n".join(_rule_lines(rules[code])) + "\n")
    return 0


def _rule_lines(rule: Rule) -> Iterable[str]:
    guards = ((name, getattr(rule.guards, name)) for name in rule.guards.__slots__)
    given = [name if value is True else f"{name} {value}" for name, value in guards if value]
    yield f"{rule.code}  {rule.name}"
    for name in ("reason", "language", "category", "scope", "action", "span", "test", "since"):
        if value := getattr(rule, name):
            yield f"  {name:10}{'yes' if value is True else value}"
    yield f"  {'guards':10}{', '.join(given)}"
    for name in ("phrases", "hits", "misses"):
        if texts := getattr(rule, name):
            yield f"  {name} ({len(texts)})"
            yield from ("    " + text.rstrip("\n").replace("\n", "\n    ") for text in texts)


def _cleaner(args: argparse.Namespace) -> Cleaner:
    from cleanarticle import Cleaner

    return Cleaner(args.language, packs=args.pack, disable=args.disable, keep=args.keep)


def _read(path: str) -> bytes:
    from pathlib import Path

    if path == "-" and sys.stdin is None:
        raise InputError("standard input", "it is closed", "name a FILE or pipe a page in")
    try:
        if path != "-":
            return Path(path).read_bytes()
        if sys.stdin.isatty():
            end = "Ctrl-Z and Enter" if os.name == "nt" else "Ctrl-D"
            _say(f"paste a page, then press {end} on a new line (or name a FILE; see --help)")
        return sys.stdin.buffer.read()
    except OSError as error:
        folder = isinstance(error, IsADirectoryError)
        remedy = "name the files in it" if folder else "check the name, and that you may read it"
        raise InputError(_shown(path), error.strerror or str(error), remedy) from error


def _warn(args: argparse.Namespace, path: str, warnings: Iterable[str]) -> None:
    for name in () if args.quiet else warnings:
        _say(f"{_shown(path)}: warning: {_WARNINGS.get(name, name)}")


def _write(text: str) -> None:
    """Write at once, so that whoever reads the pipe has each page when it is done."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def _say(message: str) -> None:
    """One line on standard error, which nothing in the message can break, colour or stop."""
    with suppress(OSError, AttributeError):
        sys.stderr.buffer.write(f"cleanarticle: {_printable(message)}\n".encode())
        sys.stderr.buffer.flush()


def _printable(text: str) -> str:
    chars = _utf8(text)
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in chars)


def _shown(path: str) -> str:
    return "standard input" if path == "-" else _printable(path)


def _utf8(argument: str) -> str:
    """Take the bytes that a locale such as C could not read for the UTF-8 they mostly are."""
    with suppress(UnicodeEncodeError):
        return argument.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    return argument


_COMMANDS: Final = {
    "": (None, "COMMAND [OPTION]... [FILE|CODE]...", "Clean article text from raw pages.", _TOP),
    "clean": (_clean, "[OPTION]... [FILE]...", "Print the clean body of each page.", _CLEAN),
    "explain": (_explain, "[OPTION]... [FILE]", "Show what became of each line, why.", _EXPLAIN),
    "rules": (_rules, "[OPTION]... [CODE]", "List the rules, or show all of one.", _RULES),
}
