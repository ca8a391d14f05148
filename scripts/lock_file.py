"""The lock of the developing environment: what ``requirements-dev.lock`` holds, and whether it fits pyproject.toml.

``make lock`` writes the file. Run as a command this says what is wrong with it.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-dev.lock"
GROUP = "dev"
_HASH = re.compile(r"--hash=(\S+)")
_SHA256 = re.compile(r"sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Locked:
    """One package: its release, the hashes of that release's files, and the packages that asked for it."""

    line: int
    requirement: Requirement
    hashes: tuple[str, ...]
    via: frozenset[str]

    @property
    def name(self) -> str:
        """The package's name, as the index spells it."""
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> Version | None:
        """The one release that is allowed; None where several are."""
        pins = [pin.version for pin in self.requirement.specifier if pin.operator == "=="]
        return Version(pins[0]) if len(pins) == len(self.requirement.specifier) == 1 and "*" not in pins[0] else None


def read_lock(text: str) -> tuple[Locked, ...]:
    """The packages of a lock; a line that is no package raises ValueError with its number."""
    found: list[Locked] = []
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if line and not line.startswith((" ", "#"))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        written = lines[start].split(" --hash=")[0].rstrip("\\ ")
        try:
            requirement = Requirement(written)
        except InvalidRequirement:
            raise ValueError(f"{start + 1}: not a package with its version: {written}") from None
        rest = "\n".join(lines[start:end])
        via = re.findall(r"# +(?:via +)?([\w.-]+)(?: \(|$)", rest, re.MULTILINE)
        names = frozenset(canonicalize_name(name) for name in via if name != "via")
        found.append(Locked(start + 1, requirement, tuple(_HASH.findall(rest)), names))
    return tuple(found)


def faults(text: str, project: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a lock, for a project as its pyproject.toml describes it."""
    try:
        packages = read_lock(text)
    except ValueError as problem:
        yield str(problem)
        return
    for package in packages:
        if package.requirement.url or package.version is None:
            yield f"{package.line}: {package.name} is not held to one release of the index"
        if not package.hashes or not all(_SHA256.fullmatch(digest) for digest in package.hashes):
            yield f"{package.line}: {package.name} has no hash, or one that is not sha256"
    for wanted in direct_requirements(project):
        name = canonicalize_name(wanted.name)
        versions = [package.version for package in packages if package.name == name]
        if not versions:
            yield f"1: {name} is missing ('make lock' adds it)"
        elif not all(version and wanted.specifier.contains(version, prereleases=True) for version in versions):
            yield f"1: {name} is locked to another release than '{wanted}' asks for ('make lock' renews it)"


def direct_requirements(project: Mapping[str, Any]) -> tuple[Requirement, ...]:
    """What pyproject.toml itself asks for: to run, to build, and to develop."""
    built = project["build-system"]["requires"]
    return tuple(map(Requirement, (*built, *project["project"]["dependencies"], *_of_group(project, GROUP))))


def _of_group(project: Mapping[str, Any], name: str) -> Iterator[str]:
    for entry in project["dependency-groups"][name]:
        if isinstance(entry, str):
            yield entry
        else:
            yield from _of_group(project, entry["include-group"])


def brought_by(names: Iterable[str], packages: Iterable[Locked]) -> frozenset[str]:
    """The names of packages with all that they bring, by what the lock says of who asked for what."""
    found: set[str] = {canonicalize_name(name) for name in names}
    packages = tuple(packages)
    while more := {package.name for package in packages if package.via & found} - found:
        found |= more
    return frozenset(found)


def project_table() -> dict[str, Any]:
    """What pyproject.toml holds."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def main() -> int:
    """Print what is wrong with the lock; 1 when anything is."""
    found = [f"{LOCK.name}:{fault}" for fault in faults(LOCK.read_text(encoding="utf-8"), project_table())]
    print("\n".join(found) or f"{LOCK.name} agrees with pyproject.toml")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
