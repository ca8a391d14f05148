"""What several commands share: settings, rules and the options that lead to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from jdlint.console import error_look, show_problems
from jdlint.errors import RuleError
from jdlint.linter import Linter, load_linter
from jdlint.ruleset.config import Settings, load_settings

Function = TypeVar("Function", bound=Callable[..., None])


def setup_options(function: Function) -> Function:
    """Add the options ``--rules-dir``, ``--config`` and ``--isolated``."""
    options = (
        click.option(
            "--rules-dir",
            "rules_dirs",
            metavar="DIR",
            multiple=True,
            type=click.Path(path_type=Path),
            help="Use the rules of this folder too. Repeatable; replaces rules-dir of the settings.",
        ),
        click.option(
            "--config", metavar="FILE", type=click.Path(path_type=Path), help="Read the settings from this file."
        ),
        click.option("--isolated", is_flag=True, help="Read no settings file."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def read_settings(config: Path | None, *, isolated: bool) -> Settings:
    """The settings that hold: of ``config``, else of the nearest file from the current folder upwards.

    Raises ``ConfigError`` for a file that cannot be used, and ``click.UsageError`` when both are asked for.
    """
    if config is not None and isolated:
        raise click.UsageError("'--config' and '--isolated' contradict each other")
    return Settings() if isolated else load_settings(Path.cwd(), config)


def rule_folders(settings: Settings, given: Sequence[Path]) -> tuple[Path, ...]:
    """The folders of the user's own rules: those given, else that of the settings."""
    if given:
        return tuple(given)
    return (settings.rules_dir,) if settings.rules_dir is not None else ()


def load_or_exit(folders: Sequence[Path]) -> Linter:
    """The shipped rules and those of some folders; broken rule files are shown, and the command exits with 2."""
    linter, errors = load_linter(folders)
    if errors:
        show_problems(errors, [], error_look())
        click.get_current_context().exit(RuleError.exit_code)
    return linter
