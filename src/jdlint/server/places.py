"""Places in a post as the language server protocol counts them: lines and columns from 0, in the client's unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lsprotocol import types

from jdlint.finding import Edit, Span
from jdlint.post.source import Source
from jdlint.record import Record

_UNITS: Mapping[str, Callable[[Source, int], tuple[int, int]]] = {
    types.PositionEncodingKind.Utf8: Source.utf8_position,
    types.PositionEncodingKind.Utf16: Source.utf16_position,
    types.PositionEncodingKind.Utf32: Source.position,
}


class Places(Record):
    """A source, and the unit in which its columns are counted (UTF-16 unless client and server agree on another)."""

    source: Source
    unit: str = types.PositionEncodingKind.Utf16

    def position(self, offset: int) -> types.Position:
        """The place of an offset."""
        line, column = _UNITS[self.unit](self.source, offset)
        return types.Position(line - 1, column - 1)

    def range(self, span: Span) -> types.Range:
        """The place of a span."""
        return types.Range(self.position(span.start), self.position(span.end))

    def text_edit(self, edit: Edit) -> types.TextEdit:
        """An edit as the client applies it."""
        return types.TextEdit(self.range(edit.span), edit.replacement)


def touch(one: types.Range, other: types.Range) -> bool:
    """Whether two ranges share a character or an end."""
    return one.start <= other.end and other.start <= one.end
