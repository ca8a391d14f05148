"""How jdlint tells: one file a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jdlint.output import concise, full, json
from jdlint.output.look import Look
from jdlint.runner import Report

__all__ = ["FORMATS", "Format", "Look"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to show a report; one for a machine is UTF-8 and never mixed with other text."""

    render: Callable[[Report, Look], str]
    machine: bool = False


FORMATS: Mapping[str, Format] = {
    "full": Format(full.render),
    "concise": Format(concise.render),
    "json": Format(json.render, machine=True),
}
