"""Workflow commands, which GitHub Actions shows as annotations."""

from __future__ import annotations

from jdlint.errors import JdlintError
from jdlint.finding import Finding, Severity
from jdlint.output.look import Look, with_more
from jdlint.output.paths import repository_path
from jdlint.runner import Report

# GitHub shows so many of each kind for a step, and cuts messages; actions/runner has both numbers.
SHOWN = 10
_MESSAGE = 4096
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_VALUE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_VALUE, ":": "%3A", ",": "%2C"}


def render(report: Report, look: Look) -> str:  # noqa: ARG001 - a machine has no use for a look
    """A command a line: errors of jdlint first, then the findings, the gravest first."""
    findings = sorted(report.findings, key=lambda finding: -finding.severity)
    commands = [*map(_error, report.errors), *map(_finding, findings)]
    return "".join(f"{command}\n" for command in commands)


def notice(report: Report) -> str | None:
    """How many annotations GitHub will not show; ``None`` when it shows all."""
    counts = [report.count(severity) for severity in Severity]
    counts[Severity.ERROR - 1] += len(report.errors)
    hidden = sum(max(0, count - SHOWN) for count in counts)
    if not hidden:
        return None
    return (
        f"{hidden} of {sum(counts)} are not shown as annotations: GitHub shows {SHOWN} errors, {SHOWN} warnings and "
        f"{SHOWN} notices of a step; the log has all"
    )


def _finding(finding: Finding) -> str:
    properties = {
        "file": repository_path(finding.path),
        "line": str(finding.line),
        "endLine": str(finding.end_line),
    }
    if finding.line == finding.end_line:  # GitHub refuses columns over several lines
        properties |= {"col": str(finding.column), "endColumn": str(finding.end_column)}
    message = with_more(finding.message, finding.ask)
    return _command(_COMMANDS[finding.severity], {**properties, "title": f"jdlint: {finding.rule}"}, message)


def _error(error: JdlintError) -> str:
    places = {"line": error.line, "col": error.column}
    properties = {"file": repository_path(error.path)} if error.path else {}
    properties |= {name: str(number) for name, number in places.items() if number is not None}
    message = with_more(error.message, error.hint)
    return _command("error", {**properties, "title": "jdlint"}, message)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    given = ",".join(f"{key}={_escape(value, _PROPERTY)}" for key, value in properties.items())
    return f"::{name} {given}::{_escape(message[:_MESSAGE], _VALUE)}"


def _escape(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(char, char) for char in text)
