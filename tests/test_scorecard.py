"""What a scorecard says of a post, and how it is shown, as stored in ``tests/snapshots``."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import click
import pytest
import score_rules
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from score_rules import GERMAN, GOOD, NO_POST, OFFICE, VAGUE, card_of

from jdlint.checks.fact import FactOptions
from jdlint.engine import lint
from jdlint.errors import InputError
from jdlint.finding import Span
from jdlint.linter import load_linter, read
from jdlint.output.look import Look
from jdlint.output.scorecard import SCORECARD_FORMATS, outcome
from jdlint.output.scorecard_markdown import escape
from jdlint.post.source import make_source
from jdlint.scorecard import CRITERIA, FACTS, ScoreReport, score

ROOT = Path(__file__).parent.parent
TEXTS = {"good.md": GOOD, "posts/vague_*.md": VAGUE, "office.md": OFFICE, "tides.md": NO_POST, "kasse.md": GERMAN}


def full_report() -> ScoreReport:
    cards = tuple(card_of(text, path) for path, text in TEXTS.items())
    return ScoreReport(cards, (InputError("not UTF-8: byte 0xff", path="x_y.md", line=1, column=3, hint="save it"),))


def shown(output_format: str, report: ScoreReport, look: Look | None = None) -> str:
    return SCORECARD_FORMATS[output_format](report, look or Look())


def post_data(text: str, family: str | None = None) -> dict[str, object]:
    document = json.loads(shown("json", ScoreReport((card_of(text, family=family),))))
    post: dict[str, object] = document["posts"][0]
    return post


def levels(text: str, family: str | None = None) -> dict[str, object]:
    return {rule_id: found.level for rule_id, found in card_of(text, family=family).criteria.items()}


@pytest.mark.parametrize(
    ("name", "output_format", "look"),
    [
        ("scorecard.txt", "text", Look()),
        ("scorecard-narrow.txt", "text", Look(width=60)),
        ("scorecard-color.txt", "text", Look(color=True)),
        ("scorecard.json", "json", Look()),
        ("scorecard.md", "markdown", Look()),
    ],
)
def test_the_formats_are_as_stored(name: str, output_format: str, look: Look) -> None:
    text = shown(output_format, full_report(), look)
    path = ROOT / "tests" / "snapshots" / name
    if os.environ.get("JDLINT_UPDATE"):
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


def test_the_levels_are_in_the_order_of_every_scorecard() -> None:
    assert list(levels(GOOD)) == list(CRITERIA)
    assert levels(GOOD) == {
        "role-type": 2, "business-problem": 2, "role-impact": 2, "ownership": 2, "tech-environment": 1,
        "data": 2, "deployment": 2, "operations": 0, "metrics": 1, "team": 0,
    }  # fmt: skip


def test_evidence_is_the_whole_sentence_at_its_place() -> None:
    card = card_of(VAGUE)
    source = make_source(VAGUE, "a.md")
    for found in card.criteria.values():
        for quote in found.quotes:
            assert " ".join(VAGUE[quote.span.start : quote.span.end].split()) == quote.text
            assert source.position(quote.span.start) == (quote.line, quote.column)
            assert source.position(quote.span.end) == (quote.end_line, quote.end_column)
    (quote,) = card.criteria["business-problem"].quotes
    assert quote.text.startswith("You will maintain things 日本 | `x` and <b>solve</b> business")
    assert quote.plain.startswith("You will maintain things 日本 | x and solve business")
    assert quote.plain[slice(*quote.mark)] == "business problems"


def test_evidence_is_at_most_three_sentences() -> None:
    duties = "".join(f"- You deploy the model of shop {number}.\n" for number in range(5))
    found = card_of(f"# Machine Learning Engineer\n\n## What you will do\n\n{duties}").criteria["deployment"]
    assert [quote.line for quote in found.quotes] == [5, 6, 7]
    assert found.evidence == tuple(quote.span for quote in found.quotes)


def test_what_a_family_is_not_asked_is_not_applicable_unless_the_post_speaks_of_it() -> None:
    assert levels(OFFICE)["deployment"] == levels(OFFICE)["data"] == "n/a"
    assert levels(OFFICE)["operations"] == 0
    assert levels(OFFICE + "- You deploy the printers.\n")["deployment"] == 2
    assert levels(OFFICE, family="ml-engineering")["deployment"] == 0


def test_what_a_family_is_never_asked_is_a_pass_or_not_applicable() -> None:
    linter = score_rules.load()
    families = {name: replace(f, never_asked=frozenset({"team"})) for name, f in linter.ruleset.families.items()}
    post, rules = read(linter, make_source(VAGUE, "a.md")), linter.ruleset.rules
    assert score(post, rules, linter.ruleset.families).criteria["team"].level == 1
    assert score(post, rules, families).criteria["team"].level == "n/a"
    assert not any(found.rule == "team" for found in lint(post, rules, families).findings)


def test_a_rule_for_other_families_is_not_applicable() -> None:
    linter = score_rules.load()
    rules = [replace(rule, families=("other",)) if rule.id == "team" else rule for rule in linter.ruleset.rules]
    post = read(linter, make_source(VAGUE, "a.md"))
    assert score(post, rules, linter.ruleset.families).criteria["team"].level == "n/a"
    assert score(post, rules, linter.ruleset.families, "other").criteria["team"].level == 1


def test_a_family_that_cannot_be_told_is_null() -> None:
    text = "# Join us\n\n## What you will do\n\n- You own the till.\n\n## Nice to have\n\n- A calm hand.\n"
    assert post_data(text)["role_type"] == {"level": 0, "family": None}
    assert post_data(text, family="other")["role_type"] == {"level": 0, "family": "other"}
    assert "\nfamily:      not told\n" in shown("text", ScoreReport((card_of(text),)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [(NO_POST, "the file is no job post"), (GERMAN, "the post is not in English"), ("", "the file is no job post")],
)
def test_a_file_that_cannot_be_judged_says_so_everywhere(text: str, reason: str) -> None:
    post = post_data(text)
    assert all(post[rule_id.replace("-", "_")] == {"level": None, "reason": reason} for rule_id in CRITERIA)
    assert all(post[fact] is None for fact in FACTS)
    assert post["tool_lists"] == post["parts"] == []
    assert shown("text", ScoreReport((card_of(text),))) == f"a.md: not evaluated, {reason}\n"


def test_the_json_has_the_names_of_the_labels() -> None:
    post = post_data(GOOD)
    assert list(post) == [
        "path", *(rule_id.replace("-", "_") for rule_id in CRITERIA), *FACTS, "tool_lists", "parts",
    ]  # fmt: skip
    assert post["role_type"] == {"level": 2, "family": "ml-engineering"}
    assert post["ownership"] == {
        "level": 2,
        "evidence": [
            {"line": 10, "column": 3, "end_line": 10, "end_column": 35, "text": "You own the model and deploy it."}
        ],
    }
    assert post["operations"] == {"level": 0, "evidence": []}
    assert [name for name in FACTS if post[name]] == ["seniority_stated", "how_to_apply", "must_nice_split"]
    assert post["tool_lists"] == [[16, 19]]
    assert post["parts"] == [
        {"line": 1, "end_line": 1, "part": "title"},
        {"line": 3, "end_line": 5, "part": "about-company"},
        {"line": 7, "end_line": 12, "part": "responsibilities"},
        {"line": 14, "end_line": 19, "part": "requirements"},
        {"line": 21, "end_line": 23, "part": "preferred"},
        {"line": 25, "end_line": 27, "part": "apply"},
    ]


def test_a_fact_without_a_rule_is_left_out() -> None:
    card = card_of(GOOD)
    few = replace(card, facts={"salary_stated": None, "coffee_stated": Span(0, 1)})
    post = json.loads(shown("json", ScoreReport((few,))))["posts"][0]
    assert [name for name in (*FACTS, "coffee_stated") if name in post] == ["salary_stated", "coffee_stated"]
    assert "stated:      coffee stated\nnot stated:  pay\n" in shown("text", ScoreReport((few,)))
    none = replace(card, facts={})
    assert "tated" not in shown("text", ScoreReport((none,))) + shown("markdown", ScoreReport((none,)))


def test_the_shipped_rules_have_the_criteria_and_the_facts_of_the_labels() -> None:
    rules = load_linter()[0].ruleset.rules
    assert {rule.id for rule in rules if rule.category == "criteria"} == set(CRITERIA)
    fields = {rule.options.field for rule in rules if isinstance(rule.options, FactOptions)}
    assert fields == set(FACTS)


def test_colours_change_nothing_but_the_colours() -> None:
    plain = shown("text", full_report())
    assert click.unstyle(shown("text", full_report(), Look(color=True))) == plain
    assert "\x1b" not in shown("markdown", full_report(), Look(color=True))


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    wide = VAGUE.replace("things 日本", "things " + "日本 🎉🎉 " * 60)
    report = ScoreReport((card_of(GOOD), card_of(wide)))
    assert width == 40 or "日本 🎉🎉" in shown("text", report, Look(width=width))
    for line in shown("text", report, Look(width=width)).splitlines():
        assert sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line) <= width, line


def test_of_a_long_sentence_the_telling_words_are_shown() -> None:
    for width in (60, 120):
        assert "strong sense of ownership" in shown("text", ScoreReport((card_of(VAGUE),)), Look(width=width))


def test_the_question_is_asked_where_nothing_concrete_was_found() -> None:
    for output_format, ask in (("text", "ask: Which {} is it?"), ("markdown", "**Ask:** Which {} is it?")):
        text = shown(output_format, ScoreReport((card_of(OFFICE),)))
        asked = {name for name in CRITERIA if ask.format(name.replace("-", " ")) in text}
        assert asked == set(CRITERIA) - {"role-type", "deployment", "data"}


def test_a_post_cannot_steer_the_terminal() -> None:
    text = VAGUE.replace("日本", "\x1b[2J\x9b1m\u202e").replace("Engineer\n", "Engineer \x1b]0;x\x07\n")
    for output_format in ("text", "markdown"):
        assert not re.search("[\x00-\x09\x0b-\x1f\x80-\x9f\u202e]", shown(output_format, ScoreReport((card_of(text),))))


def cells(markdown: str) -> list[list[str]]:
    """The rows of all tables, their cells as a reader sees them."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    rows: list[list[str]] = []
    for number, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            children = tokens[number + 1].children or []
            assert {child.type for child in children} <= {
                "text",
                "text_special",
                "html_inline",
                "strong_open",
                "strong_close",
            }
            rows[-1].append("".join(child.content for child in children))
    return rows


def test_markdown_of_a_post_stays_text_in_a_table() -> None:
    rows = cells(shown("markdown", full_report()))
    assert {len(row) for row in rows} == {3, 11}
    (found,) = (row for row in rows if row[0] == "Say the business problem" and "日本" in row[2])
    assert found[1] == "◐ generic"
    assert "things 日本 | x and solve business problems for @\u200beveryone, see #\u200b12." in found[2]
    assert rows[2][:2] == ["posts/vague_*.md", "●"]


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf"]) | st.sampled_from("\\`*_[]<>|~&#!@$^=:w. 1a-"), max_size=40
    )
)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    (_, (cell, _)) = cells(f"| a | b |\n|---|---|\n| x{escape(text)}x | y |\n")
    assert cell.replace("\u200b", "") == f"x{' '.join(text.split()) or ''}x"


def test_one_post_needs_no_overview() -> None:
    assert "Overview" not in shown("markdown", ScoreReport((card_of(GOOD),)))
    assert shown("markdown", full_report()).startswith("### Overview\n\n| Post | Role type | Business problem |")


def test_nothing_to_show() -> None:
    assert shown("text", ScoreReport()) == shown("markdown", ScoreReport()) == "No post was read.\n"
    assert shown("text", ScoreReport(), Look(summary=False)) == ""
    assert json.loads(shown("json", ScoreReport())) == {"version": 1, "posts": [], "errors": []}


def test_the_outcome_counts_files() -> None:
    assert outcome(full_report()) == "Judged 3 of 6 files."
    assert outcome(ScoreReport((card_of(GOOD),))) == "Judged 1 of 1 file."


def test_every_key_of_the_json_is_documented() -> None:
    page = (ROOT / "docs" / "scorecard.md").read_text(encoding="utf-8")
    keys = set(re.findall(r'"(\w+)":', shown("json", full_report())))
    assert {key for key in keys if f"`{key}`" not in page} == set()


def test_the_rule_set_of_these_tests_has_all_criteria_and_facts() -> None:
    assert set(score_rules.CRITERIA) | {"role-type"} == set(CRITERIA)
    assert tuple(score_rules.FACTS) == FACTS
