"""Learnt weights beside the patterns of a criterion."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from kinds import judge, linter

from jdlint.checks.criterion import CriterionCheck, CriterionOptions
from jdlint.checks.sentence_model import BIAS, make_model, read_table, shipped_table
from jdlint.errors import RuleError
from jdlint.linter import read
from jdlint.output.look import Look
from jdlint.output.scorecard import SCORECARD_FORMATS
from jdlint.post.sentence_clues import sentence_clues
from jdlint.post.source import make_source
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.rule import Rule
from jdlint.scorecard import ScoreReport, score

PATTERNS = "concrete: [never said]\ngeneric: [data]"
POST = """# Data Engineer

## Responsibilities

- Bake bread with data.
- You will keep two petabytes of seismic records from 400 stations clean, documented and ready for our geologists.
"""
TABLE = "// about\nclue\tdata\tteam\nbias\t-100\t\nw=records\t250\t-5\nv=data-kinds\t\t40\n"


def test_a_sentence_that_has_been_learnt_is_concrete_without_a_pattern() -> None:
    learnt = judge(CriterionCheck(), f"learnt: {{column: data, concrete-from: 0}}\n{PATTERNS}", POST).judgement
    assert learnt.level == "concrete"
    assert POST[learnt.evidence[0].start : learnt.evidence[0].end].startswith("You will keep two petabytes")


def test_what_speaks_for_a_learnt_sentence_is_told_with_it() -> None:
    learnt = judge(CriterionCheck(), f"learnt: {{column: data, concrete-from: 0}}\n{PATTERNS}", POST).judgement
    assert dict(learnt.clues[learnt.evidence[0]])["v=data-subjects"] > 0


def test_a_sentence_that_denies_anything_is_left_to_the_patterns() -> None:
    denied = POST.replace("You will keep", "You will not keep")
    assert (
        judge(CriterionCheck(), f"learnt: {{column: data, concrete-from: 0}}\n{PATTERNS}", denied).judgement.level
        == "generic"
    )


def test_the_scorecard_as_json_has_the_clues() -> None:
    rules = [_without_patterns(rule) if rule.id == "data" else rule for rule in linter().ruleset.rules]
    card = score(read(linter(), make_source(POST, "post.md")), rules, linter().ruleset.families)
    post = json.loads(SCORECARD_FORMATS["json"](ScoreReport((card,)), Look()))["posts"][0]
    assert len(post["data"]["evidence"][0]["clues"]) > 1
    assert not any("clues" in quote for quote in post["team"]["evidence"])


def _without_patterns(rule: Rule) -> Rule:
    assert isinstance(rule.options, CriterionOptions)
    return replace(rule, options=replace(rule.options, concrete=()))


@pytest.mark.parametrize("keys", [PATTERNS, f"learnt: {{column: data, concrete-from: 50}}\n{PATTERNS}"])
def test_without_or_below_the_threshold_patterns_decide(keys: str) -> None:
    assert judge(CriterionCheck(), keys, POST).judgement.level == "generic"


def test_a_pattern_is_enough_where_nothing_has_been_learnt_of_a_sentence() -> None:
    keys = "learnt: {column: data, concrete-from: 50}\nconcrete: [bread]\ngeneric: [data]"
    assert judge(CriterionCheck(), keys, POST).judgement.level == "concrete"


def test_parts_that_are_skipped_never_count() -> None:
    keys = f"learnt: {{column: data, concrete-from: -50}}\nskip-parts: [responsibilities]\n{PATTERNS}"
    assert judge(CriterionCheck(), keys, POST).judgement.level == "absent"


def test_a_score_is_the_sum_of_its_clues() -> None:
    model = make_model("data", linter().ruleset.book, read_table(TABLE, "table.tsv"))
    post = read(linter(), make_source(POST, "post.md"))
    scores = model.scores(post)
    index = next(s.index for s in post.sentences if "records" in s.text)
    assert scores[index] == pytest.approx(1.5)
    assert min(scores) == -1.0
    assert model.reasons(post, index) == [("w=records", 2.5)]


def test_clues_name_words_place_and_look() -> None:
    post = read(linter(), make_source(POST, "post.md"))
    clues = sentence_clues(post)[-1]
    assert {"w=#", "w=seismic", "hw=responsibilities", "part=responsibilities", "item", "length=3"} <= set(clues)
    assert len(set(clues)) == len(clues)


@pytest.mark.parametrize("text", ["", "// nothing\n", "word\tdata\nw=a\t1\n", "clue\tdata\nw=a\n"])
def test_a_text_that_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="no table of weights"):
        read_table(text, "table.tsv")


def test_an_unknown_column_is_an_error_at_its_place() -> None:
    with pytest.raises(RuleError) as caught:
        judge(CriterionCheck(), f"learnt: {{column: date, concrete-from: 0}}\n{PATTERNS}", POST)
    assert (caught.value.line, caught.value.column) == (1, 18)
    assert caught.value.hint is not None
    assert "data" in caught.value.hint


def test_the_shipped_table_has_weights_for_each_criterion_and_words_alone() -> None:
    table = shipped_table()
    path = Path(shipped_rules() / "_models" / "sentences.tsv")
    assert len(table.columns) == 9
    assert BIAS in table.rows.cells
    for column in range(9):
        assert sum(bool(cells.split("\t")[column]) for cells in table.rows.cells.values()) > 500
    assert all(" " not in clue for clue in table.rows.cells)
    assert path.stat().st_size < 200_000
