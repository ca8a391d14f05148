"""Where the rules and tables of weights are that jdlint ships."""

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


def read_weights(name: str) -> tuple[str, str]:
    """The text and the path of a table of weights that jdlint ships; raises ``RuleError`` when it cannot be read."""
    path = shipped_rules() / "_models" / name
    try:
        return path.read_text(encoding="utf-8"), str(path)
    except OSError as problem:
        raise RuleError(f"cannot be read: {problem.strerror}", path=str(path), hint="install jdlint again") from None
