"""Builds the text of a block piece by piece, with the way back to the source."""

from __future__ import annotations

from typing import Literal

from jdlint.late import expression
from jdlint.post.document import Run, TextView
from jdlint.post.line_map import LineMap, ToSource
from jdlint.post.templates import FILLER

Mark = Literal["strong", "quiet", "link"]

_TRAILING_BLANKS = " \t"
_PROSE = expression(f"[^{FILLER}]+")
_ADDRESS = expression(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r"|\b(?:[a-zA-Z][a-zA-Z+]{1,9}://|www\.)[^\s<>\"”]*[^\s<>\"”.,;:!?'’)\]*]"
)


class ViewBuilder:
    """Collects pieces of text; ``text`` is what all places are offsets of.

    ``exact`` becomes false when a piece is not what stands at its place.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[str] = []
        self._runs: list[list[int]] = []
        self._length = 0
        self._marks: dict[Mark, list[list[int]]] = {"strong": [], "quiet": [], "link": []}
        self._open: dict[Mark, int] = {"strong": 0, "quiet": 0, "link": 0}
        # Only text that maps character by character may go on in the last run.
        self._last: Literal["text", "whole", "break"] = "whole"
        self.exact = True

    def add(self, piece: str, start: int, end: int) -> None:
        """Add text that stands at ``start`` to ``end``: character by character where the lengths are equal."""
        if end - start != len(piece):
            self.add_whole(piece, start, end)
        elif FILLER in piece:
            for match in _PROSE.finditer(piece):
                self.add(match.group(), start + match.start(), start + match.end())
        else:
            self.exact = self.exact and self._text.startswith(piece, start)
            last = self._runs[-1] if self._last == "text" else None
            if last and last[3] == start:
                self._parts.append(piece)
                self._length += len(piece)
                last[1], last[3] = self._length, end
            else:
                self.add_whole(piece, start, end)
                self._last = "text"

    def add_whole(self, piece: str, start: int, end: int) -> None:
        """Add text that stands for what is written at ``start`` to ``end``, such as an entity."""
        self._last = "whole"
        if piece:
            self._parts.append(piece)
            self._runs.append([self._length, self._length + len(piece), start, end])
            self._length += len(piece)

    def add_mapped(self, piece: str, start: int, lines: LineMap) -> None:
        """Add text that stands at ``start`` of a mapped text."""
        if len(lines.starts) == 1:
            place = lines.at(start)
            self.add(piece, place, place + len(piece))
            return
        for left, right in lines.pieces(start, start + len(piece)):
            self.add(piece[left - start : right - start], lines.at(left), lines.at(right))

    def add_break(self, mark: str, start: int, end: int) -> None:
        """Add a soft or hard line break; blanks before it go, and of several breaks in a row one stays."""
        while self._parts and self._parts[-1][-1] in _TRAILING_BLANKS:
            self._drop_last()
        if self._last == "break":
            self._parts[-1] = max(mark, self._parts[-1])
            self._runs[-1][3] = end
        else:
            self.add_whole(mark, start, end)
            self._last = "break"

    def open(self, mark: Mark) -> None:
        """Begin a marked range."""
        if not self._open[mark]:
            self._marks[mark].append([self._length, -1])
        self._open[mark] += 1

    def close(self, mark: Mark) -> None:
        """End a marked range; without a beginning nothing happens."""
        if self._open[mark]:
            self._open[mark] -= 1
            if not self._open[mark]:
                self._marks[mark][-1][1] = self._length

    def build(self, to_source: ToSource) -> TextView | None:
        """The view without blanks at its ends, or ``None`` when nothing is left."""
        text = "".join(self._parts)
        left, right = len(text) - len(text.lstrip()), len(text.rstrip())
        if left >= right:
            return None
        runs = tuple(Run(a, b, to_source(c), to_source(d)) for a, b, c, d in self._runs)
        quiet = [*self._ranges("quiet"), *_addresses(text)]
        view = TextView(text, runs, _merged(quiet), tuple(self._ranges("strong")), tuple(self._ranges("link")))
        return view if (left, right) == (0, len(text)) else view.slice(left, right)

    def _drop_last(self) -> None:
        self._last = "whole"
        part = self._parts.pop()
        kept = part.rstrip(_TRAILING_BLANKS)
        lost = len(part) - len(kept)
        self._length -= lost
        if kept:
            self._parts.append(kept)
        last = self._runs[-1]
        if last[1] - last[0] == last[3] - last[2]:
            last[3] -= lost
        last[1] -= lost
        if last[1] == last[0]:
            self._runs.pop()

    def _ranges(self, mark: Mark) -> list[tuple[int, int]]:
        ends = ((start, self._length if end < 0 else min(end, self._length)) for start, end in self._marks[mark])
        return [(start, end) for start, end in ends if start < end]


def _addresses(text: str) -> list[tuple[int, int]]:
    if "@" not in text and "://" not in text and "www." not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
