"""``--today``: ages and deadlines are reckoned by a day that the user may choose."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import concise, prepare, run, write

POST = "# Data Scientist\n\n## Requirements\n\n- At least 9 years of experience with Kubernetes\n- SQL\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch, real_rules=True)


@pytest.mark.parametrize(("day", "found"), [("2022-03-01", True), ("2035-03-01", False)])
def test_the_age_of_a_tool_is_reckoned_by_it(day: str, found: bool) -> None:
    write("a.md", POST)

    result = concise("--select", "years-exceed-tool-age", "--today", day, "a.md")

    assert ("[years-exceed-tool-age]" in result.output) == found, result.output


@pytest.mark.parametrize("command", ["check", "scorecard"])
def test_a_post_is_closed_after_its_last_day(command: str) -> None:
    write("a.md", "---\nvalidThrough: 2031-05-03\n---\n\n" + POST)

    assert "skipped, the post is closed" in run(command, "--skip-closed", "--today", "2031-05-04", "a.md").output
    assert "skipped" not in run(command, "--skip-closed", "--today", "2031-05-03", "a.md").output


@pytest.mark.parametrize("day", ["tomorrow", "2031-02-30", "03.05.2031", ""])
def test_what_is_no_day_is_wrong_usage(day: str) -> None:
    write("a.md", POST)

    result = run("--today", day, "a.md")

    assert result.exit_code == 2
    assert "--today" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(("day", "outcome"), [("2022-03-01", "0 misbehave"), ("2035-03-01", "Missing[old-tool]")])
def test_a_rules_example_can_have_a_day(day: str, outcome: str) -> None:
    write(
        "house/old-tool.yaml",
        "id: old-tool\ntitle: A tool's age\nkind: experience\nseverity: info\nmessage: '{count} years'\nwhy: It is so.\n"
        "check: tool-age\nreleased: tool-releases-checked\ngrace-months: 6\nglue: [of]\n"
        f"examples:\n  good: [9 years of bread]\n  bad: [{{text: 9 years of Kubernetes, today: {day}}}]\n",
    )

    assert outcome in run("test", "house").output


def test_an_examples_day_is_checked() -> None:
    write(
        "house/old-tool.yaml",
        "id: old-tool\ntitle: A tool's age\nkind: phrase\nseverity: info\nmessage: 'x'\nwhy: It is so.\nphrases: [bread]\n"
        "examples:\n  good: [cake]\n  bad:\n    - {text: bread, today: soon}\n",
    )

    result = run("test", "house")

    assert result.exit_code == 2
    assert "house/old-tool.yaml:11:" in result.output
    assert "'soon' is no day" in result.output
