"""Which files are taken."""

from __future__ import annotations

import click

from jdlint.commands.complete import complete_paths
from jdlint.commands.options.group import Group, option
from jdlint.commands.options.words import patterns, size

PATHS = click.Argument(["paths"], metavar="[PATHS]...", nargs=-1, shell_complete=complete_paths)
FILE_OPTIONS = Group(
    "File",
    (
        option(
            "--stdin-filename",
            metavar="NAME",
            help="What standard input is called in the report and for settings about files.",
        ),
        option(
            "--exclude",
            metavar="PATTERN",
            multiple=True,
            callback=patterns,
            help="Leave this out of folders too: a pattern as in .gitignore. Repeatable.",
        ),
        option(
            "--force-exclude/--no-force-exclude",
            default=None,
            help="Leave out what is excluded even where a file is named, as pre-commit does.",
        ),
        option(
            "--respect-gitignore/--no-respect-gitignore",
            default=None,
            help="Leave out of folders what git ignores.  [default: respect-gitignore]",
        ),
        option(
            "--max-file-size",
            metavar="SIZE",
            callback=size,
            help="Refuse a post above this size, such as '2 MB'.  [default: 1 MB]",
        ),
    ),
)
