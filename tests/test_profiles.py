"""Profiles: settings that come with jdlint and lie under all others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import concise, prepare, run, write

from jdlint.linter import load_linter
from jdlint.rules_dir import shipped_rules
from jdlint.settings.profiles import profile_layer
from jdlint.settings.settings import PROFILES

POST = (
    "# Data Engineer\n\n## Responsibilities\n\n- Load the very best readings in the world, with truly amazing tools.\n"
    "- Stay up to date with the latest trends.\n\n## Requirements\n\n- SQL\n\n## Benefits\n\n- A competitive salary\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    work = prepare(tmp_path, monkeypatch, real_rules=True)
    write("a.md", POST)
    return work


def test_each_profile_is_a_file() -> None:
    assert {path.stem for path in (shipped_rules() / "_profiles").glob("*.yaml")} == set(PROFILES) - {"default"}


def test_strict_turns_on_all_that_is_off() -> None:
    off = {rule.id for rule in load_linter()[0].ruleset.rules if not rule.on_by_default}
    assert set(profile_layer("strict").values["extend-select"]) == off  # type: ignore[call-overload]


def test_strict_fails_on_warnings() -> None:
    only = ("--select", "pay-competitive", "a.md")
    assert "warning[pay-competitive]" in concise(*only).stdout
    assert concise(*only).exit_code == 0
    assert concise("--profile", "strict", *only).exit_code == 1
    assert concise("--profile", "strict", "--fail-on", "error", *only).exit_code == 0, "other settings win"


def test_strict_finds_more_and_relaxed_less() -> None:
    def rules(profile: str) -> set[str]:
        data = json.loads(run("--profile", profile, "--output-format", "json", "a.md").stdout)
        return {finding["rule"] for finding in data["findings"]}

    assert "about-company-missing" in rules("strict") - rules("default")
    assert rules("relaxed") < rules("default")


def test_in_relaxed_no_criterion_fails() -> None:
    assert concise("a.md").exit_code == 1
    assert concise("--profile", "relaxed", "a.md").exit_code == 0


def test_relaxed_is_nowhere_graver_than_default_but_a_user_s_own_severity_holds() -> None:
    grades = ("info", "warning", "error")

    def found(*args: str) -> dict[str, int]:
        lines = concise("a.md", "--family", "research", "--select", "criteria", *args).stdout.splitlines()
        tags = [line.split(" ")[1] for line in lines]
        return {tag.split("[")[1]: grades.index(tag.split("[")[0]) for tag in tags}

    default, relaxed = found(), found("--profile", "relaxed")
    assert default["deployment]"] == 0, "the family is not asked much about it"
    assert all(relaxed[rule] <= default[rule] for rule in relaxed)
    write("jdlint.yaml", "severity: {deployment: warning}\n")
    assert found()["deployment]"] == found("--profile", "relaxed")["deployment]"] == 1


def test_the_settings_file_may_name_it_and_say_more() -> None:
    write("jdlint.yaml", "profile: strict\n")
    assert "[about-company-missing]" in concise("a.md").stdout
    write("jdlint.yaml", "profile: strict\nignore: [about-company-missing]\n")
    assert "[about-company-missing]" not in concise("a.md").stdout


def test_the_list_of_rules_names_the_mildest_profile() -> None:
    rules = json.loads(run("rules", "--output-format", "json").stdout)["rules"]
    by_id = {rule["id"]: rule["profile"] for rule in rules}
    assert (by_id["superlatives"], by_id["bro-talk"], by_id["team"]) == ("strict", "default", "relaxed")
    assert "superlatives" in run("rules").stdout
