"""What is left out when posts are looked for, and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath

from jdlint.discovery.ignored import Ignored
from jdlint.record import Record
from jdlint.settings.patterns import Pattern, absolute, matches

SUFFIXES = (".md", ".markdown")
HIDDEN = "hidden"
EXCLUDED = "excluded"

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


class Filters(Record):
    """What users leave out: ``exclude`` in folders, with ``force_exclude`` also where files are named.

    ``settings_files`` are the files of settings that hold, so that others which are found can be told of.
    """

    exclude: tuple[Pattern, ...] = ()
    force_exclude: bool = False
    respect_gitignore: bool = True
    settings_files: tuple[str, ...] = ()

    def within(self, folder: Path) -> Filters:
        """The filters for what is in a folder that is named: a pattern that takes in the folder itself does not count.

        With ``force_exclude`` all count.
        """
        if self.force_exclude:
            return self
        counted = tuple(pattern for pattern in self.exclude if not matches((pattern,), folder, folder=True))
        return replace(self, exclude=counted)

    def leaves_out_named(self, path: str) -> bool:
        """Whether even a file that is named is left out."""
        return self.force_exclude and bool(self.exclude) and matches(self.exclude, absolute(path))

    def reason(self, path: Path, ignored: Ignored, *, folder: bool) -> str | None:
        """Why an absolute path within a folder is left out, ``None`` if it is not."""
        if matches(self.exclude, path, folder=folder):
            return EXCLUDED
        return "ignored by git" if ignored.has(path, folder=folder) else None


def is_post_name(name: str) -> bool:
    """Whether a file of this name is linted when its folder is."""
    return file_reason(name) is None


def file_reason(name: str, *, any_suffix: bool = False) -> str | None:
    """Why a file of this name is left out of its folder, ``None`` if it is not."""
    path = PurePath(name.casefold())
    if path.suffix not in SUFFIXES and not any_suffix:
        return "of other types"
    if name.startswith("."):
        return HIDDEN
    return "README, index and the like" if path.stem.replace("-", "_") in _NO_POSTS else None


def folder_reason(name: str) -> str | None:
    """Why a folder of this name is not entered, ``None`` if it is."""
    if name.startswith("."):
        return HIDDEN
    return "in folders of tools" if name in _NO_POST_FOLDERS else None
