"""README shows what the code does: its example runs, its generated parts are today's."""

from __future__ import annotations

import doctest
from pathlib import Path

from benchmarks.readme import LONG, generated, generated_long, seed_explained

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_example_runs() -> None:
    seed = next((ROOT / "seeds").glob("*.txt"))
    test = doctest.DocTestParser().get_doctest(README, {"SEED": seed}, "README", "README.md", 0)
    assert len(test.examples) > 5
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0


def test_generated_parts_are_up_to_date() -> None:
    assert generated(README) == README, "run: python -m benchmarks readme"
    long = LONG.read_text(encoding="utf-8")
    assert generated_long(long) == long, "run: python -m benchmarks readme"


def test_seed_is_shown_with_its_decisions() -> None:
    assert "- ad           " in seed_explained()
    assert seed_explained() in README


def test_ci_finds_the_test_command() -> None:
    after = README.split("<!-- test command -->")[1]
    command = after.split("```sh\n")[1].split("\n```")[0]
    assert command.startswith("python3 -m venv .venv") and "pytest" in command
