"""Errors and notices as text for people."""

from __future__ import annotations

from collections.abc import Iterator

from jdlint.errors import JdlintError
from jdlint.finding import Severity
from jdlint.output.look import Look, in_line
from jdlint.output.snippet import make_snippet


def error_text(error: JdlintError, look: Look) -> str:
    """Where, what, the line at fault where it is known, and what to do."""
    return "".join(f"{line}\n" for line in _error_lines(error, look))


def notice_text(notice: str, look: Look) -> str:
    """One line on what was left out."""
    return f"{look.style('notice:', bold=True)} {in_line(notice)}\n"


def _error_lines(error: JdlintError, look: Look) -> Iterator[str]:
    where = ":".join(str(part) for part in (error.path or "jdlint", error.line, error.column) if part is not None)
    head = f"{look.style(f'{in_line(where)}:', bold=True)} {look.severity(Severity.ERROR, 'error:')}"
    yield f"{head} {in_line(error.message)}"
    gutter = " "
    if error.source_line is not None and error.line is not None:
        number = str(error.line)
        gutter = " " * len(number)
        column = (error.column or 1) - 1
        snippet = make_snippet(error.source_line, column, column + 1, look.width - len(number) - 3)
        yield f"{number} | {snippet.text}".rstrip()
        yield f"{gutter} | {look.severity(Severity.ERROR, snippet.carets)}"
    if error.hint:
        yield f"{gutter} {look.style('= hint:', bold=True)} {in_line(error.hint)}"
