from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jdlint.errors import ConfigError
from jdlint.ruleset.toml_reader import read_toml_table
from jdlint.settings.files import find_config, read_layers
from jdlint.settings.layers import command_line_layer, merge
from jdlint.settings.settings import KEYS, Settings
from jdlint.settings.shown import settings_data, settings_text

YAML = """\
select: [ALL]
ignore:
  - tool-only-list
  - fairness
fail-on: warning
rules-dir: our-rules
family: research
skip-drafts: true
skip-closed: true
"""
TOML = """\
[project]
name = "x"

[tool.jdlint]
select = ["ALL"]
ignore = [
  "tool-only-list",
  "fairness",
]
fail-on = "warning"
rules-dir = "our-rules"
family = "research"
skip-drafts = true
skip-closed = true

[tool.other]
select = 1
"""


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path, **options: object) -> Settings:
    return merge((*read_layers(path), command_line_layer(options)))


def load(start: Path) -> Settings:
    found = find_config(start)
    return read(found) if found else merge(())


def refused(folder: Path, name: str, text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        read(write(folder, name, text))
    return caught.value


@pytest.mark.parametrize(("name", "text"), [("jdlint.yaml", YAML), ("pyproject.toml", TOML)])
def test_settings_are_read_with_their_places(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "our-rules").mkdir()
    path = write(tmp_path, name, text)
    found = read(path)
    assert found == Settings(
        select=("ALL",),
        ignore=("tool-only-list", "fairness"),
        fail_on="warning",
        rules_dir=(tmp_path / "our-rules",),
        family="research",
        skip_drafts=True,
        skip_closed=True,
    )
    assert found.files == (str(path),)
    lines = text.splitlines()
    for (_, *word), place in found.places.items():
        if word:
            assert place.line
            assert place.column
            assert lines[place.line - 1][place.column - 1 :].lstrip('"').startswith(word[0])


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path / "none") == Settings()
    assert Settings().select == ("ALL",)
    assert read(write(tmp_path, "jdlint.yaml", "# nothing yet\n")) == Settings()


def test_the_nearest_folder_wins_and_nothing_is_merged(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    write(tmp_path, ".jdlint.yaml", "fail-on: never\nfamily: research\n")
    assert find_config(deep) == tmp_path / ".jdlint.yaml"
    write(tmp_path / "a", "pyproject.toml", "[tool.other]\nx = 1\n")
    assert find_config(deep) == tmp_path / ".jdlint.yaml"
    write(tmp_path / "a", "pyproject.toml", "[tool.jdlint]\nfail-on = 'info'\n")
    assert find_config(deep) == tmp_path / "a" / "pyproject.toml"
    assert load(deep).fail_on == "info"
    assert load(deep).family is None
    write(tmp_path / "a", "jdlint.yaml", "fail-on: warning\n")
    assert find_config(deep) == tmp_path / "a" / "jdlint.yaml"
    write(tmp_path / "a", ".jdlint.yaml", "fail-on: error\n")
    assert find_config(deep) == tmp_path / "a" / ".jdlint.yaml"
    assert read(tmp_path / "a" / "jdlint.yaml").fail_on == "warning"


def test_an_empty_table_ends_the_search(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", "[tool.jdlint]\n")
    assert load(tmp_path).files == (str(tmp_path / "pyproject.toml"),)


@pytest.mark.parametrize("name", [".jdlint.yml", "jdlint.yml", "jdlint.toml"])
def test_a_misnamed_file_is_not_passed_over(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "")
    with pytest.raises(ConfigError, match="not read from a file of this name"):
        find_config(tmp_path)
    write(tmp_path, "jdlint.yaml", "")
    assert find_config(tmp_path) == tmp_path / "jdlint.yaml"


def test_a_broken_pyproject_matters_only_when_it_is_ours(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    write(tmp_path, "jdlint.yaml", "")
    write(inner, "pyproject.toml", "[tool.other\n")
    assert find_config(inner) == tmp_path / "jdlint.yaml"
    write(inner, "pyproject.toml", "[tool.jdlint]\nselect = \n")
    with pytest.raises(ConfigError, match="not valid TOML: Invalid value") as caught:
        find_config(inner)
    assert (caught.value.line, caught.value.column) == (2, 10)


@pytest.mark.parametrize(
    ("yaml", "toml", "message", "hint", "columns"),
    [
        ("selct: [ALL]", 'selct = ["ALL"]', "unknown key 'selct'", "did you mean 'select'?", (1, 1)),
        (
            "skip_drafts: true",
            "skip_drafts = true",
            "unknown key 'skip_drafts'",
            "did you mean 'skip-drafts'?",
            (1, 1),
        ),
        (
            "select: ALL",
            'select = "ALL"',
            "select: expected a list",
            "write a list: one value a line",
            (9, 10),
        ),
        ("select: []", "select = []", "select: the list is empty", "write [ALL]", (9, 10)),
        (
            "ignore: [1]",
            "ignore = [1]",
            "ignore: expected text, found the number",
            "put it in quotes",
            (10, 10),
        ),
        (
            "fail-on: warn",
            'fail-on = "warn"',
            "fail-on: 'warn' is not known",
            "did you mean 'warning'?",
            (10, 11),
        ),
        ("skip-drafts: yes", 'skip-drafts = "yes"', "skip-drafts: expected true or false", None, (14, 15)),
        (
            "rules-dir: none",
            'rules-dir = "none"',
            "rules-dir: there is no folder 'none'",
            "the path starts",
            (12, 13),
        ),
        (
            "family: 3",
            "family = 3",
            "family: expected text, found the number 3",
            "put it in quotes: '3'",
            (9, 10),
        ),
        (
            "family: {a: 1}",
            "family = {a = 1}",
            "family: expected text, found keys",
            "text that begins",
            (9, 10),
        ),
        ("since: 2026-01-01", "since = 2026-01-01", "unknown key 'since'", None, (1, 1)),
    ],
)
def test_what_is_refused_is_placed(
    tmp_path: Path, yaml: str, toml: str, message: str, hint: str | None, columns: tuple[int, int]
) -> None:
    for error, line, column in (
        (refused(tmp_path, "jdlint.yaml", f"# settings\n{yaml}\n"), 2, columns[0]),
        (
            refused(tmp_path, "pyproject.toml", f'[project]\nname = "x"\n[tool.jdlint]\n{toml}\n'),
            4,
            columns[1],
        ),
    ):
        assert error.message.startswith(message)
        assert (error.hint or "").startswith(hint or "")
        assert (error.line, error.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[tool.jdlint]\nfamily = 2026-01-01\n", 2),
        ("[tool.jdlint.select]\nx = 1\n", 1),
        ("[tool.jdlint]\n[tool.jdlint.selct]\nx = 1\n", 2),
        ("[tool]\njdlint = { selct = 1 }\n", 2),
        ('tool.jdlint.selct = "a"\n', 1),
        ("[tool]\njdlint = 3\n", 1),
        ("[tool.jdlint]\n" + "a." * 3000 + "b = 1\n", 2),
        ("[tool.jdlint]\na = " + ("{" + "a." * 30 + "a = ") * 30 + "1" + "}" * 30, 2),
        ("x = 1\n[x" + ".'\\'" * 30_000 + "]\n", 2),
        ("[tool.jdlint]\na = " + "[" * 5000 + "]" * 5000, 1),
        ("[tool.jdlint]\na = " + "9" * 5000, 1),
        ("[tool.jdlint]\nmax-file-size = 0x" + "f" * 5000, 2),
        ("[tool.jdlint]\na = 1\na = 2\n", 3),
        ("[tool.jdlint]\na = 'x", 2),
    ],
)
def test_odd_toml_is_an_error_with_a_line(tmp_path: Path, text: str, line: int) -> None:
    error = refused(tmp_path, "pyproject.toml", text)
    assert error.line == line


def test_a_toml_file_without_our_table_is_an_error_when_named(tmp_path: Path) -> None:
    assert refused(tmp_path, "pyproject.toml", "x = 1\n").message == "there is no table [tool.jdlint]"


def test_a_named_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read(tmp_path / "none.yaml")


NAMES = st.sampled_from([*KEYS, "x", '"a.b"', "severity.team", "options.team.max"])
VALUES = st.sampled_from(
    [
        "1",
        "1.5",
        "inf",
        "true",
        '"ALL"',
        "'x'",
        "'2 MB'",
        "'>=0.1'",
        "'info'",
        "[]",
        "[1]",
        '["ALL", "x"]',
        "['!', 'a/**']",
        "{}",
        "{a = 1}",
        "{a = 'info'}",
        "{a = ['b']}",
        "{a = {absent = 'off', generic = 'info'}}",
        "{'' = {'' = ''}}",
        "2026-01-01",
        "'\\u0000'",
        "'.'",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(), st.lists(st.tuples(NAMES, VALUES)).map(lambda p: "\n".join(f"{k} = {v}" for k, v in p))))
def test_any_settings_are_read_or_refused(tmp_path: Path, body: str) -> None:
    for name, text in (
        ("pyproject.toml", "[tool.jdlint]\n" + body),
        ("jdlint.yaml", body.replace(" = ", ": ")),
    ):
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8", "replace"))
        try:
            found = read(path)
            assert found.files[-1] == str(path)
            assert settings_text(found)
            assert json.dumps(settings_data(found))
        except ConfigError as error:
            assert error.path == str(path)  # noqa: PT017


def test_a_table_is_none_where_there_is_none() -> None:
    assert read_toml_table("tool = 1", "x.toml", ("tool", "jdlint"), ConfigError) is None
