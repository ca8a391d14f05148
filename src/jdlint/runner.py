"""Files to a report: each is read, linted, and never stops the others."""

from __future__ import annotations

import stat
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from jdlint.checks.circumstances import Circumstances
from jdlint.discovery import STDIN
from jdlint.engine import Judge, Origin, Result, Screen, unmoved
from jdlint.errors import InputError, JdlintError
from jdlint.finding import Evidence, Finding, NotEvaluated, Severity
from jdlint.linted import LintedPost, Shelf, Tally, tally
from jdlint.linter import Linter, lint_post, lint_source, publication_state, read
from jdlint.post.document import Document
from jdlint.post.post import Post
from jdlint.post.source import Source, read_source
from jdlint.processes import in_processes
from jdlint.record import Record
from jdlint.ruleset.rule import Rule
from jdlint.settings.patterns import Pattern
from jdlint.settings.selection import rules_in_file
from jdlint.settings.value_types import shown_size

if TYPE_CHECKING:
    from jdlint.kept_results import KeptResults
    from jdlint.mending import Mending

T = TypeVar("T")

STDIN_NAME = "<stdin>"


class InternalError(JdlintError):
    """A fault of jdlint itself; ``details`` is the traceback."""

    def __init__(self, problem: BaseException, path: str | None = None) -> None:
        text = " ".join(str(problem).split())
        super().__init__(
            f"internal error: {type(problem).__name__}{': ' if text else ''}{text}",
            path=path,
            hint="this is a fault of jdlint, please report it; JDLINT_DEBUG=1 shows the traceback",
        )
        self.details = "".join(traceback.format_exception(problem))


class Plan(Record, eq=False):
    """How posts are linted; ``fail_on`` is the mildest severity that fails, ``None`` if none does.

    ``skip`` holds the states (``draft``, ``closed``) of posts that are left out as of the day of the run. A post of
    more than ``max_file_size`` bytes is refused. ``stdin_name`` is what standard input is called. Without
    ``suppress`` the posts' suppressions are passed over. ``screens`` make, for a post, what leaves findings out of
    the report, and ``mending`` says what is put into posts. ``kept`` has results of earlier runs.
    """

    linter: Linter
    rules: tuple[Rule, ...]
    fail_on: Severity | None = Severity.ERROR
    family: str | None = None
    skip: frozenset[str] = frozenset()
    circumstances: Circumstances = field(default_factory=Circumstances)
    max_file_size: int = 1_000_000
    stdin_name: str = STDIN_NAME
    per_file_ignores: Mapping[Pattern, tuple[str, ...]] = field(default_factory=dict)
    suppress: bool = True
    screens: tuple[Callable[[Source], Screen], ...] = ()
    mending: Mending | None = None
    kept: KeptResults | None = None

    def rules_for(self, path: str) -> tuple[Rule, ...]:
        """The rules that are on in a file."""
        return rules_in_file(self.rules, self.per_file_ignores, path)


class Report(Record, eq=False):
    """All that a run has to tell, in the order of the files; ``rules`` are those that were on."""

    posts: Collection[LintedPost] = ()
    errors: tuple[JdlintError, ...] = ()
    notices: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    rules: tuple[Rule, ...] = ()

    @property
    def findings(self) -> Iterator[Finding]:
        """The findings of all posts."""
        return (finding for post in self.posts for finding in post.result.findings)

    @property
    def passes(self) -> Iterator[Evidence]:
        """The evidence of all posts."""
        return (evidence for post in self.posts for evidence in post.passes)

    @property
    def not_evaluated(self) -> Iterator[NotEvaluated]:
        """What could not be judged in all posts."""
        return (entry for post in self.posts for entry in post.result.not_evaluated)

    @cached_property
    def tally(self) -> Tally:
        """How many there are of everything."""
        return tally(self.posts)

    @property
    def failed(self) -> bool:
        """Whether a finding is as grave as the fail level."""
        return self.fail_on is not None and any(severity >= self.fail_on for _, severity in self.tally.findings)

    @property
    def exit_code(self) -> int:
        """2 when something could not be linted, else 1 when findings fail, else 0."""
        return 2 if self.errors else int(self.failed)

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(count for (_, found), count in self.tally.findings.items() if found is severity)


class Outcome(Record, Generic[T], eq=False):
    """What came of a file: what it was judged to be, or an error, or a notice why it was left out."""

    judged: T | None = None
    error: JdlintError | None = None
    notice: str | None = None


def judge_files(
    files: Iterable[str],
    plan: Plan,
    read_stdin: Callable[[int], bytes],
    judge: Callable[[Source], T],
    processes: int = 1,
) -> tuple[tuple[T, ...], tuple[JdlintError, ...], tuple[str, ...]]:
    """What ``judge`` makes of some files (paths, or ``"-"``), the errors and the notices.

    What goes wrong with one file is an error of its own, and the others are still done.
    """
    errors: list[JdlintError] = []
    notices: list[str] = []
    outcomes = in_processes(lambda file: _judge_file(file, plan, read_stdin, judge), files, processes)
    return tuple(_judged(outcomes, errors, notices)), tuple(errors), tuple(notices)


def _judged(outcomes: Iterable[Outcome[T]], errors: list[JdlintError], notices: list[str]) -> Iterator[T]:
    """What was judged; the errors and notices are put into the lists."""
    for outcome in outcomes:
        if outcome.error is not None:
            errors.append(outcome.error)
        elif outcome.notice is not None:
            notices.append(outcome.notice)
        elif outcome.judged is not None:
            yield outcome.judged


def _judge_file(file: str, plan: Plan, read_stdin: Callable[[int], bytes], judge: Callable[[Source], T]) -> Outcome[T]:
    path = plan.stdin_name if file == STDIN else file
    try:
        limit = plan.max_file_size
        data = read_stdin(limit + 1) if file == STDIN else read_bytes(file, limit)
        if len(data) > limit:
            raise too_large(path, None, limit)
        source = read_source(data, path)
        if plan.skip and (state := publication_state(source, plan.circumstances.today)) in plan.skip:
            return Outcome(notice=f"{path}: skipped, the post is {'a draft' if state == 'draft' else state}")
        return Outcome(judge(source))
    except JdlintError as error:
        return Outcome(error=error)
    except Exception as problem:  # noqa: BLE001 - one post must not take the others with it
        return Outcome(error=InternalError(problem, path))


def lint_files(files: Iterable[str], plan: Plan, read_stdin: Callable[[int], bytes], processes: int = 1) -> Report:
    """The report on some files (paths, or ``"-"``)."""
    errors: list[JdlintError] = []
    notices: list[str] = []
    outcomes = in_processes(
        lambda file: _judge_file(file, plan, read_stdin, lambda source: lint_one(source, plan)), files, processes
    )
    posts = Shelf(_judged(outcomes, errors, notices))
    if plan.mending is not None:
        notices += (notice for post in posts if post.mended for notice in post.mended.notices)
    return Report(posts, tuple(errors), tuple(notices), plan.fail_on, plan.rules)


def lint_one(source: Source, plan: Plan, reading: Callable[[], Post] | None = None) -> LintedPost:
    """A post linted, and mended where that is wanted; its file is then written.

    ``reading`` gives the post where it has been read already, or is to be read for others too.
    """
    rules = plan.rules_for(source.path)
    screens = [make(source) for make in plan.screens]

    def screen(result: Result, now: Source, origin: Origin) -> Result:
        for leave_out in screens:
            result = leave_out(result, now, origin)
        return result

    if plan.mending is None:

        def lint() -> Result:
            how = rules, plan.family, plan.circumstances
            if reading is None:
                return lint_source(plan.linter, source, *how, suppress=plan.suppress)
            return lint_post(plan.linter, reading(), *how, suppress=plan.suppress)

        result = lint() if plan.kept is None else plan.kept.result(source, rules, lint)
        return LintedPost(source, screen(result, source, unmoved))

    from jdlint.mending import mend, rewrite  # noqa: PLC0415 - most runs change nothing

    mended = mend(source, judge_for(plan, source.path), screen, plan.mending)
    if plan.mending.write and mended.changed and source.path != plan.stdin_name:
        rewrite(source, mended.source.text)
    return LintedPost(mended.source, mended.result, mended)


def judge_for(plan: Plan, path: str, family: str | None = None) -> Judge:
    """What reads and lints a post as it is, and as it becomes while it is changed.

    ``path`` decides which rules are on; ``family`` overrides the plan's.
    """
    rules = plan.rules_for(path)

    def judge(source: Source) -> tuple[Document, Result]:
        post = read(plan.linter, source)
        result = lint_post(plan.linter, post, rules, family or plan.family, plan.circumstances, suppress=plan.suppress)
        return post.document, result

    return judge


def read_bytes(path: str, limit: int) -> bytes:
    """The content of a file; raises ``InputError`` when there is none, or more than ``limit`` bytes of it."""
    try:
        file = Path(path)
        status = file.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError("is a folder, not a file", path=path)
        if not stat.S_ISREG(status.st_mode):
            hint = "to read from a pipe, write '-' and redirect standard input"
            raise InputError("is not a regular file", path=path, hint=hint)
        if status.st_size > limit:
            raise too_large(path, status.st_size, limit)
        with file.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else None
        raise InputError(f"cannot be read: {reason or problem}", path=path, hint=_hint(problem, path)) from None
    if len(data) > limit:  # it has grown since
        raise too_large(path, None, limit)
    return data


def too_large(path: str, size: int | None, limit: int) -> InputError:
    """The error about a post of more bytes than are allowed; its ``size`` is ``None`` where it is not known."""
    said = f"is {shown_size(size)} large, and" if size is not None else "is larger than what"
    message = f"{said} max-file-size allows{':' if size is None else ''} {shown_size(limit)}"
    return InputError(message, path=path, hint="a post is rarely above 20 kB; if this is one, set max-file-size")


def join_reports(first: Report, errors: Sequence[JdlintError], notices: Sequence[str]) -> Report:
    """A report with more errors and notices, which come first."""
    return replace(first, errors=(*errors, *first.errors), notices=(*notices, *first.notices))


def _hint(problem: Exception, path: str) -> str | None:
    if isinstance(problem, PermissionError):
        return "check its permissions"
    nowhere = isinstance(problem, FileNotFoundError) and Path(path).is_symlink()
    return "it is a link that leads nowhere" if nowhere else None
