"""A folder of rules: which file in it is what."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from jdlint.errors import RuleError, did_you_mean
from jdlint.record import Record
from jdlint.ruleset.rule import CATEGORIES

Purpose = Literal["rule", "vocabulary", "family", "profile", "jurisdiction", "accuracy", "model", "skeleton"]
_PURPOSES: dict[str, Purpose] = {
    "_vocabulary": "vocabulary",
    "_families": "family",
    "_profiles": "profile",
    "_jurisdictions": "jurisdiction",
    "_accuracy": "accuracy",
    "_models": "model",
    "_skeletons": "skeleton",
}
FLAT_CATEGORY = "custom"


class RuleSetFile(Record):
    """A file of a rule folder ``root``; ``category`` is empty unless it is a rule."""

    path: Path
    root: Path
    purpose: Purpose
    category: str = ""


def scan_folders(folders: Sequence[Path]) -> tuple[list[RuleSetFile], list[RuleError]]:
    """All files of some folders, in order; a folder within an earlier one is not read twice."""
    files: list[RuleSetFile] = []
    errors: list[RuleError] = []
    done: list[Path] = []
    for folder in folders:
        resolved = Path(os.path.realpath(folder))  # resolve() fails where links go in a circle
        if any(resolved == other or other in resolved.parents for other in done):
            continue
        done.append(resolved)
        for found in _scan(folder):
            if isinstance(found, RuleError):
                errors.append(found)
            else:
                files.append(found)
    return files, errors


def _scan(root: Path) -> Iterator[RuleSetFile | RuleError]:
    if not root.is_dir():
        what = "is not a folder" if root.exists() else "there is no such folder"
        yield RuleError(what, path=str(root), hint="name a folder with rules in YAML")
        return
    for path in _children(root):
        if isinstance(path, RuleError):
            yield path
        elif path.is_dir():
            yield from _scan_subfolder(root, path)
        else:
            yield from _as_file(path, root, "rule", FLAT_CATEGORY)


def _scan_subfolder(root: Path, folder: Path) -> Iterator[RuleSetFile | RuleError]:
    purpose = _PURPOSES.get(folder.name, "rule")
    known = folder.name in _PURPOSES or folder.name in CATEGORIES
    for path in _children(folder):
        if isinstance(path, RuleError):
            yield path
        elif not known and path.suffix in (".yaml", ".yml"):
            hint = did_you_mean(folder.name, (*CATEGORIES, *_PURPOSES), "one of: " + ", ".join(CATEGORIES))
            yield RuleError(f"'{folder.name}' is not a category of rules", path=str(folder), hint=hint)
            return
        elif known and path.is_file():
            yield from _as_file(path, root, purpose, folder.name if purpose == "rule" else "")


def _as_file(path: Path, root: Path, purpose: Purpose, category: str) -> Iterator[RuleSetFile | RuleError]:
    if path.suffix == ".yaml":
        yield RuleSetFile(path, root, purpose, category)
    elif path.suffix == ".yml":
        yield RuleError("rules end in .yaml", path=str(path), hint=f"name it {path.stem}.yaml")


def _children(folder: Path) -> list[Path] | list[RuleError]:
    """What a folder holds, by name, without hidden files."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as problem:
        return [RuleError(f"cannot be read: {problem.strerror or problem}", path=str(folder))]
