"""What a run puts into posts: fixes, or suppressions; as files or as a diff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jdlint.atomic import replace_file
from jdlint.engine import Judge, Result, Screen, unmoved
from jdlint.errors import InputError
from jdlint.finding import Finding
from jdlint.fixes import MAX_PASSES, fix_source
from jdlint.late import expression, late_function
from jdlint.post.source import BOM, Source, make_source, read_source
from jdlint.record import Record
from jdlint.suppressions.adding import add_suppressions

unified_diff = late_function("difflib", "unified_diff")

_LINES = expression(r"[^\n]*\n|[^\n]+")


class Mending(Record):
    """What to put into posts: fixes (with ``unsafe`` also those that may change a meaning), or suppressions.

    ``reason`` is that of the suppressions. Without ``write`` no file is changed.
    """

    unsafe: bool = False
    suppress: bool = False
    reason: str | None = None
    write: bool = True


class Mended(Record, eq=False):
    """A post before and after, what is found in it then, how many findings were mended, and notices.

    With ``suppressing`` they were not mended but suppressed.
    """

    before: Source
    source: Source
    result: Result
    findings: int
    notices: tuple[str, ...] = ()
    suppressing: bool = False

    @property
    def changed(self) -> bool:
        """Whether the text is another one."""
        return self.source.text != self.before.text


def mend(source: Source, judge: Judge, screen: Screen, mending: Mending) -> Mended:
    """The post with fixes or suppressions for what ``screen`` leaves to be reported."""
    if mending.suppress:
        return _suppressed(source, judge, screen, mending.reason)
    fixed = fix_source(source, judge, screen, unsafe=mending.unsafe)
    notices = [
        _notice(finding, "the fix was left out, as it would change more than it says") for finding in fixed.refused
    ]
    if not fixed.settled:
        notices.append(f"{source.path}: there is still something to fix after {MAX_PASSES} passes")
    return Mended(source, fixed.source, fixed.result, len(fixed.mended), tuple(notices))


def rewrite(before: Source, text: str) -> None:
    """Write a post's new text to its file, with the byte-order mark that it had.

    Raises ``InputError`` when the file has changed since it was read, or cannot be written; nothing is changed then.
    """
    path = Path(before.path)
    try:
        now = read_source(path.read_bytes(), before.path)
        if now != before:
            raise InputError("has changed while it was being checked", path=before.path, hint="run jdlint again")
        replace_file(path, (BOM if before.bom else b"") + text.encode("utf-8"))
    except OSError as problem:
        hint = "check the permissions of the file and of its folder"
        message = f"cannot be written: {problem.strerror or problem}"
        raise InputError(message, path=before.path, hint=hint) from None


def diff_of(mended: Mended) -> str:
    """What has changed, as a unified diff; empty when nothing has."""
    path = mended.before.path.replace("\n", "�")
    lines = unified_diff(_LINES.findall(mended.before.text), _LINES.findall(mended.source.text), path, path)
    return "".join(_ended(lines))


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _suppressed(source: Source, judge: Judge, screen: Screen, reason: str | None) -> Mended:
    found = screen(judge(source)[1], source, unmoved)
    added = add_suppressions(source, found.findings, judge, reason)
    after = make_source(added.text, source.path)
    notices = tuple(_notice(finding, "it could not be suppressed") for finding in added.left)
    return Mended(source, after, screen(judge(after)[1], after, unmoved), added.count, notices, suppressing=True)


def _notice(finding: Finding, text: str) -> str:
    return f"{finding.path}:{finding.line}:{finding.column}: {finding.rule}: {text}"
