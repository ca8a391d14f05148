"""Completion: the scripts, and what a shell that has read one offers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT, prepare, run

WORDS = {"bash": "COMP_WORDS", "zsh": "#compdef jdlint", "fish": "complete --no-files --command jdlint"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch, real_rules=True)


def offered(words: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the command answers a bash that asks for the last of some words."""
    monkeypatch.setenv("_JDLINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    return run().stdout.splitlines()


@pytest.mark.parametrize("shell", WORDS)
def test_each_shell_has_its_script(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert WORDS[shell] in result.stdout
    assert f"_JDLINT_COMPLETE={shell}_complete" in result.stdout


def test_other_shells_have_none() -> None:
    result = run("completion", "tcsh")
    assert result.exit_code == 2
    assert "'bash', 'zsh', 'fish'" in result.stderr


@pytest.mark.parametrize("shell", WORDS)
def test_a_shell_can_read_its_script(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    script = run("completion", shell).stdout
    check = subprocess.run([shell, "-n"], input=script, text=True, capture_output=True, check=False)
    assert (check.returncode, check.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_a_bash_that_has_read_it_completes(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "jdlint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jdlint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    session = (
        'eval "$(jdlint completion bash)"\n'
        "COMP_WORDS=(jdlint rule business-) COMP_CWORD=2\n"
        '$(complete -p jdlint | sed "s/.*-F \\([^ ]*\\) .*/\\1/") jdlint 2>/dev/null\n'
        'echo "${COMPREPLY[@]}"\n'
    )
    env = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(["bash", "-c", session], env=env, text=True, capture_output=True, check=False)
    assert (done.stdout, done.stderr) == ("business-problem\n", "")


def test_the_first_word_is_a_command_or_what_check_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = offered("jdlint ", monkeypatch)
    assert {"plain,check", "plain,rule", "plain,completion", "file,"} <= set(first)
    assert offered("jdlint sco", monkeypatch) == ["file,sco", "plain,scorecard"]
    assert {"plain,--select", "plain,--version"} <= set(offered("jdlint --", monkeypatch))


def test_paths_are_left_to_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    for words in ("jdlint check po", "jdlint posts/a.md po", "jdlint scorecard po"):
        assert offered(words, monkeypatch) == ["file,po"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("jdlint rule metric-fits", ["plain,metric-fits-use-case"]),
        ("jdlint --select metric-fits", ["plain,metric-fits-use-case"]),
        ("jdlint check --ignore fairness,crit", ["plain,fairness,criteria"]),
        ("jdlint --family ml-", ["plain,ml-engineering"]),
        ("jdlint --output-format sa", ["plain,sarif"]),
        ("jdlint completion z", ["plain,zsh"]),
    ],
)
def test_values_are_offered(words: str, expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered(words, monkeypatch) == expected


def test_keys_of_settings_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "plain,fail-on" in offered("jdlint config fail", monkeypatch)
