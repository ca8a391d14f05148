"""TOML as Python reads it, without the one thing that makes its reader use gigabytes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping

from jdlint.late import expression

# The reader keeps each beginning of a key, so a key of 20,000 parts takes 1.6 GB; who writes settings needs four.
MAX_PARTS = 32
_PART = r"(?:[\w-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')"
_LONG_KEY = expression(rf"(?m)(?:^[ \t]*\[{{0,2}}|[{{,])[ \t]*{_PART}(?:[ \t]*\.[ \t]*{_PART}){{{MAX_PARTS}}}")


class LongKeyError(ValueError):
    """A key of too many parts; says where it is, as ``tomllib.TOMLDecodeError`` does."""


def parse_toml(text: str) -> dict[str, object]:
    """The data of a TOML text.

    Raises ``ValueError``, with the place in its message where that is known, for what is no TOML or has a key of more
    than ``MAX_PARTS`` parts, and ``RecursionError`` for what is nested too deeply.
    """
    if found := _LONG_KEY.search(text):
        line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        raise LongKeyError(f"a key of more than {MAX_PARTS} parts (at line {line}, column {column})")
    return tomllib.loads(text)


def shape_of(data: object, most: int) -> tuple[int, int]:
    """How many values there are, those in tables and lists too, and how deep they are nested.

    Counts no further than a few beyond ``most``.
    """
    count, depth = 0, -1
    for level in levels_of(data):
        count, depth = count + len(level), depth + 1
        if count > most:
            break
    return count, depth


def levels_of(data: object) -> Iterator[list[object]]:
    """The values, level by level: nothing is too deep for it."""
    level = [data]
    while level:
        yield level
        level = [inner for value in level for inner in _held(value)]


def _held(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return list(value.values())
    return value if isinstance(value, list) else []
