"""What settings files and options do, alone and laid over each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from command import concise, prepare, run, write

ALL_THREE = "A ninja, a rockstar, a synergy."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = prepare(tmp_path, monkeypatch)
    write("a.md", ALL_THREE)
    return folder


def found(*args: str) -> dict[str, str]:
    """The severity of each rule that finds something."""
    result = concise("a.md", *args)
    assert result.exit_code < 2, result.stderr
    heads = (line.split(" ")[1] for line in result.stdout.splitlines())
    return {head.split("[")[1].rstrip("]"): head.split("[")[0] for head in heads}


def refusal(*args: str) -> str:
    """What is said of settings that are refused, and nothing is checked."""
    result: Result = concise("a.md", *args)
    assert result.exit_code == 2
    assert result.stdout == ""
    return result.stderr


def test_an_extended_file_lies_below_the_file_and_that_below_the_command_line() -> None:
    write("base/jdlint.yaml", "ignore: [ninja]\nfail-on: never\nseverity: {synergy: warning}\n")
    write("jdlint.yaml", "extend: base/jdlint.yaml\nignore: [rockstar]\n")
    assert found() == {"synergy": "warning"}, "ignore adds up"
    assert run("a.md").exit_code == 0, "the fail level is that of the extended file"
    assert run("a.md", "--fail-on", "warning").exit_code == 1
    assert found("--ignore", "structure") == {}
    assert set(found("--select", "ninja,rockstar")) == {"ninja", "rockstar"}, "who selects starts afresh"
    assert set(found("--extend-select", "ninja")) == {"synergy"}, "what is ignored by its id stays so"
    assert set(found("--isolated")) == {"ninja", "rockstar", "synergy"}


def test_later_extended_files_win_and_toml_may_extend_yaml() -> None:
    write("one.yaml", "fail-on: never\nseverity: {ninja: info, rockstar: info}\n")
    write("two.yaml", "fail-on: warning\nseverity: {ninja: warning}\n")
    write("pyproject.toml", '[tool.jdlint]\nextend = ["one.yaml", "two.yaml"]\n')
    assert found() == {"ninja": "warning", "rockstar": "info", "synergy": "info"}
    assert run("a.md").exit_code == 1


def test_paths_start_from_the_file_that_names_them() -> None:
    write("shared/rules/x.txt", "")
    write("shared/base.yaml", "rules-dir: rules\n")
    write("jdlint.yaml", "extend: shared/base.yaml\n")
    assert found()["ninja"] == "error"
    write("shared/base.yaml", "rules-dir: [rules, none]\n")
    assert refusal().startswith("shared/base.yaml:1:20: error: rules-dir: there is no folder 'none'")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "extend: jdlint.yaml",
            "jdlint.yaml:1:9: error: extend: settings that extend themselves: jdlint.yaml -> jdlint",
        ),
        (
            "extend: [b.yaml]",
            "b.yaml:2:9: error: extend: settings that extend themselves: jdlint.yaml -> b.yaml -> jdlint",
        ),
        ("extend: [c.yaml, none.yaml]", "jdlint.yaml:1:18: error: extend: there is no file 'none.yaml'"),
        ("extend: d.yaml", "d.yaml:1:1: error: unknown key 'selct'"),
        ("extend: 3", "jdlint.yaml:1:9: error: extend: expected text"),
    ],
)
def test_settings_that_cannot_be_extended(text: str, message: str) -> None:
    write("jdlint.yaml", text)
    write("b.yaml", "# back\nextend: ./jdlint.yaml\n")
    write("c.yaml", "")
    write("d.yaml", "selct: [ALL]\n")
    assert refusal().startswith(message)


def test_a_file_may_be_extended_twice() -> None:
    write("base.yaml", "ignore: [ninja]\n")
    write("one.yaml", "extend: base.yaml\n")
    write("jdlint.yaml", "extend: [one.yaml, base.yaml]\n")
    assert set(found()) == {"rockstar", "synergy"}


def test_severities_make_and_unmake_failures() -> None:
    write("jdlint.yaml", "severity: {ninja: info, rockstar: error}\n")
    assert found() == {"ninja": "info", "rockstar": "error", "synergy": "info"}
    write("jdlint.yaml", "severity: {ninja: info}\n")
    assert run("a.md").exit_code == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("severity: {ninjas: info}", "1:12: error: severity: there is no rule 'ninjas'\n|did you mean 'ninja'?"),
        ("severity: {ninja: fatal}", "1:19: error: ninja: 'fatal' is not known\n|one of: error, warning, info"),
        (
            "severity: {ninja: off}",
            "1:19: error: a whole rule is not turned off by its severity\n|list it under 'ignore'",
        ),
        (
            "severity: {ninja: {absent: info}}",
            "1:12: error: severity: the findings of 'ninja' have no levels\n|write one",
        ),
        ("severity: [ninja]", "1:11: error: severity: expected keys with values, found a list\n|"),
        (
            "options: {ninja: {max: 3}}",
            "1:19: error: options: 'ninja' has no option 'max'\n|nothing of this rule can be set",
        ),
        ("options: {ninja: 3}", "1:18: error: ninja: expected keys with values"),
        ("options: {nimja: {max: 3}}", "1:11: error: options: there is no rule 'nimja'\n|did you mean 'ninja'?"),
        ("extend-select: [ninjas]", "1:17: error: there is no rule or category 'ninjas'\n|did you mean 'ninja'?"),
        ("family: reserch", "1:9: error: there is no family of jobs 'reserch'\n|did you mean 'research'?"),
        ("profile: strickt", "1:10: error: profile: 'strickt' is not known\n|did you mean 'strict'?"),
        ("jurisdictions: uk", "1:16: error: jurisdictions: expected a list"),
        ("preview: yes", "1:10: error: preview: expected true or false"),
        ("fail-on: info\nfail-on: error", "2:1: error: the key 'fail-on' is given twice\n|first given on line 1"),
        ("required-version: new", "1:19: error: required-version: 'new' is no range of versions\n|such as '>=0.2, <1'"),
    ],
)
def test_what_cannot_be_set_is_an_error_at_its_place(text: str, message: str) -> None:
    write("jdlint.yaml", text)
    said = refusal()
    first, _, hint = message.partition("|")
    assert said.startswith(f"jdlint.yaml:{first}")
    assert hint in said


def test_settings_for_another_version_are_refused() -> None:
    write("jdlint.yaml", "required-version: '>=0.1, <90'\n")
    assert set(found()) == {"ninja", "rockstar", "synergy"}
    for wanted in (">=90", "<0.1", "==90.1", "!=0.1.0", "0.0.1"):
        write("jdlint.yaml", f"required-version: '{wanted}'\n")
        assert f"the settings are for {wanted}" in refusal()


def test_the_environment_may_name_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    write("jdlint.yaml", "ignore: [ninja]\n")
    write("other.yaml", "ignore: [rockstar]\n")
    monkeypatch.setenv("JDLINT_CONFIG", "other.yaml")
    assert set(found()) == {"ninja", "synergy"}
    assert set(found("--config", "jdlint.yaml")) == {"rockstar", "synergy"}
    assert set(found("--isolated")) == {"ninja", "rockstar", "synergy"}
    monkeypatch.setenv("JDLINT_CONFIG", "none.yaml")
    assert refusal().startswith("none.yaml: error: cannot be read")


def test_a_setting_of_the_command_line_is_refused_without_a_place() -> None:
    assert (
        refusal("--select", "ninjas")
        == "jdlint: error: there is no rule or category 'ninjas'\n  = hint: did you mean 'ninja'?\n"
    )
    assert refusal("--family", "reserch").startswith("jdlint: error: there is no family of jobs 'reserch'\n")
