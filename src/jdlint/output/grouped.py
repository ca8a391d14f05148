"""The findings of each post under its path."""

from __future__ import annotations

from collections.abc import Iterator

from jdlint.finding import Finding
from jdlint.linted import LintedPost
from jdlint.output.concise import pass_line
from jdlint.output.look import Look, in_line, one_line
from jdlint.output.summary import closing
from jdlint.runner import Report


def pieces(report: Report, look: Look) -> Iterator[str]:
    """The report with a paragraph a post: its path, then a line for each finding and, where wanted, each pass."""
    between = ""
    for post in report.posts:
        if paragraph := _paragraph(post, look):
            yield between + paragraph
            between = "\n"
    if ending := closing(report, look):
        yield between + ending


def _paragraph(post: LintedPost, look: Look) -> str:
    places = [f"{finding.line}:{finding.column}" for finding in post.result.findings]
    width = max(map(len, places), default=0)
    lines = [
        f"  {place:<{width}}  {_line(finding, look)}"
        for place, finding in zip(places, post.result.findings, strict=True)
    ]
    if look.show_passes:
        lines += [f"  {pass_line(evidence, look)}" for evidence in post.passes]
    head = look.style(in_line(post.source.path), bold=True) + ":"
    return "".join(f"{line}\n" for line in (head, *lines)) if lines else ""


def _line(finding: Finding, look: Look) -> str:
    tag = look.rule_tag(finding.severity, finding.rule)
    return f"{tag} {one_line(finding.message)}"
