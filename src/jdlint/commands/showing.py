"""What ``--show-settings`` and ``--show-files`` of ``jdlint check`` print instead of linting."""

from __future__ import annotations

from jdlint.commands.shared import load_or_exit
from jdlint.console import error_look, show, show_problems
from jdlint.discovery import Discovery
from jdlint.errors import InputError
from jdlint.settings.selection import select_rules
from jdlint.settings.settings import Settings
from jdlint.settings.shown import files_text, settings_text


def show_settings(settings: Settings) -> int:
    """Print the settings with where each comes from, and the rules that are on; the exit code is returned."""
    rules = load_or_exit(settings).ruleset.rules
    on = select_rules(rules, settings)
    lines = [f"\n# rules that are on: {len(on)} of {len(rules)}", *(f"#   {rule.id}" for rule in on)]
    show(f"{files_text(settings)}\n{settings_text(settings)}" + "".join(f"{line}\n" for line in lines))
    return 0


def show_files(found: Discovery, color: str) -> int:
    """Print the files that would be linted, one a line; the exit code is returned."""
    show_problems(found.errors, found.notices, error_look(color))
    show("".join(f"{file}\n" for file in found.files))
    return InputError.exit_code if found.errors else 0
