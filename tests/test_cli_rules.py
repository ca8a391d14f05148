"""The command with the shipped rules, and with those of a user."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import ROOT, concise, prepare, run, write

from jdlint.explain import rule_page
from jdlint.linter import load_linter
from jdlint.ruleset.accuracy_file import Accuracy

RULE = """\
id: no-gurus
title: Name the skill instead of a guru
kind: phrase
severity: error
message: "'{match}' names no skill"
ask: Which skill is meant?
why: A guru is known to nobody but those who call for one.
phrases: [guru]
examples:
  good: [You write queries that others can read.]
  bad: ["You are a ⟦guru⟧ of queries."]
"""
POST = """\
# Data Engineer

## What you will do

- You are the guru of our nightly loads.

## What you bring

- Two years with SQL.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch, real_rules=True)


def test_a_rule_of_one_s_own_is_applied() -> None:
    write("ours/no-gurus.yaml", RULE)
    write("a.md", POST)
    result = concise("a.md", "--rules-dir", "ours", "--select", "no-gurus")
    assert result.stdout == "a.md:5:15: error[no-gurus] 'guru' names no skill\n"
    assert result.exit_code == 1
    assert concise("a.md", "--select", "no-gurus").exit_code == 2, "there is no such rule without its folder"


def test_the_settings_may_name_the_folder() -> None:
    write("ours/no-gurus.yaml", RULE)
    write("posts/a.md", POST)
    write("jdlint.yaml", "rules-dir: ours\nselect: [custom]\n")
    assert "error[no-gurus]" in concise("posts").stdout
    assert "custom\n  no-gurus" in run("rules").stdout
    assert run("rule", "no-gurus").stdout.startswith("# no-gurus\n")


@pytest.mark.parametrize("path", ["ours", "ours/language", "ours/language/no-gurus.yaml"])
def test_the_examples_of_a_folder_a_category_or_a_file_are_tried(path: str) -> None:
    write("ours/language/no-gurus.yaml", RULE)
    result = run("test", path)
    assert (result.stdout, result.stderr) == ("1 rule, 2 examples, 0 misbehave\n", "")
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("before", "after", "line", "kind"),
    [
        ("queries that others", "guru queries that others", 10, "Noisy"),
        ("a ⟦guru⟧ of", "a master of", 11, "Missing"),
        ("a ⟦guru⟧ of", "⟦a guru⟧ of", 11, "Moved"),
    ],
)
def test_an_example_that_misbehaves_is_named(before: str, after: str, line: int, kind: str) -> None:
    write("ours/no-gurus.yaml", RULE.replace(before, after))
    result = run("test", "ours")
    assert result.stdout.startswith(f"ours/no-gurus.yaml:{line}: {kind}[no-gurus] ")
    assert result.stdout.endswith("\n1 rule, 2 examples, 1 misbehave\n")
    assert result.exit_code == 1


def test_a_broken_rule_ends_the_run_and_shows_its_line() -> None:
    write("ours/no-gurus.yaml", RULE.replace("severity: error", "severity: eror"))
    write("a.md", POST)
    for args in (["a.md", "--rules-dir", "ours"], ["test", "ours"], ["rules", "--rules-dir", "ours"]):
        result = run(*args)
        assert result.exit_code == 2
        assert result.stderr.startswith("ours/no-gurus.yaml:4:11: error: ")
        assert "4 | severity: eror\n  |           ^\n" in result.stderr
        assert "did you mean 'error'?" in result.stderr


def test_a_folder_of_rules_that_is_missing() -> None:
    result = run("test", "ours")
    assert result.exit_code == 2
    assert result.stderr.startswith("ours: error: there is no such file or folder\n")


def test_every_shipped_rule_has_a_page() -> None:
    linter, errors = load_linter()
    assert not errors
    for rule in linter.ruleset.rules:
        page = rule_page(rule, Accuracy())
        assert page.startswith(f"# {rule.id}\n")
        assert " ".join(rule.why.split()) in " ".join(page.split())
        assert "## Bad" in page or rule.builtin


def test_an_example_of_several_lines_keeps_them() -> None:
    example = "\n    - |\n      - ⟦guru⟧ of SQL\n      - plain SQL\n"
    write("ours/no-gurus.yaml", RULE.replace('["You are a ⟦guru⟧ of queries."]', example))
    page = run("rule", "no-gurus", "--rules-dir", "ours").stdout
    assert "- lines:\n\n      - ⟦guru⟧ of SQL\n      - plain SQL\n" in page


def test_passes_stand_in_the_order_of_the_post() -> None:
    result = run(str(ROOT / "examples" / "good-research.md"), "--output-format", "json", "--isolated")
    places = [(found["line"], found["column"]) for found in json.loads(result.stdout)["passes"]]
    assert len(places) > 3
    assert places == sorted(places)


def test_the_examples_are_linted_without_an_error() -> None:
    result = run(str(ROOT / "examples"), "--output-format", "json", "--isolated")
    document = json.loads(result.stdout)
    assert result.stderr == ""
    assert document["errors"] == []
    assert document["summary"]["posts"] == len(list((ROOT / "examples").glob("*.md")))
    assert document["findings"]
    assert result.exit_code == int(document["summary"]["failed"])


def test_a_family_may_be_given() -> None:
    write("a.md", POST)
    assert run("a.md", "--family", "research").exit_code in (0, 1)
    result = run("a.md", "--family", "reserch")
    assert result.exit_code == 2
    assert "did you mean 'research'?" in result.stderr
