"""How jdlint tells: one file a format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jdlint.late import late_function
from jdlint.output.look import Look
from jdlint.record import Record
from jdlint.runner import Report

__all__ = ["FORMATS", "Format", "Look"]


class Format(Record):
    """A way to show a report; one for a machine is UTF-8 and never mixed with other text.

    ``pieces`` are the report's text in its order, each of whole lines, so that a long one need not be held as a whole.
    ``about`` says in a few words what it is for. ``notice`` tells what a reader of it will not see, if anything.
    One that ``shows_rules`` has their pages in it, so they are needed with their examples.
    """

    pieces: Callable[[Report, Look], Iterator[str]]
    about: str
    machine: bool = False
    notice: Callable[[Report], str | None] | None = None
    shows_rules: bool = False

    def render(self, report: Report, look: Look) -> str:
        """The text as a whole."""
        return "".join(self.pieces(report, look))


def _late(module: str, function: str = "render") -> Callable[..., Any]:
    """A function of a format's module, which is loaded when it is used."""
    return late_function(f"jdlint.output.{module}", function)


def _at_once(module: str) -> Callable[[Report, Look], Iterator[str]]:
    """The one piece that a format consists of which is made as a whole."""
    render = _late(module)
    return lambda report, look: iter((render(report, look),))


def _pieces(module: str) -> Callable[[Report, Look], Iterator[str]]:
    """The pieces of a format that is made post by post."""
    return _late(module, "pieces")


FORMATS: Mapping[str, Format] = {
    "full": Format(_pieces("full"), "with source and question"),
    "concise": Format(_pieces("concise"), "one line a finding"),
    "grouped": Format(_pieces("grouped"), "by post"),
    "json": Format(_at_once("json"), "one document for programs", machine=True),
    "jsonl": Format(_pieces("jsonl"), "one JSON object a line", machine=True),
    "sarif": Format(_at_once("sarif"), "for code scanning", machine=True, shows_rules=True),
    "github": Format(_at_once("github"), "annotations of a workflow", machine=True, notice=_late("github", "notice")),
    "gitlab": Format(_at_once("gitlab"), "a code quality report", machine=True),
    "junit": Format(_at_once("junit"), "a test report in XML", machine=True),
    "checkstyle": Format(_at_once("checkstyle"), "XML for older tools", machine=True),
    "rdjson": Format(_at_once("rdjson"), "for reviewdog, with suggestions", machine=True),
    "markdown": Format(_at_once("markdown"), "a table for a job's summary", machine=True),
}
