"""``jdlint rules``: all rules as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from jdlint.commands.options.group import GroupedCommand
from jdlint.commands.options.output import TEXT_OR_JSON
from jdlint.commands.options.rules import RULE_OPTIONS
from jdlint.commands.options.setup import SETUP_OPTIONS
from jdlint.commands.shared import load_or_exit, read_settings
from jdlint.console import show, show_data
from jdlint.explain import rule_data, severity_text
from jdlint.output.json import VERSION, dump
from jdlint.output.look import plural
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.accuracy_file import read_accuracy
from jdlint.ruleset.rule import CATEGORIES, Rule


@click.command(name="rules", cls=GroupedCommand, groups=(TEXT_OR_JSON, RULE_OPTIONS.pick("rules_dir"), SETUP_OPTIONS))
def command(output_format: str, **given: Any) -> None:  # noqa: ANN401 - click passes the options
    """List all rules by category, with their severities and titles.

    Exits with 0, or with 2 when the settings or a rule file cannot be used.
    """
    rules = load_or_exit(read_settings(given)).ruleset.rules
    if output_format == "json":
        accuracy = read_accuracy(shipped_rules())
        show_data(dump({"version": VERSION, "rules": [rule_data(rule, accuracy) for rule in rules]}))
    else:
        show(rules_table(rules))


def rules_table(rules: Sequence[Rule]) -> str:
    """The rules as text: a paragraph for each category, a line for each rule."""
    paragraphs = [
        "".join(f"{line}\n" for line in (category, *_rows(found, rules)))
        for category in CATEGORIES
        if (found := [rule for rule in rules if rule.category == category])
    ]
    return "\n".join([*paragraphs, f"{plural(len(rules), 'rule')}; 'jdlint rule ID' explains one.\n"])


def _rows(rules: Sequence[Rule], all_rules: Sequence[Rule]) -> Iterator[str]:
    ids = max(len(rule.id) for rule in all_rules)
    severities = max(len(severity_text(rule)) for rule in all_rules)
    for rule in rules:
        yield f"  {rule.id:<{ids}}  {severity_text(rule):<{severities}}  {' '.join(rule.title.split())}"
