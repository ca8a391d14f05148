"""``jdlint server``: the language server."""

from __future__ import annotations

import click

from jdlint.errors import ConfigError


@click.command(name="server", short_help="Lint posts in an editor while they are written.")
def command() -> None:
    """Speak the language server protocol on standard input and output: an editor starts this, not a person.

    It shows findings while a post is written, offers fixes and suppressions, and explains rules. Each post is judged
    by the settings nearest to it. It needs pygls: pip install "jdlint[server]".

    Exits with 0 when the editor ends it properly, else with 1, and with 2 when pygls is missing.
    """
    try:
        from jdlint.server.app import make_server  # noqa: PLC0415 - the extra may be missing
    except ModuleNotFoundError as problem:
        if problem.name is None or problem.name.split(".")[0] not in ("pygls", "lsprotocol"):
            raise
        hint = 'pip install "jdlint[server]"'
        raise ConfigError("the language server needs the package pygls", hint=hint) from None
    make_server().start_io()
