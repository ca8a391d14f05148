"""How a run ends, and what becomes of faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import NINJA, concise, prepare, run, write


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch)


@pytest.mark.parametrize("output_format", ["full", "concise", "json"])
@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        ("clear", "info", 0),
        ("synergy", "error", 0),
        ("synergy", "warning", 0),
        ("synergy", "info", 1),
        ("rockstar", "warning", 1),
        ("rockstar", "error", 0),
        ("ninja", "error", 1),
        ("ninja", "never", 0),
        ("CRASH", "never", 2),
    ],
)
def test_exit_codes_are_the_same_in_every_format(text: str, fail_on: str, code: int, output_format: str) -> None:
    write("a.md", text)
    assert run("a.md", "--fail-on", fail_on, "--output-format", output_format).exit_code == code


def test_an_error_outweighs_findings() -> None:
    write("a.md", "ninja")
    assert run("a.md", "none.md").exit_code == 2


@pytest.mark.parametrize(
    "args", [["--nope"], ["--fail-on", "warn"], ["--output-format", "xml"], ["--color", "blue"], ["rule"], ["test", "none"]]
)  # fmt: skip
def test_wrong_usage_exits_with_2(args: list[str]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "rror: " in result.stderr


def test_a_fault_of_jdlint_is_an_error_of_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", "Be a ninja!")
    write("b.md", "CRASH")
    result = concise("a.md", "b.md")
    assert result.stdout == NINJA
    assert result.stderr.startswith("b.md: error: internal error: RuntimeError: the word CRASH was read\n")
    assert "please report it" in result.stderr
    assert "Traceback" not in result.stderr
    assert result.exit_code == 2
    monkeypatch.setenv("JDLINT_DEBUG", "1")
    assert "Traceback (most recent call last)" in concise("b.md").stderr


def test_a_fault_outside_of_a_file_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("jdlint.commands.preparing.load_linter", broken)
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith("jdlint: error: internal error: ZeroDivisionError\n")
    assert result.stdout == ""


@pytest.mark.parametrize(("color", "colored"), [("always", True), ("never", False), ("auto", False)])
def test_statistics_beside_a_machine_format_are_coloured_as_wanted(color: str, colored: bool) -> None:
    write("a.md", "Be a ninja!")
    result = run("a.md", "--output-format", "json", "--statistics", "--color", color)
    assert ("\x1b[" in result.stderr) == colored
    assert "\x1b[" not in result.stdout
