"""All rules of a run, and what they refer to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeAlias, TypeVar

from jdlint.errors import ConfigError, did_you_mean
from jdlint.phrases.book import PhraseBook
from jdlint.record import Record, field
from jdlint.ruleset.jurisdiction_file import Jurisdiction
from jdlint.ruleset.rule import Rule

F = TypeVar("F")
Phrases: TypeAlias = Mapping[str, Mapping[str, tuple[str, ...]]]


class RuleSet(Record, Generic[F], eq=False):
    """All rules, sorted by id, and what they refer to.

    ``vocabularies`` are phrases by name and group, ``families`` what the family parser made of each
    family's file, ``book`` holds every phrase of the rules, ``jurisdictions`` the laws by code.
    """

    rules: tuple[Rule, ...]
    vocabularies: Phrases
    families: Mapping[str, F]
    book: PhraseBook
    jurisdictions: Mapping[str, Jurisdiction] = field(default_factory=dict)

    def rule(self, rule_id: str) -> Rule:
        """The rule with an id; raises ``ConfigError`` when there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        hint = did_you_mean(rule_id, (rule.id for rule in self.rules), "'jdlint rules' lists them all")
        raise ConfigError(f"there is no rule '{rule_id}'", hint=hint)
