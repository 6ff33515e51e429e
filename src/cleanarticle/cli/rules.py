"""``rules``: the list of all rules, or all of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanarticle import SettingError, UnknownRuleError
from cleanarticle.cli.console import write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from cleanarticle.rules.rule import Rule


def rules(args: argparse.Namespace) -> int:
    """List the rules, or show all of one."""
    from difflib import get_close_matches

    from cleanarticle.rules import registry

    languages = ("any", *registry.languages())
    if args.language not in (None, *languages):
        raise SettingError("language", args.language, f"one of {', '.join(languages)}")
    packs = map(registry.builtin, [args.language] if args.language else languages)
    rules = {rule.code.casefold(): rule for pack in packs for rule in pack.rules}
    if not args.operands:
        rows = (f"{r.code:9} {r.language:4} {r.category:11} {r.name}\n" for r in rules.values())
        write("".join(rows))
        return 0
    code = args.operands[0].casefold()
    if code not in rules:
        near = get_close_matches(code, rules, 3)
        raise UnknownRuleError(args.operands[0], tuple(rules[name].code for name in near))
    write("\n".join(_rule_lines(rules[code])) + "\n")
    return 0


def _rule_lines(rule: Rule) -> Iterable[str]:
    guards = ((name, getattr(rule.guards, name)) for name in rule.guards._fields)
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
