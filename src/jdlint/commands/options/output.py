"""How the report looks, and where it goes."""

from __future__ import annotations

import click

from jdlint.commands.options.group import Group, option
from jdlint.console import COLOR_CHOICES
from jdlint.output import FORMATS


def _only_file(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> str | None:  # noqa: ARG001 - click's
    """The one file that is named; ``None`` for standard output."""
    if len(values) > 1:
        raise click.BadParameter("there can be one only; run again for another", param=parameter)
    return values[0] if values and values[0] != "-" else None


TEXT_OR_JSON = Group(
    "Output",
    (
        option(
            "--output-format",
            type=click.Choice(["text", "json"]),
            default="text",
            show_default=True,
            help="text: to read in a terminal; json: for programs.",
        ),
    ),
)
OUTPUT_OPTIONS = Group(
    "Output",
    (
        option(
            "--output-format",
            type=click.Choice(list(FORMATS)),
            default="full",
            show_default=True,
            envvar="JDLINT_OUTPUT_FORMAT",
            show_envvar=True,
            help="; ".join(f"{name}: {form.about}" for name, form in FORMATS.items()) + ".",
        ),
        option(
            "-o",
            "--output-file",
            metavar="FILE",
            multiple=True,
            callback=_only_file,
            help="Write the report to this file; '-' is standard output.",
        ),
        option(
            "--color",
            type=click.Choice(COLOR_CHOICES),
            default="auto",
            show_default=True,
            help="auto obeys NO_COLOR and FORCE_COLOR, else asks the terminal.",
        ),
        option("--statistics", is_flag=True, help="Count the findings by rule."),
        option("--show-passes", is_flag=True, help="Show also the words that satisfied a rule."),
        option(
            "-q", "--quiet", is_flag=True, help="Print findings and errors only: no summary, no notices, no progress."
        ),
        option(
            "-v",
            "--verbose",
            is_flag=True,
            help="Say on standard error which settings, rules and files were used, and how each post was judged.",
        ),
    ),
)
