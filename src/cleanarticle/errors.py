"""The errors cleanarticle raises, each saying what was wrong and what to do.

    CleanArticleError
    ├── PackError          a rule pack could not be read, or a rule in it is not valid
    ├── UnknownRuleError   a setting names a rule code that no loaded pack has
    ├── SettingError       a setting has a value it cannot take
    ├── InputError         a file could not be read
    └── WorkerError        the worker processes of a batch could not do their work

``clean`` itself never raises on ``str`` or ``bytes``: what goes wrong with a page becomes a
named warning on the article. A wrong *type* is a programming mistake and raises ``TypeError``.
"""

from __future__ import annotations


class CleanArticleError(Exception):
    """Base of every error of this library.

    >>> try:
    ...     raise PackError("my.toml", "MY101", "no reason is given", "add `reason = …`")
    ... except CleanArticleError as error:
    ...     print(error)
    my.toml, rule MY101: no reason is given. Remedy: add `reason = …`.
    """


class PackError(CleanArticleError, ValueError):
    """A rule pack could not be read, or one of its rules is not valid."""

    def __init__(self, source: str, code: str | None, problem: str, remedy: str) -> None:
        self.source = source
        self.code = code
        self.problem = problem
        self.remedy = remedy
        super().__init__(source, code, problem, remedy)

    def __str__(self) -> str:
        entry = f", rule {self.code}" if self.code else ""
        return f"{self.source}{entry}: {self.problem}. Remedy: {self.remedy}."


class UnknownRuleError(CleanArticleError, KeyError):
    """A setting names a rule code that no loaded pack has."""

    def __init__(self, code: str, near: tuple[str, ...] = ()) -> None:
        self.code = code
        self.near = near
        super().__init__(code, near)

    def __str__(self) -> str:
        hint = f"did you mean {', '.join(self.near)}? " if self.near else ""
        return f"unknown rule code {self.code!r}; {hint}`cleanarticle rules` lists every code"


class SettingError(CleanArticleError, ValueError):
    """A setting has a value it cannot take."""

    def __init__(self, setting: str, value: object, allowed: str) -> None:
        self.setting = setting
        self.value = value
        self.allowed = allowed
        super().__init__(setting, value, allowed)

    def __str__(self) -> str:
        return f"{self.setting}={self.value!r} is not possible; use {self.allowed}"


class InputError(CleanArticleError, OSError):
    """A file named by the user could not be read."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        self.path = path
        self.problem = problem
        self.remedy = remedy
        super().__init__(path, problem, remedy)

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}. Remedy: {self.remedy}."


class WorkerError(CleanArticleError, RuntimeError):
    """The worker processes of a batch could not do their work."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(problem, remedy)

    def __str__(self) -> str:
        return f"{self.problem}. Remedy: {self.remedy}."
