"""Values read from a file, each with its place in it, so that every error can point at its cause."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from jdlint.errors import JdlintError, closest, did_you_mean
from jdlint.ruleset.wording import Kind, describe, find_written, quote_hint, short

if TYPE_CHECKING:
    from jdlint.ruleset.origin import Origin


class Required(Enum):
    """The type of ``REQUIRED``."""

    TOKEN = "required"


REQUIRED: Final = Required.TOKEN
T = TypeVar("T")
Content: TypeAlias = "str | int | float | bool | tuple[Value, ...] | Reader | None"


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """A scalar, a list or a mapping at ``[start, end)`` of its file; ``name`` is the key it belongs to.

    ``plain`` is text without quotes.
    """

    origin: Origin
    name: str
    kind: Kind
    content: Content
    start: int
    end: int
    plain: bool = False

    @property
    def path(self) -> str:
        """The file's path."""
        return self.origin.source.path

    @property
    def line(self) -> int:
        """The line, from 1, on which the value begins."""
        return self.origin.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """The column, from 1, at which the value begins."""
        return self.origin.source.position(self.start)[1]

    @property
    def is_string(self) -> bool:
        """Whether it is text."""
        return self.kind == "string"

    @property
    def is_mapping(self) -> bool:
        """Whether it has keys."""
        return self.kind == "mapping"

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return self.kind == "list"

    def as_string(self) -> str:
        """Its text, as written."""
        if isinstance(self.content, str) and self.kind == "string":
            return self.content
        raise self._unexpected("text", quote_hint(self.kind, self._raw))

    def as_integer(self, least: float = -math.inf, most: float = math.inf) -> int:
        """Its whole number, from ``least`` to ``most``."""
        if isinstance(self.content, int) and self.kind == "integer":
            self._keep_within(self.content, least, most)
            return self.content
        raise self._unexpected("a whole number")

    def as_number(self, least: float = -math.inf, most: float = math.inf) -> float:
        """Its number, from ``least`` to ``most``; always finite."""
        if isinstance(self.content, int | float) and self.kind in ("integer", "number"):
            if math.isfinite(self.content):
                self._keep_within(self.content, least, most)
                return self.content
            raise self.error("the number is not finite")
        raise self._unexpected("a number")

    def as_boolean(self) -> bool:
        """``True`` or ``False``."""
        if isinstance(self.content, bool):
            return self.content
        raise self._unexpected("true or false")

    def as_items(self) -> tuple[Value, ...]:
        """The values of a list."""
        if isinstance(self.content, tuple):
            return self.content
        hint = "write a list: one value a line, each after '- '"
        raise self._unexpected("a list", hint)

    def as_mapping(self) -> Reader:
        """The reader of a mapping: the same one at each call."""
        if isinstance(self.content, Reader):
            self.content.opened = True
            return self.content
        raise self._unexpected("keys with values")

    def as_choice(self, choices: Collection[str]) -> str:
        """Its text, which is one of ``choices``."""
        text = self.as_string()
        if text in choices:
            return text
        known = ", ".join(choices)
        message = f"{self.name}: '{short(text)}' is not known"
        raise self.error(message, hint=did_you_mean(text, choices, f"one of: {known}"))

    def error(self, message: str, *, hint: str | None = None, at: int = 0) -> JdlintError:
        """An error here; for text, ``at`` is an offset into it."""
        return self.origin.error(message, self._offset_of(at) if at else self.start, hint)

    def _unexpected(self, wanted: str, hint: str | None = None) -> JdlintError:
        label = f"{self.name}: " if self.name else ""
        found = describe(self.kind, self.content, self._raw)
        return self.error(f"{label}expected {wanted}, found {found}", hint=hint)

    def _keep_within(self, number: float, least: float, most: float) -> None:
        if not least <= number <= most:
            bounds = f"{least:g} or more" if math.isinf(most) else f"{least:g} to {most:g}"
            raise self.error(f"{self.name}: expected {bounds}, found {short(self._raw)}")

    @property
    def _raw(self) -> str:
        return self.origin.source.text[self.start : self.end]

    def _offset_of(self, index: int) -> int:
        found = None if self.kind != "string" else find_written(str(self.content), self._raw, index, plain=self.plain)
        return self.start if found is None else self.start + found


@dataclass(slots=True, eq=False)
class Reader:
    """A mapping whose keys are taken one by one; ``finish`` refuses those that nobody took.

    Each method raises an error at the value's place when it is not as asked, and, without a default,
    at the mapping's place when the key is missing.
    """

    origin: Origin
    start: int
    values: Mapping[str, Value]
    key_starts: Mapping[str, int]
    name: str = ""
    opened: bool = False
    _known: dict[str, None] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    @property
    def path(self) -> str:
        """The file's path."""
        return self.origin.source.path

    @property
    def line(self) -> int:
        """The line, from 1, on which the mapping begins."""
        return self.origin.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """The column, from 1, at which the mapping begins."""
        return self.origin.source.position(self.start)[1]

    def keys(self) -> tuple[str, ...]:
        """All keys, in the order of the file."""
        return tuple(self.values)

    def has(self, key: str) -> bool:
        """Whether the key is there; it becomes a known key, and is not taken yet."""
        self._known[key] = None
        return key in self.values

    def took(self, key: str) -> bool:
        """Whether the value of a key has been asked for."""
        return key in self._known

    def value(self, key: str, default: T | Required = REQUIRED) -> Value | T:
        """The value of a key, of whatever kind."""
        if self.has(key):
            self._taken.add(key)
            return self.values[key]
        if isinstance(default, Required):
            raise self._missing(key)
        return default

    def string(self, key: str, default: T | Required = REQUIRED) -> str | T:
        """A text without the blanks around it; never empty."""
        value = self.value(key, default)
        return _filled(value) if isinstance(value, Value) else value

    def strings(self, key: str, default: T | Required = REQUIRED, *, single_ok: bool = False) -> tuple[str, ...] | T:
        """A list of texts; with ``single_ok`` one text stands for a list of one."""
        value = self.value(key, default)
        if not isinstance(value, Value):
            return value
        return tuple(_filled(item) for item in _listed(value, single_ok))

    def items(self, key: str, default: T | Required = REQUIRED, *, single_ok: bool = False) -> tuple[Value, ...] | T:
        """The values of a list; with ``single_ok`` anything else stands for a list of one."""
        value = self.value(key, default)
        if not isinstance(value, Value):
            return value
        return _listed(value, single_ok)

    def integer(self, key: str, default: T | Required = REQUIRED, *, least: int = 0, most: float = math.inf) -> int | T:
        """A whole number from ``least`` to ``most``: what rules count is never less than nothing."""
        value = self.value(key, default)
        return value.as_integer(least, most) if isinstance(value, Value) else value

    def number(self, key: str, default: T | Required = REQUIRED, *, least: float = 0) -> float | T:
        """A finite number of ``least`` or more."""
        value = self.value(key, default)
        return value.as_number(least) if isinstance(value, Value) else value

    def boolean(self, key: str, default: T | Required = REQUIRED) -> bool | T:
        """``true`` or ``false``."""
        value = self.value(key, default)
        return value.as_boolean() if isinstance(value, Value) else value

    def choice(self, key: str, choices: Collection[str], default: T | Required = REQUIRED) -> str | T:
        """A text that is one of ``choices``."""
        value = self.value(key, default)
        return value.as_choice(choices) if isinstance(value, Value) else value

    def mapping(self, key: str, default: T | Required = REQUIRED) -> Reader | T:
        """The reader of a mapping."""
        value = self.value(key, default)
        return value.as_mapping() if isinstance(value, Value) else value

    def error(self, message: str, key: str | None = None, hint: str | None = None) -> JdlintError:
        """An error at the value of ``key``, else where the mapping begins."""
        value = self.values.get(key) if key is not None else None
        return value.error(message, hint=hint) if value else self.origin.error(message, self.start, hint)

    def key_error(self, message: str, key: str, hint: str | None = None) -> JdlintError:
        """An error at the key itself."""
        return self.origin.error(message, self.key_starts[key], hint)

    def finish(self) -> None:
        """Raise an error at the first key that was never taken, here or in a mapping read from here."""
        for key in self.values:
            if key not in self._taken:
                known = ", ".join(sorted(self._known))
                hint = did_you_mean(key, self._known, f"known keys: {known}" if known else None)
                raise self.key_error(f"unknown key '{short(key)}'{self._place}", key, hint)
        for value in self.values.values():
            for reader in _readers(value):
                if reader.opened:
                    reader.finish()

    @property
    def _place(self) -> str:
        return f" in '{self.name}'" if self.name else ""

    def _missing(self, key: str) -> JdlintError:
        untaken = [name for name in self.values if name not in self._known]
        typo = closest(key, untaken, cutoff=0.75)
        if typo is not None:
            return self.key_error(f"unknown key '{typo}'{self._place}", typo, f"did you mean '{key}'?")
        return self.error(f"the key '{key}' is missing{self._place}")


def _listed(value: Value, single_ok: bool) -> tuple[Value, ...]:
    return (value,) if single_ok and not value.is_list else value.as_items()


def _filled(value: Value) -> str:
    text = value.as_string().strip()
    if not text:
        raise value.error(f"{value.name}: the text is empty")
    return text


def _readers(value: Value) -> Iterator[Reader]:
    """The mappings that a value is or lists."""
    if isinstance(value.content, Reader):
        yield value.content
    elif isinstance(value.content, tuple):
        for item in value.content:
            yield from _readers(item)
