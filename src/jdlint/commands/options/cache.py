"""What is kept between runs."""

from __future__ import annotations

from pathlib import Path

import click

from jdlint.commands.options.group import Group, option

CACHE_OPTIONS = Group(
    "Cache",
    (
        option(
            "--no-cache",
            is_flag=True,
            envvar="JDLINT_NO_CACHE",
            help="Keep nothing between runs, and use nothing kept.",
        ),
        option(
            "--cache-dir",
            metavar="DIR",
            type=click.Path(path_type=Path),
            help="Keep it in this folder, not in JDLINT_CACHE_DIR or where the system keeps caches.",
        ),
    ),
)
