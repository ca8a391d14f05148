"""The tables that compare jdlint with other linters: each row of ours is shown by a test that exists."""

from __future__ import annotations

import ast
import re

import pytest
from command import ROOT

PAGE = (ROOT / "docs" / "comparison-linters.md").read_text(encoding="utf-8")
HEAD = "| | jdlint | ruff | Vale | markdownlint-cli2 | zizmor | shown by |"
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and line != HEAD]


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: cells(row)[0])
def test_a_row_is_shown_by_a_test(row: str) -> None:
    found = cells(row)
    assert len(found) == 7
    assert all(found)
    for shown in found[-1].split(", "):
        link = re.fullmatch(r"\[(test_\w+)\]\(\.\./(tests/test_\w+\.py)\)", shown)
        assert link, shown
        tree = ast.parse((ROOT / link[2]).read_text(encoding="utf-8"))
        assert link[1] in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_tables_are_long_and_dated() -> None:
    assert len(ROWS) > 40
    assert PAGE.count(HEAD) == 5
    assert "August 2026" in PAGE
