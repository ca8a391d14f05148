"""The options of ``jdlint check``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

import click

from jdlint.commands.shared import setup_options
from jdlint.console import COLOR_CHOICES
from jdlint.output import FORMATS
from jdlint.ruleset.config import FAIL_LEVELS

Function = TypeVar("Function", bound=Callable[..., None])


def check_options(function: Function) -> Function:
    """Add PATHS and all options of ``check``."""
    decorators = (
        click.argument("paths", metavar="[PATHS]...", nargs=-1),
        *_rule_options(),
        *_post_options(),
        *_output_options(),
        setup_options,
    )
    for decorate in reversed(decorators):
        function = decorate(function)
    return function


def _rule_options() -> tuple[Callable[[Function], Function], ...]:
    return (
        click.option(
            "--select",
            metavar="RULES",
            multiple=True,
            callback=_split_or_none,
            help="Check these only: ids of rules, categories or ALL, with commas between them. Repeatable.",
        ),
        click.option(
            "--ignore",
            metavar="RULES",
            multiple=True,
            callback=_split,
            help="Leave these out: ids of rules or categories, with commas between them. Repeatable.",
        ),
        click.option(
            "--fail-on",
            type=click.Choice(FAIL_LEVELS),
            help="The mildest severity that makes the exit code 1.  [default: error]",
        ),
    )


def _post_options() -> tuple[Callable[[Function], Function], ...]:
    return (
        click.option("--family", metavar="NAME", help="Judge all posts as jobs of this family, such as research."),
        click.option(
            "--skip-drafts/--no-skip-drafts", default=None, help="Leave out posts that their front matter calls drafts."
        ),
        click.option(
            "--skip-closed/--no-skip-closed", default=None, help="Leave out posts that are closed, archived or expired."
        ),
        click.option(
            "--today",
            metavar="DATE",
            type=click.DateTime(["%Y-%m-%d"]),
            callback=_day,
            help="Reckon ages, deadlines and laws by this day, such as 2026-07-01, instead of the calendar's.",
        ),
    )


def _output_options() -> tuple[Callable[[Function], Function], ...]:
    return (
        click.option(
            "--output-format",
            type=click.Choice(list(FORMATS)),
            default="full",
            show_default=True,
            envvar="JDLINT_OUTPUT_FORMAT",
            show_envvar=True,
            help="; ".join(f"{name}: {form.about}" for name, form in FORMATS.items()) + ".",
        ),
        click.option("-o", "--output-file", metavar="FILE", help="Write the report to this file."),
        click.option(
            "--color",
            type=click.Choice(COLOR_CHOICES),
            default="auto",
            show_default=True,
            help="auto obeys NO_COLOR and FORCE_COLOR, else asks the terminal.",
        ),
        click.option("--statistics", is_flag=True, help="Count the findings by rule."),
        click.option("--show-passes", is_flag=True, help="Show also the words that satisfied a rule."),
        click.option("-q", "--quiet", is_flag=True, help="Print findings and errors only: no summary, no notices."),
    )


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value is not None else None


def _split(_: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The words of all values, split at commas."""
    words = tuple(word.strip() for value in values for word in value.split(",") if word.strip())
    if values and not words:
        raise click.BadParameter("the list is empty", param=parameter)
    return words


def _split_or_none(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...] | None:
    """The same, or ``None`` when the option is not given."""
    return _split(context, parameter, values) or None
