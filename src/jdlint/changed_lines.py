"""What git says has changed since a revision; the only module that runs another program, and that is git."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from jdlint.engine import Origin, Result, Screen
from jdlint.errors import ConfigError, InputError
from jdlint.finding import Finding
from jdlint.late import expression
from jdlint.post.source import Source
from jdlint.record import Record

_HUNK = expression(r"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
# A user's settings must change neither what is compared nor how it is printed.
_DIFF = ("diff", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--text")


class Changes(Record):
    """The lines of each file that were added or edited; counted from 1 as git does, whose lines end at LF only.

    ``lines`` is by the file's path as it was given; ``None`` is a file that is new as a whole. What is not there has not
    changed.
    """

    base: str
    lines: Mapping[str, frozenset[int] | None]

    def screen_for(self, source: Source) -> Screen:
        """What moves the findings on unchanged lines of a post out of its result's findings."""
        lines = self.lines.get(source.path, frozenset())
        starts = (0, *(match.end() for match in re.finditer("\n", source.text)))

        def is_new(finding: Finding, origin: Origin) -> bool:
            if lines is None or finding.whole:
                return True
            first = bisect_right(starts, origin(finding.span.start))
            last = bisect_right(starts, origin(max(finding.span.start, finding.span.end - 1)))
            return any(line in lines for line in range(first, last + 1))

        def screen(result: Result, _: Source, origin: Origin) -> Result:
            new = tuple(finding for finding in result.findings if is_new(finding, origin))
            old = tuple(finding for finding in result.findings if finding not in new)
            return replace(result, findings=new, unchanged=(*result.unchanged, *old))

        return screen


def read_changes(revision: str, files: Sequence[str]) -> tuple[Changes, tuple[InputError, ...]]:
    """What has changed in some files since the merge base of a revision and HEAD, whether committed or not.

    A file that git does not track is new. One outside of the repository gives an error of its own. Raises
    ``ConfigError`` where there is no git, no repository, or no such revision.
    """
    root = Path(_git("rev-parse", "--show-toplevel", problem=_no_repository()).strip()).resolve()
    base = _merge_base(revision)
    names, errors = _names(files, root)
    renamed, added = _changed_files(base)
    tracked = set(_git("-C", str(root), "ls-files", "-z").split("\0"))
    lines: dict[str, frozenset[int] | None] = {}
    for file, name in names.items():
        if name in added or name not in tracked:
            lines[file] = None
        elif name in renamed:
            text = _git("-C", str(root), *_DIFF, "--unified=0", base, "--", renamed[name], name)
            if changed := _changed_lines(text):
                lines[file] = changed
    return Changes(
        base, {file: changed if changed is None else changed - {0} for file, changed in lines.items()}
    ), errors


def _changed_lines(diff: str) -> frozenset[int]:
    """The lines that a diff adds, and 0 for each place where it only takes some away."""
    changed: set[int] = set()
    for hunk in _HUNK.finditer(diff):
        count = int(hunk[2]) if hunk[2] is not None else 1
        changed.update(range(int(hunk[1]), int(hunk[1]) + count) if count else (0,))
    return frozenset(changed)


def _merge_base(revision: str) -> str:
    unknown = ConfigError(
        f"git knows no revision '{revision}'",
        hint="fetch it first; in CI, check out the whole history (fetch-depth: 0)",
    )
    if revision.startswith("-"):
        raise unknown
    commit = _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", problem=unknown)
    apart = ConfigError(
        f"'{revision}' and HEAD have no common ancestor here",
        hint="in CI, check out the whole history (fetch-depth: 0)",
    )
    return _git("merge-base", commit.strip(), "HEAD", problem=apart).split()[0]


def _names(files: Sequence[str], root: Path) -> tuple[dict[str, str], tuple[InputError, ...]]:
    """The paths of files from the repository's folder, and an error for each that is outside of it."""
    names: dict[str, str] = {}
    errors: list[InputError] = []
    for file in files:
        path = Path(file)
        place = path.parent.resolve() / path.name
        if place.is_relative_to(root):
            names[file] = place.relative_to(root).as_posix()
        else:
            hint = "leave it out, or run jdlint in its repository"
            errors.append(InputError(f"is outside of the git repository {root}", path=file, hint=hint))
    return names, tuple(errors)


def _changed_files(base: str) -> tuple[dict[str, str], frozenset[str]]:
    """The files that have changed, each with its old name, and those that were added."""
    fields = iter(_git(*_DIFF, "--name-status", "-z", base).split("\0"))
    renamed: dict[str, str] = {}
    added: set[str] = set()
    for status in fields:
        if not status:
            break
        old = next(fields)
        if status[0] in "RC":
            renamed[next(fields)] = old
        elif status[0] == "A":
            added.add(old)
        else:
            renamed[old] = old
    return renamed, frozenset(added)


def _git(*arguments: str, problem: ConfigError | None = None) -> str:
    """What git prints; raises ``problem``, or what git says, when it fails."""
    import subprocess  # noqa: PLC0415 - most runs do without it

    try:
        command = ["git", *arguments]
        done = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603
    except OSError:
        raise ConfigError("git cannot be run, and --diff-base needs it", hint="install git") from None
    if done.returncode != 0:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise problem or ConfigError(f"git failed: {said}")
    return done.stdout.decode("utf-8", "surrogateescape")


def _no_repository() -> ConfigError:
    return ConfigError(
        "--diff-base needs a git repository, and the current folder is in none", hint="run jdlint within the repository"
    )
