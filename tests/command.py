"""The command ``jdlint`` as tests call it, on the rules of ``fake_linter``."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import fake_linter
import pytest
from click.testing import CliRunner, Result

import jdlint.commands.preparing
import jdlint.commands.shared
from jdlint.cli import app
from jdlint.errors import RuleError
from jdlint.linter import Linter, load_linter

ROOT = Path(__file__).parent.parent
NINJA = "a.md:1:6: error[ninja] 'ninja' tells a candidate nothing\n"

_START = "import pytest, fake_linter; fake_linter.install(pytest.MonkeyPatch()); from jdlint.cli import main; main()"


def prepare(folder: Path, patch: pytest.MonkeyPatch, *, real_rules: bool = False) -> Path:
    """Make an empty folder the current one, and have the environment ask for nothing."""
    for name in (
        "NO_COLOR",
        "FORCE_COLOR",
        "FORCE_HYPERLINK",
        "JDLINT_CONFIG",
        "CI",
        "JDLINT_DEBUG",
        "JDLINT_OUTPUT_FORMAT",
    ):
        patch.delenv(name, raising=False)
    if real_rules:
        patch.setattr(jdlint.commands.preparing, "load_linter", real_linter)
        patch.setattr(jdlint.commands.shared, "load_linter", real_linter)
    else:
        fake_linter.install(patch)
    work = folder / "work"
    work.mkdir()
    patch.chdir(work)
    return work


def real_linter(rules_dirs: Sequence[Path] = ()) -> tuple[Linter, tuple[RuleError, ...]]:
    """The shipped rules, read once for all tests, or with others beside them."""
    return load_linter(rules_dirs) if rules_dirs else shipped_linter()


@cache
def shipped_linter() -> tuple[Linter, tuple[RuleError, ...]]:
    return load_linter()


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def run(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, args, prog_name="jdlint", input=stdin)


def concise(*args: str) -> Result:
    """Findings only, one line each."""
    return run("--output-format", "concise", "-q", *args)


def start(args: Sequence[str], prefix: str = "", **env: str) -> subprocess.Popen[bytes]:
    """The command in a process of its own; ``prefix`` is Python that runs before it."""
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))
    return subprocess.Popen(
        [sys.executable, "-c", prefix + _START, *args],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths, **env},
    )
