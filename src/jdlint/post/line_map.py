"""From the text that the Markdown parser sees back to the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import TypeAlias

from jdlint.late import expression
from jdlint.post.source import Source
from jdlint.record import Record

ToSource: TypeAlias = Callable[[int], int]

_LINE_END = expression(r"\r\n?")
_CELL_END = expression(r"(?<!\\)\|")


class LineMap(Record):
    """Where pieces of a text stand in a larger one.

    From ``starts[i]`` on the text continues at ``places[i]``; all are offsets from 0.
    """

    starts: tuple[int, ...]
    places: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The place of an offset, which must not be smaller than the first start."""
        index = bisect_right(self.starts, offset) - 1 if len(self.starts) > 1 else 0
        return self.places[index] + offset - self.starts[index]

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The range ``start`` to ``end``, cut wherever it does not continue in one piece."""
        if len(self.starts) > 1:
            for cut in self.starts[bisect_right(self.starts, start) : bisect_right(self.starts, end - 1)]:
                yield start, cut
                start = cut
        yield start, end


def unify_newlines(text: str) -> str:
    """The text with LF for every CRLF and CR."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


def source_places(source: Source, unified: str) -> ToSource:
    """The way from offsets in ``unify_newlines(source.text)`` to offsets in the source."""
    if len(unified) == len(source.text):
        return _same
    starts = (0, *(match.end() for match in re.finditer("\n", unified)))
    return LineMap(starts, source.line_starts).at


def _same(offset: int) -> int:
    return offset


def line_end(text: str, place: int) -> int:
    """Where the line that ``place`` is in ends, before its LF."""
    newline = text.find("\n", place)
    return newline if newline >= 0 else len(text)


def map_lines(text: str, content: str, places: tuple[int, ...]) -> LineMap:
    """The map of a paragraph's ``content`` whose lines begin, after their indentation, at ``places`` in ``text``."""
    if "\n" not in content:
        return LineMap((0,), (_place_of(text, content, places[0]),))
    starts: list[int] = []
    found: list[int] = []
    offset = 0
    for line, place in zip(content.split("\n"), places, strict=False):
        bare = line.lstrip(" \t")
        starts.append(offset + len(line) - len(bare))
        found.append(_place_of(text, bare, place))
        offset += len(line) + 1
    return LineMap(tuple(starts), tuple(found))


def _place_of(text: str, line: str, place: int) -> int:
    """Where a line stands that may have lost odd blanks, or the hashes of a heading, before it."""
    if text.startswith(line, place):
        return place
    found = text.find(line, place, line_end(text, place))
    return place if found < 0 else found


def map_cells(text: str, start: int, blanks: str) -> list[LineMap]:
    r"""The maps of the cells of a table's row, which begins at ``start``; ``\|`` in it reads ``|``."""
    line = text[start : line_end(text, start)].rstrip(blanks)
    row = line.lstrip(blanks)
    start += len(line) - len(row)
    ends = [match.start() for match in _CELL_END.finditer(row)]
    ranges = list(zip([0, *(end + 1 for end in ends)], [*ends, len(row)], strict=True))
    if ranges and ranges[0] == (0, 0):
        del ranges[0]
    if ranges and ranges[-1] == (len(row), len(row)):
        del ranges[-1]
    return [_map_cell(row[left:right], start + left, blanks) for left, right in ranges]


def _map_cell(cell: str, place: int, blanks: str) -> LineMap:
    bare = cell.strip(blanks)
    place += len(cell) - len(cell.lstrip(blanks))
    starts, places = [0], [place]
    for lost, match in enumerate(re.finditer(r"\\\|", bare)):
        starts += [match.start() - lost, match.start() - lost + 1]
        places += [place + match.start(), place + match.end()]
    return LineMap(tuple(starts), tuple(places))
