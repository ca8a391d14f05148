"""Where settings come from."""

from __future__ import annotations

from pathlib import Path

import click

from jdlint.commands.options.group import OTHER, Group, option

SETUP_OPTIONS = Group(
    "Settings",
    (
        option(
            "--config",
            metavar="FILE",
            type=click.Path(path_type=Path),
            envvar="JDLINT_CONFIG",
            show_envvar=True,
            help="Read the settings from this file.",
        ),
        option("--isolated", is_flag=True, help="Read no settings file."),
    ),
)
SHOW_OPTIONS = Group(
    OTHER,
    (
        option(
            "--show-settings", is_flag=True, help="Print the settings, where each comes from, and which rules are on."
        ),
        option("--show-files", is_flag=True, help="Print the files that would be linted, one a line."),
    ),
)
