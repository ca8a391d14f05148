"""Settings: the nearest file, read strictly, as one immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jdlint.errors import ConfigError
from jdlint.ruleset.toml_reader import read_toml_table
from jdlint.ruleset.yaml_reader import Reader, Value, read_file, read_mapping

FAIL_LEVELS = ("error", "warning", "info", "never")
TABLE = ("tool", "jdlint")

_YAML_NAMES = (".jdlint.yaml", "jdlint.yaml")
_PYPROJECT = "pyproject.toml"
_MISNAMED = (".jdlint.yml", "jdlint.yml", ".jdlint.toml", "jdlint.toml")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set; the values here hold where no file says otherwise.

    ``locations`` has line and column, from 1, of each rule and category named in ``path``.
    """

    select: tuple[str, ...] = ("ALL",)
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    rules_dir: Path | None = None
    family: str | None = None
    skip_drafts: bool = False
    skip_closed: bool = False
    path: str | None = None
    locations: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def find_config(start: Path) -> Path | None:
    """The settings file that holds for a folder: its own, else that of the nearest folder above it.

    In one folder the order is ``.jdlint.yaml``, ``jdlint.yaml``, ``pyproject.toml`` with a table
    ``[tool.jdlint]``. Raises ``ConfigError`` for a file that looks like settings and is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        for name in _YAML_NAMES:
            if _is_file(folder / name):
                return folder / name
        if _is_file(folder / _PYPROJECT) and _has_table(folder / _PYPROJECT):
            return folder / _PYPROJECT
        for name in _MISNAMED:
            if _is_file(folder / name):
                hint = "name it .jdlint.yaml, or use [tool.jdlint] in pyproject.toml"
                raise ConfigError("settings are not read from a file of this name", path=str(folder / name), hint=hint)
    return None


def read_config(path: Path) -> Settings:
    """The settings of a file: YAML, or the table ``[tool.jdlint]`` of a TOML file."""
    text = read_file(path, ConfigError)
    if path.suffix == ".toml":
        reader = read_toml_table(text, str(path), TABLE, ConfigError)
        if reader is None:
            raise ConfigError("there is no table [tool.jdlint]", path=str(path))
    else:
        reader = read_mapping(text, str(path), ConfigError, empty_ok=True)
    return _parse(reader, path)


def load_settings(start: Path, explicit: Path | None = None) -> Settings:
    """The settings of ``explicit``, else of the nearest file from ``start`` upwards, else the defaults."""
    path = explicit or find_config(start)
    return read_config(path) if path else Settings()


def _parse(reader: Reader, path: Path) -> Settings:
    select, ignore = reader.items("select", None), reader.items("ignore", ())
    if select == ():
        raise reader.error("select: the list is empty, so nothing would be checked", "select", "write [ALL]")
    settings = Settings(
        select=("ALL",) if select is None else tuple(item.as_string() for item in select),
        ignore=tuple(item.as_string() for item in ignore),
        fail_on=reader.choice("fail-on", FAIL_LEVELS, "error"),
        rules_dir=_parse_folder(reader, path.parent),
        family=reader.string("family", None),
        skip_drafts=reader.boolean("skip-drafts", False),
        skip_closed=reader.boolean("skip-closed", False),
        path=str(path),
        locations=_locations((*(select or ()), *ignore)),
    )
    reader.finish()
    return settings


def _parse_folder(reader: Reader, base: Path) -> Path | None:
    name = reader.string("rules-dir", None)
    if name is None:
        return None
    folder = base / name
    if "\0" in name or not _is_folder(folder):
        hint = "the path starts from the folder of this file"
        raise reader.error(f"rules-dir: there is no folder '{name}'", "rules-dir", hint)
    return folder


def _locations(items: tuple[Value, ...]) -> dict[str, tuple[int, int]]:
    return {item.as_string(): (item.line, item.column) for item in reversed(items)}


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


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
