"""What the pages about rules are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jdlint.checks import CHECKS
from jdlint.linter import load_linter
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.accuracy_file import Accuracy, read_accuracy
from jdlint.ruleset.rule import Rule
from jdlint.settings.profiles import mildest_profiles
from jdlint.settings.settings import Settings
from jdlint.settings.tuning import options_of

_CODE = re.compile(r"`([^`\n]+)`")
_STATEMENT = re.compile(r"^\| (\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the pages are made of: the rules, what was measured, and what else is known of each rule by its id.

    ``statements`` are those of the guidance that a rule looks after, with their numbers.
    """

    rules: tuple[Rule, ...]
    accuracy: Accuracy
    options: Mapping[str, Mapping[str, object]]
    profiles: Mapping[str, str]
    statements: Mapping[str, Sequence[tuple[int, str]]]


def shelf(guidance: Path) -> Shelf:
    """The shipped rules with their figures; ``guidance`` is the page that names rules beside statements."""
    ruleset = load_linter()[0].ruleset
    rules = ruleset.rules
    return Shelf(
        rules,
        read_accuracy(shipped_rules()),
        {rule.id: options_of(rule, ruleset, Settings(), CHECKS) for rule in rules},
        mildest_profiles(rules),
        _statements(guidance.read_text(encoding="utf-8")),
    )


def _statements(text: str) -> Mapping[str, Sequence[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for number, statement, rules in _STATEMENT.findall(text):
        for rule in _CODE.findall(rules):
            found.setdefault(rule, []).append((int(number), statement))
    return found
