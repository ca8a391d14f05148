"""What is made when it is first used: most runs need no YAML, one format of many, and half of the expressions."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType
from typing import Any, cast


def late_module(name: str) -> ModuleType:
    """A module that is loaded when one of its attributes is first asked for; raises ``ImportError`` if there is none."""
    if name in sys.modules:
        return sys.modules[name]
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ImportError(f"there is no module {name}")
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def late_function(module: str, name: str) -> Callable[..., Any]:
    """A function whose module is loaded when it is first called."""

    def call(*args: Any) -> Any:  # noqa: ANN401 - as the function has it
        return getattr(import_module(module), name)(*args)

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
