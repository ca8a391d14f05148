"""A table for the summary of a job, or for a comment."""

from __future__ import annotations

from collections.abc import Iterator

from jdlint.errors import JdlintError
from jdlint.finding import Finding
from jdlint.late import expression
from jdlint.output.look import Look, one_line
from jdlint.output.summary import summary_line
from jdlint.runner import Report

# GitHub refuses a step's summary of more than a mebibyte, whole.
_MAX_BYTES = 1_000_000
_SPECIAL = expression(r"([\\`*_\[\]<>|~&$])")


def render(report: Report, look: Look) -> str:
    """The summary in a sentence and a table with a row a finding; what is too much for GitHub is counted."""
    rows = [*map(_error, report.errors), *map(_finding, sorted(report.findings, key=lambda found: -found.severity))]
    head = f"{_escape(summary_line(report))}\n" if look.summary else ""
    if not rows:
        return head
    lines = [
        f"{head}\n" if head else "",
        "| severity | where | rule | what | to answer |\n",
        "|---|---|---|---|---|\n",
        *rows,
    ]
    shown = list(_fitting(lines))
    left = len(lines) - len(shown)
    return "".join(shown) + (f"\n{left} more are not shown here.\n" if left else "")


def _fitting(lines: list[str]) -> Iterator[str]:
    size = 0
    for line in lines:
        size += len(line.encode("utf-8", "replace"))
        if size > _MAX_BYTES:
            return
        yield line


def _finding(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}:{finding.column}"
    return _row(finding.severity.label, place, finding.rule, finding.message, finding.ask or "")


def _error(error: JdlintError) -> str:
    places = (error.path or "jdlint", error.line, error.column)
    place = ":".join(str(part) for part in places if part is not None)
    return _row("cannot be linted", place, "", error.message, error.hint or "")


def _row(*cells: str) -> str:
    return f"| {' | '.join(_escape(cell) for cell in cells)} |\n"


def _escape(text: str) -> str:
    """The text on one line, each character that Markdown could read as more than itself with a backslash."""
    return _SPECIAL.sub(r"\\\1", one_line(text))
