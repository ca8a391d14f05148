"""Versions of jdlint that settings are for."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping

from jdlint.late import expression

_SPECIFIER = expression(r"\s*(==|!=|>=|<=|>|<)?\s*v?(\d+(?:\.\d+){0,3})\s*")
_COMPARE: Mapping[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


def is_specifier(text: str) -> bool:
    """Whether a text is a list of version specifiers, such as ``>=0.2, <1``; a bare version stands for itself."""
    return all(_SPECIFIER.fullmatch(part) for part in text.split(","))


def version_fits(version: str, specifiers: str) -> bool:
    """Whether a version is in a range that ``is_specifier`` accepts; what follows its numbers does not count."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    return found is not None and all(_fits(_numbers(found.group()), part) for part in specifiers.split(","))


def _fits(version: tuple[int, ...], specifier: str) -> bool:
    match = _SPECIFIER.fullmatch(specifier)
    return match is not None and _COMPARE[match[1] or "=="](version, _numbers(match[2]))


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, four of them, so that 1.0 equals 1."""
    numbers = tuple(int(part) for part in version.split("."))[:4]
    return (*numbers, *(0,) * (4 - len(numbers)))
