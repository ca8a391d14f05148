"""``jdlint config``: the settings that hold, and where each value comes from."""

from __future__ import annotations

from typing import Any

import click

from jdlint.commands.complete import complete_key
from jdlint.commands.options.group import GroupedCommand
from jdlint.commands.options.output import TEXT_OR_JSON
from jdlint.commands.options.setup import SETUP_OPTIONS
from jdlint.commands.shared import read_settings
from jdlint.console import show, show_data
from jdlint.errors import ConfigError, did_you_mean
from jdlint.output.json import VERSION, dump
from jdlint.settings.settings import KEYS, Key
from jdlint.settings.shown import files_text, key_text, settings_data, settings_text


@click.command(
    name="config",
    cls=GroupedCommand,
    short_help="Show the settings that hold, and where each comes from.",
    params=[click.Argument(["name"], metavar="[KEY]", required=False, shell_complete=complete_key)],
    groups=(TEXT_OR_JSON, SETUP_OPTIONS),
)
def command(name: str | None, output_format: str, **given: Any) -> None:  # noqa: ANN401 - click passes the options
    """Show the settings that hold in the current folder, and where each value comes from; or explain one KEY.

    The text is YAML, and may be the start of a settings file.

    \b
    Exit codes:
      0    the settings can be used
      2    they cannot, or there is no such key
      130  interrupted
    """  # noqa: D301 - click reads \b
    settings = read_settings(given)
    keys = (find_key(name),) if name is not None else tuple(KEYS.values())
    if output_format == "json":
        data = {"version": VERSION, "files": list(settings.files), "settings": settings_data(settings, keys)}
        show_data(dump(data))
    else:
        about = key_text(keys[0]) if name is not None else files_text(settings)
        show(f"{about}\n{settings_text(settings, keys)}")


def find_key(name: str) -> Key:
    """The key of a name; raises ``ConfigError`` when there is none."""
    if name not in KEYS:
        hint = did_you_mean(name, KEYS, "'jdlint config' lists all keys")
        raise ConfigError(f"there is no setting '{name}'", hint=hint)
    return KEYS[name]
