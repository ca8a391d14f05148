"""The commands: one file each, imported when it is called, so that ``--version`` does not wait for the rules."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["COMMANDS"]

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "check": "jdlint.commands.check",
        "scorecard": "jdlint.commands.scorecard",
        "report": "jdlint.commands.report",
        "rules": "jdlint.commands.rules",
        "rule": "jdlint.commands.rule",
        "test": "jdlint.commands.test",
        "config": "jdlint.commands.config",
        "schema": "jdlint.commands.schema",
        "new": "jdlint.commands.new",
        "serve": "jdlint.commands.serve",
        "server": "jdlint.commands.server",
        "completion": "jdlint.commands.completion",
    }
)
