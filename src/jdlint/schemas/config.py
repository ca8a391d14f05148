"""The JSON Schema of settings, made from the table of all keys."""

from __future__ import annotations

from jdlint.settings.settings import KEYS, Key
from jdlint.settings.shown import plain
from jdlint.settings.value_types import Schema

DRAFT = "http://json-schema.org/draft-07/schema#"


def config_schema() -> Schema:
    """The schema of a settings file, and of the table ``[tool.jdlint]``."""
    return {
        "$schema": DRAFT,
        "title": "Settings of jdlint",
        "type": "object",
        "properties": {key.name: _property(key) for key in KEYS.values()},
        "additionalProperties": False,
    }


def _property(key: Key) -> Schema:
    default = {} if key.default is None else {"default": plain(key.default)}
    return {"description": key.help, **key.type.schema(), **default}
