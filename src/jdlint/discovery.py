"""Paths from the command line to the files to lint."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from jdlint.errors import InputError, closest, did_you_mean

STDIN = "-"
SUFFIXES = (".md", ".markdown")

_NO_POSTS = (
    "readme",
    "changelog",
    "contributing",
    "license",
    "licence",
    "code_of_conduct",
    "security",
    "index",
    "_index",
)
_NO_POST_FOLDERS = ("node_modules", "bower_components", "site-packages", "venv", "__pycache__")
_GLOB = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files to lint, sorted, as the user would write them; ``"-"`` is standard input.

    ``errors`` are the paths that cannot be linted. ``notices`` say which folders hold no post, and why.
    """

    files: tuple[str, ...]
    errors: tuple[InputError, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Folder:
    """What a folder holds: posts, folders that cannot be read, and how many entries were left out, by reason."""

    posts: tuple[str, ...]
    errors: tuple[InputError, ...]
    left_out: Mapping[str, int]


def discover(paths: Sequence[str], commands: Collection[str] = ()) -> Discovery:
    """The files that some paths stand for: a file is itself, a folder all posts in it and below it.

    A file that is named twice, by whatever path, is there once. ``commands`` are words that a user may have
    mistyped as a path.
    """
    files: dict[str, str] = {}
    errors: list[InputError] = []
    notices: list[str] = []
    for path in paths:
        if path != STDIN and _is_folder(path):
            folder = _scan(path)
            found, problems = folder.posts, folder.errors
            if not found and not problems:
                notices.append(_empty_notice(path, folder.left_out))
        elif path == STDIN or _exists(path):
            found, problems = (path,), ()
        else:
            found, problems = (), (_missing(path, commands),)
        errors += problems
        for name in found:
            files.setdefault(_identity(name), name)
    return Discovery(tuple(sorted(files.values())), tuple(errors), tuple(notices))


def is_post_name(name: str) -> bool:
    """Whether a file of this name is linted when its folder is."""
    return _left_out_reason(name) is None


def _left_out_reason(name: str) -> str | None:
    path = PurePath(name.casefold())
    if path.suffix not in SUFFIXES:
        return "of other types"
    if name.startswith("."):
        return "hidden"
    return "README, index and the like" if path.stem.replace("-", "_") in _NO_POSTS else None


def _scan(top: str) -> _Folder:
    posts: list[str] = []
    errors: list[InputError] = []
    left_out: Counter[str] = Counter()
    pending = [Path(top)]
    while pending:
        folder = pending.pop()
        try:
            entries = list(_entries(folder))
        except OSError as problem:
            errors.append(_unreadable(str(folder), problem))
            continue
        for name, is_folder in entries:
            reason = _folder_reason(name) if is_folder else _left_out_reason(name)
            if reason is not None:
                left_out[reason] += 1
            elif is_folder:
                pending.append(folder / name)
            else:
                posts.append(str(folder / name))
    return _Folder(tuple(sorted(posts)), tuple(errors), left_out)


def _entries(folder: Path) -> Iterator[tuple[str, bool]]:
    """The names in a folder, and whether each is a folder; links to folders are not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            if is_folder or not entry.is_dir():
                yield entry.name, is_folder


def _folder_reason(name: str) -> str | None:
    if name.startswith("."):
        return "hidden"
    return "in folders of tools" if name in _NO_POST_FOLDERS else None


def _empty_notice(path: str, left_out: Mapping[str, int]) -> str:
    counts = ", ".join(f"{count} {reason}" for reason, count in sorted(left_out.items()))
    detail = f"left out: {counts}" if counts else "the folder is empty"
    return f"{path}: no post (*{', *'.join(SUFFIXES)}) is in this folder; {detail}"


def _missing(path: str, commands: Collection[str]) -> InputError:
    if not path:
        return InputError("a path is empty", hint="name a file or a folder; '.' is the current folder")
    if _GLOB & set(path):
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


def _unreadable(path: str, problem: OSError) -> InputError:
    return InputError(f"cannot be read: {problem.strerror or problem}", path=path, hint="check its permissions")


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
