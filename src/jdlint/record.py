"""Immutable values with named fields: what frozen dataclasses with slots are, but made in a fortieth of their time.

A dataclass writes its methods as text and compiles them, anew in each process. jdlint has more than a hundred such
classes and begins at every save, so a ``Record`` shares its methods with all others instead. Type checkers read it as
a dataclass; ``replace``, ``fields`` and ``asdict`` of the module ``dataclasses`` take it as one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from functools import cached_property
from operator import attrgetter, ge, gt, le, lt
from typing import Any, dataclass_transform

__all__ = ["Record", "field"]

_Namespace = dict[str, Any]


@dataclass_transform(eq_default=True, order_default=False, frozen_default=True, field_specifiers=(field,))
class RecordType(type):
    """The class of records: fields are the annotations in a class's body, in their order.

    ``eq=False`` makes records that equal only themselves; ``order=True`` compares them field by field.
    """

    __fields__: tuple[str, ...]
    __declared__: Mapping[str, Any]
    __compared__: Callable[[object], Any]

    def __new__(
        mcs, name: str, bases: tuple[type, ...], namespace: _Namespace, *, eq: bool = True, order: bool = False
    ) -> RecordType:
        """The class, with a slot for each field."""
        names = tuple(namespace.get("__annotations__", ()))
        declared = {field_name: namespace.pop(field_name) for field_name in names if field_name in namespace}
        cached = any(isinstance(value, cached_property) for value in namespace.values())
        namespace |= {"__slots__": (*names, "__dict__") if cached else names, "__match_args__": names}
        cls = super().__new__(mcs, name, bases, namespace)
        cls.__fields__ = names
        cls.__declared__ = declared
        if "__init__" not in namespace:
            cls.__init__ = _initialiser(cls, names)  # type: ignore[misc]
        compared = [n for n in names if not isinstance(declared.get(n), Field) or declared[n].compare]
        cls.__compared__ = attrgetter(*compared) if compared else _nothing
        if not eq:
            cls.__eq__, cls.__hash__ = object.__eq__, object.__hash__  # type: ignore[assignment]
        if order:
            for compare in (lt, le, gt, ge):
                setattr(cls, f"__{compare.__name__}__", _comparison(compare))
        return cls


class _DataclassFields:
    """What the module ``dataclasses`` knows its classes by; it is made when it is first asked for."""

    def __get__(self, _: object, cls: type[Record]) -> Mapping[str, Field[Any]]:
        body = {"__doc__": cls.__name__, "__annotations__": cls.__annotations__, **cls.__declared__}
        twin: Any = dataclass(init=False, repr=False, eq=False)(type(cls.__name__, (), body))
        cls.__dataclass_fields__ = twin.__dataclass_fields__
        return cls.__dataclass_fields__


def _nothing(_: object) -> tuple[()]:
    return ()


def _initialiser(cls: Any, names: tuple[str, ...]) -> Callable[..., None]:  # noqa: ANN401
    """The ``__init__`` of a class: values by place or by name, and defaults for what is not given."""
    puts = [getattr(cls, name).__set__ for name in names]
    count = len(puts)

    def __init__(self: Record, *values: object, **named: object) -> None:  # noqa: N807 - it becomes the method
        if named or len(values) != count:
            values = _complete(cls, names, values, named)
        for put, value in zip(puts, values):  # noqa: B905 - as many as there are; to ask again takes half of the time
            put(self, value)

    return __init__


def _complete(
    cls: type[Record],
    names: tuple[str, ...],
    values: tuple[object, ...],
    named: dict[str, object],
) -> tuple[object, ...]:
    """The values of all fields; raises ``TypeError`` as a call of a function does."""
    found = list(values)
    for name in names[len(values) :]:
        if name in named:
            found.append(named.pop(name))
        else:
            found.append(_default(cls, name))
    if named or len(values) > len(names):
        wrong = f"an unexpected or doubled argument '{next(iter(named))}'" if named else "too many arguments"
        raise TypeError(f"{cls.__qualname__}() got {wrong}")
    return tuple(found)


def _default(cls: type[Record], name: str) -> object:
    value = cls.__declared__.get(name, MISSING)
    if isinstance(value, Field):
        value = value.default if value.default_factory is MISSING else value.default_factory()
    if value is MISSING:
        raise TypeError(f"{cls.__qualname__}() is missing the argument '{name}'")
    return value


def _comparison(compare: Callable[[Any, Any], bool]) -> Callable[[Record, object], bool]:
    def method(self: Record, other: object) -> bool:
        cls = type(self)
        return compare(cls.__compared__(self), cls.__compared__(other)) if type(other) is cls else NotImplemented

    return method


class Record(metaclass=RecordType):
    """Base of immutable values; values of one class are equal when their fields are."""

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field '{name}'")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field '{name}'")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        values = type(self).__compared__
        return bool(values(self) == values(other))

    def __hash__(self) -> int:
        return hash(type(self).__compared__(self))

    def __repr__(self) -> str:
        cls = type(self)
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in cls.__fields__)
        return f"{cls.__qualname__}({values})"

    def __reduce__(self) -> tuple[type[Record], tuple[Any, ...]]:
        """How it goes from one process to another."""
        return type(self), tuple(getattr(self, name) for name in type(self).__fields__)


Record.__dataclass_fields__ = _DataclassFields()  # type: ignore[assignment]
