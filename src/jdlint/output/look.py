"""How text for people is shown: colours, counts in words, and characters that must not reach a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

import click

from jdlint.finding import Severity
from jdlint.late import expression
from jdlint.record import Record

# Controls could steer the terminal, bidirectional marks reorder the line that they stand in.
_UNSAFE = expression(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# An address of the web, with or without its scheme, or a DOI; what ends a sentence does not belong to it.
ADDRESS = expression(
    r"(?:https?://|doi:10\.\d{4,9}/|\b(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|int|eu|uk|io|dev)/)[^\s<>\"')\]]*[\w/]"
)
_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


class Look(Record):
    """What a reader wants to see: colour or not, lines of how many cells, passes too, and a summary.

    ``links`` are addresses by rule, for terminals that can follow them.
    """

    color: bool = False
    width: int = 120
    show_passes: bool = False
    summary: bool = True
    statistics: bool = False
    links: Mapping[str, str] = field(default_factory=dict)

    def style(self, text: str, fg: str | None = None, *, bold: bool | None = None, dim: bool | None = None) -> str:
        """The text in a colour or weight, where colours are on."""
        return click.style(text, fg=fg, bold=bold, dim=dim) if self.color else text

    def severity(self, severity: Severity, text: str) -> str:
        """The text in the colour of a severity."""
        return self.style(text, _COLORS[severity], bold=True)

    def rule_tag(self, severity: Severity, rule: str) -> str:
        """A severity and a rule, such as ``error[team]``, the rule with a link to its file where links are wanted."""
        name = hyperlink(rule, self.links[rule]) if rule in self.links else rule
        return self.severity(severity, f"{severity.label}[{name}]")


def with_more(message: str, more: str | None) -> str:
    """A message on one line, and on a second one what to answer or to do, where there is something."""
    return one_line(message) + (f"\n{one_line(more)}" if more else "")


def hyperlink(text: str, uri: str) -> str:
    """The text as a link that terminals can follow (OSC 8)."""
    return f"\x1b]8;;{uri}\x1b\\{text}\x1b]8;;\x1b\\"


def with_hyperlinks(text: str) -> str:
    """The text with a link on each address of a page and each DOI in it."""
    return ADDRESS.sub(lambda match: hyperlink(match[0], address_uri(match[0])), text)


def file_uri(path: str) -> str:
    """The address of a file on this machine."""
    return Path(path).resolve().as_uri()


def address_uri(address: str) -> str:
    """The address that a link to a page or a DOI, as ``ADDRESS`` finds it, leads to."""
    if address.startswith("doi:"):
        return f"https://doi.org/{address.removeprefix('doi:')}"
    return address if "://" in address else f"https://{address}"


def visible(text: str) -> str:
    """The text with a ``�`` for each character that is invisible and acts on what is around it."""
    return _UNSAFE.sub("�", text)


def in_line(text: str) -> str:
    """The text as a part of a line: ``visible``, with a ``�`` for each newline as well, as names of files may have."""
    return visible(text).replace("\n", "�")


def one_line(text: str) -> str:
    """The text on one line, and safe to show."""
    return visible(" ".join(text.split()))


def shorten(text: str, limit: int) -> str:
    """The text, cut to ``limit`` code points where it is longer."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def plural(count: int, noun: str) -> str:
    """The count and the noun, such as ``1 post`` or ``3 posts``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
