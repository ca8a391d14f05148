"""Folders to the posts in them and below them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from jdlint.discovery.filters import SUFFIXES, Filters, file_reason, folder_reason
from jdlint.discovery.ignored import Ignored, ignored_in
from jdlint.discovery.links import LEADS_OUT, leads_out
from jdlint.errors import InputError
from jdlint.record import Record
from jdlint.settings.files import YAML_NAMES


class Folder(Record):
    """What a folder holds: posts, folders that cannot be read, and how many entries were left out, by reason.

    ``settings`` are the files of settings in it and below it.
    """

    posts: tuple[str, ...]
    errors: tuple[InputError, ...]
    left_out: Mapping[str, int]
    settings: tuple[str, ...] = ()


def scan(top: str, filters: Filters) -> Folder:
    """All posts in a folder and below it, as the user would write them.

    Links to folders are not followed, and those to files only as far as they do not lead out.
    """
    posts: list[str] = []
    errors: list[InputError] = []
    left_out: Counter[str] = Counter()
    settings: list[str] = []
    real = Path(os.path.realpath(top))
    top_real, filters = real, filters.within(real)
    pending = [(Path(top), real, ignored_in(real) if filters.respect_gitignore else Ignored())]
    while pending:
        folder, real, ignored = pending.pop()
        try:
            entries = list(_entries(folder))
        except OSError as problem:
            hint = "check its permissions"
            errors.append(InputError(f"cannot be read: {problem.strerror or problem}", path=str(folder), hint=hint))
            continue
        for name, is_folder, is_link in entries:
            if name in YAML_NAMES and not is_folder:
                settings.append(str(folder / name))
            reason = folder_reason(name) if is_folder else file_reason(name)
            reason = reason or filters.reason(real / name, ignored, folder=is_folder)
            reason = reason or (LEADS_OUT if is_link and leads_out(real / name, top_real) else None)
            if reason is not None:
                left_out[reason] += 1
            elif is_folder:
                below = ignored.entering(real / name) if filters.respect_gitignore else ignored
                pending.append((folder / name, real / name, below))
            else:
                posts.append(str(folder / name))
    return Folder(tuple(sorted(posts)), tuple(errors), left_out, tuple(sorted(settings)))


def empty_notice(path: str, left_out: Mapping[str, int]) -> str:
    """What is said of a folder without posts."""
    detail = f"left out: {reasons(left_out)}" if left_out else "the folder is empty"
    return f"{path}: no post (*{', *'.join(SUFFIXES)}) is in this folder; {detail}"


def reasons(left_out: Mapping[str, int]) -> str:
    """How many entries were left out, by reason, such as ``2 hidden, 1 of other types``."""
    return ", ".join(f"{count} {reason}" for reason, count in sorted(left_out.items()))


def _entries(folder: Path) -> Iterator[tuple[str, bool, bool]]:
    """The names in a folder, whether each is a folder, and whether it is a link; links to folders are left out."""
    with os.scandir(folder) as entries:
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            if is_folder or not entry.is_dir():
                yield entry.name, is_folder, entry.is_symlink()
