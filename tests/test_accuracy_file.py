"""The recorded figures of the rules, and what they allow."""

from __future__ import annotations

from pathlib import Path

import pytest
from kinds import linter

from jdlint.errors import RuleError
from jdlint.explain import rule_page
from jdlint.finding import Severity
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.accuracy_file import LevelAccuracy, read_accuracy
from jdlint.ruleset.rule import LEVELS, Rule

RULES = linter().ruleset.rules
CRITERIA = [rule for rule in RULES if rule.category == "criteria"]
MEASURED = "about: x\nposts: 2\nemployers: 2\nrules:\n  team: {precision: 0.5, absent: {findings: 3, right: 2}}\n"


@pytest.mark.parametrize(
    ("findings", "right", "severity"),
    [
        (100, 95, Severity.ERROR),
        (100, 94, Severity.WARNING),
        (100, 90, Severity.WARNING),
        (100, 89, Severity.INFO),
        (9, 9, Severity.INFO),
        (0, 0, Severity.INFO),
    ],
)
def test_a_severity_needs_its_precision_on_enough_findings(findings: int, right: int, severity: Severity) -> None:
    assert LevelAccuracy(findings, right).severity is severity


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("rule", CRITERIA, ids=lambda rule: rule.id)
def test_no_level_of_a_criterion_is_graver_than_its_figures_allow(rule: Rule, level: str) -> None:
    allowed = read_accuracy(shipped_rules()).rules[rule.id].levels[level].severity
    own = rule.severity_at(level)
    by_family = [family.severity_at(rule.id, level, own) for family in linter().ruleset.families.values()]
    assert all(severity is None or severity <= allowed for severity in (own, *by_family))


def test_figures_of_levels_are_read_and_shown(tmp_path: Path) -> None:
    (tmp_path / "_accuracy").mkdir()
    (tmp_path / "_accuracy" / "measured.yaml").write_text(MEASURED, encoding="utf-8")
    accuracy = read_accuracy(tmp_path)
    assert accuracy.rules["team"].levels["absent"] == LevelAccuracy(3, 2)
    team = next(rule for rule in CRITERIA if rule.id == "team")
    assert "Absent was found 3 times" in " ".join(rule_page(team, accuracy).split())


def test_a_figure_that_is_no_number_is_an_error_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "_accuracy").mkdir()
    (tmp_path / "_accuracy" / "measured.yaml").write_text(MEASURED.replace("right: 2", "right: most"), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        read_accuracy(tmp_path)
    assert (caught.value.line, caught.value.column) == (5, 55)
