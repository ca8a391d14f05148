"""Posts for tests of what a finding goes through after it is found, and the rules loaded once for all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import concise, prepare
from kinds import linter

import jdlint.commands.preparing
from jdlint.errors import RuleError
from jdlint.linter import Linter

_ROW = re.compile(r"(\d+:\d+): \w+\[([\w-]+)\]")
TITLE = "# Senior Data Engineer\n\n"
BODY = """\
## What you will do

- You build the pipelines that carry meter readings to the billing team.
- You keep them running at night.

## Requirements

- SQL good enough to find a wrong join
"""
POST = TITLE + BODY


def work_folder(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and the shipped rules."""
    work = prepare(folder, patch, real_rules=True)
    patch.setattr(jdlint.commands.preparing, "load_linter", load_once)
    return work


def load_once(*folders: object) -> tuple[Linter, tuple[RuleError, ...]]:
    del folders
    return linter(), ()


def found(path: str, *args: str) -> list[str]:
    """The findings in a file as ``line:column rule``."""
    rows = (_ROW.match(line.removeprefix(f"{path}:")) for line in concise(path, *args).stdout.splitlines())
    return [f"{row[1]} {row[2]}" for row in rows if row]
