"""``jdlint test``: whether the rules behave as their own examples say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from jdlint.commands.options.group import GroupedCommand
from jdlint.commands.options.rules import RULE_OPTIONS
from jdlint.commands.options.setup import SETUP_OPTIONS
from jdlint.commands.shared import load_or_exit, read_settings
from jdlint.console import show
from jdlint.errors import RuleError
from jdlint.output.look import in_line, plural
from jdlint.rule_examples import ExampleProblem, test_rules
from jdlint.ruleset.folder import FLAT_CATEGORY
from jdlint.ruleset.rule import CATEGORIES, Rule


@click.command(
    name="test",
    cls=GroupedCommand,
    short_help="Try rules on their own examples.",
    params=[click.Argument(["path"], required=False, type=click.Path(path_type=Path))],
    groups=(RULE_OPTIONS.pick("rules_dir"), SETUP_OPTIONS),
)
def command(path: Path | None, **given: Any) -> None:  # noqa: ANN401 - click passes the options
    """Try rules on their own examples: all rules, or those of the file or folder PATH.

    \b
    Noisy    a rule finds something in a good example
    Missing  a rule finds nothing in a bad one
    Moved    a rule finds something in another place than the marked one
    Misfixed the fixes of a rule make something else of a bad one than it says

    \b
    Exit codes:
      0    all behave
      1    one misbehaves
      2    a rule or the settings cannot be read
      130  interrupted
    """  # noqa: D301 - click reads \b
    settings = read_settings(given)
    linter = load_or_exit(replace(settings, severity={}, options={}), *([rules_root(path)] if path else []))
    rules = rules_within(linter.ruleset.rules, path) if path else linter.ruleset.rules
    problems = test_rules(linter, rules)
    show(report_text(rules, problems))
    click.get_current_context().exit(int(bool(problems)))


def rules_root(path: Path) -> Path:
    """The folder of rules that a path is, or is within as a category or as a file.

    Raises ``RuleError`` when there is nothing.
    """
    if not path.exists():
        raise RuleError("there is no such file or folder", path=str(path), hint="name a folder with rules in YAML")
    folder = path if path.is_dir() else path.parent
    name = folder.resolve().name
    return folder.resolve().parent if name in CATEGORIES and name != FLAT_CATEGORY else folder


def rules_within(rules: Sequence[Rule], path: Path) -> tuple[Rule, ...]:
    """The rules whose files are in a folder, or are that file; raises ``RuleError`` when there is none."""
    place = path.resolve()
    found = tuple(rule for rule in rules if Path(rule.path).resolve().is_relative_to(place))
    if not found:
        raise RuleError("there is no rule", path=str(path), hint="rules are files that end in .yaml")
    return found


def report_text(rules: Sequence[Rule], problems: Sequence[ExampleProblem]) -> str:
    """One line for each example that misbehaves, and the counts."""
    lines = [
        f"{in_line(_shown(problem.path))}:{problem.line}: {problem.kind}[{problem.rule}] {in_line(problem.detail)}"
        for problem in problems
    ]
    examples = sum(len(rule.good) + len(rule.bad) + len(rule.known_miss) for rule in rules)
    outcome = f"{plural(len(rules), 'rule')}, {plural(examples, 'example')}, {len(problems)} misbehave"
    return "".join(f"{line}\n" for line in (*lines, outcome))


def _shown(path: str) -> str:
    """The path from the current folder where it is within, else as it is."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path
