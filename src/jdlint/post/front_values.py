"""What the readers of YAML and TOML share: their error, and the way from a value back to the source."""

from __future__ import annotations

import re
from dataclasses import replace

from jdlint.late import expression
from jdlint.post.document import HARD_BREAK, TextView
from jdlint.post.view_builder import ViewBuilder

# Far more than front matter has.
MAX_DEPTH = 20
MAX_NODES = 5000
# What is longer is no number to Python where it becomes text or a decimal fraction.
_MAX_BITS = 1000
# A private letter that YAML accepts.
STAND_IN = "\ue0ff"

_PLACE_HOLDER = expression(r"(?<=[:,\[-][ \t])\{\{[^{}\r\n\"']*\}\}")
_BLANKS = expression(r"\s+")
_CONTINUED = expression(r"\\[ \t]*(?:\r\n|\r|\n)\s*")
_ESCAPE = expression(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_PARAGRAPH = expression(r"\n[ \t]*\n\s*")


class FrontMatterError(Exception):
    """Front matter that cannot be used: why, as a part of a sentence, and at which offset of the source."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.offset = offset


def is_too_long(value: object) -> bool:
    """Whether a value is a number of more than about 300 digits."""
    return isinstance(value, int) and value.bit_length() > _MAX_BITS


def map_value(value: str, source: str, start: int, end: int, *, escapes: bool = False) -> TextView | None:
    """The view of a text that ``source[start:end]`` writes, without its quotes; ``None`` when it is blank.

    ``escapes`` tells whether a backslash is special. A text that cannot be mapped points at its first line.
    Blank lines in it become hard breaks.
    """
    builder = ViewBuilder(source)
    if not _align(builder, value, source, start, end, escapes=escapes):
        builder = ViewBuilder(source)
        stop = min(end, *(at for at in (source.find("\n", start), source.find("\r", start), end) if at >= 0))
        if stop - start == len(value):
            stop += 1
        builder.add(value, start, stop)
    view = builder.build(lambda offset: offset)
    return view and _with_paragraphs(view)


def _align(builder: ViewBuilder, value: str, source: str, start: int, end: int, *, escapes: bool) -> bool:
    """Walk through a value and its source side by side; ``False`` when they part."""
    position, index = start, 0
    while index < len(value):
        character = value[index]
        if escapes and (match := _CONTINUED.match(source, position, end)):
            position = match.end()
        elif escapes and (match := _ESCAPE.match(source, position, end)):
            builder.add(character, position, match.end())
            position, index = match.end(), index + 1
        elif character == "'" and source.startswith("''", position) and position + 1 < end and not escapes:
            builder.add("'", position, position + 2)
            position, index = position + 2, index + 1
        elif position < end and source[position] == character:
            builder.add(character, position, position + 1)
            position, index = position + 1, index + 1
        elif match := _BLANKS.match(source, position, end):
            if character.isspace():
                builder.add(character, position, position + 2 if match.group().startswith("\r\n") else position + 1)
                index += 1
                position += 2 if match.group().startswith("\r\n") else 1
            else:
                position = match.end()
        elif character.isspace() and position >= end:
            index += 1
        else:
            return False
    return True


def _with_paragraphs(view: TextView) -> TextView:
    """The view with a hard break for each blank line; all lengths stay."""
    text = _PARAGRAPH.sub(lambda match: HARD_BREAK + match.group()[1:], view.text)
    return replace(view, text=text)


def hide_place_holders(text: str) -> str:
    """The text with letters, of the same length, for values that begin with an unquoted ``{{ … }}``."""
    return _PLACE_HOLDER.sub(lambda match: STAND_IN * len(match.group()), text)
