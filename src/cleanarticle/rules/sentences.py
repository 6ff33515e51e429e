"""Labels of a rule set that may be a sentence inside a paragraph, or be glued to one."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Final, Literal

from cleanarticle.language import stop_words
from cleanarticle.rules.labels import by_head, opens_with
from cleanarticle.rules.rule import Rule
from cleanarticle.rules.shapes import PLATFORMS, names_platforms

Use = Literal["whole", "unfinished", "prompt", "introduction"]
"""A label is ``whole`` (``read more``), or ``unfinished`` where it ends in a function word (``join
us``); a ``prompt`` may go on (``subscribe to our newsletter``), and an ``introduction`` with its
colon does (``read also:``)."""

_COLONS: Final = (":", "：")
_MARKS: Final = ".,!"


class SentenceLabels:
    """The labels of a rule set that a sentence may begin with, each with its use."""

    def __init__(self, rules: Collection[Rule]) -> None:
        self._rules = [rule for rule in rules if rule.action == "drop"]

    @cached_property
    def _introductions(self) -> frozenset[str]:
        prefixes = [r for r in self._rules if r.scope == "prefix" and not r.guards.unquoted]
        return frozenset(phrase.rstrip(" :") for rule in prefixes for phrase in rule.phrases)

    @cached_property
    def _others(self) -> dict[str, Use]:
        uses: dict[str, Use] = {}
        for rule in self._rules:
            prompt = rule.guards.unquoted and rule.category == "promotion"
            if rule.scope != "line" and not prompt:
                continue
            stops = stop_words(rule.language)
            for phrase in rule.phrases:
                if " " in phrase and phrase[-1] != ":":
                    unfinished = phrase.rpartition(" ")[2] in stops
                    uses[phrase] = "prompt" if prompt else "unfinished" if unfinished else "whole"
        return uses

    @cached_property
    def heads(self) -> dict[str, list[str]]:
        """All labels under their first letters, in small letters."""
        return by_head(self._introductions.union(self._others))

    def opening(self, text: str) -> tuple[str, Use] | None:
        """The longest label that a text begins with, and its use.

        Networks that a prompt names belong to it: ``Follow us on Facebook``.
        """
        label, known = opens_with(text, self.heads)
        rest = text[len(label) :]
        if rest.lstrip().startswith(_COLONS):
            return (label, "introduction") if known in self._introductions else None
        use = self._others.get(known)
        if use == "prompt":
            words = rest.split(" ")
            named = [i for i, word in enumerate(words) if word.lower().strip(_MARKS) in PLATFORMS]
            on = " ".join(words[: named[0] + 1]) if named else ""
            if on and names_platforms(on.lower()):
                label += on.rstrip(_MARKS)
        return (label, use) if use else None
