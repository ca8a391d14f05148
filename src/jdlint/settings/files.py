"""Settings files: which one holds, and what it and those that it extends say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jdlint.errors import ConfigError
from jdlint.late import late_function
from jdlint.settings.layers import Layer, file_layer
from jdlint.settings.place import Place

if TYPE_CHECKING:
    from jdlint.ruleset.toml_reader import read_toml_table
    from jdlint.ruleset.yaml_reader import Reader, read_file, read_mapping
else:  # most runs have no settings file
    read_toml_table = late_function("jdlint.ruleset.toml_reader", "read_toml_table")
    read_file = late_function("jdlint.ruleset.yaml_reader", "read_file")
    read_mapping = late_function("jdlint.ruleset.yaml_reader", "read_mapping")

# Two files a file, thirty levels deep, would be a thousand million.
_MOST_FILES = 20
TABLE = ("tool", "jdlint")

YAML_NAMES = (".jdlint.yaml", "jdlint.yaml")
_PYPROJECT = "pyproject.toml"
_MISNAMED = (".jdlint.yml", "jdlint.yml", ".jdlint.toml", "jdlint.toml")


def find_config(start: Path) -> Path | None:
    """The settings file that holds for a folder: its own, else that of the nearest folder above it.

    In one folder the order is ``.jdlint.yaml``, ``jdlint.yaml``, ``pyproject.toml`` with a table
    ``[tool.jdlint]``. Raises ``ConfigError`` for a file that looks like settings and is none.
    """
    start = start.resolve()
    here = Path.cwd()
    for above in (start, *start.parents):
        folder = above.relative_to(here) if above == here else above  # what is beside the user needs no long name
        for name in YAML_NAMES:
            if _is_file(folder / name):
                return folder / name
        if _is_file(folder / _PYPROJECT) and _has_table(folder / _PYPROJECT):
            return folder / _PYPROJECT
        for name in _MISNAMED:
            if _is_file(folder / name):
                hint = "name it .jdlint.yaml, or use [tool.jdlint] in pyproject.toml"
                raise ConfigError("settings are not read from a file of this name", path=str(folder / name), hint=hint)
    return None


def read_layers(path: Path, chain: tuple[Path, ...] = ()) -> tuple[Layer, ...]:
    """What a file and those that it extends say, the farthest first.

    A file is YAML, or the table ``[tool.jdlint]`` of a TOML file. Raises ``ConfigError`` at the place of
    whatever is wrong; ``chain`` are the files that led here.
    """
    layer = file_layer(_open(path), path)
    chain = (*chain, path)
    layers: list[Layer] = []
    extended = layer.values.get("extend", ())
    assert isinstance(extended, tuple)
    for base in extended:
        place = _place_of(layer, "extend", base)
        if any(_same(base, other) for other in chain):
            circle = " -> ".join(file.name for file in (*chain, base))
            raise place.error(f"extend: settings that extend themselves: {circle}", "take one of these out")
        if not _is_file(base):
            raise place.error(f"extend: there is no file '{base}'", "the path starts from the folder of this file")
        layers += read_layers(base, chain)
        if len(layers) > _MOST_FILES:
            raise place.error(f"extend: more than {_MOST_FILES} files, each counted as often as it is extended")
    return (*layers, layer)


def _place_of(layer: Layer, key: str, path: Path) -> Place:
    """Where a path stands that a layer lists."""
    folder = Path(layer.path or "").parent
    listed = (
        place for (name, *text), place in layer.places.items() if name == key and text and folder / text[0] == path
    )
    return next(listed, layer.places[key,])


def _open(path: Path) -> Reader:
    text = read_file(path, ConfigError)
    if path.suffix != ".toml":
        return read_mapping(text, str(path), ConfigError, empty_ok=True)
    reader = read_toml_table(text, str(path), TABLE, ConfigError)
    if reader is None:
        raise ConfigError("there is no table [tool.jdlint]", path=str(path))
    return reader


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _has_table(path: Path) -> bool:
    """Whether a TOML file has our table; one that cannot be read matters only when it names the table."""
    try:
        text = read_file(path, ConfigError)
    except ConfigError:
        return False
    try:
        return read_toml_table(text, str(path), TABLE, ConfigError) is not None
    except ConfigError:
        if "tool.jdlint" in text:
            raise
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
