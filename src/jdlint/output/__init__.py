"""How jdlint tells: one file a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jdlint.output import (
    checkstyle,
    concise,
    full,
    github,
    gitlab,
    grouped,
    json,
    jsonl,
    junit,
    markdown,
    rdjson,
    sarif,
)
from jdlint.output.look import Look
from jdlint.runner import Report

__all__ = ["FORMATS", "Format", "Look"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to show a report; one for a machine is UTF-8 and never mixed with other text.

    ``about`` says in a few words what it is for. ``notice`` tells what a reader of it will not see, if anything.
    One that ``shows_rules`` has their pages in it, so they are needed with their examples.
    """

    render: Callable[[Report, Look], str]
    about: str
    machine: bool = False
    notice: Callable[[Report], str | None] | None = None
    shows_rules: bool = False


FORMATS: Mapping[str, Format] = {
    "full": Format(full.render, "with source and question"),
    "concise": Format(concise.render, "one line a finding"),
    "grouped": Format(grouped.render, "by post"),
    "json": Format(json.render, "one document for programs", machine=True),
    "jsonl": Format(jsonl.render, "one JSON object a line", machine=True),
    "sarif": Format(sarif.render, "for code scanning", machine=True, shows_rules=True),
    "github": Format(github.render, "annotations of a workflow", machine=True, notice=github.notice),
    "gitlab": Format(gitlab.render, "a code quality report", machine=True),
    "junit": Format(junit.render, "a test report in XML", machine=True),
    "checkstyle": Format(checkstyle.render, "XML for older tools", machine=True),
    "rdjson": Format(rdjson.render, "for reviewdog, with suggestions", machine=True),
    "markdown": Format(markdown.render, "a table for a job's summary", machine=True),
}
