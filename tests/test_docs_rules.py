"""The pages that tell which rule looks after what: they name rules that there are, with the severities that these have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from kinds import linter

DOCS = Path(__file__).resolve().parent.parent / "docs"
RULE = re.compile(r"`([a-z]+(?:-[a-z]+)*)`")
JOBLINTS_RULES = 19
JOBLINTS_PATTERNS = 140
STATEMENTS = 22


def rows(page: str) -> list[list[str]]:
    """The cells of a page's table, of the rows that begin with a number."""
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if re.match(r"\| \d+ \|", line)]


def rule_ids() -> set[str]:
    return {rule.id for rule in linter().ruleset.rules}


def test_every_statement_of_the_guidance_has_rules() -> None:
    table = rows("guidance.md")

    assert [int(row[0]) for row in table] == list(range(1, STATEMENTS + 1))
    for row in table:
        named = set(RULE.findall(row[-1]))
        assert named, row
        assert named <= rule_ids(), row


def test_every_pattern_of_joblint_is_counted() -> None:
    table = rows("joblint.md")

    assert len(table) == JOBLINTS_RULES
    assert sum(int(row[2].split()[0]) for row in table) == JOBLINTS_PATTERNS


@pytest.mark.parametrize("row", rows("joblint.md"), ids=lambda row: row[1])
def test_joblints_rules_have_the_places_that_the_page_says(row: list[str]) -> None:
    named = set(RULE.findall(row[3]))
    assert named
    assert named <= rule_ids()
    for rule_id, severity in re.findall(r"`([a-z-]+)` \((error|warning|info)", row[3]):
        assert {s.label for s in linter().ruleset.rule(rule_id).severity.values() if s} == {severity}, rule_id
