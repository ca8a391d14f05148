"""How posts are taken."""

from __future__ import annotations

from datetime import date, datetime

import click

from jdlint.commands.complete import complete_family
from jdlint.commands.options.group import Group, option
from jdlint.commands.options.words import split


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value is not None else None


POST_OPTIONS = Group(
    "Post",
    (
        option(
            "--family",
            metavar="NAME",
            shell_complete=complete_family,
            help="Judge all posts as jobs of this family, such as research.",
        ),
        option(
            "--skip-drafts/--no-skip-drafts", default=None, help="Leave out posts that their front matter calls drafts."
        ),
        option(
            "--skip-closed/--no-skip-closed", default=None, help="Leave out posts that are closed, archived or expired."
        ),
        option(
            "--jurisdictions",
            metavar="CODES",
            multiple=True,
            callback=split,
            help="Go by the laws of these places, such as US-CO,CA-ON, with commas between them. Repeatable.",
        ),
        option(
            "--provided-elsewhere",
            metavar="PARTS",
            multiple=True,
            callback=split,
            help="Miss no part that the site adds around a post, such as apply,equal-opportunity. Repeatable.",
        ),
        option(
            "--today",
            metavar="DATE",
            type=click.DateTime(["%Y-%m-%d"]),
            callback=_day,
            help="Reckon ages, deadlines and laws by this day, such as 2026-07-01, instead of the calendar's.",
        ),
    ),
)
