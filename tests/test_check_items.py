from __future__ import annotations

import pytest
from kinds import judge

from jdlint.checks.items import ItemsCheck

POST = """\
# Baker

## Requirements

- Rye
- Oats
- Ideally flour

Skills:

- Knead with both hands
- Rye
- knead, with both hands.
"""


@pytest.mark.parametrize(
    ("keys", "texts"),
    [
        ("check: count\nmax-items: 6", []),
        ("check: count\nmax-items: 5", ["Rye"]),
        ("check: count\nmax-items: 5\nleave-out: [ideally]", []),
        ("check: count\nmax-items: 5\nparts: [benefits]", []),
        ("check: twice", ["Rye\n- knead, with both hands."]),
        ("check: twice\nmin-words: 2", ["knead, with both hands."]),
        ("check: share\nmax-percent: 49\nnames: [rye, oats]", ["Rye"]),
        ("check: share\nmax-percent: 50\nnames: [rye, oats]", []),
        ("check: share\nmax-percent: 50\nnames: [rye, oats, flour]\nfillers: [ideally]", ["Rye"]),
    ],
)
def test_items(keys: str, texts: list[str]) -> None:
    assert list(judge(ItemsCheck(), keys, POST).texts) == texts


def test_numbers_are_told() -> None:
    said = judge(ItemsCheck(), "check: share\nmax-percent: 10\nnames: [rye, oats]", POST)

    assert said.values == ({"count": "3", "limit": "6"},)


def test_few_items_have_no_share() -> None:
    said = judge(ItemsCheck(), "check: share\nmax-percent: 1\nmin-items: 7\nnames: [rye]", POST)

    assert said.judgement.not_evaluated == "there are fewer than 7 items to judge"
