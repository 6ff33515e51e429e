"""Pages of the documentation that are made from the code: the rules, the API, the command."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import cleanarticle
from cleanarticle.rules import registry


def on_files(files: Any, config: Any) -> Any:
    """Called by MkDocs: adds the generated pages."""
    from mkdocs.structure.files import File

    for name, content in pages().items():
        files.append(File.generated(config, name, content=content))
    return files


def pages() -> dict[str, str]:
    """Every generated page by its path."""
    return {
        "reference/rules.md": "\n".join(rules()),
        "reference/python.md": "\n".join(api()),
        "reference/command.md": "\n".join(commands()),
    }


def rules() -> Iterator[str]:
    """Every rule of every pack."""
    packs = [registry.builtin(name) for name in ("any", *registry.languages())]
    count = sum(len(pack.rules) for pack in packs)
    yield f"# Rules\n\n{count} rules in {len(packs)} packs, made from the packs themselves. A code"
    yield "is permanent. `cleanarticle rules CODE` shows all of one rule, with what it is tested"
    yield "on.\n"
    for pack in packs:
        yield f"## {pack.language}\n"
        yield "| code | category | what | why | phrases |\n|---|---|---|---|---|"
        for rule in pack.rules:
            some = ", ".join(map(_code, rule.phrases[:4])) or "(measured)"
            more = f" and {len(rule.phrases) - 4} more" if len(rule.phrases) > 4 else ""
            cells = (f"`{rule.code}`", rule.category, rule.name, rule.reason, some + more)
            yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
        yield ""


def _code(phrase: str) -> str:
    return f"<code>{phrase.replace('&', '&amp;').replace('<', '&lt;')}</code>"


def api() -> Iterator[str]:
    """Every public name with its signature and docstring."""
    yield "# Python\n\nEvery public name; `from cleanarticle import` each.\n"
    for name in cleanarticle.__all__:
        if name.startswith("_"):
            continue
        value = getattr(cleanarticle, name)
        yield f"## {name}\n"
        if not (inspect.isclass(value) and issubclass(value, Exception)):
            yield f"```python\n{name}{_signature(value)}\n```\n"
        yield _docstring(value)
        for method, function in sorted(vars(value).items()) if inspect.isclass(value) else ():
            shown = inspect.isfunction(function) or isinstance(function, property)
            if shown and not method.startswith("_") and function.__doc__:
                call = "" if isinstance(function, property) else _signature(function)
                yield f"### {name}.{method}{{ data-toc-label={method} }}\n"
                yield f"```python\n{method}{call}\n```\n"
                yield _docstring(function)


def _signature(value: Any) -> str:
    return str(inspect.signature(value)).replace("'", "").replace("cleanarticle.", "")


def _docstring(value: Any) -> str:
    return f"```text\n{inspect.getdoc(value)}\n```\n"


def commands() -> Iterator[str]:
    """The help of every command."""
    yield "# Command\n\nWhat `--help` says.\n"
    for name in ("", "clean", "explain", "report", "serve", "rules"):
        command = [sys.executable, "-m", "cleanarticle", *([name] if name else []), "--help"]
        shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        yield f"## cleanarticle {name}\n\n```text\n{shown}```\n".replace(
            "cleanarticle \n", "cleanarticle\n"
        )
