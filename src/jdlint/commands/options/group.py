"""Groups of options, and commands whose ``--help`` shows them under headings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from jdlint.record import Record

OTHER = "Other"


class Group(Record):
    """Options under one heading."""

    heading: str
    options: tuple[click.Option, ...]

    def pick(self, *names: str) -> Group:
        """The same heading with the options of these parameter names only, in the order of this group."""
        return Group(self.heading, tuple(option for option in self.options if option.name in names))


def option(*declarations: str, **attributes: Any) -> click.Option:  # noqa: ANN401 - click's own
    """An option, declared as for ``click.option``."""
    return click.Option(declarations, **attributes)


class GroupedCommand(click.Command):
    """A command with arguments and groups of options."""

    def __init__(
        self,
        name: str | None,
        params: Iterable[click.Parameter] | None = None,
        groups: Iterable[Group] = (),
        **attributes: Any,  # noqa: ANN401 - click's own
    ) -> None:
        self.groups = tuple(groups)
        options = [option for group in self.groups for option in group.options]
        super().__init__(name, params=[*(params or ()), *options], **attributes)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their headings, and what belongs to no group last."""
        grouped = {option for group in self.groups for option in group.options}
        rest = tuple(
            found for found in self.get_params(ctx) if isinstance(found, click.Option) and found not in grouped
        )
        *groups, last = (
            self.groups if self.groups and self.groups[-1].heading == OTHER else (*self.groups, Group(OTHER, ()))
        )
        for group in (*groups, Group(OTHER, (*last.options, *rest))):
            records = [record for option in group.options if (record := option.get_help_record(ctx)) is not None]
            if records:
                with formatter.section(f"{group.heading} options"):
                    formatter.write_dl(records)
