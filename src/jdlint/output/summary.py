"""A run in one sentence, and its findings counted by rule."""

from __future__ import annotations

from jdlint.finding import Severity
from jdlint.output.look import Look, plural
from jdlint.runner import Report


def summary_line(report: Report) -> str:
    """What was found, in how many posts, and what could not be judged."""
    sentences = [*_mended(report), _outcome(report), *_fixable(report)]
    if skipped := report.tally.not_evaluated:
        sentences.append(f"{plural(skipped, 'rule')} {'was' if skipped == 1 else 'were'} not evaluated.")
    for count, what in (
        (report.tally.suppressed, "suppressed"),
        (report.tally.known, "in the baseline"),
        (report.tally.unchanged, "on lines that did not change"),
    ):
        if count:
            sentences.append(f"{plural(count, 'finding')} {'was' if count == 1 else 'were'} {what}.")
    if report.errors and report.posts:
        sentences.append(f"{plural(len(report.errors), 'file')} could not be linted.")
    return " ".join(sentences)


def changes_line(report: Report, *, written: bool) -> str:
    """How many findings a run mended or suppressed, or would have if it were not asked for a diff only."""
    touched = sum(bool(post.mended and post.mended.changed) for post in report.posts)
    if not touched:
        return "Nothing was changed." if written else "Nothing would change."
    counts = f"{plural(report.tally.mended, 'problem')} in {plural(touched, 'post')}"
    return f"Fixed {counts}." if written else f"{counts} would be dealt with."


def statistics(report: Report, look: Look) -> str:
    """One line a rule: how many findings, how grave, which rule; the commonest first."""
    counts = report.tally.findings
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


def _mended(report: Report) -> list[str]:
    """How many findings are no more, and why."""
    if not report.tally.mended:
        return []
    return [f"{'Suppressed' if report.tally.suppressing else 'Fixed'} {plural(report.tally.mended, 'problem')}."]


def _fixable(report: Report) -> list[str]:
    """How many findings can be mended by another run."""
    safe, unsafe = report.tally.safe, report.tally.unsafe
    more = f"{unsafe}{' more' if safe else ''} with --fix --unsafe-fixes"
    if safe:
        return [f"{safe} can be fixed with --fix{f', {more}' if unsafe else ''}."]
    return [f"{unsafe} can be fixed with --fix --unsafe-fixes."] if unsafe else []


def _outcome(report: Report) -> str:
    if not report.posts:
        return "No post was linted."
    if not report.tally.touched:
        return "1 post is clear." if len(report.posts) == 1 else f"All {len(report.posts)} posts are clear."
    named = [
        plural(count, severity.label)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
        if (count := report.count(severity))
    ]
    found = sum(report.tally.findings.values())
    return (
        f"Found {plural(found, 'problem')} ({', '.join(named)}) "
        f"in {report.tally.touched} of {plural(len(report.posts), 'post')}."
    )
