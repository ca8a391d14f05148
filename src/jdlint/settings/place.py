"""Where the value of a setting comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from jdlint.errors import ConfigError
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.yaml_reader import Value

# ("severity", "length") is the place of what ``severity`` says of the rule ``length``.
Address: TypeAlias = "tuple[str, ...]"
Places: TypeAlias = "Mapping[Address, Place]"


class Place(Record):
    """A position in a settings file, or what else sets values: ``source``; line and column count from 1.

    ``shipped`` is what comes with jdlint, and nobody has chosen one by one.
    """

    path: str | None = None
    line: int | None = None
    column: int | None = None
    source_line: str | None = None
    source: str = "command line"
    shipped: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.path else self.source

    def error(self, message: str, hint: str | None = None) -> ConfigError:
        """An error about what is set here."""
        return ConfigError(
            message, path=self.path, line=self.line, column=self.column, hint=hint, source_line=self.source_line
        )


COMMAND_LINE = Place()


def places_in_file(value: Value, address: Address) -> Iterator[tuple[Address, Place]]:
    """The places of a value, of the keys within it, and of the texts that it lists; the first of equal texts."""
    yield address, _place(value, value.start)
    if value.is_mapping:
        reader = value.as_mapping()
        for key, inner in reader.values.items():
            start = reader.key_starts[key]
            for inner_address, place in places_in_file(inner, (*address, key)):
                yield inner_address, _place(value, start) if inner_address == (*address, key) else place
    elif isinstance(value.content, tuple):
        for item in value.content:
            if item.is_string:
                yield (*address, item.as_string().strip()), _place(item, item.start)


def places_on_command_line(value: object, address: Address) -> Iterator[tuple[Address, Place]]:
    """The same for a value that options gave."""
    yield address, COMMAND_LINE
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from places_on_command_line(inner, (*address, str(key)))
    elif isinstance(value, tuple):
        for item in value:
            yield (*address, str(item)), COMMAND_LINE


def _place(value: Value, start: int) -> Place:
    source = value.origin.source
    line, column = source.position(start)
    return Place(source.path, line, column, source.line_text(line), "file")
