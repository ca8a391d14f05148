"""Where the rules are that jdlint ships."""

from __future__ import annotations

from pathlib import Path

from jdlint.errors import RuleError


def shipped_rules(package: Path | None = None) -> Path:
    """The folder of the shipped rules: ``jdlint/rules`` in a wheel, ``rules/`` beside ``src/`` in a clone.

    ``package`` is the folder of the package ``jdlint``, by default that of this file.
    """
    package = package or Path(__file__).resolve().parent
    if (package / "rules").is_dir():
        return package / "rules"
    beside = package.parent.parent / "rules"
    if package.parent.name == "src" and beside.is_dir():
        return beside
    raise RuleError("the shipped rules are missing", path=str(package / "rules"), hint="install jdlint again")
