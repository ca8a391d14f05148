"""A run in one sentence, and its findings counted by rule."""

from __future__ import annotations

from collections import Counter

from jdlint.finding import Severity
from jdlint.output.look import Look, plural
from jdlint.runner import Report


def summary_line(report: Report) -> str:
    """What was found, in how many posts, and what could not be judged."""
    sentences = [_outcome(report)]
    if skipped := len(report.not_evaluated):
        sentences.append(f"{plural(skipped, 'rule')} {'was' if skipped == 1 else 'were'} not evaluated.")
    if suppressed := report.suppressed:
        sentences.append(f"{plural(suppressed, 'finding')} {'was' if suppressed == 1 else 'were'} suppressed.")
    if report.errors and report.posts:
        sentences.append(f"{plural(len(report.errors), 'file')} could not be linted.")
    return " ".join(sentences)


def statistics(report: Report, look: Look) -> str:
    """One line a rule: how many findings, how grave, which rule; the commonest first."""
    counts = Counter((finding.rule, finding.severity) for finding in report.findings)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0][0], -row[0][1]))
    digits = max((len(str(count)) for _, count in rows), default=1)
    return "".join(
        f"{count:>{digits}}  {look.severity(severity, f'{severity.label:<7}')}  {rule}\n"
        for (rule, severity), count in rows
    )


def closing(report: Report, look: Look) -> str:
    """What ends a report for people: the statistics and the summary, as far as they are wanted."""
    counted = statistics(report, look) if look.statistics else ""
    summary = look.style(summary_line(report), bold=True) + "\n" if look.summary else ""
    return "\n".join(part for part in (counted, summary) if part)


def _outcome(report: Report) -> str:
    if not report.posts:
        return "No post was linted."
    if not report.findings:
        return "1 post is clear." if len(report.posts) == 1 else f"All {len(report.posts)} posts are clear."
    named = [
        plural(count, severity.label)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
        if (count := report.count(severity))
    ]
    touched = sum(bool(post.result.findings) for post in report.posts)
    return (
        f"Found {plural(len(report.findings), 'problem')} ({', '.join(named)}) "
        f"in {touched} of {plural(len(report.posts), 'post')}."
    )
