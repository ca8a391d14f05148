"""A code quality report for GitLab."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from jdlint.errors import JdlintError
from jdlint.finding import Finding, Severity
from jdlint.output.fingerprint import fingerprints
from jdlint.output.json import dump
from jdlint.output.look import Look, one_line
from jdlint.output.paths import repository_path
from jdlint.runner import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, look: Look) -> str:  # noqa: ARG001 - a machine has no use for a look
    """A JSON list of issues; empty when there is nothing to tell."""
    issues = [_error(error) for error in report.errors]
    for post in report.posts:
        findings = post.result.findings
        issues += [_issue(found, mark) for found, mark in zip(findings, fingerprints(post), strict=True)]
    return dump(issues)


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        # GitLab shows no check_name, so the rule stands in the description too.
        "description": f"{finding.rule}: {one_line(finding.message)}",
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": repository_path(finding.path),
            "positions": {
                "begin": {"line": finding.line, "column": finding.column},
                "end": {"line": finding.end_line, "column": finding.end_column},
            },
        },
    }


def _error(error: JdlintError) -> dict[str, Any]:
    path = repository_path(error.path or "jdlint")
    mark = f"error\0{path}\0{error.message}"
    return {
        "description": one_line(error.message),
        "check_name": "jdlint-error",
        "fingerprint": sha256(mark.encode("utf-8", "surrogateescape")).hexdigest(),
        "severity": "blocker",
        "location": {"path": path, "positions": {"begin": {"line": error.line or 1, "column": error.column or 1}}},
    }
