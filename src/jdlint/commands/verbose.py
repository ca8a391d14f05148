"""What ``--verbose`` adds: which settings, rules and files were used, and how each post was judged."""

from __future__ import annotations

from collections.abc import Iterator

from jdlint.discovery import Discovery, reasons
from jdlint.linted import LintedPost
from jdlint.output.look import plural
from jdlint.runner import Report
from jdlint.settings.settings import Settings


def about_run(settings: Settings, found: Discovery, rules_on: int, rules: int) -> tuple[str, ...]:
    """What a run uses: its settings files, its rules and its files."""
    left_out = f"; left out of folders: {reasons(found.left_out)}" if found.left_out else ""
    return (
        f"settings: {', '.join(settings.files) or 'no file'}",
        f"rules: {rules_on} of {rules} are on",
        f"files: {len(found.files)}{left_out}",
    )


def about_posts(report: Report) -> Iterator[str]:
    """How each post was judged: its family, how many findings it has, and what could not be evaluated."""
    for post in report.posts:
        family = f"family {post.result.family}" if post.result.family else "no family"
        findings = plural(len(post.result.findings), "finding")
        yield f"{post.result.path}: {family}, {findings}{_not_evaluated(post)}"


def _not_evaluated(post: LintedPost) -> str:
    skipped = ", ".join(f"{entry.rule} ({entry.reason})" for entry in post.result.not_evaluated)
    return f", not evaluated: {skipped}" if skipped else ""
