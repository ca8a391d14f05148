"""SARIF 2.1.0, for code scanning at GitHub and for viewers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jdlint.errors import JdlintError
from jdlint.finding import Finding, Fix, Span
from jdlint.late import expression
from jdlint.linted import LintedPost
from jdlint.output.fingerprint import fingerprints
from jdlint.output.json import dump
from jdlint.output.look import Look, with_more
from jdlint.output.paths import repository_uri
from jdlint.output.sarif_rules import LEVELS, rule_descriptor
from jdlint.post.source import Source
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.accuracy_file import read_accuracy
from jdlint.runner import Report
from jdlint.version import installed_version

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# GitHub takes the fingerprint of the line from its upload action, and warns where a tool has its own.
_FINGERPRINT = "jdlint/v1"
_SEMANTIC = expression(r"\d+\.\d+\.\d+")


def render(report: Report, look: Look) -> str:  # noqa: ARG001 - a machine has no use for a look
    """A log with one run: all rules that were on, the findings, and errors as notifications."""
    run = {
        "tool": {"driver": _driver(report)},
        "automationDetails": {"id": "jdlint/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": _results(report),
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(report: Report) -> dict[str, Any]:
    accuracy = read_accuracy(shipped_rules())
    version = installed_version()
    return {
        "name": "jdlint",
        **({"version": version} if version else {}),
        **({"semanticVersion": version} if version and _SEMANTIC.fullmatch(version) else {}),
        "rules": [rule_descriptor(rule, accuracy) for rule in report.rules],
    }


def _invocation(report: Report) -> dict[str, Any]:
    return {
        "executionSuccessful": not report.errors,
        "exitCode": report.exit_code,
        "toolExecutionNotifications": [_notification(error) for error in report.errors],
    }


def _notification(error: JdlintError) -> dict[str, Any]:
    text = with_more(error.message, error.hint)
    made: dict[str, Any] = {"level": "error", "message": {"text": text}}
    if error.path is None:
        return made
    place: dict[str, Any] = {"artifactLocation": {"uri": repository_uri(error.path)}}
    if error.line is not None:
        place["region"] = {"startLine": error.line, **({"startColumn": error.column} if error.column else {})}
    return {**made, "locations": [{"physicalLocation": place}]}


def _results(report: Report) -> list[dict[str, Any]]:
    indexes = {rule.id: index for index, rule in enumerate(report.rules)}
    return [
        _result(finding, post, mark, indexes)
        for post in report.posts
        for finding, mark in zip(post.result.findings, fingerprints(post), strict=True)
    ]


def _result(finding: Finding, post: LintedPost, fingerprint: str, indexes: Mapping[str, int]) -> dict[str, Any]:
    text = with_more(finding.message, finding.ask)
    file = {"uri": repository_uri(finding.path)}
    index = indexes.get(finding.rule)
    return {
        "ruleId": finding.rule,
        **({} if index is None else {"ruleIndex": index}),
        "level": LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": _region(finding.span, post.source)}}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
        **({"fixes": [_fix(finding.fix, file, post.source)]} if finding.fix else {}),
    }


def _fix(fix: Fix, file: Mapping[str, str], source: Source) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.span, source), "insertedContent": {"text": edit.replacement}}
        for edit in fix.edits
    ]
    return {
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": file, "replacements": replacements}],
    }


def _region(span: Span, source: Source) -> dict[str, int]:
    line, column = source.position(span.start)
    end_line, end_column = source.position(span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
