"""The commands beside ``check``, help and version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import prepare, run

import jdlint.commands.test
from jdlint.rule_examples import ExampleProblem


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch)


def test_rules_are_listed_by_category() -> None:
    result = run("rules")
    assert result.exit_code == 0
    assert result.stdout == (
        "structure\n"
        "  synergy   info     relaxed  Say it without synergy\n"
        "\n"
        "language\n"
        "  ninja     error    default  Say it without ninja\n"
        "  rockstar  warning  default  Say it without rockstar\n"
        "\n"
        "3 rules, each with the mildest profile that has it; 'jdlint rule ID' explains one.\n"
    )


def test_rules_as_json() -> None:
    document = json.loads(run("rules", "--output-format", "json").stdout)
    assert [rule["id"] for rule in document["rules"]] == ["ninja", "rockstar", "synergy"]
    assert document["rules"][0] == json.loads(run("rule", "ninja", "--output-format", "json").stdout)["rule"]
    assert document["rules"][0]["severity"] == {"any": "error"}
    assert document["rules"][0]["examples"]["bad"][0]["spans"] == [[5, 10]]


def test_a_rule_is_explained() -> None:
    result = run("rule", "ninja")
    assert result.exit_code == 0
    for text in ("# ninja", "What does the work consist of?", "help nobody choose", "- Be a ⟦ninja⟧!", "- A source"):
        assert text in result.stdout


def test_an_unknown_rule_is_not_explained() -> None:
    result = run("rule", "ninjaa")
    assert result.exit_code == 2
    assert result.stderr == "jdlint: error: there is no rule 'ninjaa'\n  = hint: did you mean 'ninja'?\n"


@pytest.mark.parametrize("args", [["rules"], ["rule", "ninja"], ["test"]])
def test_broken_rules_end_every_command(args: list[str]) -> None:
    result = run(*args, "--rules-dir", "none")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("none: error: ")


def test_examples_that_behave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jdlint.commands.test, "test_rules", lambda linter, rules: ())
    result = run("test")
    assert result.stdout == "3 rules, 6 examples, 0 misbehave\n"
    assert result.exit_code == 0


def test_examples_that_misbehave(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = ExampleProblem("ninja", "Noisy", "rules/language/ninja.yaml", 12, "fires on 'You plan the week.'")
    monkeypatch.setattr(jdlint.commands.test, "test_rules", lambda linter, rules: (problem,))
    result = run("test")
    assert result.stdout == (
        "rules/language/ninja.yaml:12: Noisy[ninja] fires on 'You plan the week.'\n3 rules, 6 examples, 1 misbehave\n"
    )
    assert result.exit_code == 1


def test_a_folder_without_rules_is_not_tested() -> None:
    Path("empty").mkdir()
    result = run("test", "empty")
    assert result.exit_code == 2
    assert result.stderr.startswith("empty: error: there is no rule")


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("command", [[], ["check"], ["rules"], ["rule"], ["test"]])
def test_every_command_has_help(command: list[str], option: str) -> None:
    result = run(*command, option)
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: jdlint")
    assert "xit" in result.stdout.split("Options:")[0], "exit codes are documented"
    assert result.stdout.isascii()


def test_help_names_all_options() -> None:
    text = run("check", "--help").stdout
    for option in ("--select", "--ignore", "--fail-on", "--output-format", "-o, --output-file", "--color",
                   "--statistics", "--rules-dir", "--family", "--skip-drafts", "--skip-closed", "--config",
                   "--isolated", "--show-passes", "-q, --quiet"):  # fmt: skip
        assert f"  {option}" in text


def test_the_main_help_names_both_ways_and_all_commands() -> None:
    text = run("--help").stdout
    assert "jdlint [OPTIONS] [PATHS]..." in text
    for command in ("check", "rules", "rule", "test"):
        assert f"\n  {command}  " in text


def test_version() -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("jdlint ")
