"""A JUnit report: a suite a post, a failed case a finding."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from jdlint.errors import JdlintError
from jdlint.finding import Finding
from jdlint.linted import LintedPost
from jdlint.output.look import Look, in_line, one_line, with_more
from jdlint.output.xml import document, element
from jdlint.runner import Report


def render(report: Report, look: Look) -> str:  # noqa: ARG001 - a machine has no use for a look
    """An XML document; a post without findings is one case that passes, a file that cannot be linted one with an error."""
    suites = [*(_suite(error.path or "jdlint", [_error(error)], errors=1) for error in report.errors)]
    suites += [
        _suite(post.source.path, list(_cases(post)), failures=len(post.result.findings)) for post in report.posts
    ]
    counts = {
        "tests": sum(map(len, suites)),
        "failures": sum(report.tally.findings.values()),
        "errors": len(report.errors),
    }
    return document(element("testsuites", {"name": "jdlint", **counts}, *suites))


def _suite(path: str, cases: list[ET.Element], *, failures: int = 0, errors: int = 0) -> ET.Element:
    counts = {"tests": len(cases), "failures": failures, "errors": errors}
    return element("testsuite", {"name": path, **counts}, *cases)


def _cases(post: LintedPost) -> Iterator[ET.Element]:
    if not post.result.findings:
        yield element("testcase", {"name": "jdlint", "classname": post.source.path})
    yield from map(_failure, post.result.findings)


def _failure(finding: Finding) -> ET.Element:
    place = f"{finding.path}:{finding.line}:{finding.column}"
    message = one_line(finding.message)
    text = f"{in_line(place)}: {with_more(finding.message, finding.ask)}"
    failure = element("failure", {"message": message, "type": finding.severity.label}, text=text)
    where = {"file": finding.path, "line": finding.line, "column": finding.column}
    return element("testcase", {"name": f"{finding.rule} {place}", "classname": finding.path, **where}, failure)


def _error(error: JdlintError) -> ET.Element:
    hint = in_line(error.hint) if error.hint else None
    problem = element("error", {"message": one_line(error.message), "type": "error"}, text=hint)
    where = {"file": error.path, "line": error.line, "column": error.column}
    return element("testcase", {"name": str(error), "classname": error.path or "jdlint", **where}, problem)
