"""The types of values that settings have: how each is read from a file, checked and described."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from jdlint.late import expression
from jdlint.record import Record
from jdlint.settings.version import is_specifier, version_fits
from jdlint.version import installed_version

if TYPE_CHECKING:
    from jdlint.ruleset.yaml_reader import Value

Schema: TypeAlias = "dict[str, Any]"

_UNITS = {"": 1, "b": 1, "kb": 10**3, "mb": 10**6, "kib": 2**10, "mib": 2**20}
_SIZE = expression(r"^\s*(\d{1,9}(?:\.\d{1,6})?)\s*(|[Bb]|[kK]i?[Bb]|[mM]i?[Bb])\s*$")
RULE, RULES = "rule", "rule-or-category"  # definitions in the schema
TEXT: Schema = {"type": "string", "minLength": 1}


class ValueType(Protocol):
    """How the values of a key are read, and what a JSON Schema says of them."""

    @property
    def about(self) -> str:
        """What a value is, in words."""

    def read(self, value: Value, base: Path) -> object:
        """The value of a file in the folder ``base``; raises an error at its place when it is not of this type."""

    def schema(self) -> Schema:
        """The JSON Schema of a value."""


class Flag(Record):
    """``true`` or ``false``."""

    about: str = "true or false"

    def read(self, value: Value, base: Path) -> bool:  # noqa: ARG002 - the protocol's
        """Whether it is true."""
        return value.as_boolean()

    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean"}


class Text(Record):
    """A text that is not empty; one of ``choices`` where there are any."""

    about: str = "text"
    choices: tuple[str, ...] = ()

    def read(self, value: Value, base: Path) -> str:  # noqa: ARG002 - the protocol's
        """The text without blanks around it."""
        return value.as_choice(self.choices) if self.choices else filled(value)

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string", "enum": list(self.choices)} if self.choices else TEXT


class Versions(Record):
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
        return TEXT


class Texts(Record):
    """A list of texts; ``empty_hint`` says what to write instead of an empty list, where that is an error."""

    about: str = "list of texts"
    empty_hint: str | None = None
    definition: str | None = None

    def read(self, value: Value, base: Path) -> tuple[str, ...]:  # noqa: ARG002 - the protocol's
        """The texts."""
        items = value.as_items()
        if not items and self.empty_hint:
            raise value.error(f"{value.name}: the list is empty, so nothing would be checked", hint=self.empty_hint)
        return tuple(filled(item) for item in items)

    def schema(self) -> Schema:
        """An array of strings; ``definition`` names what they may be in the schema."""
        items = {"$ref": f"#/definitions/{self.definition}"} if self.definition else TEXT
        return {"type": "array", "items": items, **({"minItems": 1} if self.empty_hint else {})}


class Size(Record):
    """A number of bytes, bare or with a unit: ``2 MB`` is 2,000,000 bytes, ``2 MiB`` 2,097,152."""

    about: str = "bytes, or text such as '2 MB' or '512 KiB'"

    def read(self, value: Value, base: Path) -> int:  # noqa: ARG002 - the protocol's
        """The bytes."""
        size = value.as_integer() if value.kind == "integer" else parse_size(value.as_string())
        if size is None or size <= 0:
            raise value.error(f"{value.name}: not a size", hint="such as 500000, '2 MB' or '512 KiB'")
        return size

    def schema(self) -> Schema:
        """A whole number, or a string with a unit."""
        return {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": _SIZE.pattern}]}


def split_words(text: str) -> tuple[str, ...]:
    """The words of a text with commas between them."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def parse_size(text: str) -> int | None:
    """The bytes of ``2 MB``; ``None`` when it is no size."""
    match = _SIZE.fullmatch(text.strip())
    return round(float(match[1]) * _UNITS[match[2].lower()]) if match else None


def shown_size(size: int) -> str:
    """A number of bytes as people write it, such as ``1.5 MB``."""
    for unit in ("MB", "kB"):
        if size >= _UNITS[unit.lower()]:
            return f"{size / _UNITS[unit.lower()]:.1f}".removesuffix(".0") + f" {unit}"
    return f"{size} bytes"


def filled(value: Value) -> str:
    """Its text without blanks around it; an empty one is an error."""
    text = value.as_string().strip()
    if not text:
        raise value.error(f"{value.name}: the text is empty")
    return text
