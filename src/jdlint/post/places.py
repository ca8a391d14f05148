"""Where the pieces of a paragraph's text stand, for all that read the Markdown parser's tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, TypeAlias

from jdlint.post.document import SOFT_BREAK
from jdlint.post.line_map import LineMap, line_end, map_cells

# A text, and the range of the parser's text that it stands for.
Piece: TypeAlias = tuple[str, int, int]


class Placed(Protocol):
    """A parser's token with the places that were written down in ``meta``."""

    content: str
    markup: str
    meta: dict[Any, Any]


def place_of(token: Placed, lines: LineMap) -> tuple[int, int]:
    """Where a token begins and ends."""
    return lines.at(token.meta["at"]), lines.at(token.meta["end"])


def text_pieces(text: str, start: int, lines: LineMap) -> Iterator[Piece]:
    """The pieces of a text that stands at ``start`` of what ``lines`` maps."""
    if text:
        for left, right in lines.pieces(start, start + len(text)):
            yield text[left - start : right - start], lines.at(left), lines.at(right)


def code_pieces(token: Placed, content: str, lines: LineMap) -> Iterator[Piece]:
    """The pieces of inline code, without the blank that the parser takes at each side; where it puts a blank, LF."""
    start, end = token.meta["at"] + len(token.markup), token.meta["end"] - len(token.markup)
    if len(token.content) < end - start:
        start, end = start + 1, end - 1
    for number, line in enumerate(content[start:end].split("\n")):
        bare = line.lstrip(" \t") if number else line
        inner = start + len(line) - len(bare)
        if number:
            yield SOFT_BREAK, lines.at(start - 1), lines.at(inner)
        yield from text_pieces(bare, inner, lines)
        start += len(line) + 1


def text_places(text: str, places: tuple[int, ...], blanks: str) -> tuple[int, ...]:
    """The places of a paragraph's lines without first lines of odd blanks, which the parser trims."""
    if len(places) == 1:
        return places
    for index, place in enumerate(places):
        if text[place : line_end(text, place)].strip(blanks):
            return places[index:]
    return places


class CellPlaces:
    """The maps of the cells of a table's row, which begins at ``row``, one after the other."""

    def __init__(self, text: str, row: int, blanks: str) -> None:
        self._left = map_cells(text, row, blanks)[::-1]

    def take(self) -> LineMap | None:
        """The map of the next cell; ``None`` for one that the row does not have."""
        return self._left.pop() if self._left else None
