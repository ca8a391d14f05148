"""``jdlint rule``: one rule explained."""

from __future__ import annotations

from typing import Any

import click

from jdlint.commands.complete import complete_rule
from jdlint.commands.options.group import GroupedCommand
from jdlint.commands.options.output import TEXT_OR_JSON
from jdlint.commands.options.rules import RULE_OPTIONS
from jdlint.commands.options.setup import SETUP_OPTIONS
from jdlint.commands.shared import load_or_exit, read_settings
from jdlint.console import show, show_data
from jdlint.explain import rule_data, rule_page
from jdlint.output.json import VERSION, dump
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.accuracy_file import read_accuracy


@click.command(
    name="rule",
    cls=GroupedCommand,
    params=[click.Argument(["rule_id"], metavar="ID", shell_complete=complete_rule)],
    groups=(TEXT_OR_JSON, RULE_OPTIONS.pick("rules_dir"), SETUP_OPTIONS),
)
def command(rule_id: str, output_format: str, **given: Any) -> None:  # noqa: ANN401 - click passes the options
    """Explain a rule: what it asks, why, and its examples.

    Exits with 0, or with 2 when there is no such rule.
    """
    linter = load_or_exit(read_settings(given))
    rule = linter.ruleset.rule(rule_id)
    accuracy = read_accuracy(shipped_rules())
    if output_format == "json":
        show_data(dump({"version": VERSION, "rule": rule_data(rule, accuracy)}))
    else:
        show(rule_page(rule, accuracy))
