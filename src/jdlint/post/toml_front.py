"""TOML front matter: the values, and the places of its keys and texts by scanning its lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import chain

from jdlint.finding import Span
from jdlint.late import expression
from jdlint.post.document import FrontMatterValue, TextView
from jdlint.post.front_values import MAX_DEPTH, MAX_NODES, FrontMatterError, is_too_long, map_value
from jdlint.post.source import Source
from jdlint.post.toml_text import LongKeyError, levels_of, parse_toml, shape_of
from jdlint.record import Record

_STRING = r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}' + r"|'''(?:[^']|'(?!''))*'{3,5}|" + r'"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'"
_TOKEN = expression(
    rf"(?P<string>{_STRING})|(?P<comment>#[^\r\n]*)|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<end>\r\n|\r|\n)", re.DOTALL
)
_KEY = expression(
    r"[ \t]*(?:\[\[?[ \t]*)?(?P<key>\"[^\"\r\n]*\"|'[^'\r\n]*'|[\w-]+)[^=\r\n]*?(?:=[ \t]*|$)", re.MULTILINE
)
_PLACE = expression(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
_PROBLEMS = (
    ("Cannot overwrite|twice|Cannot declare|Cannot mutate", "a key stands in it twice"),
    ('Unterminated|Illegal character|Expected \'"|"', "a quote is opened and never closed"),
    ("Unclosed array|array", "a list that opens with '[' is never closed"),
    ("Expected '=' after", "a key has no '=' after it"),
    ("parts", "a key has too many parts"),
    ("Invalid value", "a value is no text in quotes, number or date"),
)


class _Statement(Record):
    """A key with its value, or a table's header: offsets into the source."""

    key: str
    key_span: Span
    value: Span
    table: bool


def read_toml(source: Source, start: int, end: int) -> Mapping[str, FrontMatterValue]:
    """The values of the TOML in ``source.text[start:end]``; raises ``FrontMatterError``."""
    data = _parse(source, start, end)
    values: dict[str, FrontMatterValue] = {}
    table: str | None = None
    for statement in _statements(source.text, start, end):
        table = statement.key if statement.table else table
        key = table if table is not None else statement.key
        texts = () if statement.table else tuple(_texts(source.text, statement.value))
        known = values.get(key)
        if known:
            values[key] = FrontMatterValue(
                known.value, known.key_span, Span(known.span.start, statement.value.end), known.texts + texts
            )
        elif key in data:
            values[key] = FrontMatterValue(data[key], statement.key_span, statement.value, texts)
    return values


def _parse(source: Source, start: int, end: int) -> Mapping[str, object]:
    try:
        data = parse_toml(source.text[start:end])
    except (tomllib.TOMLDecodeError, LongKeyError) as error:
        raise FrontMatterError(_problem(str(error)), _offset(source, start, end, str(error))) from None
    except (ValueError, RecursionError):
        raise FrontMatterError("it is nested too deeply or has a number that is too long", start) from None
    count, depth = shape_of(data, MAX_NODES)
    if count > MAX_NODES:
        raise FrontMatterError(f"it has more than {MAX_NODES} values", start)
    if depth > MAX_DEPTH:
        raise FrontMatterError(f"it is nested deeper than {MAX_DEPTH} levels", start)
    if any(map(is_too_long, chain.from_iterable(levels_of(data)))):
        raise FrontMatterError("it has a number that is too long", start)
    return data


def _problem(message: str) -> str:
    return next((problem for pattern, problem in _PROBLEMS if re.search(pattern, message)), "it is no valid TOML")


def _offset(source: Source, start: int, end: int, message: str) -> int:
    """Where an error's message says it is, as an offset into the source."""
    place = _PLACE.search(message)
    if not place or not place[1]:
        return start + len(source.text[start:end].rstrip())
    line = source.position(start)[0] + int(place[1]) - 1
    return source.line_starts[min(line, len(source.line_starts)) - 1] + int(place[2]) - 1


def _statements(text: str, start: int, end: int) -> Iterator[_Statement]:
    position = start
    while position < end:
        stop, after, content_end = _statement_end(text, position, end)
        match = _KEY.match(text, position, stop)
        if match and not text[position:stop].lstrip().startswith("#"):
            key = match["key"].strip("\"'")
            header = text[position:stop].lstrip().startswith("[")
            begin = match.start("key") if header else match.end()
            yield _Statement(key, Span(*match.span("key")), Span(begin, max(begin, content_end)), header)
        position = after


def _statement_end(text: str, start: int, end: int) -> tuple[int, int, int]:
    """Where a statement ends, where the next begins, and where its own text ends before a comment."""
    depth, content_end = 0, start
    position = start
    for match in _TOKEN.finditer(text, start, end):
        between = text[position : match.start()].rstrip()
        content_end = position + len(between) if between else content_end
        position = match.end()
        if match["end"] is not None and depth <= 0:
            return match.start(), match.end(), content_end
        depth += (match["open"] is not None) - (match["close"] is not None)
        if match["end"] is None and match["comment"] is None:
            content_end = match.end()
    between = text[position:end].rstrip()
    return end, end, position + len(between) if between else content_end


def _texts(text: str, span: Span) -> Iterator[TextView]:
    for match in _TOKEN.finditer(text, span.start, span.end):
        token = match["string"]
        if token is None or text[match.end() : span.end].lstrip(" \t").startswith("="):
            continue
        width = 3 if token[:3] in ('"""', "'''") and len(token) >= 6 else 1
        value = tomllib.loads(f"v={token}".replace("\r\n", "\n"))["v"]
        view = map_value(value, text, match.start() + width, match.end() - width, escapes=token[0] == '"')
        if view:
            yield view
