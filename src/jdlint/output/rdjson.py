"""The Reviewdog Diagnostic Format, in which fixes become suggestions in a pull request."""

from __future__ import annotations

from typing import Any

from jdlint.errors import JdlintError
from jdlint.finding import Finding, Fix, Span
from jdlint.linted import LintedPost
from jdlint.output.json import dump
from jdlint.output.look import Look, with_more
from jdlint.post.source import Source
from jdlint.runner import Report


def render(report: Report, look: Look) -> str:  # noqa: ARG001 - a machine has no use for a look
    """A ``DiagnosticResult`` as JSON; its columns count bytes of UTF-8."""
    diagnostics = [_error(error) for error in report.errors]
    diagnostics += [_diagnostic(found, post) for post in report.posts for found in post.result.findings]
    return dump({"source": {"name": "jdlint"}, "diagnostics": diagnostics})


def _diagnostic(finding: Finding, post: LintedPost) -> dict[str, Any]:
    message = with_more(finding.message, finding.ask)
    made = {
        "message": message,
        "location": {"path": finding.path, "range": _range(finding.span, post.source)},
        "severity": finding.severity.name,
        "code": {"value": finding.rule},
    }
    return {**made, "suggestions": [_suggestion(finding.fix, post.source)]} if finding.fix else made


def _suggestion(fix: Fix, source: Source) -> dict[str, Any]:
    """The edits as one, with what is between them: several suggestions would be a choice."""
    text, at = "", fix.edits[0].span.start
    for edit in fix.edits:
        text += source.text[at : edit.span.start] + edit.replacement
        at = edit.span.end
    return {"range": _range(Span(fix.edits[0].span.start, at), source), "text": text}


def _range(span: Span, source: Source) -> dict[str, Any]:
    return {"start": _position(span.start, source), "end": _position(span.end, source)}


def _position(offset: int, source: Source) -> dict[str, int]:
    line, column = source.utf8_position(offset)
    return {"line": line, "column": column}


def _error(error: JdlintError) -> dict[str, Any]:
    # The column of an error counts code points of a text that is not at hand, so only the line is said.
    place = {"range": {"start": {"line": error.line}}} if error.line else {}
    message = with_more(error.message, error.hint)
    return {"message": message, "location": {"path": error.path or "jdlint", **place}, "severity": "ERROR"}
