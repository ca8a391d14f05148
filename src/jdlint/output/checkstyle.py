"""A checkstyle report: an element a post, one within it a finding."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from jdlint.errors import JdlintError
from jdlint.finding import Finding
from jdlint.output.look import Look, one_line
from jdlint.output.xml import document, element
from jdlint.runner import Report

# The version of checkstyle whose form of report this is, as other linters write it.
_VERSION = "4.3"


def render(report: Report, look: Look) -> str:  # noqa: ARG001 - a machine has no use for a look
    """An XML document with the posts that have findings, and the files that could not be linted."""
    files = [element("file", {"name": error.path or "jdlint"}, _problem(error)) for error in report.errors]
    files += [
        element("file", {"name": post.source.path}, *map(_finding, post.result.findings))
        for post in report.posts
        if post.result.findings
    ]
    return document(element("checkstyle", {"version": _VERSION}, *files))


def _finding(finding: Finding) -> ET.Element:
    attributes = {
        "line": finding.line,
        "column": finding.column,
        "severity": finding.severity.label,
        "message": one_line(finding.message),
        "source": f"jdlint.{finding.rule}",
    }
    return element("error", attributes)


def _problem(error: JdlintError) -> ET.Element:
    attributes = {
        "line": error.line or 1,
        "column": error.column,
        "severity": "error",
        "message": one_line(error.message),
        "source": "jdlint",
    }
    return element("error", attributes)
