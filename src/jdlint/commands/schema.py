"""``jdlint schema``: the JSON Schemas of settings and of rules, for editors."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click

from jdlint.console import show_data
from jdlint.output.json import dump
from jdlint.schemas.config import config_schema
from jdlint.schemas.rule import rule_schema
from jdlint.settings.value_types import Schema

SCHEMAS: Mapping[str, Callable[[], Schema]] = {"config": config_schema, "rule": rule_schema}


@click.command(name="schema", short_help="Print the JSON Schema of settings or of rules.")
@click.argument("of", type=click.Choice(list(SCHEMAS)))
def command(of: str) -> None:
    """Print the JSON Schema of settings files (config) or of rule files (rule), by which editors complete and check.

    \b
    Exit codes:
      0    it is printed
      2    wrong usage
      130  interrupted
    """  # noqa: D301 - click reads \b
    show_data(dump(SCHEMAS[of]()))
