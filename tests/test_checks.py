"""The kinds of rules, each on small rules and posts of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from jdlint.finding import Finding, Severity
from jdlint.linter import Linter, lint_source, load_linter
from jdlint.post.source import make_source

HEAD = """\
id: {id}
title: A title
severity: {severity}
message: {message}
why: Because.
examples: {{good: [fine], bad: [bad]}}
"""
LEVELLED = """\
severity: {absent: error, generic: warning}
message: {absent: "Nothing.", generic: "Only '{match}'."}
examples: {good: [fine], bad: [bad, {text: bad, level: absent}]}
"""


def lint(folder: Path, rule: str, post: str, family: str | None = None) -> tuple[Finding, ...]:
    """The findings of one rule of one's own in a post, beside the shipped vocabularies and families."""
    path = folder / "house.yaml"
    levelled = "kind: criterion" in rule
    head = HEAD.format(id="house", severity="warning", message="'Found {match} {count} {limit}.'")
    if levelled:
        head = "id: house\ntitle: A title\nwhy: Because.\n" + LEVELLED
    path.write_text(head + rule, encoding="utf-8")
    linter, errors = load_linter([folder])
    assert not errors, errors
    result = lint_source(linter, make_source(post, "post.md"), [linter.ruleset.rule("house")], family)
    return result.findings


def texts(post: str, findings: Sequence[Finding]) -> list[str]:
    return [post[finding.span.start : finding.span.end] for finding in findings]


POST = """\
# Data Engineer

## What you will do

- Own the nightly loads of the archive.
- You will not own the budget.
- Keep the “hero” list.

## Requirements

- A hero of SQL

## Equal opportunity

All heroes are welcome.
"""


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("phrases: [~hero]", ["hero"]),
        ("phrases: [~hero]\nquotes: true", ["hero", "hero"]),
        ("phrases: [~hero]\nparts: [equal-opportunity]", ["heroes"]),
        ("phrases: [~hero]\nparts: [responsibilities]", []),
        ("phrases: [~hero]\nexceptions: [hero of sql]", []),
        ("phrases: [~hero, a hero of]", ["A hero of"]),
        ("phrases: [~own]", ["Own"]),
        ("phrases: [{phrases: ~own, negated: true}]", ["Own", "own"]),
        ("phrases: [{phrases: ~own, with: archive}]", ["Own"]),
        ("phrases: [{phrases: archive, after: ~own}]", ["archive"]),
        ("phrases: [{phrases: ~own, after: archive}]", []),
        ("phrases: [{phrases: ~own, without: archive}]", []),
        ("phrases: [{phrases: ~hero, under: requirements}]", ["hero"]),
        ("phrases: [{phrases: ~own, not-parts: [responsibilities]}]", []),
        ("replace: {nightly loads: loads at night}", ["nightly loads"]),
        ("regex: ['night\\w+']", ["nightly"]),
    ],
)
def test_phrases(tmp_path: Path, rule: str, expected: list[str]) -> None:
    assert texts(POST, lint(tmp_path, "kind: phrase\n" + rule, POST)) == expected


def test_a_line_like_a_title_is_not_the_title_of_a_post_that_has_one(tmp_path: Path) -> None:
    rule = "kind: phrase\nphrases: [join us]\nparts: [title]\n"
    body = "\n\n## What you will do\n\n- Load the archive\n"

    assert lint(tmp_path, rule, "# Join us: Data Engineer" + body)
    assert not lint(tmp_path, rule, "# Data Engineer\n\n### Join us as a Data Engineer" + body)


@pytest.mark.parametrize(
    ("duty", "level"),
    [
        ("Own the ranking service", None),
        ("Take ownership of things", "generic"),
        ("Do things", "absent"),
        ("We do not own the ranking service", "absent"),
        ("You own not only the ranking service", None),
    ],
)
def test_a_criterion_has_three_levels(tmp_path: Path, duty: str, level: str | None) -> None:
    rule = "kind: criterion\nconcrete: ['~own ...4 service']\ngeneric: [ownership]\n"
    findings = lint(tmp_path, rule, f"# Engineer\n\n## What you will do\n\n- {duty}\n\n## Requirements\n\n- SQL\n")
    assert [finding.level for finding in findings] == ([level] if level else [])


def test_the_evidence_of_a_pass_is_kept_best_first(tmp_path: Path) -> None:
    linter = _linter_with(
        tmp_path, "concrete:\n  - {phrases: [own it all]}\n  - {phrases: [own a bit]}\ngeneric: [own]\n"
    )
    post = "# Engineer\n\n## What you will do\n\n- Own a bit\n- Own it all\n\n## Requirements\n\n- SQL\n"
    result = lint_source(linter, make_source(post, "post.md"), [linter.ruleset.rule("house")])
    assert [evidence.text for evidence in result.passes] == ["Own it all", "Own a bit"]
    assert [(evidence.line, evidence.column) for evidence in result.passes] == [(6, 3), (5, 3)]


def _linter_with(folder: Path, criterion: str) -> Linter:
    text = "id: house\ntitle: A title\nkind: criterion\nwhy: Because.\n" + LEVELLED + criterion
    (folder / "house.yaml").write_text(text, encoding="utf-8")
    linter, errors = load_linter([folder])
    assert not errors, errors
    return linter


def listed(*items: str, heading: str = "Requirements") -> str:
    return f"# Engineer\n\n## {heading}\n\n" + "".join(f"- {item}\n" for item in items)


TOOLS = """\
kind: list
check: only
names: [Python, SQL, Docker, Airflow, Kafka, Spark, Terraform]
ambiguous: [=Go, =R]
near: [language]
fillers: [experience with, and, or, language, "{function-words/english}"]
not-under: [our stack]
without: [we use]
max-other-words: 0
"""


@pytest.mark.parametrize(
    ("items", "count"),
    [
        (("Python", "SQL", "Docker"), "3"),
        (("Experience with Python", "SQL or Docker", "Kafka"), "4"),
        (("Python", "SQL"), None),
        (("Python, SQL, Docker, Kafka and Airflow",), "5"),
        (("Python, SQL, Docker and Kafka",), None),
        (("Python for the services that score payments", "SQL", "Docker"), None),
        (("Python", "SQL", "We use Docker"), None),
        (("Python", "Go", "SQL"), None),
        (("Python", "Go and Kafka", "SQL"), "4"),
        (("Python", "the language R", "SQL"), "3"),
    ],
)
def test_lists_that_only_name_tools(tmp_path: Path, items: tuple[str, ...], count: str | None) -> None:
    findings = lint(tmp_path, TOOLS, listed(*items))
    assert [finding.message.split()[-2] for finding in findings] == ([count] if count else [])


def test_a_list_of_what_the_team_runs_is_none(tmp_path: Path) -> None:
    assert not lint(tmp_path, TOOLS, listed("Python", "SQL", "Docker", heading="Our stack"))


def test_a_list_that_is_too_long(tmp_path: Path) -> None:
    rule = "kind: list\ncheck: length\nmax-items: 2\n"
    assert not lint(tmp_path, rule, listed("one day", "two days"))
    findings = lint(tmp_path, rule, listed("one day", "two days", "three days"))
    assert [(f.line, f.message) for f in findings] == [(5, "Found one day 3 2.")]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("measure: words\nmax: 5", ["# 9 5"]),
        ("measure: words\nmin: 50", ["# 9 50"]),
        ("measure: words\nmin: 1\nmax: 50", []),
        ("measure: words\nper: sentence\nmax: 4", ["Own things all day long 5 4"]),
        ("measure: words\nper: section\nmax: 4\nparts: [responsibilities]", ["What you will do 7 4"]),
        ("measure: sentences\nmax: 2", ["# 3 2"]),
    ],
)
def test_measures(tmp_path: Path, rule: str, expected: list[str]) -> None:
    post = "# Engineer\n\n## What you will do\n\n- Own things all day long\n- Build more\n\n## Requirements\n\n- SQL skills\n"
    findings = lint(tmp_path, "kind: measure\n" + rule, post)
    assert [f.message.removeprefix("Found ").rstrip(".").replace("Engineer", "#") for f in findings] == expected


def test_a_part_that_is_not_there_is_not_evaluated(tmp_path: Path) -> None:
    rule = "kind: measure\nmeasure: words\nmax: 1\nparts: [benefits]\n"
    (tmp_path / "house.yaml").write_text(HEAD.format(id="house", severity="info", message="m") + rule, encoding="utf-8")
    linter, errors = load_linter([tmp_path])
    assert not errors
    result = lint_source(linter, make_source(POST, "post.md"), [linter.ruleset.rule("house")])
    assert not result.findings
    assert [entry.reason for entry in result.not_evaluated] == ["the post has no part 'benefits'"]


@cache
def shipped() -> Linter:
    linter, errors = load_linter()
    assert not errors
    return linter


def severities(post: str, rule: str, family: str | None = None) -> list[tuple[str | None, Severity]]:
    result = lint_source(shipped(), make_source(post, "post.md"), [shipped().ruleset.rule(rule)], family)
    return [(finding.level, finding.severity) for finding in result.findings]


BARE = "# Somebody\n\n## What you will do\n\n- Nice things\n\n## Requirements\n\n- Patience\n"


def test_a_family_decides_what_is_asked_and_how_gravely() -> None:
    assert severities(BARE, "operations", "ml-engineering") == [("absent", Severity.ERROR)]
    assert severities(BARE, "operations", "research") == [("absent", Severity.INFO)]
    assert severities(BARE, "operations", "software") == []


def test_front_matter_states_the_family() -> None:
    post = "---\ntitle: Somebody\nfamily: research\n---\n\n" + BARE.partition("\n\n")[2]
    assert severities(post, "operations") == [("absent", Severity.INFO)]
    result = lint_source(shipped(), make_source(post, "post.md"), [])
    assert result.family == "research"


def test_what_is_no_post_is_not_judged() -> None:
    result = lint_source(
        shipped(), make_source("# pelican\n\nA small tool for birds.\n", "x.md"), shipped().ruleset.rules
    )
    assert [(f.rule, f.severity) for f in result.findings] == [("not-a-job-post", Severity.INFO)]


def test_broken_front_matter_is_a_finding_and_the_body_is_judged() -> None:
    post = "---\ntitle: [\n---\n\n" + BARE
    rules = {f.rule for f in lint_source(shipped(), make_source(post, "x.md"), shipped().ruleset.rules).findings}
    assert {"front-matter-broken", "operations"} <= rules


def test_text_that_is_nested_too_deeply_is_reported() -> None:
    post = BARE + "\n" + ">" * 400 + " Deep down\n"
    findings = lint_source(shipped(), make_source(post, "x.md"), shipped().ruleset.rules).findings
    assert "text-not-read" in {finding.rule for finding in findings}
