"""``jdlint rule``: one rule explained."""

from __future__ import annotations

from pathlib import Path

import click

from jdlint.commands.shared import load_or_exit, read_settings, rule_folders, setup_options
from jdlint.console import show, show_data
from jdlint.explain import rule_data, rule_page
from jdlint.output.json import VERSION, dump
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.accuracy_file import read_accuracy


@click.command(name="rule")
@click.argument("rule_id", metavar="ID")
@click.option(
    "--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to show it."
)
@setup_options
def command(
    rule_id: str, output_format: str, rules_dirs: tuple[Path, ...], config: Path | None, isolated: bool
) -> None:
    """Explain a rule: what it asks, why, and its examples.

    Exits with 0, or with 2 when there is no such rule.
    """
    linter = load_or_exit(rule_folders(read_settings(config, isolated=isolated), rules_dirs))
    rule = linter.ruleset.rule(rule_id)
    accuracy = read_accuracy(shipped_rules())
    if output_format == "json":
        show_data(dump({"version": VERSION, "rule": rule_data(rule, accuracy)}))
    else:
        show(rule_page(rule, accuracy))
