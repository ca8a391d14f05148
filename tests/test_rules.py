"""The shipped rules: each behaves as its own examples say."""

from __future__ import annotations

from functools import cache

import pytest

from jdlint.linter import Linter, load_linter
from jdlint.rule_examples import test_rules as problems_of
from jdlint.rules_dir import shipped_rules

RULES = sorted(path.stem for path in shipped_rules().glob("[a-z]*/*.yaml"))


@cache
def linter() -> Linter:
    loaded, errors = load_linter()
    assert not errors
    return loaded


def test_all_rules_load() -> None:
    assert [rule.id for rule in linter().ruleset.rules] == RULES


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_behaves_as_its_examples_say(rule_id: str) -> None:
    problems = problems_of(linter(), [linter().ruleset.rule(rule_id)])
    assert [f"{p.path}:{p.line}: {p.kind}: {p.detail}" for p in problems] == []


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_says_what_a_reader_needs(rule_id: str) -> None:
    rule = linter().ruleset.rule(rule_id)
    assert rule.ask
    assert rule.since
    assert len(rule.why) > 80
    assert rule.sources, "an editorial judgement says that it is one"
    assert len(rule.good) >= 3
    assert len(rule.bad) >= 3


def test_what_families_say_names_rules_that_there_are() -> None:
    for family in linter().ruleset.families.values():
        assert {*family.not_asked, *family.severity} <= set(RULES), family.name
