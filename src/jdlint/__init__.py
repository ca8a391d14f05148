"""jdlint: a linter for job posts in Markdown.

``lint_text`` and ``lint_file`` are for other programs; ``docs/python.md`` describes them. What is named here is
imported when it is first used, so that ``import jdlint`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jdlint.api import lint_file, lint_text
    from jdlint.errors import ConfigError, InputError, JdlintError, RuleError
    from jdlint.finding import Edit, Finding, Fix, Severity, Span

__all__ = [
    "ConfigError",
    "Edit",
    "Finding",
    "Fix",
    "InputError",
    "JdlintError",
    "RuleError",
    "Severity",
    "Span",
    "__version__",
    "lint_file",
    "lint_text",
]

__version__: str

_ERRORS = ("ConfigError", "InputError", "JdlintError", "RuleError")
_FUNCTIONS = ("lint_file", "lint_text")


def __getattr__(name: str) -> object:
    """What is named in ``__all__``."""
    if name == "__version__":
        return import_module("jdlint.version").installed_version() or "0"
    if name not in __all__:
        raise AttributeError(f"module 'jdlint' has no attribute '{name}'")
    module = "api" if name in _FUNCTIONS else "errors" if name in _ERRORS else "finding"
    return getattr(import_module(f"jdlint.{module}"), name)


def __dir__() -> list[str]:
    return __all__
