"""What a run shows, and the file that it may be written to."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click
import pytest
from command import NINJA, concise, prepare, run, write


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch)


def test_statistics_and_summary() -> None:
    write("a.md", "ninja rockstar rockstar")
    result = run("a.md", "--output-format", "concise", "--statistics")
    assert result.stdout.splitlines()[3:] == [
        "2  warning  rockstar",
        "1  error    ninja",
        "",
        "Found 3 problems (1 error, 2 warnings) in 1 of 1 post. 2 can be fixed with --fix.",
    ]
    assert result.stderr == ""


def test_a_machine_format_is_never_mixed_with_prose() -> None:
    write("a.md", "ninja")
    result = run("a.md", "none.md", "--output-format", "json", "--statistics")
    document = json.loads(result.stdout)
    assert [finding["rule"] for finding in document["findings"]] == ["ninja"]
    assert [error["path"] for error in document["errors"]] == ["none.md"]
    assert result.stderr.endswith("1  error    ninja\n")
    assert "none.md: error: " in result.stderr


def test_passes_are_shown_when_asked_for() -> None:
    write("a.md", "You stop fraud in cards.")
    assert "pass[" not in run("a.md").stdout
    line = 'a.md:1:1: pass[business-problem] "You stop fraud in cards"\n'
    assert run("a.md", "--show-passes", "--output-format", "concise").stdout.startswith(line)
    assert run("a.md", "--show-passes").stdout.startswith(line)


def test_quiet_leaves_findings_and_errors() -> None:
    write("a.md", "Be a ninja!")
    write("empty/README.md", "x")
    result = concise("a.md", "empty", "none.md")
    assert result.stdout == NINJA
    assert result.stderr == "none.md: error: there is no such file or folder\n"
    write("b.md", "UNCLEAR")
    assert "not evaluated[tool-only-list]" in run("b.md").stdout
    assert run("b.md", "-q").stdout == "", "nor what could not be judged"


@pytest.mark.parametrize(
    ("args", "env", "colored"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "0"}, False),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
    ],
)
def test_colour(args: list[str], env: dict[str, str], colored: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    write("a.md", "ninja")
    result = run("a.md", "none.md", *args)
    assert ("\x1b[" in result.stdout) == colored
    assert ("\x1b[" in result.stderr) == colored
    assert "error[ninja]" in click.unstyle(result.stdout)


def test_json_has_no_colour() -> None:
    write("a.md", "ninja")
    assert "\x1b" not in run("a.md", "--output-format", "json", "--color", "always").stdout


def test_the_report_goes_to_a_file() -> None:
    write("a.md", "ninja 日本")
    shown = run("a.md", "--output-format", "json").stdout
    result = run("a.md", "--output-format", "json", "-o", "report.json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == "Found 1 problem (1 error) in 1 of 1 post.\n"
    assert Path("report.json").read_text(encoding="utf-8") == shown
    assert sorted(path.name for path in Path().iterdir()) == ["a.md", "report.json"]


def test_a_report_replaces_one_before_and_keeps_its_mode_and_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    write("a.md", "ninja")
    write("old/report.txt", "x" * 10_000)
    Path("old/report.txt").chmod(0o640)
    Path("link.txt").symlink_to("old/report.txt")
    run("a.md", "-o", "link.txt")
    assert Path("old/report.txt").read_text(encoding="utf-8").startswith("a.md:1:1: error[ninja]")
    assert Path("old/report.txt").stat().st_mode & 0o777 == 0o640
    assert Path("link.txt").is_symlink()


@pytest.mark.parametrize("target", ["none/report.json", ".", "a.md/x"])
def test_a_report_that_cannot_be_written_is_an_error(target: str) -> None:
    write("a.md", "clear")
    result = run("a.md", "-o", target)
    assert result.exit_code == 2
    assert "error: cannot be written: " in result.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["a.md"]


def test_a_report_never_overwrites_a_post() -> None:
    write("a.md", "clear")
    result = run(".", "-o", "./a.md")
    assert result.exit_code == 2
    assert "would overwrite a post" in result.stderr
    assert Path("a.md").read_text(encoding="utf-8") == "clear"


def test_a_report_to_a_device() -> None:
    write("a.md", "clear")
    assert run("a.md", "-o", os.devnull).exit_code == 0
    assert not Path(os.devnull).is_file()


def test_a_dash_is_standard_output_and_two_files_are_one_too_many() -> None:
    write("a.md", "Our ninja.\n")
    shown = concise("a.md", "-o", "-")
    assert (shown.exit_code, shown.stdout) == (1, concise("a.md").stdout)
    assert "ninja" in shown.stdout
    refused = concise("a.md", "-o", "one", "-o", "two")
    assert refused.exit_code == 2
    assert "there can be one only" in refused.stderr
    assert [path.name for path in Path().iterdir()] == ["a.md"]
