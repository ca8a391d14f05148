"""``jdlint rules``: all rules as a table."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from jdlint.checks import CHECKS
from jdlint.commands.options.group import GroupedCommand
from jdlint.commands.options.output import TEXT_OR_JSON
from jdlint.commands.options.rules import RULE_OPTIONS
from jdlint.commands.options.setup import SETUP_OPTIONS
from jdlint.commands.shared import load_or_exit, read_settings
from jdlint.console import show, show_data, wants_hyperlinks
from jdlint.explain import rule_data, severity_text
from jdlint.output.json import VERSION, dump
from jdlint.output.look import file_uri, hyperlink, one_line, plural
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.accuracy_file import read_accuracy
from jdlint.ruleset.rule import CATEGORIES, Rule
from jdlint.settings.profiles import mildest_profiles
from jdlint.settings.tuning import options_of


@click.command(
    name="rules",
    cls=GroupedCommand,
    short_help="List all rules by category.",
    groups=(TEXT_OR_JSON, RULE_OPTIONS.pick("rules_dir"), SETUP_OPTIONS),
)
def command(output_format: str, **given: Any) -> None:  # noqa: ANN401 - click passes the options
    """List all rules by category, with their severities, the mildest profile that has them, and their titles.

    \b
    Exit codes:
      0    they are listed
      2    the settings or a rule file cannot be used
      130  interrupted
    """  # noqa: D301 - click reads \b
    settings = read_settings(given)
    ruleset = load_or_exit(settings).ruleset
    profiles = mildest_profiles(ruleset.rules)
    if output_format == "json":
        accuracy = read_accuracy(shipped_rules())
        options = {rule.id: options_of(rule, ruleset, settings, CHECKS) for rule in ruleset.rules}
        rules = [rule_data(rule, accuracy, options[rule.id]) | {"profile": profiles[rule.id]} for rule in ruleset.rules]
        show_data(dump({"version": VERSION, "rules": rules}))
    else:
        show(rules_table(ruleset.rules, profiles, links=wants_hyperlinks(sys.stdout)), color=True)


def rules_table(rules: Sequence[Rule], profiles: Mapping[str, str], *, links: bool = False) -> str:
    """The rules as text: a paragraph for each category, a line for each rule, with links to their files if wanted."""
    paragraphs = [
        "".join(f"{line}\n" for line in (category, *_rows(found, rules, profiles, links=links)))
        for category in CATEGORIES
        if (found := [rule for rule in rules if rule.category == category])
    ]
    return "\n".join(
        [
            *paragraphs,
            f"{plural(len(rules), 'rule')}, each with the mildest profile that has it; 'jdlint rule ID' explains one.\n",
        ]
    )


def _rows(
    rules: Sequence[Rule], all_rules: Sequence[Rule], profiles: Mapping[str, str], *, links: bool
) -> Iterator[str]:
    ids = max(len(rule.id) for rule in all_rules)
    severities = max(len(severity_text(rule)) for rule in all_rules)
    for rule in rules:
        name = hyperlink(rule.id, file_uri(rule.path)) if links else rule.id
        blanks = " " * (ids - len(rule.id))
        degree = f"{profiles[rule.id]:<7}"
        yield f"  {name}{blanks}  {severity_text(rule):<{severities}}  {degree}  {one_line(rule.title)}{_state(rule)}"


def _state(rule: Rule) -> str:
    if not rule.on_by_default:
        return " (off by default)"
    return " (in preview)" if rule.preview else ""
