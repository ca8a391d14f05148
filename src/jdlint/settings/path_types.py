"""The types of settings that hold paths, or patterns of paths."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jdlint.record import Record
from jdlint.settings.patterns import Pattern, is_pattern
from jdlint.settings.value_types import RULES, TEXT, Schema, filled

if TYPE_CHECKING:
    from jdlint.ruleset.yaml_reader import Value


class Paths(Record):
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
        return {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}


class OnePath(Record):
    """A path, from the folder of the file."""

    about: str = "path"

    def read(self, value: Value, base: Path) -> Path:
        """The path."""
        filled(value)
        return Paths().read(value, base)[0]

    def schema(self) -> Schema:
        """A string."""
        return TEXT


class Patterns(Record):
    """A list of patterns as in a ``.gitignore`` file, from the folder of the file."""

    about: str = "list of patterns, as in .gitignore"

    def read(self, value: Value, base: Path) -> tuple[Pattern, ...]:
        """The patterns."""
        return tuple(_pattern(item, filled(item), base) for item in value.as_items())

    def schema(self) -> Schema:
        """An array of strings."""
        return {"type": "array", "items": TEXT}


class FileIgnores(Record):
    """For each pattern of paths the rules and categories that are left out there."""

    about: str = "pattern: list of rules and categories"

    def read(self, value: Value, base: Path) -> Mapping[Pattern, tuple[str, ...]]:
        """The words by pattern."""
        reader = value.as_mapping()
        items = {name: reader.items(name) for name in reader.keys()}  # noqa: SIM118 - no mapping
        return {
            _pattern(reader.value(name), name, base): tuple(filled(word) for word in words)
            for name, words in items.items()
        }

    def schema(self) -> Schema:
        """An object of arrays of strings."""
        return {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"$ref": f"#/definitions/{RULES}"}},
        }


def _pattern(value: Value, text: str, base: Path) -> Pattern:
    if not is_pattern(text):
        raise value.error(
            f"'{text[:60]}' is no pattern of paths", hint="such as 'drafts/' or '*-old.md', with two '**' at most"
        )
    return Pattern(text, base.resolve())


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
