"""Modules that are loaded when something of them is first used: most runs need no YAML, and one format of many."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType
from typing import Any


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
