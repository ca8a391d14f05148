"""Findings as diagnostics."""

from __future__ import annotations

from lsprotocol import types

from jdlint.finding import Finding, Severity
from jdlint.server.places import Places

SOURCE = "jdlint"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def diagnostic(finding: Finding, places: Places) -> types.Diagnostic:
    """The diagnostic of a finding: its message and, on a line of its own, its question."""
    message = finding.message + (f"\n{' '.join(finding.ask.split())}" if finding.ask else "")
    return types.Diagnostic(
        range=places.range(finding.span),
        message=message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source=SOURCE,
    )
