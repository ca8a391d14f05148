"""Immutable values as plain data for JSON, and back: only values of classes that are named can come back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from jdlint.record import Record

_SCALARS = (str, int, float, bool, type(None))
_OF_SCALARS: Mapping[str, Callable[[list[Any]], Any]] = {
    "plain tuple": tuple,
    "plain set": frozenset,
    "path": lambda items: Path(*items),
    "date": lambda items: date.fromisoformat(*items),
}
_OF_VALUES: Mapping[str, Callable[[Iterable[Any]], Any]] = {"tuple": tuple, "set": frozenset}


class NotPlainError(ValueError):
    """A value that cannot be kept, or data that no value was kept as."""


class Codec:
    """Writes and reads values of some records and enumerations, of tuples, sets, mappings, paths and days."""

    def __init__(self, classes: Iterable[type]) -> None:
        self._classes = {f"{cls.__module__}.{cls.__qualname__}": cls for cls in classes}
        self._names = {cls: name for name, cls in self._classes.items()}

    def encode(self, value: Any) -> Any:  # noqa: ANN401 - any value
        """The value as lists, numbers and texts; raises ``NotPlainError`` where it is of no known class."""
        if isinstance(value, Enum):
            return ["enum", self._name(value), value.name]
        if isinstance(value, _SCALARS):
            return value
        if isinstance(value, Path):
            return ["path", str(value)]
        if type(value) is date:
            return ["date", value.isoformat()]
        if isinstance(value, tuple | frozenset):
            items = sorted(value) if isinstance(value, frozenset) else value
            kind = "tuple" if isinstance(value, tuple) else "set"
            if all(isinstance(item, _SCALARS) for item in items):
                return ["plain " + kind, *items]
            return [kind, *map(self.encode, items)]
        if isinstance(value, Mapping):
            return ["mapping", [[self.encode(key), self.encode(entry)] for key, entry in value.items()]]
        if isinstance(value, Record):
            values = (self.encode(getattr(value, name)) for name in type(value).__fields__)
            return ["data", self._name(value), *values]
        raise NotPlainError(f"a {type(value).__name__} cannot be kept")

    def decode(self, plain: Any) -> Any:  # noqa: ANN401 - any value
        """The value again; raises ``ValueError``, ``TypeError`` or ``LookupError`` for what was not encoded."""
        if not isinstance(plain, list):
            return plain
        kind, *items = plain
        if kind == "data":
            return self._class(items[0])(*[self.decode(item) if type(item) is list else item for item in items[1:]])
        if kind == "enum":
            return self._class(items[0])[items[1]]  # type: ignore[index]
        if kind == "mapping":
            return {self.decode(key): self.decode(value) for key, value in items[0]}
        if kind in _OF_SCALARS:
            return _OF_SCALARS[kind](items)
        if kind in _OF_VALUES:
            return _OF_VALUES[kind](map(self.decode, items))
        raise NotPlainError("this is not what was kept")

    def _name(self, value: object) -> str:
        name = self._names.get(type(value))
        if name is None:
            raise NotPlainError(f"a {type(value).__name__} cannot be kept")
        return name

    def _class(self, name: str) -> type:
        if name not in self._classes:
            raise NotPlainError(f"there is no class {name}")
        return self._classes[name]
