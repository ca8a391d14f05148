"""Raw regular expressions of rules, run by an engine whose time is linear in the text.

The engine, google-re2, is imported only when a rule has an expression.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from jdlint.ruleset.yaml_reader import Value


_INSTALL = "install the engine with: pip install 'jdlint[regex]'"
_UNSUPPORTED = "there is no look-around and no back-reference, and repeats go up to 1000"
_MAX_LENGTH = 1000
_MAX_MEMORY = 1 << 20


class RegexMatch(Protocol):
    """One match."""

    def span(self) -> tuple[int, int]:
        """Its half-open range of code-point offsets into the text."""


class LinearRegex(Protocol):
    """A compiled expression."""

    def finditer(self, text: str) -> Iterator[RegexMatch]:
        """All matches in a text, from left to right."""


def compile_linear_regex(value: Value) -> LinearRegex:
    """Compile the expression that a value is; capitals do not matter unless it says ``(?-i)``.

    Raises an error at the value when the engine is missing or does not support the expression.
    """
    text = value.as_string()
    if len(text) > _MAX_LENGTH:
        raise value.error(f"regex: longer than {_MAX_LENGTH} characters")
    try:
        engine: Any = import_module("re2")
    except ImportError:
        raise value.error("regex: the engine for expressions is not installed", hint=_INSTALL) from None
    options = engine.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MAX_MEMORY
    try:
        compiled: LinearRegex = engine.compile(text, options)
    except engine.error as problem:
        raise value.error(f"regex: {_reason(problem)}", hint=_UNSUPPORTED) from None
    if any(True for _ in compiled.finditer("")):
        raise value.error("regex: it matches the empty text", hint="ask for at least one character")
    return compiled


def _reason(problem: Exception) -> str:
    reason = problem.args[0] if problem.args else "not supported"
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
