"""One line a finding."""

from __future__ import annotations

from collections.abc import Iterator

from jdlint.finding import Evidence, Finding
from jdlint.linted import LintedPost
from jdlint.output.look import Look, in_line, one_line, shorten
from jdlint.output.summary import closing
from jdlint.runner import Report


def pieces(report: Report, look: Look) -> Iterator[str]:
    """The report with one line for each finding and, where wanted, each pass."""
    for post in report.posts:
        yield from (f"{line}\n" for line in _post_lines(post, look))
    yield closing(report, look)


def headline(finding: Finding, look: Look) -> str:
    """Where, how grave, which rule and what: the line that every text format begins a finding with."""
    tag = look.rule_tag(finding.severity, finding.rule)
    return f"{place(finding, look)} {tag} {one_line(finding.message)}"


def pass_line(evidence: Evidence, look: Look) -> str:
    """Where a criterion is satisfied, and with which words."""
    tag = look.style(f"pass[{evidence.rule}]", "green")
    return f'{place(evidence, look)} {tag} "{shorten(one_line(evidence.text), 100)}"'


def place(item: Finding | Evidence, look: Look) -> str:
    """Path, line and column with a colon after them."""
    return look.style(in_line(item.path), bold=True) + f":{item.line}:{item.column}:"


def _post_lines(post: LintedPost, look: Look) -> list[str]:
    passes = [pass_line(evidence, look) for evidence in post.passes] if look.show_passes else []
    return [headline(finding, look) for finding in post.result.findings] + passes
