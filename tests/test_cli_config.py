"""``jdlint config``, ``--show-settings`` and ``--show-files``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command import prepare, run, write

from jdlint.settings.files import read_layers
from jdlint.settings.layers import merge
from jdlint.settings.settings import KEYS


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = prepare(tmp_path, monkeypatch)
    write("base.yaml", "ignore: [ninja]\nfail-on: info\nseverity:\n  rockstar: info\n  synergy: warning\n")
    write(
        "jdlint.yaml",
        "extend: base.yaml\nignore: [fairness]\nseverity:\n  synergy: error\nexclude: ['*-old.md']\nmax-file-size: 2 kB\n",
    )
    return folder


def origins(text: str) -> dict[str, str]:
    """What each line sets, and where it says that this comes from."""
    rows = (line.rpartition("  # ") for line in text.splitlines() if "  # " in line)
    return {left.strip(): origin for left, _, origin in rows}


def shown(*args: str) -> str:
    result = run(*args)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_each_value_is_shown_with_where_it_comes_from() -> None:
    text = shown("config")
    assert text.startswith("# settings files, the nearest last: base.yaml, jdlint.yaml\n")
    found = origins(text)
    assert found["fail-on: info"] == "base.yaml:2:10"
    assert found["- ninja"] == "base.yaml:1:10"
    assert found["- fairness"] == "jdlint.yaml:2:10"
    assert found["rockstar: info"] == "base.yaml:4:3"
    assert found["synergy: error"] == "jdlint.yaml:4:3"
    assert found["max-file-size: 2000"] == "jdlint.yaml:6:16"
    assert found["preview: false"] == "default"
    write("jdlint.yaml", "profile: strict\n")
    assert origins(shown("config"))["profile: strict"] == "jdlint.yaml:1:10"
    assert "profile strict" in origins(shown("config")).values()
    assert all(any(line.lstrip("# ").startswith(f"{name}:") for line in text.splitlines()) for name in KEYS)


def test_what_is_shown_are_settings_that_mean_the_same() -> None:
    write("options.yaml", "options: {length: {min: 5, max: 7}}\nper-file-ignores: {a.md: [ninja]}\nfamily: research\n")
    for args in ((), ("--isolated",), ("--config", "options.yaml")):
        before = json.loads(shown("config", "--output-format", "json", *args))["settings"]
        write("copy.yaml", shown("config", *args))
        after = json.loads(shown("config", "--output-format", "json", "--config", "copy.yaml"))["settings"]
        assert {name: found["value"] for name, found in before.items() if name != "extend"} == {
            name: found["value"] for name, found in after.items() if name != "extend"
        }


def test_options_are_the_uppermost_layer() -> None:
    write("a.md", "ninja")
    text = shown("check", "--show-settings", "--fail-on", "never", "--ignore", "rockstar", "--exclude", "x.md", "a.md")
    found = origins(text)
    assert found["fail-on: never"] == found["- rockstar"] == found["- x.md"] == "command line"
    assert found["- ninja"] == "base.yaml:1:10"
    assert text.endswith("\n# rules that are on: 1 of 3\n#   synergy\n")
    assert "error[" not in text, "nothing is linted"


def test_a_key_is_explained() -> None:
    text = shown("config", "fail-on")
    assert text == (
        "# The mildest severity that makes the exit code 1.\n# value: severity: error, warning, info or never\n"
        "# default: error\n\nfail-on: info  # base.yaml:2:10\n"
    )
    result = run("config", "fail-in")
    assert result.exit_code == 2
    assert "there is no setting 'fail-in'\n  = hint: did you mean 'fail-on'?" in result.stderr


def test_the_same_as_json() -> None:
    data: dict[str, Any] = json.loads(shown("config", "severity", "--output-format", "json"))
    assert data["files"] == ["base.yaml", "jdlint.yaml"]
    found = data["settings"]["severity"]
    assert found["value"] == {"rockstar": "info", "synergy": "error"}
    assert found["default"] == {}
    places = {tuple(place["entry"]): (place["path"], place["line"], place["column"]) for place in found["from"]}
    assert places["rockstar",] == ("base.yaml", 4, 3)
    assert places["synergy",] == ("jdlint.yaml", 4, 3)


def test_settings_that_cannot_be_used_are_not_shown() -> None:
    write("jdlint.yaml", "selct: [ALL]\n")
    for args in (("config",), ("--show-settings",), ("--show-files",)):
        result = run(*args)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("jdlint.yaml:1:1: error: unknown key 'selct'")
    write("jdlint.yaml", "ignore: [ninjas]\n")
    assert run("config").exit_code == 0, "rules are not read for it"
    assert run("--show-settings").exit_code == 2


def test_a_level_set_over_a_severity_for_all_leaves_the_others_where_they_were() -> None:
    write("base.yaml", "severity: {team: warning, data: {absent: error}}\n")
    write("jdlint.yaml", "extend: base.yaml\nseverity: {team: {absent: error}, data: info}\n")
    found = json.loads(shown("config", "severity", "--output-format", "json"))["settings"]["severity"]
    assert found["value"] == {"team": {"absent": "error", "generic": "warning"}, "data": "info"}
    places = {tuple(place["entry"]): place["path"] for place in found["from"]}
    assert places["team", "absent"] == places["data",] == "jdlint.yaml"
    assert places["team", "generic"] == "base.yaml"
    assert ("data", "absent") not in places


def test_what_replaces_a_value_replaces_its_places() -> None:
    write("base.yaml", "select: [ninja]\nignore: [rockstar]\nextend-select: [synergy]\n")
    write("jdlint.yaml", "extend: base.yaml\nselect: [language]\n")
    settings = merge(read_layers(Path("jdlint.yaml")))
    assert {address for address in settings.places if address[0] != "extend"} == {("select",), ("select", "language")}
    assert (settings.select, settings.ignore, settings.extend_select) == (("language",), (), ())


def test_files_are_shown_and_not_linted() -> None:
    for path in ("b.md", "posts/a.md", "posts/x-old.md", "README.md"):
        write(path, "ninja")
    assert shown("--show-files") == "b.md\nposts/a.md\n"
    assert shown("--show-files", "README.md", "posts") == "README.md\nposts/a.md\n"
    result = run("--show-files", "none.md", "b.md")
    assert (result.exit_code, result.stdout) == (2, "b.md\n")
    assert result.stderr.startswith("none.md: error: there is no such file")
