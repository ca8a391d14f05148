"""``jdlint rule``: one rule explained."""

from __future__ import annotations

import sys
from typing import Any

import click

from jdlint.checks import CHECKS
from jdlint.commands.complete import complete_rule
from jdlint.commands.options.group import GroupedCommand
from jdlint.commands.options.output import TEXT_OR_JSON
from jdlint.commands.options.rules import RULE_OPTIONS
from jdlint.commands.options.setup import SETUP_OPTIONS
from jdlint.commands.shared import load_or_exit, read_settings
from jdlint.console import show, show_data, wants_hyperlinks
from jdlint.explain import rule_data, rule_page
from jdlint.output.json import VERSION, dump
from jdlint.output.look import visible, with_hyperlinks
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.accuracy_file import read_accuracy
from jdlint.settings.profiles import mildest_profiles
from jdlint.settings.tuning import options_of


@click.command(
    name="rule",
    short_help="Explain a rule: what it asks, why, and its examples.",
    cls=GroupedCommand,
    params=[click.Argument(["rule_id"], metavar="ID", shell_complete=complete_rule)],
    groups=(TEXT_OR_JSON, RULE_OPTIONS.pick("rules_dir"), SETUP_OPTIONS),
)
def command(rule_id: str, output_format: str, **given: Any) -> None:  # noqa: ANN401 - click passes the options
    """Explain a rule: what it says and asks, why, how right it was on real posts, what can be set, its examples, its sources.

    \b
    Exit codes:
      0    it is explained
      2    there is no such rule, or the settings or a rule file cannot be used
      130  interrupted
    """  # noqa: D301 - click reads \b
    settings = read_settings(given)
    ruleset = load_or_exit(settings).ruleset
    rule = ruleset.rule(rule_id)
    options = options_of(rule, ruleset, settings, CHECKS)
    profile = mildest_profiles(ruleset.rules)[rule.id]
    accuracy = read_accuracy(shipped_rules())
    if output_format == "json":
        show_data(dump({"version": VERSION, "rule": {**rule_data(rule, accuracy, options), "profile": profile}}))
    else:
        page = visible(rule_page(rule, accuracy, options))
        show(with_hyperlinks(page) if wants_hyperlinks(sys.stdout) else page, color=True)
