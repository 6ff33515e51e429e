"""The documentation: its examples run, its commands work, its links lead somewhere."""

from __future__ import annotations

import doctest
import gzip
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from extras import needs

import cleanarticle
from cleanarticle import Cleaner
from cleanarticle.rules import registry

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
PAGE = (
    "Support us\n\nThe harbour, which had been closed since the storm of last week, reopened on "
    "Saturday. Ferries run again from noon.\n\nAdvertisement:\n"
)


@pytest.fixture(scope="module")
def generated() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generated", DOCS / "generated.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "path", [p for p in PAGES if "```pycon" in p.read_text(encoding="utf-8")], ids=lambda p: p.name
)
def test_examples_run(path) -> None:
    text = path.read_text(encoding="utf-8")
    test = doctest.DocTestParser().get_doctest(text, {}, path.name, str(path), 0)
    assert test.examples
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0


@pytest.mark.skipif(os.name != "posix", reason="runs a shell")
@pytest.mark.parametrize("name", ["archives", "reports"])
def test_commands_run(tmp_path, name) -> None:
    needs("pyarrow", "parquet")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").write_text(f"<p>{PAGE}</p>")
    (tmp_path / "pages" / "b.txt").write_text(PAGE)
    rows = [{"id": str(i), "url": f"https://e.org/{i}", "html": PAGE} for i in range(3)]
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    (tmp_path / "crawl.jsonl.gz").write_bytes(gzip.compress(lines))
    (tmp_path / "crawl.warc.gz").write_bytes(gzip.compress(b""))
    bin = tmp_path / "bin"
    bin.mkdir()
    (bin / "cleanarticle").write_text(f'#!/bin/sh\nexec {sys.executable} -m cleanarticle "$@"\n')
    (bin / "cleanarticle").chmod(0o755)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "PATH": f"{bin}:{os.environ['PATH']}",
    }
    text = (DOCS / "how-to" / f"{name}.md").read_text(encoding="utf-8")
    for block in re.findall(r"```sh\n(.*?)```", text, re.S):
        shell = ["sh", "-ec", block]
        done = subprocess.run(
            shell, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    if name == "archives":
        assert len((tmp_path / "named.jsonl").read_text().splitlines()) == 3
        assert (tmp_path / "texts" / "pages" / "b.txt.txt").exists()
        assert (tmp_path / "articles.parquet").exists()


def test_the_rule_that_is_shown_loads(tmp_path) -> None:
    text = (DOCS / "how-to" / "rules.md").read_text(encoding="utf-8")
    pack = tmp_path / "my.toml"
    pack.write_text(re.search(r"```toml\n(.*?)```", text, re.S)[1])
    article = Cleaner(packs=[pack]).clean(PAGE + "A word from our sponsor:\n")
    assert "MY101" in [line.rule for line in article.removed]


def test_the_service_that_is_shown_is_one() -> None:
    needs("starlette", "serve")
    text = (DOCS / "how-to" / "service.md").read_text(encoding="utf-8")
    names: dict[str, object] = {}
    exec(re.search(r"```python\n(.*?)```", text, re.S)[1], names)
    assert callable(names["app"])


def test_generated_pages_name_everything(generated) -> None:
    pages = generated.pages()
    for name in ("any", *registry.languages()):
        for rule in registry.builtin(name).rules:
            assert f"| `{rule.code}` | {rule.category} |" in pages["reference/rules.md"]
    for name in cleanarticle.__all__:
        assert name.startswith("_") or f"\n## {name}\n" in pages["reference/python.md"]
    for option in ("--resume", "--max-size", "--points", "--title"):
        assert option in pages["reference/command.md"]


def test_links_lead_to_pages_and_headings(generated) -> None:
    made = {DOCS / name: text for name, text in generated.pages().items()}
    texts = {path: path.read_text(encoding="utf-8") for path in PAGES} | made
    for path, text in texts.items():
        for target in re.findall(r"\]\(([^)#:\s]+\.md)?(?:#([\w-]+))?\)", text):
            page = (path.parent / target[0]).resolve() if target[0] else path
            assert page in texts, f"{path.name} links to {target[0]}"
            headings = re.findall(r"^#+ (.*)$", texts[page], re.M)
            anchors = [re.sub(r"[^\w]+", "-", h.casefold()).strip("-") for h in headings]
            assert not target[1] or target[1] in anchors


def test_the_site_builds_without_a_warning(tmp_path) -> None:
    needs("mkdocs", "docs")
    needs("material", "docs")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--site-dir",
        str(tmp_path / "s"),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "EN101" in (tmp_path / "s" / "reference" / "rules" / "index.html").read_text("utf-8")
