"""The report as one JSON document; ``docs/output-json.md`` describes it."""

from __future__ import annotations

import json
from typing import Any

from jdlint.errors import JdlintError
from jdlint.finding import Evidence, Finding, Fix, NotEvaluated, Severity, Span
from jdlint.output.look import Look
from jdlint.post.source import Source
from jdlint.runner import Report

VERSION = 1


def render(report: Report, look: Look) -> str:  # noqa: ARG001 - a machine has no use for a look
    """The document, with a newline at its end."""
    return dump(
        {
            "version": VERSION,
            "findings": [
                finding_data(finding, post.source) for post in report.posts for finding in post.result.findings
            ],
            "errors": [error_data(error) for error in report.errors],
            "not_evaluated": [not_evaluated_data(entry) for entry in report.not_evaluated],
            "passes": [pass_data(evidence) for evidence in report.passes],
            "summary": summary_data(report),
        }
    )


def dump(data: object, indent: int | None = 2) -> str:
    """A JSON document as text, its characters unescaped but for those that UTF-8 cannot hold."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def finding_data(finding: Finding, source: Source) -> dict[str, Any]:
    """A finding as values that JSON can hold."""
    return {
        "path": finding.path,
        "rule": finding.rule,
        "severity": finding.severity.label,
        "level": finding.level,
        "message": finding.message,
        "ask": finding.ask,
        **_place(finding),
        "fix": _fix(finding.fix, source) if finding.fix else None,
    }


def _fix(fix: Fix, source: Source) -> dict[str, Any]:
    return {
        "title": fix.title,
        "safe": fix.safe,
        "edits": [{**_span(edit.span, source), "replacement": edit.replacement} for edit in fix.edits],
    }


def pass_data(evidence: Evidence) -> dict[str, Any]:
    """The words that satisfied a rule as values that JSON can hold."""
    return {"path": evidence.path, "rule": evidence.rule, "text": evidence.text, **_place(evidence)}


def _place(item: Finding | Evidence) -> dict[str, int]:
    return {
        "line": item.line,
        "column": item.column,
        "end_line": item.end_line,
        "end_column": item.end_column,
    }


def _span(span: Span, source: Source) -> dict[str, int]:
    line, column = source.position(span.start)
    end_line, end_column = source.position(span.end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}


def not_evaluated_data(entry: NotEvaluated) -> dict[str, Any]:
    """A rule that could not judge a post as values that JSON can hold."""
    return {"path": entry.path, "rule": entry.rule, "reason": entry.reason}


def error_data(error: JdlintError) -> dict[str, Any]:
    """An error as values that JSON can hold."""
    return {
        "path": error.path,
        "line": error.line,
        "column": error.column,
        "message": error.message,
        "hint": error.hint,
    }


def summary_data(report: Report) -> dict[str, Any]:
    """The counts of a run."""
    return {
        "posts": len(report.posts),
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "infos": report.count(Severity.INFO),
        "not_evaluated": report.tally.not_evaluated,
        "suppressed": report.tally.suppressed,
        "known": report.tally.known,
        "unchanged": report.tally.unchanged,
        "mended": report.tally.mended,
        "failed": report.failed,
    }
