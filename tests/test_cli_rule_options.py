"""Options of rules and previews, on rules of the kinds that there are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import concise, prepare, run, write

RULE = """\
id: {id}
title: Break long sentences
kind: measure
severity: error
message: "{{count}} words, and {{limit}} are the bound"
why: It has to be read twice.
measure: words
per: sentence
min: 2
max: 12
{more}
examples:
  good: [You mend the pipeline.]
  bad: [You mend the pipeline of returns and of sales and of all that is yet to come.]
"""
POST = """\
# Baker

## What you will do

You bake the bread of the day and sell it to who comes.

## What you need

You know how to bake.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = prepare(tmp_path, monkeypatch, real_rules=True)
    write("post.md", POST)
    write("ours/long.yaml", RULE.format(id="long", more=""))
    write("ours/new.yaml", RULE.format(id="new", more="preview: true"))
    return folder


def found(settings: str, *args: str) -> str:
    write("jdlint.yaml", f"rules-dir: ours\nselect: [custom]\n{settings}")
    result = concise("post.md", *args)
    assert result.exit_code < 2, result.stderr
    return result.stdout


def refusal(settings: str) -> str:
    write("jdlint.yaml", f"rules-dir: ours\nselect: [custom]\n{settings}")
    result = concise("post.md")
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def test_a_limit_can_be_set() -> None:
    assert found("") == "post.md:5:1: error[long] 13 words, and 12 are the bound\n"
    assert found("options: {long: {max: 13}}") == ""
    assert found("options: {long: {min: 6, max: 13}}") == "post.md:9:1: error[long] 5 words, and 6 are the bound\n"


def test_options_are_joined_key_by_key() -> None:
    write("base.yaml", "options: {long: {min: 6, max: 20}}\n")
    assert "5 words" in found("extend: base.yaml\noptions: {long: {max: 13}}")
    assert "13 words" in found("extend: base.yaml\noptions: {long: {max: 12, min: 1}}")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("{max: many}", "jdlint.yaml:3:23: error: max: expected a number, found the text"),
        ("{maximum: 3}", "jdlint.yaml:3:18: error: options: 'long' has no option 'maximum'\n"),
        ("{measure: sentences}", "jdlint.yaml:3:18: error: options: 'long' has no option 'measure'\n"),
        ("{max: 1}", "jdlint.yaml:3:11: error: options: they do not fit 'long': min is greater than max"),
        ("{max: -3}", "jdlint.yaml:3:23: error: max: expected 0 or more, found -3\n"),
        ("{max: 20, min: -0.5}", "jdlint.yaml:3:32: error: min: expected 0 or more, found -0.5\n"),
        ("{min-words: -1}", "jdlint.yaml:3:29: error: min-words: expected 0 or more, found -1\n"),
    ],
)
def test_an_option_that_cannot_be_is_an_error_at_its_place(options: str, message: str) -> None:
    assert refusal(f"options: {{long: {options}}}").startswith(message)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("{tool-share: {max-percent: 101}}", "jdlint.yaml:3:37: error: max-percent: expected 0 to 100, found 101\n"),
        ("{list-too-long: {max-items: 0}}", "jdlint.yaml:3:38: error: max-items: expected 1 or more, found 0\n"),
        ("{pay-too-wide: {max-ratio: 0.5}}", "jdlint.yaml:3:37: error: max-ratio: expected 1 or more, found 0.5\n"),
    ],
)
def test_a_bound_is_within_what_its_unit_allows(options: str, message: str) -> None:
    assert refusal(f"options: {options}").startswith(message)


def test_a_bound_in_a_rule_of_one_s_own_is_not_below_nothing() -> None:
    write("ours/long.yaml", RULE.format(id="long", more="").replace("min: 2", "min: -2"))
    assert refusal("").startswith("ours/long.yaml:9:6: error: min: expected 0 or more, found -2\n")


def test_options_may_stand_in_toml() -> None:
    table = '[tool.jdlint]\nrules-dir = "ours"\nselect = ["custom"]\n[tool.jdlint.options.long]\nmax = '
    write("pyproject.toml", table + "13\n")
    assert concise("post.md").stdout == ""
    write("pyproject.toml", table + "'x'\n")
    assert "pyproject.toml:5:7: error: max: expected a number" in concise("post.md").stderr


def test_a_rule_in_preview_is_on_only_where_it_is_wanted() -> None:
    assert "[new]" not in found("")
    assert "[new]" in found("preview: true")
    assert "[new]" in found("", "--preview")
    assert "[new]" not in found("preview: true", "--no-preview")
    assert "[new]" in found("extend-select: [new]")
    assert "[long]" in found("extend-select: [new]")


def test_a_severity_that_is_set_holds_for_every_family_and_may_be_for_one_level() -> None:
    write("post.md", "# Office manager\n\n## What you will do\n\nYou keep the office.\n")
    write(
        "jdlint.yaml",
        "select: [team, ownership]\nfamily: other\nseverity: {team: {absent: error}, ownership: warning}\n",
    )
    assert "error[team]" in concise("post.md").stdout
    assert "warning[ownership]" in concise("post.md").stdout
    write("jdlint.yaml", "select: [team]\nseverity: {team: {absent: off}}\n")
    assert concise("post.md").stdout == ""


def test_what_can_be_set_is_told_with_the_values_that_hold() -> None:
    write("jdlint.yaml", "rules-dir: ours\noptions: {long: {max: 13}}\nseverity: {long: info}\n")
    page = run("rule", "long").stdout
    assert "## What can be set\n\n- min: 2\n- max: 13\n- min-words: not set\n" in page
    assert "- severity: info\n" in page
    data = json.loads(run("rule", "long", "--output-format", "json").stdout)["rule"]
    assert data["options"] == {"min": 2, "max": 13, "min-words": None}
    listed = json.loads(run("rules", "--output-format", "json").stdout)["rules"]
    assert {rule["id"]: rule["options"] for rule in listed}["long"] == data["options"]
    assert "Break long sentences (in preview)\n" in run("rules").stdout


def test_pages_of_rules_have_links_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = "sources: ['A study, doi:10.1000/xyz.1', 'See https://example.org/a/b.', 'host.example.org/x, and more']"
    write("ours/long.yaml", RULE.format(id="long", more=sources))
    plain = run("rule", "long", "--rules-dir", "ours").stdout
    assert "\x1b" not in plain
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    page = run("rule", "long", "--rules-dir", "ours").stdout
    for text, uri in (
        ("doi:10.1000/xyz.1", "https://doi.org/10.1000/xyz.1"),
        ("https://example.org/a/b", "https://example.org/a/b"),
        ("host.example.org/x", "https://host.example.org/x"),
    ):
        assert f"\x1b]8;;{uri}\x1b\\{text}\x1b]8;;\x1b\\" in page
    assert page.count("\x1b]8;;h") == 3
    uri = Path("ours/long.yaml").resolve().as_uri()
    assert f"\x1b]8;;{uri}\x1b\\long\x1b]8;;\x1b\\" in run("rules", "--rules-dir", "ours").stdout


def test_a_rule_s_text_cannot_steer_the_terminal() -> None:
    write("ours/long.yaml", RULE.format(id="long", more='sources: ["A \\u202e study"]'))
    assert "\u202e" not in run("rule", "long", "--rules-dir", "ours").stdout
