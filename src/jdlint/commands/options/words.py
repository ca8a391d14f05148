"""Options whose values are lists with commas."""

from __future__ import annotations

import click


def split(_: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words of all values, split at commas; ``None`` when the option is not given."""
    words = tuple(word.strip() for value in values for word in value.split(",") if word.strip())
    if values and not words:
        raise click.BadParameter("the list is empty", param=parameter)
    return words or None
