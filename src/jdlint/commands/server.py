"""``jdlint server``: the language server."""

from __future__ import annotations

from typing import Any

import click

from jdlint.commands.options.group import GroupedCommand
from jdlint.commands.options.setup import SETUP_OPTIONS
from jdlint.commands.shared import settings_finder
from jdlint.errors import ConfigError


@click.command(
    name="server",
    cls=GroupedCommand,
    short_help="Lint posts in an editor while they are written.",
    groups=(SETUP_OPTIONS,),
)
def command(**given: Any) -> None:  # noqa: ANN401 - click passes the options
    """Speak the language server protocol on standard input and output: an editor starts this, not a person.

    It shows findings while a post is written, offers fixes and suppressions, and explains rules. Each post is judged
    by the settings nearest to it, unless --config names others. It needs pygls: pip install "jdlint[server]".

    Exits with 0 when the editor ends it properly, else with 1, and with 2 when pygls is missing.
    """
    try:
        from jdlint.server.app import make_server  # noqa: PLC0415 - the extra may be missing
    except ModuleNotFoundError as problem:
        if problem.name is None or problem.name.split(".")[0] not in ("pygls", "lsprotocol"):
            raise
        hint = 'pip install "jdlint[server]"'
        raise ConfigError("the language server needs the package pygls", hint=hint) from None
    make_server(settings_finder(given)).start_io()
