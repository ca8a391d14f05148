"""Schemas made shorter: what stands in several places is written once, among the definitions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from jdlint.settings.value_types import Schema

DRAFT = "http://json-schema.org/draft-07/schema#"
_SHORT = 100  # characters that are not worth a definition


def share(schema: Schema) -> Schema:
    """The schema with ``definitions`` for the longer parts of it that stand in several places."""
    counts = Counter(text for text, _ in _parts(schema, ""))
    names: dict[str, str] = {}
    for text, name in _parts(schema, ""):
        if counts[text] > 1 and len(text) > _SHORT and text not in names:
            taken = sum(other.rstrip("0123456789-") == name for other in names.values())
            names[text] = f"{name}-{taken + 1}" if taken else name
    definitions = {name: _referring(json.loads(text), names, whole=True) for text, name in names.items()}
    return {**_referring(schema, names, whole=True), "definitions": definitions}


def _parts(value: object, name: str) -> Iterator[tuple[str, str]]:
    """All objects within a schema as text, with the key that each belongs to; the outer ones first."""
    if isinstance(value, dict):
        if "type" in value or "anyOf" in value or "enum" in value:
            yield _text(value), name
        for key, inner in value.items():
            own = name if key in ("items", "anyOf", "properties", "additionalProperties", "then", "allOf") else key
            yield from _parts(inner, own)
    elif isinstance(value, list):
        for inner in value:
            yield from _parts(inner, name)


def _referring(value: Any, names: dict[str, str], *, whole: bool = False) -> Any:  # noqa: ANN401 - any JSON value
    """The same with references in place of what has a name; not at the top of a ``whole`` one."""
    if isinstance(value, dict):
        name = None if whole else names.get(_text(value))
        if name is not None:
            return {"$ref": f"#/definitions/{name}"}
        return {key: _referring(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [_referring(inner, names) for inner in value]
    return value


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
