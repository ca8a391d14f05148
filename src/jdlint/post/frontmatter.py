"""The data before a post's body, with the place of every key and text; YAML is read here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from jdlint.finding import Span
from jdlint.late import expression, late_function, late_module
from jdlint.post.document import FrontMatter, FrontMatterValue, TextView
from jdlint.post.front_fences import Fences, find_front_matter
from jdlint.post.front_values import (
    MAX_DEPTH,
    MAX_NODES,
    STAND_IN,
    FrontMatterError,
    hide_place_holders,
    is_too_long,
    map_value,
)
from jdlint.post.plain_front import read_plain
from jdlint.post.source import Source

if TYPE_CHECKING:
    import yaml
else:
    yaml = late_module("yaml")

read_toml = late_function("jdlint.post.toml_front", "read_toml")

MAX_SIZE = 64 * 1024
_QUOTES = ("'", '"')

_OTHER_NEWLINES = str.maketrans({"\u0085": " ", "\u2028": " ", "\u2029": " "})
_STRANGE = expression(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_PROBLEMS = (
    (r"\\t|tab", "a tab indents a line, where only spaces may"),
    (r"cannot start any token", "a value begins with a character that needs quotes around the value, or a tab"),
    (r"mapping values", "a value with a colon in it has no quotes around it"),
    (r"escape", "a backslash stands in double quotes, where it is special"),
    (r"quoted scalar", "a quote is opened and never closed"),
    (r"node content", "a value begins with a bracket or a comma and has no quotes around it"),
    (r"expected key|could not find expected ':'|simple key", "a line is neither 'key: value' nor indented under one"),
    (
        r"block (?:sequence|collection|mapping|entries)|'-' indicator|expected <block end>",
        "the indentation does not fit",
    ),
    (r"flow sequence|',' or '\]'", "a list that opens with '[' is never closed"),
    (r"flow mapping|',' or '\}'", "a value that begins with '{' has no quotes around it"),
    (r"undefined alias|alias|anchor", "a value that begins with '*' or '&' has no quotes around it"),
)


def read_front_matter(source: Source) -> FrontMatter | None:
    """The YAML or TOML front matter of a post, or ``None`` when it has none.

    Never fails: front matter that is broken, larger than 64 KiB or refused (references, tags, duplicate keys)
    has a ``problem`` and no values. A ``---`` without keys after it is a thematic break. Spans are code-point
    offsets into ``source.text``.
    """
    found = find_front_matter(source)
    if found is None:
        return None
    end_line = source.position(max(found.span.start, found.span.end - 1))[0]
    try:
        return FrontMatter(found.format, _read_values(source, found), found.span, end_line)
    except FrontMatterError as error:
        where = _text_of_line(source, min(max(error.offset, found.span.start), found.span.end))
        return FrontMatter(found.format, {}, found.span, end_line, error.problem, where)


def _read_values(source: Source, found: Fences) -> Mapping[str, FrontMatterValue]:
    if not found.closed:
        raise FrontMatterError(f"it is never closed: no line '{found.fence}' stands after it", found.span.start)
    if found.data.end - found.data.start > MAX_SIZE:
        raise FrontMatterError("it is larger than 64 KiB", found.span.start)
    read = read_toml if found.format == "toml" else _read_yaml
    return read(source, found.data.start, found.data.end)


def _text_of_line(source: Source, offset: int) -> Span:
    line = source.position(offset)[0]
    text = source.line_text(line)
    start = source.line_starts[line - 1]
    left = start + len(text) - len(text.lstrip())
    return Span(left, max(left, start + len(text.rstrip())))


def _read_yaml(source: Source, start: int, end: int) -> Mapping[str, FrontMatterValue]:
    """The values of the YAML in ``source.text[start:end]``; raises ``FrontMatterError``.

    Dates are dates. Anchors, aliases, tags, duplicate keys and deep nesting are refused.
    """
    text = source.text[start:end].translate(_OTHER_NEWLINES)
    # Whole scripts can be printed; to compile the expression takes longer than all else that is done with front matter.
    if not text.replace("\n", "").isprintable() and (strange := _STRANGE.search(text)):
        raise FrontMatterError(
            f"a character that cannot be seen (U+{ord(strange.group()):04X}) stands in it", start + strange.start()
        )
    plain = read_plain(source.text, start, end)
    return _Reader(source.text, start, hide_place_holders(text)).read() if plain is None else plain


class _Reader:
    def __init__(self, source: str, start: int, text: str) -> None:
        self._source = source
        self._start = start
        self._yaml = text
        self._loader = _loader()(text)

    def read(self) -> Mapping[str, FrontMatterValue]:
        try:
            self._check()
            root = self._loader.get_single_node()
        except yaml.MarkedYAMLError as error:
            raise self._error(error) from None
        except yaml.YAMLError:
            raise FrontMatterError("it is no valid YAML", self._start) from None
        if root is None:
            return {}
        if not isinstance(root, yaml.MappingNode):
            raise FrontMatterError("it has no keys", self._start + root.start_mark.index)
        return {name: self._value(key, value) for name, key, value in self._pairs(root)}

    def _check(self) -> None:
        """Refuse, event by event, what could grow or run: the parser reads no further."""
        depth = 0
        for number, event in enumerate(yaml.parse(self._yaml, Loader=_loader())):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise self._refused("a value that begins with '*' or '&' has no quotes around it", event)
            if getattr(event, "tag", None):
                raise self._refused("a value that begins with '!' has no quotes around it", event)
            if isinstance(event, yaml.DocumentStartEvent) and event.explicit:
                raise self._refused("it has more than one part", event)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise self._refused(f"it is nested deeper than {MAX_DEPTH} levels", event)
            if number > MAX_NODES:
                raise self._refused(f"it has more than {MAX_NODES} values", event)

    def _refused(self, problem: str, event: yaml.Event) -> FrontMatterError:
        return FrontMatterError(problem, self._start + (event.start_mark.index if event.start_mark else 0))

    def _error(self, error: yaml.MarkedYAMLError) -> FrontMatterError:
        message = f"{error.context or ''} {error.problem or ''}"
        problem = next((text for pattern, text in _PROBLEMS if re.search(pattern, message)), "it is no valid YAML")
        # Of what is never closed, the opening helps more than the end.
        opened = "never closed" in problem or "no quotes" in problem
        mark = error.context_mark if opened and error.context_mark else error.problem_mark
        return FrontMatterError(problem, self._start + (mark.index if mark else 0))

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        seen: set[str] = set()
        for key, value in node.value:
            name = self._restored(key) if isinstance(key, yaml.ScalarNode) else self._written(key)
            if name in seen:
                raise FrontMatterError(f"the key '{name[:60]}' stands in it twice", self._start + key.start_mark.index)
            seen.add(name)
            yield name, key, value

    def _value(self, key: yaml.Node, node: yaml.Node) -> FrontMatterValue:
        return FrontMatterValue(self._construct(node), self._span(key), self._span(node), tuple(self._texts(node)))

    def _construct(self, node: yaml.Node) -> object:
        if isinstance(node, yaml.MappingNode):
            return {name: self._construct(value) for name, _, value in self._pairs(node)}
        if isinstance(node, yaml.SequenceNode):
            return [self._construct(item) for item in node.value]
        if isinstance(node, yaml.ScalarNode) and STAND_IN in node.value:
            return self._restored(node)
        try:
            value: object = self._loader.construct_object(node)
        except (ValueError, OverflowError, yaml.YAMLError):
            return node.value
        return node.value if is_too_long(value) else value

    def _texts(self, node: yaml.Node) -> Iterator[TextView]:
        if isinstance(node, yaml.MappingNode):
            for _, value in node.value:
                yield from self._texts(value)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from self._texts(item)
        elif isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str" and (view := self._text(node)):
            yield view

    def _text(self, node: yaml.ScalarNode) -> TextView | None:
        span = self._span(node)
        start, end = span.start, span.end
        if node.style in _QUOTES:
            start, end = start + 1, end - 1
        elif node.style in ("|", ">"):
            newline = re.compile(r"\r\n|\r|\n").search(self._source, start, end)
            start = newline.end() if newline else end
        return map_value(self._restored(node), self._source, start, end, escapes=node.style == '"')

    def _restored(self, node: yaml.ScalarNode) -> str:
        """A scalar's text, with what was hidden of it."""
        return self._written(node) if STAND_IN in node.value and node.style not in _QUOTES else str(node.value)

    def _written(self, node: yaml.Node) -> str:
        span = self._span(node)
        return self._source[span.start : span.end]

    def _span(self, node: yaml.Node) -> Span:
        start, end = node.start_mark.index, self._end(node)
        return Span(self._start + start, self._start + max(start, start + len(self._yaml[start:end].rstrip())))

    def _end(self, node: yaml.Node) -> int:
        """The end of a node; a block collection's own mark lies behind the comments after it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        return int(node.end_mark.index)


def _loader() -> type[yaml.SafeLoader]:
    """The safe loader, written in C where PyYAML has it."""
    loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return loader
