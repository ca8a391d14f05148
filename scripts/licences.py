"""The licences of all packages that jdlint and its developing environment stand on, for docs/licences.md.

The names are those of the lock. What each licence is says the metadata of the installed package; of one that is
not installed here (some are for Windows or older Pythons only), the page keeps what it said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import metadata

from packaging.requirements import Requirement

from lock_file import LOCK, ROOT, Locked, brought_by, project_table, read_lock

PAGE = ROOT / "docs" / "licences.md"
UNKNOWN = "not known"
_ROW = re.compile(r"^\| ([\w.-]+) \| (.+?) \|", re.MULTILINE)
_LONGEST = 60


def licences_of(use: str) -> str:
    """A table of packages with their licences; ``use`` is "run", "extras" or "develop"."""
    packages = read_lock(LOCK.read_text(encoding="utf-8"))
    every = frozenset(package.name for package in packages)
    project = project_table()["project"]
    run = brought_by(_names(project["dependencies"]), packages)
    asked = [name for names in project["optional-dependencies"].values() for name in _names(names)]
    extras = brought_by(asked, packages) - run
    chosen = {"run": run, "extras": extras, "develop": every - run - extras}[use]
    near = {"run": run, "extras": run | extras}.get(use, every) | {project["name"]}
    # A package may be locked to several releases, each for other Pythons.
    rows = dict.fromkeys(_row(package, near) for package in packages if package.name in chosen)
    return "\n".join(("| package | licence | brought by |", "|---|---|---|", *rows))


def _names(requirements: Iterable[str]) -> list[str]:
    return [Requirement(requirement).name for requirement in requirements]


def _row(package: Locked, near: frozenset[str]) -> str:
    return f"| {package.name} | {licence(package.name)} | {', '.join(sorted(package.via & near))} |"


def licence(name: str) -> str:
    """The licence of a package as its own metadata has it, or as the page has it where it is not installed."""
    try:
        package = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        stored: dict[str, str] = dict(_ROW.findall(PAGE.read_text(encoding="utf-8"))) if PAGE.is_file() else {}
        return stored.get(name, UNKNOWN)
    about = package.metadata
    for key in ("License-Expression", "License"):
        said = str(about[key]).strip() if key in about else ""
        if said and "\n" not in said and len(said) <= _LONGEST:
            return said
    classes: list[str] = about.get_all("Classifier") or []
    said = " or ".join(text.rpartition(" :: ")[2] for text in classes if text.startswith("License ::"))
    return said or _first_line(package) or UNKNOWN


def _first_line(package: metadata.Distribution) -> str:
    """How the licence's own text begins, of a package whose metadata has no more than that file."""
    texts = (path.read_text(encoding="utf-8") for path in package.files or () if path.name.startswith("LICEN"))
    return next((text.strip().splitlines()[0] for text in texts if text.strip()), "")
