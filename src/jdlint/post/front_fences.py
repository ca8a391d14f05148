"""Where front matter begins and ends, and whether it is any."""

from __future__ import annotations

from typing import Literal

from jdlint.finding import Span
from jdlint.late import expression
from jdlint.post.source import Source
from jdlint.record import Record

# Blank lines are not counted one by one: as CRLF is one newline or two, there would be no end of ways to do so.
_OPENING = expression(r"(?:[ \t\r\n]*[\r\n])?(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\r|\n|\Z)")
_CLOSINGS = {
    "---": expression(r"(?:(?<=[\r\n])|\A)(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)"),
    "+++": expression(r"(?:(?<=[\r\n])|\A)\+\+\+[ \t]*(?=[\r\n]|\Z)"),
}
_KEY_LINES = {
    "---": expression(r"[\w\"'][\w .\"'/-]{0,60}:(?=[\s]|\Z)"),
    "+++": expression(r"\[|[\w\"'][\w.\"' -]{0,60}="),
}
# Without a closing fence, only what cannot well be prose: a key of one word.
_PLAIN_KEY = expression(r"[A-Za-z_][\w-]*[ \t]*[:=](?=\s|\Z)")
_LINE = expression(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class Fences(Record):
    """Front matter that was found: its span with the fences, and its data without; ``fence`` is how it opens."""

    format: Literal["yaml", "toml"]
    fence: str
    span: Span
    data: Span
    closed: bool


def find_front_matter(source: Source) -> Fences | None:
    """The front matter at a post's beginning; ``None`` for a thematic break and for all else."""
    opening = _OPENING.match(source.text)
    if opening is None:
        return None
    fence, start = opening["fence"], opening.end()
    closing = _CLOSINGS[fence].search(source.text, start)
    if closing is None:
        end = _unclosed_end(source.text, start)
        closed_end = end
    else:
        end, closed_end = closing.start(), closing.end()
        if not _has_keys(source.text[start:end], fence):
            return None
    if end is None or closed_end is None:
        return None
    span = Span(opening.start("fence"), closed_end)
    return Fences("toml" if fence == "+++" else "yaml", fence, span, Span(start, end), closing is not None)


def _has_keys(text: str, fence: str) -> bool:
    """Whether the first line that is neither blank nor a comment looks like data; no line at all does, too."""
    for match in _LINE.finditer(text):
        line = match.group().strip()
        if line and not line.startswith("#"):
            return _KEY_LINES[fence].match(line) is not None
    return not text.strip()


def _unclosed_end(text: str, start: int) -> int | None:
    """Where data without a closing fence end: before the first blank line; ``None`` when they are no data."""
    if not _PLAIN_KEY.match(text, start):
        return None
    end = start
    while end < len(text) and (match := _LINE.match(text, end)) and match.group().strip():
        end = match.end()
    return start + len(text[start:end].rstrip())
