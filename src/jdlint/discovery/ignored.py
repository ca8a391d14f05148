"""What git ignores, by the ``.gitignore`` files from the top of a repository down to a folder."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jdlint.record import Record
from jdlint.settings.patterns import compile_patterns

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_GIT = ".git"
_FILE = ".gitignore"
_MAX_SIZE = 1 << 20


class Ignored(Record):
    """The patterns that hold in a folder, each with the folder that they are written for, the farthest first."""

    rows: tuple[tuple[Path, GitIgnoreSpec], ...] = ()

    def entering(self, folder: Path) -> Ignored:
        """What holds in a folder below; absolute, as all paths here."""
        return Ignored((*self.rows, *_read(folder / _FILE, folder)))

    def has(self, path: Path, *, folder: bool) -> bool:
        """Whether a path in the folder is ignored."""
        for base, spec in reversed(self.rows):
            name = path.relative_to(base).as_posix()
            found = spec.check_file(f"{name}/" if folder else name).include
            if found is not None:
                return found
        return False


def ignored_in(folder: Path, *, named: bool = True) -> Ignored:
    """What git ignores in a folder; without a repository only the folder's own file counts.

    Of a folder that is ignored itself only its own file counts, too, when it is ``named``: somebody wants what is in it.
    """
    root = repository_of(folder)
    ignored = Ignored(tuple(_read(root / _GIT / "info" / "exclude", root)))
    above = [path for path in (folder, *folder.parents) if path.is_relative_to(root)]
    for path in reversed(above):
        if named and path != root and ignored.has(path, folder=True):
            return Ignored().entering(folder)
        ignored = ignored.entering(path)
    return ignored


def repository_of(folder: Path) -> Path:
    """The top of the repository that an absolute folder is in; the folder itself where it is in none."""
    return next((path for path in (folder, *folder.parents) if (path / _GIT).exists()), folder)


def _read(file: Path, base: Path) -> Iterator[tuple[Path, GitIgnoreSpec]]:
    """The patterns of a file, if there is one that can be read; git passes over lines that are none, and so do we.

    It passes over a ``.gitignore`` that is a link, too.
    """
    try:
        status = file.stat(follow_symlinks=file.name != _FILE)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_SIZE:
            return
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    good = tuple(line for line in lines if line.strip() and not line.startswith("#") and _is_good(line))
    if good:
        yield base, compile_patterns(good)


def _is_good(line: str) -> bool:
    try:
        return bool(compile_patterns((line,)))
    except ValueError:
        return False
