"""Options whose values are lists, patterns or sizes."""

from __future__ import annotations

from pathlib import Path

import click

from jdlint.settings.patterns import Pattern, is_pattern
from jdlint.settings.value_types import parse_size, split_words


def split(_: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words of all values, split at commas; ``None`` when the option is not given."""
    words = tuple(word for value in values for word in split_words(value))
    if values and not words:
        raise click.BadParameter("the list is empty", param=parameter)
    return words or None


def per_file(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> dict[Pattern, tuple[str, ...]] | None:
    """Values such as ``drafts/*.md:team,data`` as words by pattern; ``None`` when the option is not given."""
    found: dict[Pattern, tuple[str, ...]] = {}
    for value in values:
        pattern, colon, words = value.rpartition(":")
        if not colon:
            raise click.BadParameter(f"'{value}' has no ':' between pattern and rules", param=parameter)
        found[_pattern(pattern, parameter)] = split(context, parameter, (words,)) or ()
    return found or None


def patterns(_: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[Pattern, ...]:
    """Values as patterns of paths; a comma may be part of a path."""
    return tuple(_pattern(value, parameter) for value in values)


def size(_: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """A value such as ``2 MB`` in bytes."""
    found = parse_size(value) if value is not None else None
    if value is not None and not found:
        raise click.BadParameter(f"'{value}' is no size, such as 500000, '2 MB' or '512 KiB'", param=parameter)
    return found


def _pattern(text: str, parameter: click.Parameter) -> Pattern:
    if not is_pattern(text):
        raise click.BadParameter(f"'{text}' is no pattern of paths, such as 'drafts/' or '*-old.md'", param=parameter)
    return Pattern(text, Path.cwd().resolve())
