"""Paths from the command line to the files to lint."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path, PurePath

from jdlint.discovery.filters import SUFFIXES, Filters, is_post_name
from jdlint.discovery.folders import Folder, empty_notice, reasons, scan
from jdlint.discovery.lists import MARK, read_list
from jdlint.errors import InputError, closest, did_you_mean
from jdlint.late import late_function
from jdlint.record import Record

__all__ = ["STDIN", "SUFFIXES", "Discovery", "Filters", "discover", "is_post_name", "reasons"]

STDIN = "-"
_GLOB_SIGNS = frozenset("*?[")

expand = late_function("jdlint.discovery.globs", "expand")


class Discovery(Record):
    """The files to lint, sorted, as the user would write them; ``"-"`` is standard input.

    ``errors`` are the paths that cannot be linted. ``notices`` say which folders hold no post, and why. ``left_out``
    counts what was left out of folders, by reason.
    """

    files: tuple[str, ...]
    errors: tuple[InputError, ...] = ()
    notices: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict, compare=False)


def discover(paths: Sequence[str], commands: Collection[str] = (), filters: Filters | None = None) -> Discovery:
    """The files that some paths stand for.

    A file is itself, a folder all posts in it and below it, a pattern what it finds, and ``@FILE`` the paths in
    that file. A file that is named twice, by whatever path, is there once. ``commands`` are words that a user
    may have mistyped as a path.
    """
    filters = filters or Filters()
    files: dict[str, str] = {}
    errors: list[InputError] = []
    notices: list[str] = []
    left_out: Counter[str] = Counter()
    for found in (found for path in paths for found in _find(path, commands, filters)):
        for name in found.files:
            files.setdefault(_identity(name), name)
        errors += found.errors
        notices += found.notices
        left_out.update(found.left_out)
    return Discovery(tuple(sorted(files.values())), tuple(errors), tuple(notices), left_out)


def _find(path: str, commands: Collection[str], filters: Filters) -> Iterator[Discovery]:
    """What one path stands for; several for a list of paths."""
    if path.startswith(MARK) and path != MARK and not _exists(path):
        try:
            listed = read_list(path.removeprefix(MARK))
        except InputError as error:
            yield Discovery((), (error,))
            return
        if not listed:
            yield Discovery((), (), (f"{path.removeprefix(MARK)}: the list is empty",))
        for name in listed:
            yield _find_one(name, (), filters)
    else:
        yield _find_one(path, commands, filters)


def _find_one(path: str, commands: Collection[str], filters: Filters) -> Discovery:
    if path == STDIN:
        return Discovery((path,))
    if _is_folder(path):
        return _from_folder(path, scan(path, filters), filters)
    if _exists(path):
        if filters.leaves_out_named(path):
            return Discovery((), (), (f"{path}: left out, as it is excluded",))
        return Discovery((path,))
    found = expand(path, filters) if _is_glob(path) and "\0" not in path else None
    return Discovery((), (_missing(path, commands),)) if found is None else _from_folder(path, found, filters)


def _from_folder(path: str, folder: Folder, filters: Filters) -> Discovery:
    empty = not folder.posts and not folder.errors
    notices = (empty_notice(path, folder.left_out),) if empty else ()
    return Discovery(folder.posts, folder.errors, (*notices, *_unread(folder, filters)), folder.left_out)


def _unread(folder: Folder, filters: Filters) -> Iterator[str]:
    """A notice for each file of settings beside posts that does not hold for them."""
    here = Path.cwd()
    read = {os.path.realpath(file) for file in filters.settings_files}
    for file in folder.settings:
        path = Path(os.path.realpath(file))
        if str(path) not in read and path.parent not in (here, *here.parents):
            yield f"{file}: not read, as settings are those of the current folder and above; --config names others"


def _missing(path: str, commands: Collection[str]) -> InputError:
    if not path:
        return InputError("a path is empty", hint="name a file or a folder; '.' is the current folder")
    if _is_glob(path):
        return InputError("no file matches", path=path, hint="check the pattern and the current folder")
    if path in commands:
        return InputError("there is no such file or folder", path=path, hint=f"the command goes first: jdlint {path} …")
    if PurePath(path).name == path and (hint := did_you_mean(path, commands)):
        return InputError("there is no such file or folder, and no such command", path=path, hint=hint)
    return InputError("there is no such file or folder", path=path, hint=_sibling_hint(path))


def _sibling_hint(path: str) -> str | None:
    """The file beside it whose name looks most like it."""
    folder, name = os.path.split(path)
    try:
        siblings = sorted(entry.name for entry in Path(folder).iterdir())
    except (OSError, ValueError):
        return f"there is no folder '{folder}' either" if folder else None
    found = closest(name, siblings, cutoff=0.8)  # two short names share much by their '.md' alone
    return f"did you mean '{found}'?" if found else None


def _is_folder(path: str) -> bool:
    try:
        return bool(path) and Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _exists(path: str) -> bool:
    """Whether something is there, be it a link that leads nowhere."""
    try:
        return bool(path) and os.path.lexists(path)
    except ValueError:
        return False


def _identity(path: str) -> str:
    return path if path == STDIN else os.path.realpath(path)


def _is_glob(path: str) -> bool:
    """Whether a path has signs that stand for other characters."""
    return not _GLOB_SIGNS.isdisjoint(path)
