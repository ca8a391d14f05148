from __future__ import annotations

import pytest
from kinds import judge

from jdlint.checks.balance import BalanceCheck
from jdlint.errors import RuleError

KEYS = "parts: [benefits]\nagainst: [responsibilities]\nmax-percent: 100"
POST = "# Baker\n\n## Responsibilities\n\n- Bake rye bread\n\n## Benefits\n\n- Free bread each day\n"


def test_the_longer_part_is_marked() -> None:
    said = judge(BalanceCheck(), KEYS, POST)

    assert said.texts == ("Free bread each day",)
    assert said.values == ({"count": "4", "limit": "3"},)


def test_bounds() -> None:
    assert not judge(BalanceCheck(), KEYS.replace("100", "134"), POST).texts
    assert not judge(BalanceCheck(), KEYS + "\nmin-words: 5", POST).texts


def test_nothing_to_compare_with_is_no_pass() -> None:
    assert judge(BalanceCheck(), KEYS, "# Baker\n\n## Benefits\n\n- Bread\n").judgement.not_evaluated


def test_both_sides_are_needed() -> None:
    with pytest.raises(RuleError, match="'against' is missing"):
        judge(BalanceCheck(), "parts: [benefits]\nmax-percent: 1", POST)
