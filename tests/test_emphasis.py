from __future__ import annotations

import pytest

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.emphasis import EmphasisCheck
from jdlint.errors import RuleError
from jdlint.linter import Linter, load_linter, read
from jdlint.post.source import make_source
from jdlint.ruleset.context import ParseContext
from jdlint.ruleset.yaml_reader import read_mapping

CAPITALS = "check: capitals\nmax: 2"
MARKS = "check: exclamation-marks\nmax: 1"


@pytest.fixture(scope="module")
def linter() -> Linter:
    return load_linter()[0]


def found(linter: Linter, keys: str, text: str) -> list[tuple[str, str]]:
    """The marked texts of a post's duties, each with its count."""
    post = f"# Baker\n\n## Responsibilities\n\n- {text}\n"
    options = EmphasisCheck().parse(read_mapping(f"{keys}\n", "rule.yaml"), ParseContext(linter.ruleset.book, {}))
    matches = EmphasisCheck().judge(options, read(linter, make_source(post, "post.md")), Circumstances()).matches
    return [(post[match.span.start : match.span.end], match.values["count"]) for match in matches]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("BAKE ALL BREAD by hand.", [("BAKE ALL BREAD", "3")]),
        ("BAKE **ALL BREAD** by hand.", [("BAKE **ALL BREAD", "3")]),
        ("BAKE BREAD by hand.", []),
        ("Use SQL, AWS, GCP and SAP/ERP.", []),
        ("Run `SELECT ALL FROM` often.", []),
        ("BAKE ALL BREADs by hand.", []),
        ("DON'T BAKE ALONE, or DO BAKE ALONE.", [("DON'T BAKE ALONE", "3"), ("DO BAKE ALONE", "3")]),
    ],
)
def test_words_in_capitals_in_a_row(linter: Linter, text: str, rows: list[tuple[str, str]]) -> None:
    assert found(linter, CAPITALS, text) == rows


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Bread! And rolls.", []),
        ("Bread! And rolls!", [("!", "2")]),
        ("Bread!!! And rolls!", [("!!", "4")]),
        ("Check that a != b and that a !b !c.", []),
        ("Say `yes!` and `no!`", []),
    ],
)
def test_exclamation_marks_of_a_post(linter: Linter, text: str, marks: list[tuple[str, str]]) -> None:
    assert found(linter, MARKS, text) == marks


def test_headings_are_left_alone(linter: Linter) -> None:
    assert found(linter, CAPITALS, "Bake.\n\n## WHAT WE ALL OFFER\n\n- Bread") == []


@pytest.mark.parametrize("keys", ["max: 3", "check: capitals", "check: colours\nmax: 3"])
def test_both_keys_are_needed(linter: Linter, keys: str) -> None:
    with pytest.raises(RuleError):
        EmphasisCheck().parse(read_mapping(f"{keys}\n", "rule.yaml"), ParseContext(linter.ruleset.book, {}))
