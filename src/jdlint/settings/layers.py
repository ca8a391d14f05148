"""Layers of settings, from the defaults over files to the command line, and what holds when they are laid together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jdlint.record import Record
from jdlint.ruleset.rule import LEVELS
from jdlint.settings.place import Address, Place, places_in_file, places_on_command_line
from jdlint.settings.settings import KEYS, Key, Settings

if TYPE_CHECKING:
    from jdlint.ruleset.yaml_reader import Reader


class Layer(Record):
    """What one file, or the command line, sets: values by key, and their places; ``path`` is the file."""

    values: Mapping[str, object]
    places: Mapping[Address, Place]
    path: str | None = None


def file_layer(reader: Reader, path: Path) -> Layer:
    """What a file sets; raises an error at the place of whatever is wrong."""
    given = {name: value for name in KEYS if (value := reader.value(name, None)) is not None}
    values = {name: KEYS[name].type.read(value, path.parent) for name, value in given.items()}
    reader.finish()
    places: dict[Address, Place] = {}
    for name, value in given.items():
        for address, place in places_in_file(value, (name,)):
            places.setdefault(address, place)
    return Layer(values, places, str(path))


def command_line_layer(options: Mapping[str, object]) -> Layer:
    """What options set, by the names of fields; ``None`` and an empty tuple set nothing."""
    values = {name.replace("_", "-"): value for name, value in options.items() if value is not None and value != ()}
    places = (pair for name, value in values.items() for pair in places_on_command_line(value, (name,)))
    return Layer(values, dict(places))


def merge(layers: Iterable[Layer]) -> Settings:
    """What holds when each layer lies on those before it; where none says anything the defaults hold."""
    values: dict[str, object] = {}
    places: dict[Address, Place] = {}
    files: list[str] = []
    for layer in layers:
        files += [layer.path] if layer.path else []
        for name in layer.values:
            for cleared in KEYS[name].clears:
                values.pop(cleared, None)
                _forget(places, (cleared,))
        for name, value in layer.values.items():
            _forget_replaced(places, KEYS[name], value)
            far = _spread(places, name, values.get(name), value)
            values[name] = _joined(KEYS[name], far, value)
        places |= layer.places
    fields: dict[str, Any] = {name.replace("-", "_"): value for name, value in values.items()}
    return Settings(**fields, places=places, files=tuple(files))


def _joined(key: Key, far: Any, near: Any) -> object:  # noqa: ANN401 - of the key's own type
    if far is None or key.joins == "replace":
        return near
    if key.joins == "add":
        return tuple(dict.fromkeys((*far, *near)))
    return {
        **far,
        **{name: entry if _is_whole(entry) else {**far.get(name, {}), **entry} for name, entry in near.items()},
    }


def _spread(places: dict[Address, Place], key: str, far: Any, near: object) -> Any:  # noqa: ANN401 - of the key's type
    """What is far, with a severity for all levels of a rule written out where something near sets single levels of it."""
    if not isinstance(far, Mapping) or not isinstance(near, Mapping):
        return far
    spread = dict(far)
    for name, entry in near.items():
        if not _is_whole(entry) and "" in spread.get(name, ()):
            spread[name] = dict.fromkeys(LEVELS, spread[name][""])
            places.update({(key, name, level): places[key, name] for level in LEVELS})
    return spread


def _is_whole(entry: object) -> bool:
    """Whether what is set for a name replaces all that was: a list, or one severity for all of a rule's levels."""
    return not isinstance(entry, Mapping) or "" in entry


def _forget_replaced(places: dict[Address, Place], key: Key, value: object) -> None:
    if key.joins == "replace":
        _forget(places, (key.name,))
    elif isinstance(value, Mapping):
        _forget(places, *((key.name, str(name)) for name in value if _is_whole(value[name])))


def _forget(places: dict[Address, Place], *addresses: Address) -> None:
    """Take out what stands at some addresses, which are all of one length, and below."""
    gone = set(addresses)
    length = len(addresses[0]) if addresses else 0
    for found in [known for known in places if known[:length] in gone]:
        del places[found]
