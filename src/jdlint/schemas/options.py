"""The JSON Schema of the options of rules, for each shipped rule by its kind."""

from __future__ import annotations

import re

from jdlint.checks import CHECKS
from jdlint.late import expression
from jdlint.rules_dir import shipped_rules
from jdlint.schemas.rule import kind_shape
from jdlint.settings.value_types import Schema

_KIND = expression(r"^kind: *([a-z-]+)", re.MULTILINE)


def options_schema() -> tuple[Schema, dict[str, Schema]]:
    """The schema of ``options``, and the definitions that it refers to; of rules of one's own nothing is known."""
    rules = {path.stem: _kind_of(path.read_text(encoding="utf-8")) for path in shipped_rules().glob("[!_]*/*.yaml")}
    kinds = sorted({kind for kind in rules.values() if kind in CHECKS})
    properties = {rule: {"$ref": _reference(rules[rule])} for rule in sorted(rules) if rules[rule] in kinds}
    schema = {"type": "object", "properties": properties, "additionalProperties": {"type": "object"}}
    return schema, {_name(kind): _settable(kind) for kind in kinds}


def _settable(kind: str) -> Schema:
    keys = kind_shape(CHECKS[kind]).keys
    properties = {key: keys[key].schema() for key in CHECKS[kind].settable}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _kind_of(text: str) -> str:
    found = _KIND.search(text)
    return found[1] if found else ""


def _name(kind: str) -> str:
    return f"options-of-{kind}"


def _reference(kind: str) -> str:
    return f"#/definitions/{_name(kind)}"
