"""Settings as text and as data, each value with where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jdlint.finding import Severity
from jdlint.late import expression
from jdlint.ruleset.yaml_reader import Reader, Value
from jdlint.settings.place import Address, Place
from jdlint.settings.rule_types import OFF
from jdlint.settings.settings import KEYS, Key, Settings

DEFAULT = "default"
_PLAIN = expression(r"[A-Za-z./_][\w./-]*")
_WORDS = frozenset({"true", "false", "null"})


def value_of(settings: Settings, key: Key) -> object:
    """The value of a key in terms of JSON."""
    return plain(getattr(settings, key.name.replace("-", "_")))


def settings_text(settings: Settings, keys: Iterable[Key] = KEYS.values()) -> str:
    """The settings as YAML that says behind each value where it comes from."""
    lines = [line for key in keys for line in _lines(settings, (key.name,), value_of(settings, key), 0)]
    width = min(60, max(len(text) for text, _ in lines))
    return "".join(f"{text:<{width}}  # {comes}\n" if comes else f"{text}\n" for text, comes in lines)


def files_text(settings: Settings) -> str:
    """A comment that says which files were read."""
    return (
        f"# settings files, the nearest last: {', '.join(settings.files)}\n"
        if settings.files
        else "# no settings file\n"
    )


def key_text(key: Key) -> str:
    """A comment that explains a key."""
    default = "none" if key.default in (None, (), {}) else _scalar(plain(key.default))
    return f"# {key.help}\n# value: {key.type.about}\n# default: {default}\n"


def settings_data(settings: Settings, keys: Iterable[Key] = KEYS.values()) -> dict[str, Any]:
    """The settings by key, with value, default, and the places of the value and of all that is within it."""
    return {
        key.name: {
            "value": value_of(settings, key),
            "default": plain(key.default),
            "about": key.help,
            "from": [
                {
                    "entry": list(address[1:]),
                    "source": place.source,
                    "path": place.path,
                    "line": place.line,
                    "column": place.column,
                }
                for address, place in sorted(settings.places.items(), key=lambda found: found[0])
                if address[0] == key.name
            ],
        }
        for key in keys
    }


def _lines(settings: Settings, address: Address, value: object, depth: int) -> Iterator[tuple[str, str]]:
    """The lines of a value, each with where it comes from; nothing where the lines below it tell."""
    indent, name = "  " * depth, _scalar(address[-1])
    if isinstance(value, list) and value:
        yield f"{indent}{name}:", ""
        for item in value:
            yield f"{indent}  - {_scalar(item)}", _origin(settings, (*address, str(item)))
    elif isinstance(value, Mapping) and value:
        yield f"{indent}{name}:", ""
        for key, inner in value.items():
            yield from _lines(settings, (*address, str(key)), inner, depth + 1)
    elif value is None:
        yield f"# {indent}{name}:", f"{_origin(settings, address)}: none"
    else:
        yield f"{indent}{name}: {_scalar(value)}", _origin(settings, address)


def _origin(settings: Settings, address: Address) -> str:
    """Where a value was set: itself, or with what it is within."""
    while address:
        place: Place | None = settings.places.get(address)
        if place is not None:
            return str(place)
        address = address[:-1]
    return DEFAULT


def _scalar(value: object) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)


def plain(value: object) -> object:
    """A value of a setting in terms of JSON."""
    if isinstance(value, Mapping):
        if set(value) == {""}:
            return plain(value[""])
        return {str(key): _severity(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Value):
        return content_of(value)
    if isinstance(value, Severity):
        return value.label
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _severity(value: object) -> object:
    return OFF if value is None else plain(value)


def content_of(value: Value) -> object:
    """What a value of a file is in terms of JSON."""
    if isinstance(value.content, Reader):
        return {key: content_of(inner) for key, inner in value.content.values.items()}
    if isinstance(value.content, tuple):
        return [content_of(item) for item in value.content]
    return value.content
