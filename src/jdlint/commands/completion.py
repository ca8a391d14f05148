"""``jdlint completion``: the script by which a shell completes commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from jdlint.console import show

_VARIABLE = "_JDLINT_COMPLETE"
_SHELLS = ("bash", "zsh", "fish")


@click.command(name="completion", short_help="Print a script that completes commands in a shell.")
@click.argument("shell", type=click.Choice(_SHELLS))
def command(shell: str) -> None:
    """Print the script by which bash, zsh or fish completes commands, options, rules and paths.

    \b
    bash  eval "$(jdlint completion bash)"          in ~/.bashrc
    zsh   eval "$(jdlint completion zsh)"           in ~/.zshrc, after compinit
    fish  jdlint completion fish | source           in ~/.config/fish/config.fish

    Exits with 0, or with 2 for another shell.
    """  # noqa: D301 - click reads \b
    root = click.get_current_context().find_root().command
    made = get_completion_class(shell)
    assert made is not None
    # The class is asked for its text only: its own check of the version would start a bash.
    script = made(root, {}, "jdlint", _VARIABLE)
    show(script.source_template % script.source_vars())
