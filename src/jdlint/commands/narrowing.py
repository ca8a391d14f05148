"""What a run leaves out of its report or puts into posts, from what the command line and the settings say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import click

from jdlint.errors import JdlintError
from jdlint.linted import LintedPost
from jdlint.output.look import plural
from jdlint.record import Record
from jdlint.runner import Plan, Report
from jdlint.settings.settings import Settings

if TYPE_CHECKING:
    from jdlint.baseline import Baseline, Stale
    from jdlint.changed_lines import Changes
    from jdlint.mending import Mending

_MOST_NOTICES = 10


class Wishes(Record):
    """The options of the groups Fix and Suppression that set no setting."""

    fix: bool = False
    fix_only: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    add_suppressions: bool = False
    reason: str | None = None
    no_suppressions: bool = False
    write_baseline: bool = False
    diff_base: str | None = None

    def check(self, settings: Settings, *, reads_stdin: bool) -> None:
        """Raise ``click.UsageError`` for wishes that do not go together."""
        if self.add_suppressions and (self.fix or self.fix_only):
            raise click.UsageError("'--fix' and '--add-suppressions' contradict each other")
        if self.no_suppressions and self.add_suppressions:
            raise click.UsageError("'--no-suppressions' and '--add-suppressions' contradict each other")
        if self.reason is not None and not self.add_suppressions:
            raise click.UsageError("'--reason' needs '--add-suppressions'")
        if self.write_baseline and settings.baseline is None:
            raise click.UsageError("'--write-baseline' needs '--baseline FILE', or 'baseline' in the settings")
        if self.write_baseline and (self.diff or self.fix_only or self.add_suppressions):
            raise click.UsageError(
                "'--write-baseline' goes with none of '--diff', '--fix-only' and '--add-suppressions'"
            )
        if reads_stdin:
            for name in ("diff_base", "write_baseline"):
                if getattr(self, name):
                    raise click.UsageError(f"'--{name.replace('_', '-')}' needs files, not standard input")

    @property
    def mending(self) -> Mending | None:
        """What is put into posts."""
        if not (self.fix or self.fix_only or self.diff or self.add_suppressions):
            return None
        from jdlint.mending import Mending  # noqa: PLC0415 - most runs change nothing

        return Mending(self.unsafe_fixes, self.add_suppressions, self.reason, write=not self.diff)


class Narrowing(Record, eq=False):
    """The baseline and the changes that hold, the files that are left, and what went wrong or is to be said."""

    files: tuple[str, ...]
    baseline: Baseline | None = None
    changes: Changes | None = None
    errors: tuple[JdlintError, ...] = ()
    notices: tuple[str, ...] = ()

    def narrow(self, plan: Plan) -> Plan:
        """The plan with what leaves findings out."""
        screens = [source.screen_for for source in (self.changes, self.baseline) if source is not None]
        return replace(plan, screens=tuple(screens))


def read_narrowing(files: Sequence[str], settings: Settings, wishes: Wishes) -> Narrowing:
    """What leaves findings out; raises ``ConfigError`` for a baseline or a revision that cannot be used."""
    baseline = None
    if settings.baseline is not None:
        from jdlint.baseline import Baseline, read_baseline  # noqa: PLC0415 - few runs have one

        new = wishes.write_baseline and not settings.baseline.exists()
        baseline = Baseline(settings.baseline, {}) if new else read_baseline(settings.baseline)
    if wishes.diff_base is None:
        return Narrowing(tuple(files), baseline)
    from jdlint.changed_lines import read_changes  # noqa: PLC0415 - it runs git

    changes, errors = read_changes(wishes.diff_base, files)
    left = tuple(file for file in files if file in changes.lines)
    same = len(files) - len(left) - len(errors)
    notices = (f"{plural(same, 'file')} did not change since {wishes.diff_base}",) if same else ()
    return Narrowing(left, baseline, changes, errors, notices)


def settle_baseline(report: Report, baseline: Baseline, plan: Plan, *, write: bool) -> Report:
    """The report with what is to be said of the baseline: what is stale in it, or that it was written."""
    from jdlint.baseline import renewed, stale_entries, write_baseline  # noqa: PLC0415 - few runs have one

    linted = [(post.source, post.result) for post in report.posts]
    on = {baseline.name_of(source.path): {rule.id for rule in plan.rules_for(source.path)} for source, _ in linted}
    known = {rule.id for rule in plan.linter.ruleset.rules}

    def run(name: str, rule: str) -> bool:
        return rule in on.get(name, ()) or rule not in known

    def exists(name: str) -> bool:
        return (baseline.path.parent / name).exists()

    if not write:
        stale = stale_entries(baseline, linted, run, exists)
        return replace(report, notices=(*report.notices, *_stale_notices(stale, baseline)))
    new = renewed(baseline, linted, run, exists)
    write_baseline(new)
    count = sum(sum(counts.values()) for counts in new.counts.values())
    notice = f"{baseline.path}: written, with {plural(count, 'finding')} in {plural(len(new.counts), 'post')}"
    return replace(report, posts=tuple(_known(post) for post in report.posts), notices=(*report.notices, notice))


def _known(post: LintedPost) -> LintedPost:
    """The post with all that was found as known."""
    result = post.result
    known = (*result.known, *result.findings)
    return replace(post, result=replace(result, findings=(), known=known))


def _stale_notices(stale: Sequence[Stale], baseline: Baseline) -> list[str]:
    lines: list[str] = []
    for name, entries in groupby(stale, key=lambda entry: entry.name):
        listed = list(entries)
        total = sum(entry.count for entry in listed)
        count = plural(total, "finding")
        if listed[0].gone:
            lines.append(f"{baseline.path}: {name} is gone, and {count} with it")
        else:
            rules = ", ".join(f"{entry.rule} ({entry.count})" for entry in listed)
            lines.append(f"{baseline.path}: {count} of {name} {'is' if total == 1 else 'are'} no longer there: {rules}")
    shown = lines[:_MOST_NOTICES]
    if len(lines) > len(shown):
        shown.append(f"{baseline.path}: and so it is with {plural(len(lines) - len(shown), 'more file')}")
    return [*shown, f"{baseline.path}: --write-baseline takes out what is stale"] if shown else []
