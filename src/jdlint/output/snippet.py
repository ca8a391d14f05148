"""A line of a source with carets under a part of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from jdlint.output.look import visible
from jdlint.record import Record

_TAB = "    "
_ELLIPSIS = "…"
_NARROWEST = 20
# How many times the width of what is shown is looked at: a line may be a megabyte long.
_REACH = 4


class Snippet(Record):
    """A line as shown, and the carets to be printed under it."""

    text: str
    carets: str


class _Cell(Record):
    """A character as shown, and how many columns of a terminal it takes."""

    shown: str
    width: int


def make_snippet(line: str, start: int, end: int, limit: int) -> Snippet:
    """The line, at most ``limit`` cells wide, with carets under the code points ``start`` to ``end``.

    Both are offsets into the line, half-open; what is past its end is cut off, and an empty range gets one
    caret. A line that is too long is cut to what is around the range.
    """
    limit = max(limit, _NARROWEST)
    start = min(start, len(line))
    # What is ASCII takes a cell or more.
    reach = limit if line[max(0, start - limit) : start + limit].isascii() else _REACH * limit
    left, right = max(0, start - reach), min(len(line), start + reach)
    cells = [_cell(char) for char in line[left:right]]
    start, end = start - left, min(max(start, end), right) - left
    if len(cells) == len(line) and _width(cells) <= limit:
        return _draw(cells, start, end)
    first, last = _window(cells, start, end, limit - 2)
    before = [_Cell(_ELLIPSIS, 1)] * (left + first > 0)
    after = [_Cell(_ELLIPSIS, 1)] * (left + last < len(line))
    shift = len(before) - first
    return _draw([*before, *cells[first:last], *after], start + shift, min(end, last) + shift)


def _draw(cells: Sequence[_Cell], start: int, end: int) -> Snippet:
    text = "".join(cell.shown for cell in cells).rstrip()
    return Snippet(text, " " * _width(cells[:start]) + "^" * max(1, _width(cells[start:end])))


def _window(cells: Sequence[_Cell], start: int, end: int, room: int) -> tuple[int, int]:
    """The range of cells around ``start`` that is at most ``room`` wide: the marked ones first, then both sides."""
    first = last = start
    while last < end and cells[last].width <= room:
        room -= cells[last].width
        last += 1
    grown = True
    while grown:
        grown = False
        if last < len(cells) and cells[last].width <= room:
            room -= cells[last].width
            last += 1
            grown = True
        if first > 0 and cells[first - 1].width <= room:
            first -= 1
            room -= cells[first].width
            grown = True
    return first, last


def _width(cells: Sequence[_Cell]) -> int:
    return sum(cell.width for cell in cells)


# Of many findings on one long line each looks at hundreds of characters, which are the same few again and again.
@lru_cache(maxsize=4096)
def _cell(char: str) -> _Cell:
    if char == "\t":
        return _Cell(_TAB, len(_TAB))
    shown = visible(char)
    if shown == char and unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return _Cell(char, 0)
    return _Cell(shown, 2 if unicodedata.east_asian_width(shown) in "WF" else 1)
