"""Patterns of paths, written as in a ``.gitignore`` file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jdlint.record import Record

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Pattern(Record):
    """A pattern that holds from the folder ``base`` on, an absolute path without links."""

    text: str
    base: Path

    def __str__(self) -> str:
        return self.text


def is_pattern(text: str) -> bool:
    """Whether a text is a pattern that can match anything."""
    try:
        return any(pattern.include is not None for pattern in compile_patterns((text,)).patterns)
    except ValueError:
        return False


def matches(patterns: Iterable[Pattern], path: Path, *, folder: bool = False) -> bool:
    """Whether the last pattern that says anything of an absolute path takes it in; ``!`` takes it out."""
    taken = False
    for pattern in patterns:
        if path.is_relative_to(pattern.base):
            name = path.relative_to(pattern.base).as_posix()
            found = compile_patterns((pattern.text,)).check_file(f"{name}/" if folder else name).include
            taken = taken if found is None else found
    return taken


def absolute(path: str) -> Path:
    """The absolute path of a file: without links in its folders, but with its own name."""
    folder, name = os.path.split(path)
    return Path(os.path.realpath(folder or "."), name)


@cache
def compile_patterns(lines: tuple[str, ...]) -> GitIgnoreSpec:
    """The patterns as one; raises ``ValueError`` for one that is none."""
    from jdlint.settings.linear_patterns import compile_linear  # noqa: PLC0415 - only needed where there are patterns

    return compile_linear(lines)
