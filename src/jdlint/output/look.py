"""How text for people is shown: colours, counts in words, and characters that must not reach a terminal."""

from __future__ import annotations

import re
from dataclasses import dataclass

import click

from jdlint.finding import Severity

# Controls could steer the terminal, bidirectional marks reorder the line that they stand in.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


@dataclass(frozen=True, slots=True)
class Look:
    """What a reader wants to see: colour or not, lines of how many cells, passes too, and a summary."""

    color: bool = False
    width: int = 120
    show_passes: bool = False
    summary: bool = True
    statistics: bool = False

    def style(self, text: str, fg: str | None = None, *, bold: bool | None = None, dim: bool | None = None) -> str:
        """The text in a colour or weight, where colours are on."""
        return click.style(text, fg=fg, bold=bold, dim=dim) if self.color else text

    def severity(self, severity: Severity, text: str) -> str:
        """The text in the colour of a severity."""
        return self.style(text, _COLORS[severity], bold=True)


def visible(text: str) -> str:
    """The text with a ``�`` for each character that is invisible and acts on what is around it."""
    return _UNSAFE.sub("�", text)


def one_line(text: str) -> str:
    """The text on one line, and safe to show."""
    return visible(" ".join(text.split()))


def shorten(text: str, limit: int) -> str:
    """The text, cut to ``limit`` code points where it is longer."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def plural(count: int, noun: str) -> str:
    """The count and the noun, such as ``1 post`` or ``3 posts``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
