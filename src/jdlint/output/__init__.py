"""How jdlint tells: one file a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jdlint.late import late_function
from jdlint.output.look import Look
from jdlint.record import Record
from jdlint.runner import Report

__all__ = ["FORMATS", "Format", "Look"]


class Format(Record):
    """A way to show a report; one for a machine is UTF-8 and never mixed with other text.

    ``about`` says in a few words what it is for. ``notice`` tells what a reader of it will not see, if anything.
    One that ``shows_rules`` has their pages in it, so they are needed with their examples.
    """

    render: Callable[[Report, Look], str]
    about: str
    machine: bool = False
    notice: Callable[[Report], str | None] | None = None
    shows_rules: bool = False


def _late(module: str, function: str = "render") -> Callable[..., Any]:
    """A function of a format's module, which is loaded when it is used."""
    return late_function(f"jdlint.output.{module}", function)


FORMATS: Mapping[str, Format] = {
    "full": Format(_late("full"), "with source and question"),
    "concise": Format(_late("concise"), "one line a finding"),
    "grouped": Format(_late("grouped"), "by post"),
    "json": Format(_late("json"), "one document for programs", machine=True),
    "jsonl": Format(_late("jsonl"), "one JSON object a line", machine=True),
    "sarif": Format(_late("sarif"), "for code scanning", machine=True, shows_rules=True),
    "github": Format(_late("github"), "annotations of a workflow", machine=True, notice=_late("github", "notice")),
    "gitlab": Format(_late("gitlab"), "a code quality report", machine=True),
    "junit": Format(_late("junit"), "a test report in XML", machine=True),
    "checkstyle": Format(_late("checkstyle"), "XML for older tools", machine=True),
    "rdjson": Format(_late("rdjson"), "for reviewdog, with suggestions", machine=True),
    "markdown": Format(_late("markdown"), "a table for a job's summary", machine=True),
}
