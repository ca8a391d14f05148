"""What is made when it is first used: most runs need no YAML, one format of many, and half of the expressions."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any, cast


def late_module(name: str) -> Any:  # noqa: ANN401 - whatever the module has
    """What stands for a module, which is loaded when one of its attributes is first asked for."""
    return _Module(name)


class _Module:
    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the module has it
        found = getattr(import_module(self._name), name)
        setattr(self, name, found)
        return found


def late_function(module: str, name: str) -> Callable[..., Any]:
    """A function whose module is loaded when it is first called."""

    def call(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - as the function has it
        return getattr(import_module(module), name)(*args, **named)

    return call


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled when one of its methods is first asked for."""
    return cast("re.Pattern[str]", _Expression(pattern, flags))


class _Expression:
    """What stands for a compiled expression until it is used, and has its methods from then on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.given = (pattern, flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the expression has it
        compiled = re.compile(*self.given)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)


_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn", "pattern", "flags")
