"""The types of values that settings have: how each is read from a file, checked and described."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from jdlint.finding import Severity
from jdlint.ruleset.rule import LEVELS
from jdlint.ruleset.yaml_reader import Value
from jdlint.settings.version import installed_version, is_specifier, version_fits

Schema: TypeAlias = "dict[str, Any]"
Severities: TypeAlias = "Mapping[str, Severity | None]"

SEVERITIES = ("error", "warning", "info")
OFF = "off"
_TEXT: Schema = {"type": "string", "minLength": 1}


class ValueType(Protocol):
    """How the values of a key are read, and what a JSON Schema says of them."""

    @property
    def about(self) -> str:
        """What a value is, in words."""

    def read(self, value: Value, base: Path) -> object:
        """The value of a file in the folder ``base``; raises an error at its place when it is not of this type."""

    def schema(self) -> Schema:
        """The JSON Schema of a value."""


@dataclass(frozen=True, slots=True)
class Flag:
    """``true`` or ``false``."""

    about: str = "true or false"

    def read(self, value: Value, base: Path) -> bool:  # noqa: ARG002 - the protocol's
        """Whether it is true."""
        return value.as_boolean()

    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is not empty; one of ``choices`` where there are any."""

    about: str = "text"
    choices: tuple[str, ...] = ()

    def read(self, value: Value, base: Path) -> str:  # noqa: ARG002 - the protocol's
        """The text without blanks around it."""
        return value.as_choice(self.choices) if self.choices else filled(value)

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string", "enum": list(self.choices)} if self.choices else _TEXT


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of jdlint that a file of settings is for; another one refuses the file."""

    about: str = "version specifiers, such as '>=0.2, <1'"

    def read(self, value: Value, base: Path) -> str:  # noqa: ARG002 - the protocol's
        """The specifiers; raises an error too when this jdlint is not of these versions."""
        text = filled(value)
        if not is_specifier(text):
            raise value.error(f"{value.name}: '{text[:60]}' is no range of versions", hint="such as '>=0.2, <1'")
        version = installed_version()
        if version is not None and not version_fits(version, text):
            hint = f"install a jdlint that is {text}, or change {value.name}"
            raise value.error(f"{value.name}: this is jdlint {version}, and the settings are for {text}", hint=hint)
        return text

    def schema(self) -> Schema:
        """A string."""
        return _TEXT


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of texts; ``empty_hint`` says what to write instead of an empty list, where that is an error."""

    about: str = "list of texts"
    empty_hint: str | None = None

    def read(self, value: Value, base: Path) -> tuple[str, ...]:  # noqa: ARG002 - the protocol's
        """The texts."""
        items = value.as_items()
        if not items and self.empty_hint:
            raise value.error(f"{value.name}: the list is empty, so nothing would be checked", hint=self.empty_hint)
        return tuple(filled(item) for item in items)

    def schema(self) -> Schema:
        """An array of strings."""
        return {"type": "array", "items": _TEXT, **({"minItems": 1} if self.empty_hint else {})}


@dataclass(frozen=True, slots=True)
class Paths:
    """A path or a list of paths, from the folder of the file; with ``folders`` they must be folders."""

    about: str = "path or list of paths"
    folders: bool = False

    def read(self, value: Value, base: Path) -> tuple[Path, ...]:
        """The paths."""
        items = value.as_items() if value.is_list else (value,)
        return tuple(self._path(item, base) for item in items)

    def _path(self, value: Value, base: Path) -> Path:
        name = filled(value)
        hint = "the path starts from the folder of this file"
        if "\0" in name:
            raise value.error(f"{value.name}: not a path", hint=hint)
        if self.folders and not _is_folder(base / name):
            raise value.error(f"{value.name}: there is no folder '{name}'", hint=hint)
        return base / name

    def schema(self) -> Schema:
        """A string or an array of strings."""
        return {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}


@dataclass(frozen=True, slots=True)
class RuleSeverities:
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
        return {"type": "object", "additionalProperties": {"anyOf": [{"enum": list(SEVERITIES)}, by_level]}}


@dataclass(frozen=True, slots=True)
class RuleOptions:
    """Values for the keys of rules; what they must be is known to the kinds of rules."""

    about: str = "rule: {key: value}"

    def read(self, value: Value, base: Path) -> Mapping[str, Mapping[str, Value]]:  # noqa: ARG002 - the protocol's
        """Values, with their places, by rule and key."""
        reader = value.as_mapping()
        rules = {rule: reader.mapping(rule) for rule in reader.keys()}  # noqa: SIM118 - no mapping
        return {rule: {key: keys.value(key) for key in keys.keys()} for rule, keys in rules.items()}  # noqa: SIM118

    def schema(self) -> Schema:
        """An object of objects."""
        return {"type": "object", "additionalProperties": {"type": "object"}}


def filled(value: Value) -> str:
    """Its text without blanks around it; an empty one is an error."""
    text = value.as_string().strip()
    if not text:
        raise value.error(f"{value.name}: the text is empty")
    return text


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
