"""The command line: which command runs, and how a run ends when something goes wrong."""

from __future__ import annotations

import gc
import os
import sys
import threading
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

import click

from jdlint.commands import COMMANDS
from jdlint.errors import JdlintError
from jdlint.version import installed_version

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

INTERRUPTED = 130

_DEFAULT = "check"
_OWN_OPTIONS = ("--version", "--help", "-h")


class CommandGroup(click.Group):
    """Commands that are loaded late; what names no command is for ``check``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands' names, in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``check`` before arguments that begin with neither a command nor an option of the group."""
        named = bool(args) and args[0] in (*COMMANDS, *_OWN_OPTIONS)
        if not named and (args or not ctx.resilient_parsing):  # a shell that completes the first word gets commands too
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What the first word may be: a command, or what ``check`` takes."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only shells ask for it

        check = self.get_command(ctx, _DEFAULT)
        assert check is not None
        with check.make_context(_DEFAULT, [], ctx, resilient_parsing=True) as inner:
            options = check.shell_complete(inner, incomplete)
        return [CompletionItem(incomplete, type="file"), *super().shell_complete(ctx, incomplete), *options]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both ways to call it."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] [PATHS]...")
        formatter.write_usage(ctx.command_path, "COMMAND [OPTIONS] [ARGS]...", prefix="       ")

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - click's signature
        """Run as click does, on streams that show a ``?`` for what their encoding lacks."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the command; what goes wrong becomes a message and an exit code."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as problem:  # noqa: BLE001 - users get a message, not a traceback
            _fail(ctx, problem)


def _fail(ctx: click.Context, problem: Exception) -> None:
    """Show what went wrong and exit; what shows it is imported only now."""
    from jdlint.console import error_look, show_problems  # noqa: PLC0415
    from jdlint.runner import InternalError  # noqa: PLC0415

    error = problem if isinstance(problem, JdlintError) else InternalError(problem)
    show_problems([error], [], error_look())
    ctx.exit(error.exit_code)


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"jdlint {installed_version() or '(run from its sources, not installed)'}")
        ctx.exit()


@click.command(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Show the version."
)
def app() -> None:
    """Lint job posts in Markdown: say what a candidate will not learn from them.

    \b
    jdlint posts/            lint all posts in a folder
    jdlint post.md           lint a post
    jdlint scorecard posts/  show what posts say and do not say
    jdlint report posts/     write a page on posts
    jdlint rule ownership    explain a rule

    'jdlint PATHS' is short for 'jdlint check PATHS'; 'jdlint check --help' lists its options. A file that is
    called like a command is passed as './rule'.

    \b
    Exit codes:
      0    nothing at or above the fail level (error, unless set)
      1    findings at or above the fail level, or examples that misbehave
      2    wrong usage, settings or rules, unreadable files, internal errors
      130  interrupted
    """  # noqa: D301 - click reads \b


def main() -> None:
    """Run the command line and exit.

    What a run makes lives as long as it does or goes at once, so the search for circles is made a rare one, and at the
    end the memory is left to the system: to take it apart would be a tenth of the time of a run on one post.
    """
    gc.set_threshold(50_000, 20, 50)
    try:
        app(prog_name="jdlint")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except SystemExit as end:
        if not isinstance(end.code, int) or threading.active_count() > 1:
            raise
        with suppress(OSError, ValueError):  # where a stream is closed, Python has to say so
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
            os._exit(end.code)
        raise
