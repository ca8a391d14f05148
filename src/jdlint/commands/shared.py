"""What several commands share: the settings that hold, and the rules as they want them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from jdlint.caching.store import usual_cache
from jdlint.compiled import load_compiled
from jdlint.console import error_look, show_problems
from jdlint.errors import RuleError
from jdlint.linter import Linter, load_linter
from jdlint.settings.files import find_config, read_layers
from jdlint.settings.layers import Layer, command_line_layer
from jdlint.settings.profiles import merge_on_profile
from jdlint.settings.settings import Settings

_READ_HERE = ("config", "isolated", "exit_zero")
_FIELDS = frozenset(found.name for found in fields(Settings) if found.metadata)


def read_settings(given: Mapping[str, Any]) -> Settings:
    """The settings that hold when a command is given some options, by their parameters' names.

    Over the defaults lies the profile, over it the file of ``--config``, else the nearest from the current folder upwards, each on
    those that it extends; over these lie the options that are named like a setting. Raises ``ConfigError`` for a
    file that cannot be used, and ``click.UsageError`` for ``--config`` with ``--isolated``.
    """
    options = command_line_layer({name: value for name, value in _with_aliases(given).items() if name in _FIELDS})
    return merge_on_profile((*_file_layers(given), options))


def _with_aliases(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options with ``--exit-zero`` as what it stands for."""
    if not given.get("exit_zero"):
        return given
    if given["fail_on"] not in (None, "never"):
        raise click.UsageError(f"'--exit-zero' and '--fail-on {given['fail_on']}' contradict each other")
    return {**given, "fail_on": "never"}


def other_options(given: Mapping[str, Any]) -> dict[str, Any]:
    """The options that set no setting and do not say where to read them."""
    return {name: value for name, value in given.items() if name not in {*_FIELDS, *_READ_HERE}}


def load_or_exit(settings: Settings, *more: Path) -> Linter:
    """The rules as the settings want them; broken rule files are shown, and the command exits with 2."""
    settings = replace(settings, rules_dir=(*settings.rules_dir, *more))
    linter, errors = load_compiled(settings, usual_cache(), load_linter, whole=True)
    if errors:
        show_problems(errors, [], error_look())
        click.get_current_context().exit(RuleError.exit_code)
    return linter


def settings_finder(given: Mapping[str, Any]) -> Callable[[Path], Path | None]:
    """What tells the settings file that holds for a folder; ``--isolated`` has none, not even that of the environment.

    Raises ``click.UsageError`` for ``--config`` with ``--isolated``.
    """
    config: Path | None = given["config"]
    if given["isolated"]:
        source = click.get_current_context().get_parameter_source("config")
        if config is not None and source is not ParameterSource.ENVIRONMENT:
            raise click.UsageError("'--config' and '--isolated' contradict each other")
        return lambda _: None
    return lambda folder: config or find_config(folder)


def _file_layers(given: Mapping[str, Any]) -> tuple[Layer, ...]:
    path = settings_finder(given)(Path.cwd())
    return read_layers(path) if path is not None else ()
