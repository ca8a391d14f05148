"""The JSON Schema of settings, made from the table of all keys."""

from __future__ import annotations

from collections.abc import Sequence

from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.rule import CATEGORIES
from jdlint.schemas.options import options_schema
from jdlint.schemas.sharing import DRAFT
from jdlint.settings.selection import ALL
from jdlint.settings.settings import KEYS, Key
from jdlint.settings.shown import plain
from jdlint.settings.value_types import RULE, RULES, TEXT, Schema


def config_schema() -> Schema:
    """The schema of a settings file, and of the table ``[tool.jdlint]``."""
    options, kinds = options_schema()
    rules = sorted(path.stem for path in shipped_rules().glob("[!_]*/*.yaml"))
    return {
        "$schema": DRAFT,
        "title": "Settings of jdlint",
        "type": "object",
        "properties": {key.name: _property(key) for key in KEYS.values()}
        | {"options": _property(KEYS["options"]) | options},
        "additionalProperties": False,
        "definitions": {
            RULE: _names(rules, "The id of a rule, shipped or your own."),
            RULES: _names((ALL, *CATEGORIES, *rules), "ALL, a category, or the id of a rule, shipped or your own."),
            **kinds,
        },
    }


def _names(names: Sequence[str], about: str) -> Schema:
    """Names that editors offer; others are names of rules of one's own."""
    return {"description": about, "anyOf": [{"enum": list(names)}, TEXT]}


def _property(key: Key) -> Schema:
    default = {} if key.default is None else {"default": plain(key.default)}
    return {"description": key.help, **key.type.schema(), **default}
