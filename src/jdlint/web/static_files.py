"""The style sheets and scripts that pages are made with, as they were installed."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def static_text(name: str) -> str:
    """A file of ``static`` as text, such as ``look.css``."""
    return (files("jdlint.web") / "static" / name).read_text(encoding="utf-8")
