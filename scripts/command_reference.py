"""The reference of all commands, written from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from jdlint.cli import app
from jdlint.commands.options.group import Group, GroupedCommand


def command_reference() -> str:
    """A section for each command: how it is called, what it does, its options and its exit codes."""
    context = click.Context(app, info_name="jdlint", **app.context_settings)
    commands = ((name, app.get_command(context, name)) for name in app.list_commands(context))
    return "\n\n".join(
        block
        for name, command in commands
        if command is not None
        for block in _section(command, click.Context(command, info_name=name, parent=context))
    )


def _section(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## jdlint {context.info_name}"
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"```text\n{context.command_path} {usage}\n```"
    yield from _paragraphs(inspect.cleandoc(command.help or ""))
    for group in command.groups if isinstance(command, GroupedCommand) else ():
        yield "\n".join((f"| {group.heading.lower()} options | |", "|---|---|", *_rows(group, context)))


def _paragraphs(text: str) -> Iterator[str]:
    r"""The paragraphs of a help text; those that ``\b`` keeps as they are stand in a block of their own."""
    for paragraph in text.split("\n\n"):
        if paragraph.startswith("\b\n"):
            yield "```text\n" + paragraph.removeprefix("\b\n") + "\n```"
        else:
            yield paragraph


def _rows(group: Group, context: click.Context) -> Iterator[str]:
    for option in group.options:
        record = option.get_help_record(context)
        if record is not None:
            name, text = (" ".join(part.split()).replace("|", r"\|") for part in record)
            yield f"| `{name}` | {text} |"
