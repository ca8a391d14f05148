"""The GitHub Action: its steps run as a runner would run them, without GitHub."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}
POST = "# ML engineer\n\n## Responsibilities\n\n- Join our fast-paced team.\n\n## Requirements\n\n- Python\n"

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str
    outputs: str
    summary: str


@dataclass(frozen=True)
class Runner:
    """A job's files and environment; ``workspace`` is the current folder of its steps."""

    temp: Path
    workspace: Path
    program: str = ""

    def step(self, name: str, **inputs: str) -> Ran:
        """Run a step with these inputs, and the defaults for the others."""
        files = {key: self.temp / key for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("", encoding="utf-8")
        env = {
            **os.environ,
            **{key: str(file) for key, file in files.items()},
            **{key: self._fill(value, inputs) for key, value in STEPS[name].get("env", {}).items()},
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_ACTION_PATH": str(ROOT),
        }
        # As the runner calls a step with 'shell: bash'.
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]]
        done = subprocess.run(command, cwd=self.workspace, env=env, capture_output=True, text=True, check=False)
        outputs = files["GITHUB_OUTPUT"].read_text(encoding="utf-8")
        return Ran(
            done.returncode, done.stdout, done.stderr, outputs, files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        )

    def _fill(self, value: str, inputs: Mapping[str, str]) -> str:
        given = {f"inputs.{name}": declared["default"] for name, declared in ACTION["inputs"].items()}
        given |= {f"inputs.{name.replace('_', '-')}": text for name, text in inputs.items()}
        given["steps.install.outputs.program"] = self.program
        given["steps.python.outputs.python-path"] = sys.executable
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda match: given[match[1]], value)


@pytest.fixture
def runner(tmp_path: Path, fresh_home: Path) -> Runner:
    """A job that has checked out a repository with one post."""
    temp, workspace = tmp_path / "temp", tmp_path / "a workspace"
    (workspace / "my posts").mkdir(parents=True)
    temp.mkdir()
    (workspace / "my posts" / "a b.md").write_text(POST, encoding="utf-8")
    return Runner(temp, workspace)


@pytest.fixture
def installed(runner: Runner) -> Runner:
    """The same, after a step that has installed jdlint."""
    program = runner.temp / "a program"
    start = "import sys; sys.path.insert(0, sys.argv.pop(1)); from jdlint.cli import main; main()"
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{start}' '{ROOT / 'src'}' \"$@\"\n", encoding="utf-8")
    program.chmod(0o755)
    return replace(runner, program=str(program))


def test_no_input_is_pasted_into_a_script() -> None:
    for step in STEPS.values():
        assert "${{" not in step["run"]


def test_it_annotates_writes_the_summary_and_fails(installed: Runner) -> None:
    ran = installed.step("Lint", paths="my posts/\n\n", args="--select operations,cliche-fast-paced\n --fail-on info")
    assert ran.code == 1
    assert "::error file=my posts/a b.md,line=1,endLine=1,col=3,endColumn=14,title=jdlint%3A operations::" in ran.out
    assert "title=jdlint%3A cliche-fast-paced::" in ran.out
    assert ran.outputs == "exit-code=1\n"
    assert "| error | my posts/a b.md:1:3 | operations |" in ran.summary


def test_a_clear_post_passes(installed: Runner) -> None:
    ran = installed.step("Lint", args="--select profanity")
    assert (ran.code, ran.out, ran.outputs) == (0, "", "exit-code=0\n")
    assert ran.summary == "1 post is clear.\n"


def test_the_summary_may_be_left_out_and_a_log_written(installed: Runner) -> None:
    ran = installed.step("Lint", args="--select profanity", summary="false", sarif_file="jdlint.sarif")
    assert (ran.code, ran.summary) == (0, "")
    assert '"version": "2.1.0"' in (installed.workspace / "jdlint.sarif").read_text(encoding="utf-8")


def test_wrong_settings_fail_with_2_and_are_told_once(installed: Runner) -> None:
    ran = installed.step("Lint", args="--select no-such-rule")
    assert (ran.code, ran.outputs) == (2, "exit-code=2\n")
    assert ran.err.count("there is no rule or category 'no-such-rule'") == 1


def test_a_path_is_no_option_and_no_command(installed: Runner) -> None:
    ran = installed.step("Lint", paths="--version\n$(touch made)\n")
    assert ran.code == 2
    assert "::error file=--version,title=jdlint::there is no such file" in ran.out
    assert not (installed.workspace / "made").exists()


@pytest.mark.network
def test_it_installs_itself(runner: Runner) -> None:
    ran = runner.step("Install jdlint")
    assert (ran.code, ran.err) == (0, "")
    installed = replace(runner, program=ran.outputs.removeprefix("program=").strip())
    ran = installed.step("Lint", args="--select profanity")
    assert (ran.code, ran.summary) == (0, "1 post is clear.\n")
