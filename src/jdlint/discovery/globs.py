"""Patterns such as ``posts/**/*.md`` that no shell has replaced by files."""

from __future__ import annotations

import glob
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path, PurePath

from jdlint.discovery.filters import Filters, file_reason, folder_reason
from jdlint.discovery.folders import Folder, scan
from jdlint.discovery.ignored import Ignored, ignored_in
from jdlint.discovery.links import LEADS_OUT, leads_out
from jdlint.late import expression
from jdlint.settings.patterns import absolute

_SEPARATOR = f"[{re.escape(os.sep + (os.altsep or ''))}]"
_ANY_DEPTH = expression(rf"(?:^|(?<={_SEPARATOR}))\*\*(?:{_SEPARATOR}+|$)")


def expand(pattern: str, filters: Filters) -> Folder | None:
    """The posts that a pattern finds, without what a folder's scan leaves out; ``None`` when it finds nothing.

    A pattern that ends in a type of file, such as ``*.txt``, finds files of that type, posts or not.
    """
    found = sorted(set(_paths(pattern)))
    if not found:
        return None
    any_suffix = bool(re.search(r"\.\w+$", PurePath(pattern).name))
    posts: list[str] = []
    folders: list[Folder] = []
    left_out: Counter[str] = Counter()
    ignored_of = cache(lambda folder: ignored_in(folder, named=False) if filters.respect_gitignore else Ignored())
    for path in found:
        reason = _name_reason(pattern, path, any_suffix=any_suffix) or _path_reason(path, filters, ignored_of)
        if reason is not None:
            left_out[reason] += 1
        elif Path(path).is_dir():
            folders.append(scan(path, filters))
        else:
            posts.append(path)
    for folder in folders:
        left_out.update(folder.left_out)
    posts += [post for folder in folders for post in folder.posts]
    return Folder(tuple(posts), tuple(error for folder in folders for error in folder.errors), left_out)


def _paths(pattern: str) -> Iterator[str]:
    """What a pattern finds, written as it is; ``**`` follows no link to a folder, as links may go round and round."""
    many = _ANY_DEPTH.search(pattern)
    if many is None:
        yield from glob.glob(pattern)  # noqa: PTH207 - keeps paths as they are written
        return
    before, after = pattern[: many.start()], pattern[many.end() :]
    for top in glob.glob(before) if before else [""]:  # noqa: PTH207
        for folder, below, _ in os.walk(top or os.curdir):
            below[:] = [name for name in below if not name.startswith(".")]
            start = os.path.join(folder, "")  # noqa: PTH118 - a Path would lose the './' of the user
            start = start if top else start.removeprefix(os.path.join(os.curdir, ""))  # noqa: PTH118
            yield from _paths(glob.escape(start) + after) if after else [start or os.curdir]


def _name_reason(pattern: str, path: str, *, any_suffix: bool) -> str | None:
    """Why a path is left out by the names in it; those that the pattern itself spells out are as named."""
    name, spelt = Path(path).name, set(PurePath(pattern).parts)
    for part in Path(path).parts[:-1]:
        if part not in spelt and (reason := folder_reason(part)):
            return reason
    if Path(path).is_dir():
        return folder_reason(name) if name not in spelt else None
    return file_reason(name, any_suffix=any_suffix)


def _path_reason(path: str, filters: Filters, ignored_of: Callable[[Path], Ignored]) -> str | None:
    """Why a path is left out by what users exclude, what git ignores or where a link leads."""
    real, folder = absolute(path), Path(path).is_dir()
    reason = filters.reason(real, ignored_of(real.parent), folder=folder)
    return reason or (LEADS_OUT if not folder and real.is_symlink() and leads_out(real, real.parent) else None)
