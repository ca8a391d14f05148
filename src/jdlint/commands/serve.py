"""``jdlint serve``: the page to try jdlint, on this machine."""

from __future__ import annotations

import webbrowser
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import click

from jdlint.commands.complete import complete_paths
from jdlint.commands.options.group import Group, GroupedCommand, option
from jdlint.commands.options.setup import SETUP_OPTIONS
from jdlint.commands.shared import settings_finder
from jdlint.console import show_aside
from jdlint.errors import ConfigError
from jdlint.output.look import visible
from jdlint.plans import Plans

if TYPE_CHECKING:
    from jdlint.web.live.listening import Listener

_LIBRARIES = ("starlette", "uvicorn", "anyio", "h11")
_PAGE = Group(
    "Page",
    (
        option(
            "--port",
            type=click.IntRange(0, 65535),
            default=0,
            metavar="NUMBER",
            help="The port to listen on; without it any that is free.",
        ),
        option("--open/--no-open", default=True, show_default=True, help="Open the page in the browser."),
    ),
)


@click.command(
    name="serve",
    cls=GroupedCommand,
    short_help="Open a page in the browser to write a post in.",
    params=[click.Argument(["file"], required=False, shell_complete=complete_paths)],
    groups=(_PAGE, SETUP_OPTIONS),
)
def command(file: str | None, **given: Any) -> None:  # noqa: ANN401 - click passes the options
    """Open a page in the browser: a post on one side, and beside it what jdlint finds in it while it is written.

    The page begins with the post FILE, or with nothing. The file is only read: what is written in the page is
    downloaded or copied from there. Posts are judged by the settings of the current folder.

    The page is served from this machine to this machine: to 127.0.0.1, at an address with a secret that is new each
    time, and no other page is answered. Nothing of a post is logged, stored or sent on. Ctrl-C ends it. It needs
    starlette and uvicorn: pip install "jdlint[serve]".

    Exits with 0 when it is ended, and with 2 when a library is missing, the port is taken, FILE cannot be read, or
    settings or rules cannot be used.
    """
    listener = _listener(file, given)
    show_aside(f"{visible(f'jdlint: {listener.address}')}\nCtrl-C ends it.\n")
    if given["open"]:
        # Apart, as a browser in a terminal comes back only when it is left.
        Thread(target=webbrowser.open, args=(listener.address,), daemon=True).start()
    try:
        listener.run()
    except KeyboardInterrupt:
        show_aside("\n")


def _listener(file: str | None, given: Mapping[str, Any]) -> Listener:
    """The server with its port, its settings, rules and FILE read once, so that errors are told here."""
    try:
        from jdlint.web.live.listening import Listener  # noqa: PLC0415 - the extra may be missing
        from jdlint.web.live.posts import Posts  # noqa: PLC0415 - as above
    except ModuleNotFoundError as problem:
        missing = (problem.name or "").split(".")[0]
        if missing not in _LIBRARIES:
            raise
        hint = 'pip install "jdlint[serve]"'
        raise ConfigError(f"the page needs the package {missing}", hint=hint) from None
    posts = Posts(Plans(settings_finder(given)), Path.cwd(), file)
    posts.desk()
    posts.opened()
    return Listener(posts, given["port"])
