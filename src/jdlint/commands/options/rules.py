"""Which rules are checked, and what fails."""

from __future__ import annotations

from pathlib import Path

import click

from jdlint.commands.complete import complete_rules
from jdlint.commands.options.group import Group, option
from jdlint.commands.options.words import per_file, split
from jdlint.settings.settings import FAIL_LEVELS, PROFILES

RULE_OPTIONS = Group(
    "Rule",
    (
        option(
            "--select",
            metavar="RULES",
            multiple=True,
            callback=split,
            shell_complete=complete_rules,
            help="Check these only: ids of rules, categories or ALL, with commas between them. Repeatable.",
        ),
        option(
            "--ignore",
            metavar="RULES",
            multiple=True,
            callback=split,
            shell_complete=complete_rules,
            help="Leave these out: ids of rules or categories, with commas between them. Repeatable.",
        ),
        option(
            "--extend-select",
            metavar="RULES",
            multiple=True,
            callback=split,
            shell_complete=complete_rules,
            help="Check these besides what is selected, with commas between them. Repeatable.",
        ),
        option(
            "--per-file-ignores",
            metavar="PATTERN:RULES",
            multiple=True,
            callback=per_file,
            help="Leave rules out in some files, such as 'drafts/*.md:team,data'. Repeatable.",
        ),
        option(
            "--profile", type=click.Choice(PROFILES), help="How strict to be; other settings win.  [default: default]"
        ),
        option("--preview/--no-preview", default=None, help="Check rules that are new and not on by default yet."),
        option(
            "--rules-dir",
            metavar="DIR",
            multiple=True,
            type=click.Path(path_type=Path),
            help="Use the rules of this folder too. Repeatable; replaces rules-dir of the settings.",
        ),
        option(
            "--fail-on",
            type=click.Choice(FAIL_LEVELS),
            help="The mildest severity that makes the exit code 1.  [default: error]",
        ),
        option("--exit-zero", is_flag=True, help="The same as '--fail-on never'."),
    ),
)
