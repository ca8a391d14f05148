"""Values of the wrong type, for each key of a file of rules or settings."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

# One of each type, and what is the right type and still nonsense.
WRONG: tuple[object, ...] = (
    [], {}, None, True, -1, 1.5, 10**18, "", "no such word", [[]], [None], ["a", "a"], {"no-such-key": "x"}, {"a": {"b": [1]}}, "⟦", "{x}",
)  # fmt: skip


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - what YAML holds
    """The way to each value, of lists to the first."""
    if path:
        yield path
    keys = data if isinstance(data, dict) else range(min(1, len(data))) if isinstance(data, list) else ()
    for key in keys:
        yield from places(data[key], (*path, key))


def shortened(data: Any) -> Any:  # noqa: ANN401 - what YAML holds
    """The same with a single value in each list."""
    if isinstance(data, dict):
        return {key: shortened(value) for key, value in data.items()}
    return [shortened(value) for value in data[:1]] if isinstance(data, list) else data


def replaced(data: Any, path: tuple[Any, ...], value: object) -> Any:  # noqa: ANN401 - what YAML holds
    """The same with another value at the end of a way."""
    data = copy.deepcopy(data)
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return data


def toml(value: object) -> str:
    """A value of YAML as TOML writes it; a date for what TOML has not."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(str(key))} = {toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if value is None:
        return "1979-05-27"
    return str(value).lower() if isinstance(value, bool | int | float) else f'"{value}"'
