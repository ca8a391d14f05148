"""Rows of weights that are added up as one number each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jdlint.post.weights import Rows

WEIGHTS = st.lists(st.integers(-5_000, 5_000), min_size=3, max_size=3)


@given(st.lists(WEIGHTS, max_size=40))
def test_one_sum_adds_up_all_columns(rows: list[list[int]]) -> None:
    table = Rows({str(name): "\t".join(map(str, row)) for name, row in enumerate(rows)}, 3)
    total = sum(table.packed[str(name)] for name in range(len(rows)))
    assert list(table.sums(total)) == [sum(column) for column in zip(*rows, strict=True)] or not rows


def test_empty_cells_and_rows_that_are_not_there_weigh_nothing() -> None:
    table = Rows({"short": "\t-7"}, 3)
    assert table.sums(table.packed["short"] + table.packed["none"]) == (0, -7, 0)
    assert table.row("none") == []
