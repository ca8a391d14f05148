"""Values as bytes and back: records, enumerations, tuples, sets, mappings, paths and days.

What Python has itself goes through ``marshal``, as nothing is read faster. It runs nothing, but can crash on bytes that
it has not written; so only what a ``Store`` has found whole, and to be the user's own, is ever given to it. Around it
stand records, by the names of their classes: only those of jdlint can come back.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from jdlint.record import Record

# What a value is made by (the name of a class, or a word), of which values, and which of these are nodes themselves.
Node: TypeAlias = tuple[str, Sequence[Any], Sequence[int]]

# The last one that writes the same bytes for the same values, whoever else refers to them.
_VERSION = 2
_SCALARS = frozenset({str, int, float, bool, type(None), bytes})
_MAKERS: Mapping[str, Callable[[Sequence[Any]], Any]] = {
    "plain": lambda values: values[0],
    "tuple": tuple,
    "set": frozenset,
    "mapping": lambda values: dict(zip(values[::2], values[1::2], strict=True)),
    "path": lambda values: Path(*values),
    "date": lambda values: date.fromisoformat(*values),
}
# What goes wrong when bytes are no packed value.
ERRORS = (ValueError, TypeError, LookupError, AttributeError, ImportError, EOFError, RecursionError)


class NotPackableError(ValueError):
    """A value that cannot be packed."""


def pack(value: Any) -> bytes:  # noqa: ANN401 - any value
    """Scalars, and tuples, lists, sets and dictionaries of them, as bytes."""
    return marshal.dumps(value, _VERSION)


def unpack(data: bytes | memoryview) -> Any:  # noqa: ANN401 - any value
    """The value again."""
    return marshal.loads(data)  # noqa: S302 - see above


class Packer:
    """Makes nodes of values and values of nodes; what is ``shared`` is not in the nodes, but known to both sides."""

    def __init__(self, shared: Sequence[object] = ()) -> None:
        self._shared = shared
        self._makers = dict(_MAKERS)
        self._makers["shared"] = lambda values: shared[values[0]]

    def node(self, value: object) -> Node:
        """The node of a value; raises ``NotPackableError`` where it holds what cannot come back."""
        plain, packed = self._encode(value)
        node: Node = ("plain", (packed,), ()) if plain else packed
        return node

    def value(self, node: Node) -> Any:  # noqa: ANN401 - any value
        """The value of a node; raises one of ``ERRORS`` for what is none."""
        kind, values, nodes = node
        if nodes:
            values = list(values)
            for at in nodes:
                values[at] = self.value(values[at])
        make = self._makers.get(kind)
        if make is None:
            make = self._makers[kind] = _maker(kind)
        return make(values)

    def _encode(self, value: Any) -> tuple[bool, Any]:  # noqa: ANN401 - any value
        """Whether a value is plain, and it, or else its node."""
        if type(value) in _SCALARS:
            return True, value
        for number, shared in enumerate(self._shared):
            if value is shared:
                return False, ("shared", (number,), ())
        if isinstance(value, Mapping):
            node = self._node("mapping", [part for pair in value.items() for part in pair])
            return (False, node) if node[2] else (True, dict(value))
        if isinstance(value, tuple):
            node = self._node("tuple", value)
            return (False, node) if node[2] else (True, value)
        if isinstance(value, frozenset):  # sorted, as else its order changes from run to run
            return False, self._node("set", sorted(value))
        if isinstance(value, Record):
            return False, self._node(_name(value), [getattr(value, name) for name in type(value).__fields__])
        return False, _single(value)

    def _node(self, kind: str, values: Sequence[object]) -> Node:
        encoded = [self._encode(value) for value in values]
        return (
            kind,
            tuple(value for _, value in encoded),
            tuple(at for at, (plain, _) in enumerate(encoded) if not plain),
        )


def _single(value: object) -> Node:
    """The node of what has no parts."""
    if isinstance(value, Enum):
        return _name(value), (value.name,), ()
    if isinstance(value, Path):
        return "path", (str(value),), ()
    if type(value) is date:
        return "date", (value.isoformat(),), ()
    raise NotPackableError(f"a {type(value).__name__} cannot be packed")


def _name(value: object) -> str:
    return f"{type(value).__module__}.{type(value).__qualname__}"


def _maker(name: str) -> Callable[[Sequence[Any]], Any]:
    """What makes values of a class of jdlint."""
    module, _, cls_name = name.rpartition(".")
    if not module.startswith("jdlint."):
        raise ValueError(f"'{name}' is no class of jdlint")
    cls: Any = getattr(import_module(module), cls_name)
    if not isinstance(cls, type) or not issubclass(cls, Record | Enum):
        raise TypeError(f"'{name}' is no record")
    return (lambda values: cls[values[0]]) if issubclass(cls, Enum) else lambda values: cls(*values)
