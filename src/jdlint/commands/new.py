"""``jdlint new``: a post begun, with the questions that it has to answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jdlint.commands.complete import complete_family, complete_paths
from jdlint.commands.options.group import Group, GroupedCommand, option
from jdlint.commands.options.rules import RULE_OPTIONS
from jdlint.commands.options.setup import SETUP_OPTIONS
from jdlint.commands.shared import load_or_exit, read_settings
from jdlint.console import create_file, show_aside, show_data
from jdlint.discovery import STDIN, SUFFIXES
from jdlint.errors import ConfigError
from jdlint.linter import Linter
from jdlint.output.look import in_line, plural
from jdlint.planning import check_family
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.skeleton_file import read_skeleton
from jdlint.settings.selection import select_rules
from jdlint.settings.settings import Settings
from jdlint.skeleton import make_skeleton

_FAMILY = option(
    "--family", metavar="NAME", shell_complete=complete_family, help="The family of the job, such as research."
)


@click.command(
    name="new",
    cls=GroupedCommand,
    short_help="Begin a post with the questions that it has to answer.",
    params=[click.Argument(["path"], shell_complete=complete_paths)],
    groups=(Group("Post", (_FAMILY,)), RULE_OPTIONS.pick("select", "ignore", "rules_dir"), SETUP_OPTIONS),
)
def command(path: str, **given: Any) -> None:  # noqa: ANN401 - click passes the options
    """Begin a post: write headings, and under each the questions of the rules for this family, to the new file PATH.

    The questions are comments, which no reader of the post sees. Until it is answered, each of them is a finding of
    'jdlint check'. PATH '-' is standard output. A file that is there is never written over.

    Exits with 0, or with 2 for a family that there is not, a file that is there already or cannot be written, or
    settings or rules that cannot be used.
    """
    settings = read_settings(given)
    if path != STDIN and Path(path).suffix.lower() not in SUFFIXES:
        raise ConfigError("posts are files in Markdown", path=path, hint=f"name it {Path(path).stem or 'post'}.md")
    linter = load_or_exit(settings)
    family = known_family(linter, settings)
    plan = read_skeleton((shipped_rules(), *settings.rules_dir))
    text = make_skeleton(linter, select_rules(linter.ruleset.rules, settings), plan, family)
    if path == STDIN:
        show_data(text)
        return
    create_file(text, path)
    questions = plural(text.count("<!-- ") - 1, "question")
    show_aside(f"{in_line(path)}: written, with {questions}; 'jdlint {in_line(path)}' says which are open\n")


def known_family(linter: Linter, settings: Settings) -> str:
    """The family that the post is to be of; raises ``ConfigError`` when there is none of that name, or none is given."""
    if settings.family is None:
        hint = f"add --family with one of: {', '.join(linter.ruleset.families)}"
        raise ConfigError("the family of the job is missing", hint=hint)
    check_family(linter, settings)
    return settings.family
