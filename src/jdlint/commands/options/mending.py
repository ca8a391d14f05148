"""What is put into posts, and which findings are left out of the report."""

from __future__ import annotations

from pathlib import Path

import click

from jdlint.commands.options.group import Group, option


def _reason(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and (not value.strip() or "--" in value or "\n" in value or "\r" in value):
        raise click.BadParameter("it is empty, or has a line break or '--', which would end the comment")
    return value.strip() if value is not None else None


FIX_OPTIONS = Group(
    "Fix",
    (
        option("--fix", is_flag=True, help="Mend in the posts what can be mended, and report what is left."),
        option("--fix-only", is_flag=True, help="As --fix, and report nothing of what is left, nor fail for it."),
        option("--unsafe-fixes", is_flag=True, help="With these and --diff: mend also what may change a meaning."),
        option(
            "--diff", is_flag=True, help="Change nothing, and show what --fix would change; exits with 1 if anything."
        ),
    ),
)
LEFT_OUT_OPTIONS = Group(
    "Suppression",
    (
        option("--add-suppressions", is_flag=True, help="Suppress all that is found by comments in the posts."),
        option("--reason", metavar="TEXT", callback=_reason, help="With --add-suppressions: the reason to give."),
        option("--no-suppressions", is_flag=True, help="Report also what posts suppress."),
        option(
            "--baseline",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help="Report only what is not in this file of known findings.",
        ),
        option("--write-baseline", is_flag=True, help="Write all that is found to the baseline."),
        option(
            "--diff-base",
            metavar="REV",
            help="Report only what is on lines that git says have changed since the merge base with this revision.",
        ),
    ),
)
