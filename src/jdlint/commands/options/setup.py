"""Where settings come from."""

from __future__ import annotations

from pathlib import Path

import click

from jdlint.commands.options.group import Group, option

SETUP_OPTIONS = Group(
    "Settings",
    (
        option("--config", metavar="FILE", type=click.Path(path_type=Path), help="Read the settings from this file."),
        option("--isolated", is_flag=True, help="Read no settings file."),
    ),
)
