"""The types of what settings say of single rules."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from jdlint.finding import Severity
from jdlint.record import Record
from jdlint.ruleset.rule import LEVELS
from jdlint.settings.value_types import RULE, Schema

if TYPE_CHECKING:
    from jdlint.ruleset.yaml_reader import Value

Severities: TypeAlias = "Mapping[str, Severity | None]"

SEVERITIES = ("error", "warning", "info")
OFF = "off"
NAMES: Schema = {"$ref": f"#/definitions/{RULE}"}


class RuleSeverities(Record):
    """A severity for each rule named, or one for each of its levels."""

    about: str = "rule: severity, or rule: {level: severity}"

    def read(self, value: Value, base: Path) -> Mapping[str, Severities]:  # noqa: ARG002 - the protocol's
        """Severities by rule and level; the level ``""`` stands for all."""
        reader = value.as_mapping()
        return {rule: self._severities(reader.value(rule)) for rule in reader.keys()}  # noqa: SIM118 - no mapping

    def _severities(self, value: Value) -> Severities:
        if not value.is_mapping:
            if value.is_string and value.as_string() == OFF:
                raise value.error("a whole rule is not turned off by its severity", hint="list it under 'ignore'")
            return {"": Severity.from_label(value.as_choice(SEVERITIES))}
        reader = value.as_mapping()
        labels = {level: reader.choice(level, (*SEVERITIES, OFF)) for level in LEVELS if reader.has(level)}
        reader.finish()
        return {level: None if label == OFF else Severity.from_label(label) for level, label in labels.items()}

    def schema(self) -> Schema:
        """An object of labels, or of objects of labels."""
        levels = {level: {"enum": [*SEVERITIES, OFF]} for level in LEVELS}
        by_level = {"type": "object", "properties": levels, "additionalProperties": False}
        return {
            "type": "object",
            "propertyNames": NAMES,
            "additionalProperties": {"anyOf": [{"enum": list(SEVERITIES)}, by_level]},
        }


class RuleOptions(Record):
    """Values for the keys of rules; what they must be is known to the kinds of rules."""

    about: str = "rule: {key: value}"

    def read(self, value: Value, base: Path) -> Mapping[str, Mapping[str, Value]]:  # noqa: ARG002 - the protocol's
        """Values, with their places, by rule and key."""
        reader = value.as_mapping()
        rules = {rule: reader.mapping(rule) for rule in reader.keys()}  # noqa: SIM118 - no mapping
        return {rule: {key: keys.value(key) for key in keys.keys()} for rule, keys in rules.items()}  # noqa: SIM118

    def schema(self) -> Schema:
        """An object of objects."""
        return {"type": "object", "propertyNames": NAMES, "additionalProperties": {"type": "object"}}
