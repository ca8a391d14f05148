"""Bytes to text, and offsets to lines and columns."""

from __future__ import annotations

from bisect import bisect_right

from jdlint.errors import InputError
from jdlint.finding import Span
from jdlint.late import expression
from jdlint.record import Record

_LINE_END = expression(r"\r\n|\r|\n")
BOM = b"\xef\xbb\xbf"


class Source(Record):
    """A post's text without its byte-order mark; newlines are as in the file.

    ``line_starts`` holds the offset of each line's first character. Lines end at LF, CRLF or CR only. ``bom`` says
    whether the file begins with a byte-order mark.
    """

    path: str
    text: str
    line_starts: tuple[int, ...]
    bom: bool = False

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a code-point offset (``0 <= offset <= len(text)``)."""
        index = bisect_right(self.line_starts, offset) - 1
        return index + 1, offset - self.line_starts[index] + 1

    def utf8_position(self, offset: int) -> tuple[int, int]:
        """As ``position``, with the column in bytes of UTF-8, as reviewdog counts."""
        line, _ = self.position(offset)
        return line, len(self._before(offset).encode("utf-8", "surrogatepass")) + 1

    def utf16_position(self, offset: int) -> tuple[int, int]:
        """As ``position``, with the column in code units of UTF-16, as the language server protocol counts."""
        line, _ = self.position(offset)
        return line, len(self._before(offset).encode("utf-16-le", "surrogatepass")) // 2 + 1

    def words(self, span: Span) -> str:
        """The text at a span on one line, with single blanks."""
        return " ".join(self.text[span.start : span.end].split())

    def line_text(self, line: int) -> str:
        """The text of a line (from 1) without its newline."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def _before(self, offset: int) -> str:
        """What stands in the line of an offset before it."""
        return self.text[self.line_starts[bisect_right(self.line_starts, offset) - 1] : offset]

    @property
    def line_count(self) -> int:
        """How many lines the text has; a final newline opens no line of its own."""
        last = self.line_starts[-1]
        return len(self.line_starts) - (last == len(self.text) and last > 0)


def make_source(text: str, path: str, *, bom: bool = False) -> Source:
    """A source from text that is already decoded."""
    return Source(path, text, (0, *(match.end() for match in _LINE_END.finditer(text))), bom)


def read_source(data: bytes, path: str) -> Source:
    """Decode UTF-8 bytes, with or without a byte-order mark.

    Raises ``InputError`` that names line, column and byte where the bytes are no UTF-8.
    """
    body = data.removeprefix(BOM)
    try:
        return make_source(body.decode("utf-8"), path, bom=len(body) < len(data))
    except UnicodeDecodeError as error:
        before = make_source(body[: error.start].decode("utf-8"), path)
        line, column = before.position(len(before.text))
        at = error.start + len(data) - len(body)
        raise InputError(
            f"not UTF-8: byte 0x{body[error.start]:02x} at offset {at}",
            path=path,
            line=line,
            column=column,
            hint="save the file as UTF-8",
        ) from None
