"""The house: a lower room imports only from rooms above it, and heavy libraries wait outside."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import cleanarticle

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "cleanarticle"
SEED = next((ROOT / "seeds").glob("*.txt"))

#: From the top of the house to the ground: a room may import from those before it, and itself.
ROOMS = (
    "model errors patterns data text dates language reading rules inline spans lanes lexicon "
    "features echoes amounts voice masthead surroundings core structure scorecard anchor places "
    "evidence kinds page metadata naming decide trim render explain article cleaner __init__"
).split()
#: What stands on the house and uses its public names only. Its rooms may use each other.
UPPER = "batch files cli report serve site integrations __main__".split()
#: Further modules that one of the upper rooms may use: `cleanarticle rules` lists the rules.
ALSO = {"cli": {"rules.registry"}}
HEAVY = (
    "bs4 trafilatura regex selectolax numpy lxml charset_normalizer dateparser htmldate "
    "pandas polars requests multiprocessing asyncio"
).split()


class Import(NamedTuple):
    """One import of one name, wherever in the file it stands."""

    by: str
    module: str
    """What it names, without the package: ``reading.text``; empty for the package itself."""
    name: str
    line: int

    def __str__(self) -> str:
        return (
            f"{self.by}:{self.line} imports {self.name or 'all'} of {self.module or 'the package'}"
        )


def module_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = {module_of(path): path for path in sorted(SOURCE.rglob("*.py"))}


def for_types_only(tree: ast.Module) -> set[ast.AST]:
    """What stands under ``if TYPE_CHECKING``: never run, so it ties nothing to anything."""
    tests = [node for node in ast.walk(tree) if isinstance(node, ast.If)]
    guarded = [node for node in tests if ast.unparse(node.test).endswith("TYPE_CHECKING")]
    bodies = [child for node in guarded for child in node.body]
    return {inner for child in bodies for inner in ast.walk(child)}


def imported(path: Path) -> Iterator[tuple[str, str, int]]:
    """Every module a file imports when it runs, with the name taken from it, and the line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = for_types_only(tree)
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, "", node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide which room is meant"
            for alias in node.names:
                yield node.module or "", alias.name, node.lineno


def own_imports(by: str) -> Iterator[Import]:
    for module, name, line in imported(MODULES[by]):
        if module.split(".")[0] == "cleanarticle":
            inner = module.removeprefix("cleanarticle").removeprefix(".")
            joined = f"{inner}.{name}".strip(".")
            if joined in MODULES:  # `from cleanarticle import render` names a module
                yield Import(by, joined, "", line)
            else:
                yield Import(by, inner, name, line)


def room_of(module: str) -> str:
    return module.split(".")[0] or "__init__"


def test_every_module_has_a_room() -> None:
    assert sorted({room_of(m) for m in MODULES} - set(ROOMS) - set(UPPER)) == []


@pytest.mark.parametrize("module", [m for m in MODULES if room_of(m) in ROOMS])
def test_a_room_imports_only_from_rooms_above(module: str) -> None:
    place = ROOMS.index(room_of(module))
    wrong = [
        str(found)
        for found in own_imports(module)
        if room_of(found.module) not in ROOMS or ROOMS.index(room_of(found.module)) > place
    ]
    assert wrong == []


@pytest.mark.parametrize("module", [m for m in MODULES if room_of(m) in UPPER])
def test_the_upper_floor_uses_public_names_only(module: str) -> None:
    allowed = ALSO.get(room_of(module), set())
    wrong = [
        str(found)
        for found in own_imports(module)
        if not (found.module == "" and found.name in ("", *cleanarticle.__all__))
        and found.module not in allowed
        and room_of(found.module) not in UPPER
    ]
    assert wrong == []


def test_only_the_html_reader_knows_the_parser() -> None:
    users = [
        m for m, path in MODULES.items() for name, _, _ in imported(path) if "selectolax" in name
    ]
    assert set(users) == {"reading.html"}


#: Whoever imports one of the others wants its framework.
LIGHT = [module for module in MODULES if not module.startswith(("integrations.", "serve"))]


@pytest.mark.parametrize("module", LIGHT)
def test_heavy_libraries_are_imported_only_where_used(module: str) -> None:
    """At the top of a file they would load with it."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    wrong = [
        ast.unparse(node)
        for node in tree.body
        if isinstance(node, (ast.Import, ast.ImportFrom)) and packages_of(node) & set(HEAVY)
    ]
    assert wrong == []


def packages_of(node: ast.Import | ast.ImportFrom) -> set[str]:
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").split(".")[0]}
    return {alias.name.split(".")[0] for alias in node.names}


def loaded_by(code: str) -> set[str]:
    """Which of the heavy libraries a fresh interpreter has loaded after running the code."""
    report = f"\nimport sys; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code + report],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    return set(done.stdout.split())


def test_importing_loads_nothing_heavy() -> None:
    assert loaded_by("import cleanarticle") == set()


def test_cleaning_text_loads_nothing_heavy() -> None:
    code = f"""
from pathlib import Path
from cleanarticle import Cleaner, clean
raw = Path({str(SEED)!r}).read_bytes()
article = clean(raw)
article.explain(); article.to_json(); article.to_markdown(); Cleaner(keep=["caption"]).clean(raw)
clean("港口于周六重新开放，此前的风暴使其关闭。" * 9); clean("Порт открылся 25 мая 2024 г.")
"""
    assert loaded_by(code) == set()


def test_cleaning_markup_loads_the_parser_alone() -> None:
    assert loaded_by("from cleanarticle import clean; clean('<p>The harbour.</p>')") == {
        "selectolax"
    }


def test_modules_and_functions_are_short() -> None:
    """Under about 300 lines and 50, and five parameters; a fifth over is still about."""
    long = []
    for module, path in MODULES.items():
        source = path.read_text(encoding="utf-8")
        if source.count("\n") > 360:
            long.append(f"{module} has {source.count(chr(10))} lines")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef):
                size = (node.end_lineno or 0) - node.lineno + 1
                arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                arguments = [a for a in arguments if a.arg not in ("self", "cls")]
                if size > 60:
                    long.append(f"{module}.{node.name} has {size} lines")
                if len(arguments) > 5:
                    long.append(f"{module}.{node.name} takes {len(arguments)} parameters")
    assert long == []


def test_no_module_keeps_state() -> None:
    """No ``global``, and no empty container at the top of a module that waits to be filled."""
    wrong = []
    for module, path in MODULES.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        wrong += [module for node in ast.walk(tree) if isinstance(node, ast.Global)]
        for node in tree.body:
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
                constant = isinstance(node, ast.AnnAssign) and "Final" in ast.unparse(
                    node.annotation
                )
                empty = ast.unparse(node.value) in ("[]", "{}", "set()", "dict()", "list()")
                wrong += [f"{module}: {ast.unparse(node)}"] if empty and not constant else []
    assert wrong == []
