"""Sessions in the documentation: commands with what they print."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"


@dataclass(frozen=True, slots=True)
class Run:
    """A command of a session, the folder that it is run in, and what is shown after it; ``line`` is the command's."""

    line: int
    command: str
    folder: Path
    output: tuple[str, ...]


def session(text: str, line: int, root: Path) -> Iterator[Run]:
    """Each command ``$ jdlint`` of a session that shows its output, the first line of which is ``line`` of its page.

    It runs in the folder of a ``$ cd`` before it, else in ``root``.
    """
    lines = text.splitlines()
    starts = [index for index, text in enumerate(lines) if text.startswith("$ ")]
    folder = root
    for start, end in pairwise([*starts, len(lines)]):
        output = lines[start + 1 : end]
        if lines[start].startswith("$ cd "):
            folder = (root / lines[start].removeprefix("$ cd ")).resolve()
        elif lines[start].startswith("$ jdlint") and output:
            yield Run(line + start, lines[start][2:], folder, tuple(output))


def wrong_output(run: Run) -> Iterator[str]:
    """What is wrong with the output that is shown; a line ``...`` stands for any number of lines."""
    pattern = "\n".join(r"[\s\S]*?" if text == "..." else re.escape(text.rstrip()) for text in run.output)
    shown = output_of(run)
    if not re.fullmatch(pattern, shown):
        yield f"'{run.command}' says something else now ('--update' stores it):\n{shown}"


def output_of(run: Run) -> str:
    """What a command prints, as this checkout's own code does on a terminal of 80 columns."""
    settings = {"NO_COLOR": "1", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [sys.executable, "-m", "jdlint", *shlex.split(run.command)[1:]],
        cwd=run.folder,
        env={**os.environ, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return "\n".join(text.rstrip() for text in done.stdout.splitlines()).strip("\n")
