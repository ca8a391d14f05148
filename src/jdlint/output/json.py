"""The report as one JSON document; ``docs/output-json.md`` describes it."""

from __future__ import annotations

import json
from typing import Any

from jdlint.errors import JdlintError
from jdlint.finding import Evidence, Finding, Severity
from jdlint.output.look import Look
from jdlint.runner import Report

VERSION = 1


def render(report: Report, look: Look) -> str:  # noqa: ARG001 - a machine has no use for a look
    """The document, with a newline at its end."""
    return dump(
        {
            "version": VERSION,
            "findings": [_finding(finding) for finding in report.findings],
            "errors": [error_data(error) for error in report.errors],
            "not_evaluated": [
                {"path": entry.path, "rule": entry.rule, "reason": entry.reason} for entry in report.not_evaluated
            ],
            "passes": [_pass(evidence) for evidence in report.passes],
            "summary": _summary(report),
        }
    )


def dump(data: dict[str, Any]) -> str:
    """A JSON document as text, its characters unescaped but for those that UTF-8 cannot hold."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.path,
        "rule": finding.rule,
        "severity": finding.severity.label,
        "level": finding.level,
        "message": finding.message,
        "ask": finding.ask,
        **_place(finding),
    }


def _pass(evidence: Evidence) -> dict[str, Any]:
    return {"path": evidence.path, "rule": evidence.rule, "text": evidence.text, **_place(evidence)}


def _place(item: Finding | Evidence) -> dict[str, int]:
    return {
        "line": item.line,
        "column": item.column,
        "end_line": item.end_line,
        "end_column": item.end_column,
    }


def error_data(error: JdlintError) -> dict[str, Any]:
    """An error as values that JSON can hold."""
    return {
        "path": error.path,
        "line": error.line,
        "column": error.column,
        "message": error.message,
        "hint": error.hint,
    }


def _summary(report: Report) -> dict[str, Any]:
    return {
        "posts": len(report.posts),
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "infos": report.count(Severity.INFO),
        "not_evaluated": len(report.not_evaluated),
        "failed": report.failed,
    }
