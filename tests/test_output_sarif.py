"""SARIF, judged by the published schema and by what GitHub asks for."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from command import prepare, run, write
from jsonschema import Draft4Validator
from reports import HARD, example_report
from test_output_formats import first_finding, show, with_findings

from jdlint.output.sarif_rules import rule_descriptor
from jdlint.ruleset.accuracy_file import Accuracy, RuleAccuracy
from jdlint.runner import Report

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "tests" / "schemas" / "sarif-2.1.0-rtm.5.json"


@cache
def validator() -> Draft4Validator:
    return Draft4Validator(
        json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=Draft4Validator.FORMAT_CHECKER
    )


def checked(text: str) -> dict[str, Any]:
    """The one run of a log that the schema accepts."""
    log = json.loads(text)
    assert [f"{list(error.path)}: {error.message}" for error in validator().iter_errors(log)] == []
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    assert isinstance(only, dict)
    return only


def test_the_schema_refuses_what_is_wrong() -> None:
    log = json.loads(show("sarif", example_report()))
    log["runs"][0]["results"][0]["level"] = "grave"
    assert not validator().is_valid(log)


@pytest.mark.parametrize("report", [Report(), example_report()], ids=["empty", "example"])
def test_a_log_is_valid(report: Report) -> None:
    checked(show("sarif", report))


def test_a_result_has_what_github_asks_for() -> None:
    found = checked(show("sarif", example_report()))
    first, second = found["results"]
    assert first["ruleId"] == found["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "ninja"
    assert (first["level"], second["level"]) == ("error", "warning")
    assert first["message"]["text"].startswith("'ninja' tells a candidate nothing\n")
    assert set(first["partialFingerprints"]) == {"jdlint/v1"}
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "posts/data%20engineer.md"
    assert place["region"] == {"startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 13}


def test_errors_are_notifications_of_a_run_that_failed() -> None:
    (invocation,) = checked(show("sarif", example_report()))["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 2
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["level"] == "error"
    assert notification["message"]["text"] == "not UTF-8: byte 0xff at offset 2\nsave the file as UTF-8"
    assert notification["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "posts/old.md"},
        "region": {"startLine": 1, "startColumn": 3},
    }


def test_findings_alone_are_no_failure_of_the_run() -> None:
    (invocation,) = checked(show("sarif", with_findings(first_finding())))["invocations"]
    assert invocation == {"executionSuccessful": True, "exitCode": 1, "toolExecutionNotifications": []}


def test_a_fix_says_what_to_replace() -> None:
    (fix,) = checked(show("sarif", example_report()))["results"][1]["fixes"]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    line = HARD.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "rockstar"
    assert replacement["insertedContent"] == {"text": "engineer"}


@pytest.mark.parametrize(
    ("precision", "word"), [(1.0, "very-high"), (0.95, "very-high"), (0.9, "high"), (0.7, "medium"), (0.69, "low")]
)
def test_the_measured_precision_is_told_in_github_s_words(precision: float, word: str) -> None:
    (rule, _) = example_report().rules
    measured = Accuracy("", 10, 10, {rule.id: RuleAccuracy(precision, None, None)})
    assert rule_descriptor(rule, measured)["properties"]["precision"] == word
    assert "precision" not in rule_descriptor(rule, Accuracy())["properties"]


def test_all_rules_that_are_on_are_listed_whether_they_fired_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(tmp_path, monkeypatch, real_rules=True)
    write("posts/a.md", "# Data engineer\n\n## Responsibilities\n\n- Join our fast-paced team.\n")
    result = run("posts", "missing.md", "--isolated", "--output-format", "sarif", "--select", "criteria,language")
    found = checked(result.stdout)
    rules = found["tool"]["driver"]["rules"]
    ids = [rule["id"] for rule in rules]
    assert {"business-problem", "cliche-fast-paced", "profanity"} <= set(ids)
    assert "salary-missing" not in ids
    assert len({entry["ruleId"] for entry in found["results"]}) < len(ids)
    for entry in found["results"]:
        assert ids[entry["ruleIndex"]] == entry["ruleId"]
    for rule in rules:
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}\n")
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert "security-severity" not in rule["properties"]
    assert {rule["properties"].get("precision") for rule in rules} > {None}
    assert found["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith("there is no such")
