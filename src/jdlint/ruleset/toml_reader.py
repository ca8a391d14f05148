"""A table of a TOML file as a reader; the places of its keys and values are found by scanning its lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jdlint.errors import JdlintError
from jdlint.late import expression
from jdlint.post.source import make_source
from jdlint.post.toml_text import parse_toml, shape_of
from jdlint.ruleset.yaml_reader import MAX_DEPTH, Content, Kind, Origin, Reader, Value

# The place of each is looked for in the text.
MAX_VALUES = 1000
_PLACE = expression(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
_TRAILING = expression(r"[^\n#]*")


def read_toml_table(text: str, path: str, table: tuple[str, ...], error: type[JdlintError]) -> Reader | None:
    """The table at a dotted path, or ``None`` when the file has none; raises ``error`` for broken TOML."""
    origin = Origin(make_source(text, path), error)
    try:
        data: object = parse_toml(text)
    except (ValueError, RecursionError) as problem:
        raise _syntax_error(origin, problem) from None
    for name in table:
        if not isinstance(data, Mapping) or name not in data:
            return None
        data = data[name]
    if shape_of(data, MAX_VALUES)[0] > MAX_VALUES:
        raise origin.error(f"more than {MAX_VALUES} values in [{'.'.join(table)}]", 0)
    header = re.search(r"^[ \t]*\[\s*" + r"\s*\.\s*".join(map(re.escape, table)) + r"\s*\]", text, re.MULTILINE)
    start = header.start() if header else 0
    return _value(origin, table[-1], data, start, start).as_mapping()


def _syntax_error(origin: Origin, problem: Exception) -> JdlintError:
    if isinstance(problem, RecursionError):
        return origin.error("not valid TOML: nested too deeply", 0)
    message = str(problem)
    place = _PLACE.search(message)
    offset = 0
    if place:
        starts = origin.source.line_starts
        line = min(int(place[1]), len(starts)) if place[1] else len(starts)
        offset = starts[line - 1] + (int(place[2]) - 1 if place[2] else 0)
    return origin.error(f"not valid TOML: {_PLACE.sub('', message)}", offset)


def _value(origin: Origin, name: str, data: object, start: int, search_from: int, depth: int = 0) -> Value:
    """A value that stands at ``start``; what it holds is looked for from ``search_from`` on."""
    content: Content
    if depth > MAX_DEPTH:
        raise origin.error(f"nested deeper than {MAX_DEPTH} levels", start)
    if isinstance(data, Mapping):
        kind: Kind = "mapping"
        content = _table(origin, name, data, search_from, depth + 1)
    elif isinstance(data, list):
        kind, content = "list", tuple(_item(origin, name, item, start, depth + 1) for item in data)
    else:
        kind, content = _scalar(data)
    return Value(origin, name, kind, content, start, _end(origin, start))


def _table(origin: Origin, name: str, data: Mapping[str, object], start: int, depth: int) -> Reader:
    values: dict[str, Value] = {}
    starts: dict[str, int] = {}
    for key, item in data.items():
        key_start, value_start = _find_key(origin.source.text, key, start)
        starts[key] = key_start
        values[key] = _value(origin, key, item, value_start, key_start, depth)
    return Reader(origin, start, values, starts, name)


def _item(origin: Origin, name: str, item: object, start: int, depth: int) -> Value:
    text = origin.source.text
    found = -1
    if isinstance(item, str):
        found = next((at for quote in "\"'" if (at := text.find(f"{quote}{item}{quote}", start)) >= 0), -1)
    return _value(origin, name, item, max(found, start), start, depth)


def _find_key(text: str, key: str, start: int) -> tuple[int, int]:
    """Where a key and its value stand, from ``start`` on; twice ``start`` when the line is not found."""
    name = r"[\"']?" + re.escape(key) + r"[\"']?"
    found = re.compile(rf"^[ \t]*({name})[ \t]*=[ \t]*", re.MULTILINE).search(text, start)
    found = found or re.compile(rf"[\[.{{,][ \t]*({name})[ \t]*[\].=]?[ \t]*").search(text, start)
    return (found.start(1), found.end()) if found else (start, start)


def _scalar(data: object) -> tuple[Kind, Content]:
    if isinstance(data, bool):
        return "boolean", data
    if isinstance(data, str):
        return "string", data
    if isinstance(data, int) and abs(data) < 10**18:  # what is longer is no number in YAML, either
        return "integer", data
    if isinstance(data, float):
        return "number", data
    return "other", None


def _end(origin: Origin, start: int) -> int:
    found = _TRAILING.match(origin.source.text, start)
    return start + len(found.group().rstrip()) if found else start
