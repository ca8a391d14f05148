"""The shape of a value as its readers have asked for it, and the JSON Schema of that shape."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from jdlint.settings.value_types import Schema

_SCALARS = ("string", "integer", "number", "boolean")


@dataclass(slots=True, eq=False)
class Shape:
    """What has been asked of a value: its ``types``, its ``choices``, its keys and the values that it lists.

    ``reads`` counts how often it was read as keys with values without an error, ``needed`` how often each key could not be
    left out then. Numbers are from ``least`` to ``most``. ``any_key`` is the value of keys whose names are free.
    """

    types: set[str] = field(default_factory=set)
    choices: dict[str, None] = field(default_factory=dict)
    keys: dict[str, Shape] = field(default_factory=dict)
    any_key: Shape | None = None
    item: Shape | None = None
    least: float = math.inf
    most: float = -math.inf
    reads: int = 0
    needed: Counter[str] = field(default_factory=Counter)

    def key(self, name: str) -> Shape:
        """The shape of the value of a key."""
        return self.keys.setdefault(name, Shape())

    def add_numbers(self, kind: str, least: float, most: float) -> None:
        """Accept numbers of a kind, ``integer`` or ``number``, within bounds; where there are several, the widest hold."""
        self.types.add(kind)
        self.least, self.most = min(self.least, least), max(self.most, most)

    def items(self) -> Shape:
        """The shape of each value of a list."""
        self.types.add("array")
        self.item = self.item or Shape()
        return self.item

    def free_key(self) -> Shape:
        """The shape of the value of a key of any name."""
        self.any_key = self.any_key or Shape()
        return self.any_key

    def schema(self) -> Schema:
        """The JSON Schema of all that is accepted."""
        forms: list[Schema] = []
        if self.choices:
            forms.append({"enum": list(self.choices)})
        forms += [
            {"type": name, **(self._bounds() if name in ("integer", "number") else {})}
            for name in _SCALARS
            if name in self.types and not (name == "integer" and "number" in self.types)
        ]
        if self.item is not None:
            forms.append({"type": "array", "items": self.item.schema()})
        if "object" in self.types:
            forms.append(self.object_schema())
        return forms[0] if len(forms) == 1 else {"anyOf": forms} if forms else {}

    def _bounds(self) -> Schema:
        bounds = {"minimum": self.least, "maximum": self.most}
        return {name: bound for name, bound in bounds.items() if math.isfinite(bound)}

    def object_schema(self) -> Schema:
        """The JSON Schema of its keys."""
        required = [name for name in self.keys if self.reads and self.needed[name] == self.reads]
        return {
            "type": "object",
            "properties": {name: shape.schema() for name, shape in self.keys.items()},
            **({"required": required} if required else {}),
            "additionalProperties": self.any_key.schema() if self.any_key is not None else False,
        }
