"""The file that values come from, and the errors about it."""

from __future__ import annotations

from jdlint.errors import JdlintError
from jdlint.post.source import Source
from jdlint.record import Record


class Origin(Record):
    """The file that values come from, and the type of error to raise about it."""

    source: Source
    error_type: type[JdlintError]

    def error(self, message: str, offset: int, hint: str | None = None) -> JdlintError:
        """An error at a code-point offset into the file."""
        line, column = self.source.position(min(max(offset, 0), len(self.source.text)))
        return self.error_type(
            message,
            path=self.source.path,
            line=line,
            column=column,
            hint=hint,
            source_line=self.source.line_text(line),
        )
