"""A strict reader of YAML that keeps the place of every value.

Only texts, numbers, ``true``, ``false`` and ``null`` are known: ``on``, ``no``, dates and ``12:30`` stay
text. Duplicate keys, anchors, aliases, merge keys, tags and second documents are errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jdlint.errors import InputError, JdlintError, RuleError
from jdlint.late import expression, late_module
from jdlint.post.source import make_source, read_source
from jdlint.ruleset.located import REQUIRED, Content, Reader, Required, Value
from jdlint.ruleset.origin import Origin
from jdlint.ruleset.wording import Kind

if TYPE_CHECKING:
    import yaml
else:
    yaml = late_module("yaml")

__all__ = [
    "REQUIRED",
    "Content",
    "Kind",
    "Origin",
    "Reader",
    "Required",
    "Value",
    "read_file",
    "read_mapping",
]

# The loader to read with; the fastest that there is, unless one is named.
_LOADER: type[yaml.SafeLoader] | None = None
MAX_SIZE = 1 << 20
MAX_DEPTH = 32

# U+0085, U+2028 and U+2029 end a line for YAML 1.1 and for no editor.
_NOT_TEXT = expression(r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = expression(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_NUMBER = expression(r"[-+]?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,2})?")
_HINTS = (
    (r"cannot start any token|invalid leading UTF-8", "put the text in quotes"),
    (r"\\t|tab", "indent with spaces, not with tabs"),
    (r"mapping values are not allowed", "text with ': ' in it must stand in quotes"),
    (r"escape", "in double quotes a backslash is special: use single quotes"),
    (r"quoted scalar", "a quote that was opened is never closed"),
    (r"expected", "check the indentation; text that begins with {, [ or a quote must be quoted as a whole"),
)


def read_file(path: Path, error: type[JdlintError] = RuleError) -> str:
    """The text of a file of at most 1 MiB, without a byte-order mark; raises ``error`` when there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_SIZE + 1)
        if len(data) > MAX_SIZE:
            raise error("larger than 1 MiB", path=str(path))
        return read_source(data, str(path)).text
    except InputError as problem:
        raise error(
            problem.message, path=problem.path, line=problem.line, column=problem.column, hint=problem.hint
        ) from None
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else None
        raise error(f"cannot be read: {reason or problem}", path=str(path)) from None


def read_mapping(text: str, path: str, error: type[JdlintError] = RuleError, *, empty_ok: bool = False) -> Reader:
    """The one mapping that a YAML text consists of; raises ``error`` at the place of whatever is wrong.

    ``path`` is for messages only. With ``empty_ok`` a text without any value is a mapping without keys.
    """
    text = text.removeprefix("\ufeff")
    origin = Origin(make_source(text, path), error)
    if len(text) > MAX_SIZE:
        raise origin.error("larger than 1 MiB", 0)
    _refuse_strange(text, origin)
    root = _read_document(text, origin)
    if root is None:
        if not empty_ok:
            raise origin.error("the file is empty", 0)
        return Reader(origin, 0, {}, {})
    return root.as_mapping()


def _read_document(text: str, origin: Origin) -> Value | None:
    try:
        return _Composer(origin, yaml.parse(text, Loader=_loader())).document()
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        message = problem.problem or problem.context or "cannot be read"
        raise origin.error(f"not valid YAML: {message}", mark.index if mark else 0, _hint(message)) from None
    except yaml.YAMLError as problem:
        raise origin.error(f"not valid YAML: {problem}", 0) from None


def _refuse_strange(text: str, origin: Origin, offset: int | None = None) -> None:
    """Raise an error at ``offset``, else at the character, when a text has one that no text should have."""
    if strange := _NOT_TEXT.search(text):
        message = f"the character U+{ord(strange.group()):04X} is not allowed here"
        raise origin.error(message, strange.start() if offset is None else offset, "remove it")


def _hint(message: str) -> str | None:
    return next((hint for pattern, hint in _HINTS if re.search(pattern, message)), None)


class _Composer:
    """Builds values from the parser's events; the events come one by one, so limits hold early."""

    def __init__(self, origin: Origin, events: Iterator[yaml.Event]) -> None:
        self._origin = origin
        self._events = events

    def document(self) -> Value | None:
        """The value of the only document, or ``None`` when there is no document."""
        root: Value | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise self._error(event, "a second YAML document", "keep one document a file")
                root = self._value(next(self._events), "", 0)
        return root

    def _value(self, event: yaml.Event, name: str, depth: int) -> Value:
        self._refuse_extras(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, name)
        if depth >= MAX_DEPTH:
            raise self._error(event, f"nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, name, depth)
        return self._mapping(event, name, depth)

    def _refuse_extras(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            what, sign = "aliases", "*"
        elif getattr(event, "anchor", None) is not None:
            what, sign = "anchors", "&"
        elif getattr(event, "tag", None) is not None:
            what, sign = "tags", "!"
        else:
            return
        hint = f"text that begins with '{sign}' must stand in quotes"
        raise self._error(event, f"{what} are not allowed", hint)

    def _scalar(self, event: yaml.ScalarEvent, name: str) -> Value:
        text: str = event.value
        plain = bool(event.implicit[0])
        if not plain:  # an escape may have made what the file itself may not hold
            _refuse_strange(text, self._origin, _start(event))
        kind, content = _resolve(text) if plain else ("string", text)
        return Value(self._origin, name, kind, content, _start(event), _end(event), plain)

    def _sequence(self, start: yaml.Event, name: str, depth: int) -> Value:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, name, depth + 1))
        return self._collection(start, event, name, tuple(items))

    def _mapping(self, start: yaml.Event, name: str, depth: int) -> Value:
        values: dict[str, Value] = {}
        starts: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, depth)
            if key in values:
                line, _ = self._origin.source.position(starts[key])
                message = f"the key '{key[:60]}' is given twice"
                raise self._error(event, message, f"first given on line {line}")
            starts[key] = _start(event)
            values[key] = self._value(next(self._events), key, depth + 1)
        reader = Reader(self._origin, _start(start), values, starts, name)
        return self._collection(start, event, name, reader)

    def _key(self, event: yaml.Event, depth: int) -> str:
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0] and event.value == "<<":
            raise self._error(event, "merge keys are not allowed", "write the keys out")
        key = self._value(event, "a key", depth + 1)
        return key.as_string()

    def _collection(self, start: yaml.Event, end: yaml.Event, name: str, content: Content) -> Value:
        kind: Kind = "list" if isinstance(content, tuple) else "mapping"
        return Value(self._origin, name, kind, content, _start(start), _end(end))

    def _error(self, event: yaml.Event, message: str, hint: str | None = None) -> JdlintError:
        return self._origin.error(message, _start(event), hint)


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def _resolve(text: str) -> tuple[Kind, Content]:
    """The kind and value of text without quotes."""
    if text in _CONSTANTS:
        constant = _CONSTANTS[text]
        return ("null" if constant is None else "boolean"), constant
    if _INTEGER.fullmatch(text):
        return "integer", int(text)
    if _NUMBER.fullmatch(text):
        return "number", float(text)
    return "string", text


def _loader() -> type[yaml.SafeLoader]:
    fastest: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return _LOADER or fastest
