"""Each finding with its line, carets, and the question to answer."""

from __future__ import annotations

from collections.abc import Iterator

from jdlint.finding import Finding, NotEvaluated
from jdlint.linted import LintedPost
from jdlint.output.concise import headline, pass_line
from jdlint.output.look import Look, in_line, one_line
from jdlint.output.snippet import make_snippet
from jdlint.output.summary import closing
from jdlint.post.source import Source
from jdlint.runner import Report


def pieces(report: Report, look: Look) -> Iterator[str]:
    """The report as paragraphs: the findings of each post, its passes where wanted, and what was not judged.

    Where a rule is explained is said at its first finding only.
    """
    explained: set[str] = set()
    between = ""
    for post in report.posts:
        for block in _post_blocks(post, look, explained):
            yield between + block
            between = "\n"
    if ending := closing(report, look):
        yield between + ending


def _post_blocks(post: LintedPost, look: Look, explained: set[str]) -> Iterator[str]:
    for finding in post.result.findings:
        yield _finding_block(finding, post.source, look, explain=finding.rule not in explained)
        explained.add(finding.rule)
    yield from ("".join(f"{line}\n" for line in lines) for lines in _asides(post, look) if lines)


def _finding_block(finding: Finding, source: Source, look: Look, *, explain: bool) -> str:
    gutter = " " * len(str(finding.line))
    lines = [headline(finding, look), *_snippet_lines(finding, source, look)]
    if finding.ask:
        lines.append(f"{gutter} {look.style('= ask:', bold=True)} {one_line(finding.ask)}")
    if finding.fix:
        how = "--fix" if finding.fix.safe else "--fix --unsafe-fixes"
        lines.append(f"{gutter} {look.style('= fix:', bold=True)} {one_line(finding.fix.title)} ({how})")
    if explain:
        lines.append(f"{gutter} {look.style('= see:', bold=True)} jdlint rule {finding.rule}")
    return "".join(f"{line}\n" for line in lines)


def _snippet_lines(finding: Finding, source: Source, look: Look) -> Iterator[str]:
    number = str(finding.line)
    line = source.line_text(finding.line)
    end = finding.end_column - 1 if finding.end_line == finding.line else len(line)
    snippet = make_snippet(line, finding.column - 1, end, look.width - len(number) - 3)
    bar = look.style("|", "blue", bold=True)
    yield f"{' ' * len(number)} {bar}"
    yield f"{look.style(number, 'blue', bold=True)} {bar} {snippet.text}".rstrip()
    yield f"{' ' * len(number)} {bar} {look.severity(finding.severity, snippet.carets)}"


def _asides(post: LintedPost, look: Look) -> tuple[list[str], list[str]]:
    """The lines about passes and, unless findings alone are wanted, about rules that could not judge the post."""
    passes = [pass_line(evidence, look) for evidence in post.passes] if look.show_passes else []
    not_evaluated = post.result.not_evaluated if look.summary else ()
    return passes, [look.style(_not_evaluated(entry), dim=True) for entry in not_evaluated]


def _not_evaluated(entry: NotEvaluated) -> str:
    return f"{in_line(entry.path)}: not evaluated[{entry.rule}] {one_line(entry.reason)}"
