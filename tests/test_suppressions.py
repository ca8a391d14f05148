"""Suppressions in posts: which comments count, what they cover, and what is said of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import run, write
from hypothesis import given
from hypothesis import strategies as st
from kinds import linter
from posts_with_findings import BODY, POST, TITLE, found, work_folder

from jdlint.linter import lint_source
from jdlint.post.source import make_source

WORDS = ("--select", "hype-title,shouting,unused-suppression,unknown-suppression")
NINJA = "You are a coding ninja."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return work_folder(tmp_path, monkeypatch)


def in_body(text: str, *args: str) -> list[str]:
    """The findings in a text that stands after the title, without their columns, lines counted from 1 in the text."""
    write("a.md", f"{TITLE}{text}\n\n{BODY}")
    rows = (row.split(" ") for row in found("a.md", *WORDS, *args))
    return [f"{int(place.split(':')[0]) - 2} {rule}" for place, rule in rows]


def test_without_a_comment_the_words_are_found() -> None:
    assert in_body(NINJA) == ["1 hype-title"]


@pytest.mark.parametrize(
    "text",
    [
        f"{NINJA} <!-- jdlint-disable-line hype-title -->",
        f"{NINJA} <!-- jdlint-disable-line hype-title -- it is our street's name -->",
        f"{NINJA} <!--jdlint-disable-line hype-title-->",
        f"{NINJA} <!-- jdlint-disable-line language -->",
        f"{NINJA} <!-- jdlint-disable-line ALL -->",
        f"{NINJA} <!-- jdlint-disable-line -->",
        f"{NINJA} <!-- JDLINT-disable-line hype-title -->",
        f"You are a coding <!-- jdlint-disable-line hype-title --> ninja. {NINJA}",
        f"<!-- jdlint-disable-next-line hype-title -->\n{NINJA}",
        f"<!-- jdlint-disable-next-line hype-title -->\n\n{NINJA}",
        f"<!--\njdlint-disable-next-line\n  hype-title\n  -- for a reason\n  of two lines\n-->\n{NINJA}",
        f"<!-- jdlint-disable-next-block hype-title -->\n\n{NINJA}\nAnd again: {NINJA}",
        f"<!-- jdlint-disable-next-block hype-title -->\n\n- {NINJA}\n- One\n  - {NINJA}\n\n- {NINJA}",
        f"<!-- jdlint-disable-next-block hype-title -->\n\n| a | b |\n|---|---|\n| {NINJA} | {NINJA} |",
        f"<!-- jdlint-disable hype-title -->\n\n{NINJA}\n\n- {NINJA}\n\n<!-- jdlint-enable hype-title -->",
        f"<!-- jdlint-disable hype-title -->\n\n{NINJA}\n\n<!-- jdlint-enable -->",
        f"<!-- jdlint-disable -->\n\n{NINJA}\n\n<!-- jdlint-enable hype-title -->\n",
        f"{NINJA}\n\n- <!-- jdlint-disable-file hype-title --> One",
        f"- One <!-- jdlint-disable-next-line hype-title -->\n- {NINJA}",
        f"| a |\n|---|\n| {NINJA} <!-- jdlint-disable-line hype-title --> |",
        f"<div>\n<!-- jdlint-disable-next-line hype-title -->\n<p>{NINJA}</p>\n</div>",
    ],
)
def test_a_comment_suppresses(text: str) -> None:
    assert in_body(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"`<!-- jdlint-disable-line hype-title -->` {NINJA}", ["1 hype-title"]),
        (f"```\n<!-- jdlint-disable hype-title -->\n```\n\n{NINJA}", ["5 hype-title"]),
        (f"    <!-- jdlint-disable hype-title -->\n\n{NINJA}", ["3 hype-title"]),
        (f"<pre>\n<!-- jdlint-disable hype-title -->\n</pre>\n\n{NINJA}", ["5 hype-title"]),
        (f"\\<!-- jdlint-disable-line hype-title --> {NINJA}", ["1 hype-title"]),
        (f"{{% comment jdlint-disable-line hype-title %}}\n\n{NINJA}", ["3 hype-title"]),
        (f"<!-- please jdlint-disable-line hype-title -->\n{NINJA}", ["2 hype-title"]),
        (f"<!-- jdlint finds nothing -->\n{NINJA}", ["2 hype-title"]),
    ],
)
def test_what_is_no_comment_of_ours_does_nothing(text: str, expected: list[str]) -> None:
    assert in_body(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<!-- jdlint-disable-next-line hype-title -->\nOne\n{NINJA}", ["1 unused-suppression", "3 hype-title"]),
        (f"<!-- jdlint-disable-line hype-title -->\n{NINJA}", ["1 unused-suppression", "2 hype-title"]),
        (f"{NINJA}\n\n<!-- jdlint-disable hype-title -->\n\n{NINJA}", ["1 hype-title"]),
        (
            f"<!-- jdlint-disable hype-title -->\n\n{NINJA}\n\n<!-- jdlint-enable hype-title -->\n\n{NINJA}",
            ["7 hype-title"],
        ),
        (
            f"- <!-- jdlint-disable-next-block hype-title -->\n\n  {NINJA}\n- {NINJA}",
            ["4 hype-title"],
        ),
        (f"<!-- jdlint-disable-next-block hype-title -->\n\nOne\n\n{NINJA}", ["1 unused-suppression", "5 hype-title"]),
    ],
)
def test_a_comment_covers_no_more_than_it_says(text: str, expected: list[str]) -> None:
    assert in_body(text) == expected


@pytest.mark.parametrize(
    "front",
    [
        "---\njdlint-disable: [hype-title]\n---\n",
        "---\njdlint-disable:\n  - hype-title\n  - ALL\n---\n",
        "---\njdlint-disable: hype-title -- our street\n---\n",
        '+++\njdlint-disable = ["hype-title"]\n+++\n',
    ],
)
def test_a_list_in_the_front_matter_covers_the_file(front: str) -> None:
    write("a.md", f"{front}\n{TITLE}{NINJA}\n\n{BODY}")
    assert "hype-title" not in " ".join(found("a.md"))
    assert "unknown" not in " ".join(found("a.md"))


def test_the_whole_post_is_suppressed_in_front_of_its_title_or_for_the_file() -> None:
    select = ("--select", "metrics,unused-suppression")
    write("a.md", POST)
    assert found("a.md", *select) == ["1:3 metrics"]
    write("a.md", f"<!-- jdlint-disable-next-line metrics -->\n{POST}")
    assert found("a.md", *select) == []
    write("a.md", f"{POST}\n<!-- jdlint-disable-file metrics -->\n")
    assert found("a.md", *select) == []


def test_what_is_no_job_post_is_suppressed_for_the_file() -> None:
    text = "# Notes\n\nWe met on Monday and spoke about the lunch.\n"
    write("a.md", text)
    assert found("a.md") == ["1:3 not-a-job-post"]
    write("a.md", f"{text}\n<!-- jdlint-disable-file not-a-job-post -->\n")
    assert found("a.md") == []
    write("a.md", f"---\njdlint-disable: [not-a-job-post]\n---\n{text}")
    assert found("a.md") == []


def test_names_that_do_nothing_are_found_if_they_were_tried() -> None:
    text = f"{NINJA} <!-- jdlint-disable-line hype-title profanity shouting ALL -->"
    assert in_body(text) == ["1 unused-suppression"]
    assert "suppresses nothing: shouting." in run("a.md", *WORDS).stdout
    assert "suppresses nothing: profanity, shouting, ALL." in run("a.md").stdout


def test_a_range_that_is_never_begun_is_unused() -> None:
    assert in_body(f"<!-- jdlint-enable hype-title -->\n\n{NINJA}") == ["1 unused-suppression", "3 hype-title"]
    assert "ends nothing" in run("a.md", *WORDS).stdout


def test_a_finding_about_a_suppression_can_be_suppressed_by_another_one() -> None:
    one = "<!-- jdlint-disable-line hype-title -->"
    assert in_body(f"You plan tours. {one}") == ["1 unused-suppression"]
    assert in_body(f"You plan tours. {one} <!-- jdlint-disable-line unused-suppression -->") == []
    assert in_body(f"You plan tours. <!-- jdlint-disable-line unused-suppression --> {one}") == []
    assert in_body(f"<!-- jdlint-disable-file unused-suppression -->\n\nYou plan tours. {one}") == []
    assert in_body("You plan tours. <!-- jdlint-disable-line unused-suppression -->") == ["1 unused-suppression"]
    assert in_body("You plan tours. <!-- jdlint-disable-line hype-title unused-suppression -->") == [
        "1 unused-suppression"
    ]


@pytest.mark.parametrize(
    ("comment", "advice"),
    [
        ("jdlint-disable-line hype-titel", "'hype-titel': did you mean 'hype-title'?"),
        ("jdlint-disable-line xyzzy", "'xyzzy': 'jdlint rules' lists all rules and categories."),
        ("jdlint-disable-lin hype-title", "'jdlint-disable-lin': did you mean 'jdlint-disable-line'?"),
        ("jdlint:disable-line hype-title", "'jdlint:disable-line': did you mean 'jdlint-disable-line'?"),
        ("jdlint-xyzzy", "'jdlint-xyzzy': the forms are disable, enable,"),
    ],
)
def test_a_slip_in_a_suppression_is_found(comment: str, advice: str) -> None:
    write("a.md", f"{TITLE}{NINJA} <!-- {comment} -->\n\n{BODY}")
    output = run("a.md").stdout
    assert f"warning[unknown-suppression] There is no rule, category or suppression {advice}" in output
    assert "?." not in output
    assert "[hype-title]" in output


def test_front_matter_that_is_no_list_is_found() -> None:
    write("a.md", f"---\njdlint-disable: true\n---\n\n{POST}")
    assert "2:1 unknown-suppression" in found("a.md")


def test_a_reason_is_asked_for_only_when_wanted() -> None:
    write("a.md", f"{TITLE}{NINJA} <!-- jdlint-disable-line hype-title -->\n\n{BODY}")
    assert "suppression-without-reason" not in " ".join(found("a.md"))
    assert found("a.md", "--select", "suppression-without-reason") == ["3:25 suppression-without-reason"]


def test_the_suppressed_are_counted_in_the_summary_and_in_json() -> None:
    write("a.md", f"{TITLE}{NINJA}\n{NINJA}\n\n{BODY}\n<!-- jdlint-disable-file hype-title -->\n")
    assert run("a.md", *WORDS).stdout == "1 post is clear. 2 findings were suppressed.\n"
    document = json.loads(run("a.md", *WORDS, "--output-format", "json").stdout)
    assert document["summary"]["suppressed"] == 2
    assert document["findings"] == []


def test_a_suppressed_error_does_not_fail() -> None:
    write("a.md", POST)
    assert run("a.md", "--select", "role-impact").exit_code == 1
    write("a.md", f"<!-- jdlint-disable-file role-impact -->\n{POST}")
    assert run("a.md", "--select", "role-impact").exit_code == 0


PIECES = st.sampled_from(
    [
        NINJA,
        "One",
        "# Head",
        "- item",
        "```",
        "<!-- jdlint-disable hype-title -->",
        "<!-- jdlint-enable -->",
        "<!-- jdlint-disable-next-block hype-title shouting -->",
        "<!-- jdlint-disable-next-line ALL -- why -->",
        "<!-- jdlint-disable-line hype-title",
        "<!-- jdlint-disable-file language -->",
        f"{NINJA} <!-- jdlint-disable-line -->",
        "<div>",
        "",
    ]
)


@given(st.lists(PIECES, max_size=9), st.sampled_from(["\n", "\r\n", "\r"]))
def test_each_finding_is_either_shown_or_suppressed(pieces: list[str], newline: str) -> None:
    source = make_source(newline.join([TITLE, *pieces]), "a.md")
    rules = [rule for rule in linter().ruleset.rules if rule.id == "hype-title"]
    all_found = lint_source(linter(), source, rules, suppress=False)
    result = lint_source(linter(), source, rules)
    both = sorted((*result.findings, *result.suppressed), key=lambda finding: finding.sort_key)
    assert both == list(all_found.findings)
    assert not all_found.suppressed


def test_a_name_in_the_front_matter_is_found_where_it_stands() -> None:
    write("a.md", f"---\njdlint-disable: [hype-title, nonsense -- why]\n---\n\n{POST}")
    assert found("a.md", "--select", "unknown-suppression") == ["2:30 unknown-suppression"]


@pytest.mark.parametrize(
    ("listed", "missing"), [("metrics -- why", False), ("metrics -- why, team", True), ("team", True)]
)
def test_a_list_in_the_front_matter_has_a_reason_when_each_name_has_one(listed: str, missing: bool) -> None:
    write("a.md", f"---\njdlint-disable: [{listed}]\n---\n\n{POST}")
    assert bool(found("a.md", "--select", "suppression-without-reason")) == missing
