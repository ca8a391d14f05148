"""How a run is made fast: what is kept between runs, and how many processes share the work."""

from __future__ import annotations

from pathlib import Path

import click

from jdlint.commands.options.group import Group, option

SPEED_OPTIONS = Group(
    "Speed",
    (
        option(
            "--jobs",
            metavar="N",
            type=click.IntRange(min=1),
            envvar="JDLINT_JOBS",
            help="Lint in this many processes.  [default: as many as there are cores, for 32 posts and more]",
        ),
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
