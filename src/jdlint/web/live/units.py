"""Places in a text as a browser counts them: in code units of UTF-16."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from jdlint.finding import Edit, Span
from jdlint.record import Record

_LAST_OF_ONE_UNIT = "\uffff"


class Units(Record):
    """The offsets, in code points, of those characters of a text that take two code units."""

    wide: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The code units before an offset."""
        return offset + bisect_left(self.wide, offset)

    def span(self, span: Span) -> Mapping[str, int]:
        """A span as values that JSON can hold."""
        return {"start": self.at(span.start), "end": self.at(span.end)}

    def edit(self, edit: Edit) -> Mapping[str, int | str]:
        """An edit as values that JSON can hold."""
        return {**self.span(edit.span), "replacement": edit.replacement}


def units_of(text: str) -> Units:
    """How a browser counts in a text."""
    return Units(tuple(offset for offset, char in enumerate(text) if char > _LAST_OF_ONE_UNIT))
